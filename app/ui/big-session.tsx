import { choices, participants } from "~/rules/tally/verdict";
import { voidedOf, type Round } from "~/rules/meeting/state";
import { outcomeSentence, ruleSentence, verdictWords } from "~/words/sentences";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import type { InHand } from "./big-screen";
import { Side } from "./choice";
import { Fitted, lineOf, lengthOf, Sentence } from "./phrase";
import { Bar } from "./result";

/** Longer titles are smaller, and a text that a hall cannot read from its seats is read on the phones. */
const titleSteps = [24, 62] as const;
const questionSteps = [44, 110] as const;
const longestShown = 140;

/** Title at the top, where it stays while the item goes from its explanation to its result; below it what is now. */
export function InSession({ meeting: { view, texts, cast }, item, round }: InHand) {
  const voided = round ? undefined : voidedOf(view, item.id)?.voided;
  const electorate = round?.electorate ?? null;
  const question = lineOf(texts[(round?.text ?? item.resolution).id]);
  const shown = round?.participants ?? (cast?.round === round?.id ? (cast?.cast ?? 0) : 0);
  return (
    <div className={electorate ? "session voting" : "session"}>
      <Fitted as="h1" text={lineOf(texts[item.title.id])} steps={titleSteps} />
      <div className="middle">
        <section className="question">
          {!electorate && <p className="rule">{zh.meeting.resolution}</p>}
          <Fitted as="p" text={question} steps={questionSteps} />
          {voided && <p className="rule void">{zh.meeting.voided}{voided.reason && `，${zh.meeting.voidedWhy(lineOf(texts[voided.reason.id]))}`}</p>}
          {lengthOf(question) > longestShown && <p className="rule">{zhPages.screen.wholeText}</p>}
        </section>
        {round && electorate && (
          <section>
            <p className="cast">{zh.meeting.cast(shown, electorate.present)}</p>
            <div className="track" role="img" aria-label={zh.meeting.cast(shown, electorate.present)}><i className="cast" style={{ width: `${electorate.present === 0 ? 0 : (shown / electorate.present) * 100}%` }} /></div>
            {round.stage === "open" ? <><p className="rule"><Sentence text={ruleSentence(round.rule, electorate)} /></p><p className="rule"><b>{zhPages.screen.voting}</b></p></> : <p className="rule">{round.stage === "doubted" ? zh.meeting.afterDoubt : zh.meeting.nextAfter}</p>}
          </section>
        )}
      </div>
    </div>
  );
}

/** The verdict is the largest thing; then the rule that decided, the bar, the figures. */
export function Announced({ meeting: { texts }, item, round }: InHand & { round: Round }) {
  const { result, rule, electorate } = round;
  if (!result || !electorate) return null;
  const { count, outcome } = result;
  return (
    <div className="session announced">
      <Fitted as="h1" text={lineOf(texts[item.title.id])} steps={titleSteps} />
      <div className="middle">
        <p className="verdict"><strong>{verdictWords(outcome)}</strong><span><Sentence text={outcomeSentence(rule, { tally: count.tally, outcome, electorate })} /></span></p>
        {outcome.base > 0 && <Bar rule={rule} count={count} outcome={outcome} big />}
        <dl>
          {choices.map((choice) => <div key={choice}><dt><Side choice={choice} /></dt><dd data-figure={choice}>{count.tally[choice]}</dd></div>)}
          <div className="roll"><dt className="sr-only">{zh.result.table}</dt><dd>{zh.result.rollLine(electorate.present, participants(count.tally))}</dd></div>
        </dl>
      </div>
    </div>
  );
}
