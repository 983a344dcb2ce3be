import type { ReactNode } from "react";
import type { Staff } from "~/live/useStaff";
import type { Matter } from "~/rules/meeting/events";
import { agendaOf, type MeetingState } from "~/rules/meeting/state";
import { limits } from "~/words/limits";
import { sayings } from "~/words/script";
import { clock } from "~/words/time";
import { zhChair } from "~/words/zh-chair";
import { ActButton } from "./act-button";
import { ActForm } from "./act-form";
import { Field } from "./field";
import { Fold } from "./page";
import { plainLine } from "./phrase";

const { console: words } = zhChair;
type Part = { staff: Staff };

/** The meeting is open and no item was taken yet: matters of procedure come first. */
export const isBeginning = (view: MeetingState) => view.stage === "in-session" && view.adjournedAt === null && view.current === null && agendaOf(view).every(({ takenAt }) => takenAt === null);

/** 「无异议，通过」 in one tap; where somebody objects, the matter is put to the vote. */
export function Procedure({ staff }: Part) {
  const { view: { officers }, names } = staff.meeting;
  const named = (people: readonly string[]) => people.map((one) => names[one] ?? "").join("、");
  const tellers = words.tellers(named(officers.counter), named(officers.supervisor));
  return (
    <div className="rows">
      <Matters staff={staff} matter="agenda" text={words.agenda} />
      {officers.counter.length > 0 && officers.supervisor.length > 0 && <Matters staff={staff} matter="tellers" text={tellers} />}
      <Other staff={staff} />
    </div>
  );
}

/** One matter; once it has passed, when. */
function Matters({ staff, matter, text }: Part & { matter: Exclude<Matter, "other">; text: string }) {
  const { meeting, place, setAnswer, zone } = staff;
  const passed = meeting.view.items.find((item) => item.matter === matter && item.stage === "agreed");
  const what = words.matter[matter];
  const button = (type: "matter.agree" | "matter.raise", word: string, label: string) => (
    <ActButton meeting={meeting} place={place} command={{ type, matter, text }} className="btn slim" label={label} onAnswer={setAnswer}>{word}</ActButton>
  );
  if (passed) return <Row title={what}><p>{words.agreed}<span className="meta ml-3">{clock(passed.endedAt ?? 0, zone)}</span></p></Row>;
  return (
    <Row title={what}>
      <p className="say my-2">{sayings.matter(matter, text)}</p>
      <div className="flex flex-wrap gap-2">{button("matter.agree", words.agreed, words.agree(what))}{button("matter.raise", words.contested, words.contest(what))}</div>
    </Row>
  );
}

function Other({ staff }: Part) {
  const { view: { items }, texts } = staff.meeting;
  const passed = items.filter((item) => item.matter === "other" && item.stage === "agreed");
  const what = words.matter.other;
  return (
    <section className="border-t border-line">
      {passed.map((item) => <p key={item.id} className="py-2">{plainLine(texts[item.title.id])}：{words.agreed}</p>)}
      <Fold title={<h3>{what}</h3>}>
        <p className="say my-2">{sayings.matter("other", "")}</p>
        <ActForm staff={staff} fixed={{ matter: "other" }} press={[{ type: "matter.agree", word: words.agreed, label: words.agree(what), sure: words.matterSure }, { type: "matter.raise", word: words.contested, label: words.contest(what) }]}>
          <Field label={words.matterText} placeholder={words.matterExample} name="text" maxLength={limits.title} required />
        </ActForm>
      </Fold>
    </section>
  );
}

const Row = ({ title, children }: { title: string; children: ReactNode }) => <section className="py-3 border-t border-line"><h3>{title}</h3>{children}</section>;
