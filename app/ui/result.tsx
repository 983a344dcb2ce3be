import type { CSSProperties, ReactNode } from "react";
import type { Count } from "~/rules/meeting/events";
import type { Round } from "~/rules/meeting/state";
import { percent } from "~/rules/tally/percent";
import { choices, hasShare, participants, type Choice, type Electorate, type Outcome, type Tally, type VoteRule } from "~/rules/tally/verdict";
import { exactNeed, outcomeSentence, reachWords, zhResult } from "~/words/result";
import { baseWords, fractionWords, verdictWords } from "~/words/sentences";
import { zh } from "~/words/zh";
import { Side } from "./choice";
import { Sentence } from "./phrase";

type Figures = { rule: VoteRule; count: Count; outcome: Outcome; electorate: Electorate };

/** Shares of the base; where everybody present is the base, those who did not vote are the rest of the bar. */
const shareOf = (part: number, whole: number) => (whole === 0 ? 0 : (part / whole) * 100);

type BarProps = Omit<Figures, "electorate"> & { big?: boolean };

/** One bar for one base, with the line that decides; its full length is the whole base. */
export function Bar({ rule, count: { tally }, outcome, big }: BarProps) {
  const { fraction: [n, d], strict } = rule.threshold;
  const label = strict
    ? zhResult.need.over(fractionWords(rule.threshold.fraction), exactNeed(outcome.base, rule.threshold))
    : zhResult.need.least(fractionWords(rule.threshold.fraction), outcome.needed);
  const shown = choices.filter((choice) => hasShare(rule.base, choice));
  const reach = reachWords(rule, outcome);
  return (
    <div className="bars" style={{ "--need": `${(n / d) * 100}%` } as CSSProperties}>
      <p className="at"><span>{label}</span></p>
      {!big && <p className="ends"><span>{baseWords(rule.base, outcome.base)}</span>{reach && <b>{reach}</b>}</p>}
      <div className="track" role="img" aria-label={`${shown.map((choice) => `${zh.choice[choice]}${tally[choice]}`).join("，")}，${baseWords(rule.base, outcome.base)}；${label}`}>
        {shown.map((choice) => tally[choice] > 0 && <i key={choice} className={choice} style={{ width: `${shareOf(tally[choice], outcome.base)}%` }} />)}
      </div>
      <span className="line" aria-hidden />
    </div>
  );
}

const closeBy = 1.5;

/** Ten times as large around the line, where the bar ends so near to it that the eye cannot tell. */
function Lens({ rule: { threshold: { fraction: [n, d] } }, count: { tally }, outcome }: BarProps) {
  const [share, need] = [shareOf(tally.for, outcome.base), (n / d) * 100];
  if (Math.abs(share - need) >= closeBy) return null;
  return (
    <div className="lens mt-4">
      <p className="meta">{zhResult.lens(fractionWords([n, d]))}</p>
      <div className="bars" style={{ "--need": "50%" } as CSSProperties} aria-hidden>
        <div className="track"><i className="for" style={{ width: `${(share - need + 5) * 10}%` }} /></div>
        <span className="line" />
      </div>
    </div>
  );
}

/** One share: a string from one function, with the deciding threshold for 赞成. */
export const shareWords = (choice: Choice, tally: Tally, { rule, outcome }: Pick<Figures, "rule" | "outcome">) =>
  (hasShare(rule.base, choice) ? percent(tally[choice], outcome.base, choice === "for" ? rule.threshold : undefined) : null);

/** Verdict first, the rule that decided next, then what was voted on, the figures after. */
export function ResultFigure({ round, children }: { round: Round; children?: ReactNode }) {
  const { result, rule, electorate } = round;
  if (!result || !electorate) return null;
  const { count, outcome } = result;
  return (
    <>
      <p className="text-verdict font-bold leading-tight mt-4 mb-2 phrase"><strong>{verdictWords(outcome)}</strong></p>
      <p className="text-lead leading-normal"><Sentence text={`${outcomeSentence(rule, { tally: count.tally, outcome, electorate })}。`} /></p>
      {children}
      <FigureBlock {...{ rule, count, outcome, electorate }} />
    </>
  );
}

/** The bar, and a table with the same figures. */
export function FigureBlock({ rule, count, outcome, electorate }: Figures) {
  const cast = participants(count.tally);
  const missing = electorate.present - cast;
  const notes = [
    outcome.base > 0 ? zhResult.base(baseWords(rule.base, outcome.base)) : "", zhResult.rollLine(electorate.present, cast), "。",
    missing > 0 ? zhResult.missing(missing, rule.base === "present" ? percent(missing, outcome.base) : null) : "", count.channels.hands === undefined ? zhResult.channels(count.channels.phone, count.channels.desk, cast) : zhResult.handChannels(count.channels.hands, count.channels.phone, cast),
  ];
  return (
    <figure className="my-6">
      {outcome.base > 0 && <><Bar {...{ rule, count, outcome }} /><Lens {...{ rule, count, outcome }} /></>}
      <table className="figs">
        <caption className="sr-only">{zhResult.table}</caption>
        <thead><tr>{choices.map((choice) => <th scope="col" key={choice}><Side choice={choice} /></th>)}</tr></thead>
        <tbody><tr>{choices.map((choice) => <td key={choice}><b data-figure={choice}>{count.tally[choice]}</b> <small data-share={choice}>{shareWords(choice, count.tally, { rule, outcome }) ?? zhResult.noShare}</small></td>)}</tr></tbody>
      </table>
      <figcaption className="meta mt-2"><Sentence text={notes.join("")} /></figcaption>
    </figure>
  );
}

export { verdictOf } from "~/words/sentences";
