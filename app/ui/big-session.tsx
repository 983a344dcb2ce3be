import type { ReactNode } from "react";
import { choices, participants } from "~/rules/tally/verdict";
import type { Round } from "~/rules/meeting/state";
import { outcomeSentence, zhResult } from "~/words/result";
import { afterWords, moverWords } from "~/words/rounds";
import { ruleSentence, verdictWords } from "~/words/sentences";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { zhPages } from "~/words/zh-pages";
import type { On, ScreenProps } from "./big-screen";
import { Side } from "./choice";
import { Fitted } from "./fitted";
import { lineOf, lengthOf, Sentence } from "./phrase";
import { Bar } from "./result";

/** Longer titles are smaller, and a text that a hall cannot read from its seats is read on the phones. */
export const titleSteps = [24, 62] as const;
const questionSteps = [44, 110] as const;
const longestShown = 140;

/** A text behind an ink rule, as large as it fits. */
export function Text({ text, label }: { text: string; label: string | null }) {
  return (
    <section className="question">
      {label && <p className="rule">{label}</p>}
      <Fitted as="p" text={text} steps={questionSteps} />
      {lengthOf(text) > longestShown && <p className="rule">{zhPages.screen.wholeText}</p>}
    </section>
  );
}

type Put = Pick<ScreenProps, "meeting"> & { shown: { round: Round; item: On<"voting">["shown"]["item"] } };

/** Title at the top, where it stays while the item goes from its explanation to its result; below it what is now. */
function Frame({ meeting: { view, texts, names }, shown: { item, round }, children }: Put & { children?: ReactNode }) {
  return (
    <div className={children ? "session voting" : "session"}>
      <Fitted as="h1" text={lineOf(texts[item.title.id])} steps={titleSteps} />
      <div className="middle">
        <Text label={moverWords(view, round, names) ?? (children ? null : zh.meeting.resolution)} text={lineOf(texts[round.text.id])} />
        {children && <section>{children}</section>}
      </div>
    </div>
  );
}

export const Question = (props: On<"question">) => <Frame {...props} />;

/** Of how many; never how. */
function Cast({ cast, of, small }: { cast: number; of: number; small?: boolean }) {
  return (
    <>
      <p className={small ? "text-lead" : "cast"}>{zh.meeting.cast(cast, of)}</p>
      <div className="track" role="img" aria-label={zh.meeting.cast(cast, of)}><i className="cast" style={{ width: `${of === 0 ? 0 : (cast / of) * 100}%` }} /></div>
    </>
  );
}

const castIn = ({ cast }: ScreenProps["meeting"], round: Round) => round.participants ?? (cast?.round === round.id ? cast.cast : 0);

export function Voting(props: On<"voting">) {
  const { meeting, shown: { round } } = props;
  return (
    <Frame {...props}>
      <Cast cast={castIn(meeting, round)} of={round.electorate!.present} />
      <p className="rule"><Sentence text={ruleSentence(round.rule, round.electorate!)} /></p>
      <p className="rule"><b>{zhPages.screen.voting}</b></p>
    </Frame>
  );
}

/** 赞成的请举手: the chair's call is the largest thing; who is not in the hall votes by phone. */
export function HandsUp(props: On<"hands">) {
  const { meeting, shown: { round } } = props;
  const { called, hall, reported } = round.hands!;
  const elsewhere = round.electorate!.present - hall;
  return (
    <Frame {...props}>
      <p className="raise" data-raise>{reported ? zhChair.screen.reported : called ? <Side choice={called} label={zh.meeting.raise(zh.choice[called])} /> : zhChair.screen.hands}</p>
      <p>{reported ? zh.meeting.reported : called ? zhChair.screen.noPhone : zhChair.screen.handsHow}</p>
      <p className="rule"><Sentence text={zhChair.screen.inHall(hall)} />{elsewhere > 0 && <Sentence text={`${zh.meeting.castElsewhere(castIn(meeting, round), elsewhere)}。`} />}</p>
    </Frame>
  );
}

export function Counting(props: On<"counting">) {
  const { meeting, shown: { round } } = props;
  return (
    <Frame {...props}>
      <Cast cast={castIn(meeting, round)} of={round.electorate!.present} />
      <p className="rule">{afterWords(round)}</p>
    </Frame>
  );
}

/** What was voted on; the verdict is the largest thing; then the rule that decided, the bar, the figures. */
export function Announced({ meeting: { view, texts, names }, shown: { item, round } }: On<"result">) {
  const { result, rule, electorate } = round;
  if (!result || !electorate) return null;
  const { count, outcome } = result;
  return (
    <div className="session announced">
      <Fitted as="h1" text={lineOf(texts[item.title.id])} steps={titleSteps} />
      <div className="middle">
        {item.kind !== "procedure" && <p className="rule put">{moverWords(view, round, names) ?? zh.meeting.resolution}：{lineOf(texts[round.text.id])}</p>}
        <p className="verdict"><strong>{verdictWords(outcome)}</strong><span><Sentence text={outcomeSentence(rule, { tally: count.tally, outcome, electorate })} /></span></p>
        {outcome.base > 0 && <Bar rule={rule} count={count} outcome={outcome} big />}
        <dl>
          {choices.map((choice) => <div key={choice}><dt><Side choice={choice} /></dt><dd data-figure={choice}>{count.tally[choice]}</dd></div>)}
          <div className="roll"><dt className="sr-only">{zhResult.table}</dt><dd>{zhResult.rollLine(electorate.present, participants(count.tally))}</dd></div>
        </dl>
      </div>
    </div>
  );
}
