import type { Staff } from "~/live/useStaff";
import { nextStep } from "~/rules/meeting/next";
import type { Refusal } from "~/rules/meeting/refusal";
import { agendaOf, type Item } from "~/rules/meeting/state";
import { refusalWords } from "~/words/refusals";
import { zhChair } from "~/words/zh-chair";
import { ActButton } from "./act-button";
import { lineOf, Phrase, plainLine, Sentence } from "./phrase";

const { console: words } = zhChair;

/** Why none of them can be taken now, said once; null where one can. */
function barred({ meeting }: Staff, items: readonly Item[]): Refusal | null {
  if (meeting.link === "still") return null;
  const whys = items.map(({ id }) => meeting.may({ type: "item.take", item: id }));
  return whys.every((one) => one !== null) ? whys[0] ?? null : null;
}

/** The items as noticed, with what became of each; one that was put off or passed over is taken from here. */
export function Agenda({ staff }: { staff: Staff }) {
  const { meeting, place, setAnswer, zone } = staff;
  const { view, texts } = meeting;
  const next = nextStep(view);
  const upNext = "do" in next && next.do.type === "item.take" ? next.do.item : null;
  const goesOn = staff.does("item.take") && view.stage === "in-session" && view.adjournedAt === null;
  const takes = (item: Item) => goesOn && item.id !== upNext && (item.stage === "deferred" || (item.id !== view.current && (item.stage === "pending" || item.stage === "taken")));
  const why = barred(staff, agendaOf(view).filter(takes));
  return (
    <section className="rest">
      <h2>{words.items}</h2>
      {why && <p className="meta"><Sentence text={refusalWords(why, zone)} />。</p>}
      <ol className="rows">
        {agendaOf(view).map((item, i) => {
          const again = item.stage === "deferred" || item.takenAt !== null;
          const word = again ? words.takeAgain : words.take;
          return (
            <li key={item.id} className="flex flex-wrap items-center gap-x-3 py-2">
              <p className="flex-1 min-w-40">{i + 1}　<Phrase text={lineOf(texts[item.title.id])} />
                <span className="meta block">{item.deferred ? words.deferred(plainLine(texts[item.deferred.id])) : words.itemStage[item.stage]}</span></p>
              {!why && takes(item) && <ActButton meeting={meeting} place={place} command={{ type: "item.take", item: item.id }} className="btn quiet" label={words.done(word, plainLine(texts[item.title.id]))} onAnswer={setAnswer}>{word}</ActButton>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
