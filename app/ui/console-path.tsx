import { useMinutes } from "~/live/useClock";
import type { Staff } from "~/live/useStaff";
import { stepOf } from "~/rules/meeting/next";
import { agendaOf, checkers, itemById, latestRound, type Item, type MeetingState } from "~/rules/meeting/state";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { zhOffice } from "~/words/zh-office";
import { lineOf, Phrase } from "./phrase";

const { console: words } = zhChair;
type StepName = keyof typeof words.steps;

/** Which item is before the meeting, how long already, and where it stands. */
export function ItemHead({ staff, body }: { staff: Staff; body: string }) {
  const { meeting: { view, texts } } = staff;
  const item = view.stage === "in-session" ? itemById(view, view.current) : undefined;
  return (
    <section>
      <p className="eyebrow"><strong>{placeOf(view, item)}</strong><span>{item?.takenAt && item.stage === "taken" && view.adjournedAt === null ? <Spent staff={staff} item={item} /> : item && item.stage !== "taken" ? words.itemStage[item.stage] : body}</span></p>
      <h1 className="text-lead"><Phrase text={lineOf(texts[(item ? item.title : view.plan?.title)?.id ?? ""])} /></h1>
      {item && item.stage !== "deferred" && <Path staff={staff} item={item} />}
    </section>
  );
}

function placeOf(view: MeetingState, item: Item | undefined): string {
  const agenda = agendaOf(view);
  if (!item) return zh.stage[view.stage];
  return item.kind === "procedure" ? words.procedure : zh.meeting.item(agenda.indexOf(item) + 1, agenda.length);
}

/** Whole minutes since the item was taken. */
function Spent({ staff: { meeting }, item }: { staff: Staff; item: Item }) {
  useMinutes();
  return <>{words.spent(Math.max(0, Math.floor((meeting.serverNow() - item.takenAt!) / 60_000)), item.minutes)}</>;
}

function Path({ staff, item }: { staff: Staff; item: Item }) {
  const { view } = staff.meeting;
  const step = stepOf(view);
  const now: StepName = step === "check" ? "announce" : step;
  const steps = (Object.keys(words.steps) as StepName[]).filter((one) => item.kind === "vote" || (item.kind === "procedure" ? one !== "discuss" && one !== "present" : one === "present" || one === "discuss"));
  return (
    <ol className="path mt-3" aria-label={words.path}>
      {steps.map((one) => <li key={one} aria-current={one === now ? "step" : undefined}>{words.steps[one]} <span className="only-wide meta">{one === now ? words.now : noteOf(staff, item, one)}</span></li>)}
    </ol>
  );
}

/** Beside a step on a laptop: when it was, or who will do it. */
function noteOf({ meeting: { view, names }, zone }: Staff, item: Item, step: StepName): string {
  const first = view.speeches.filter((one) => one.item === item.id && one.from !== null)[0];
  const round = latestRound(view);
  const own = round?.item === item.id ? round : null;
  const time = (at: number) => clock(at, zone);
  switch (step) {
    case "present": return item.takenAt && first ? words.fromTo(time(item.takenAt), time(first.from!)) : "";
    case "discuss": return first ? (own?.openedAt ? words.fromTo(time(first.from!), time(own.openedAt)) : time(first.from!)) : "";
    case "vote": return own?.openedAt && own.closedAt ? words.fromTo(time(own.openedAt), time(own.closedAt)) : "";
    case "announce": return checkers(view).map((id) => names[id] ?? "").join("、") || zh.office.chair;
  }
}

/** How a vote is taken, in the words of the rules page. */
export const formWords = (form: keyof typeof zhOffice.form) => zhOffice.form[form];
