import type { Staff } from "~/live/useStaff";
import { conductNow } from "~/rules/meeting/state";
import { zhChair } from "~/words/zh-chair";
import { ActButton } from "./act-button";
import { lineOf, Phrase } from "./phrase";

const { console: words } = zhChair;

/** Other texts that were moved on the item, with who seconds them; one that is seconded can be put before the text as noticed. */
export function Motions({ staff }: { staff: Staff }) {
  const { meeting, place, setAnswer } = staff;
  const { view, texts, names } = meeting;
  const motions = view.motions.filter(({ item, stage }) => item === view.current && (stage === "moved" || stage === "seconded"));
  if (motions.length === 0) return null;
  return (
    <section>
      <h2>{words.motions} <span className="meta">{motions.length}</span></h2>
      <ol className="rows">
        {motions.map(({ id, text, mover, seconders }) => (
          <li key={id} className="py-3 grid gap-2 justify-items-start">
            <p className="text-lead"><Phrase text={lineOf(texts[text.id])} /></p>
            <p className="meta">{words.moved(names[mover] ?? "", seconders.map((one) => names[one] ?? "").join("、"))}</p>
            {staff.does("round.freeze") && <ActButton meeting={meeting} place={place} command={{ type: "round.freeze", item: view.current!, motion: id, form: conductNow(view).form }} className="btn slim" onAnswer={setAnswer}>{words.putMotion}</ActButton>}
          </li>
        ))}
      </ol>
    </section>
  );
}
