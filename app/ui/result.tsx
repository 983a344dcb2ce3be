import type { CSSProperties } from "react";
import type { Count } from "~/rules/meeting/events";
import type { Round } from "~/rules/meeting/state";
import { percent } from "~/rules/tally/percent";
import { choices, hasShare, participants, type Choice, type Electorate, type Outcome, type Tally, type VoteRule } from "~/rules/tally/verdict";
import { baseWords, exactNeed, fractionWords, outcomeSentence, verdictWords } from "~/words/sentences";
import { zh } from "~/words/zh";
import { Side } from "./choice";

type Figures = { rule: VoteRule; count: Count; outcome: Outcome; electorate: Electorate };

/** Shares of the base; where everybody present is the base, those who did not vote are the rest of the bar. */
const shareOf = (part: number, whole: number) => (whole === 0 ? 0 : (part / whole) * 100);

export function Bar({ rule, count: { tally }, outcome, big }: Omit<Figures, "electorate"> & { big?: boolean }) {
  const { fraction: [n, d], strict } = rule.threshold;
  const label = strict
    ? zh.result.need.over(fractionWords(rule.threshold.fraction), exactNeed(outcome.base, rule.threshold))
    : zh.result.need.least(fractionWords(rule.threshold.fraction), outcome.needed);
  const shown = choices.filter((choice) => hasShare(rule.base, choice));
  return (
    <div className="bars" style={{ "--need": `${(n / d) * 100}%` } as CSSProperties}>
      <p className="at"><span>{label}</span></p>
      <div className={`track ${big ? "big" : ""}`} role="img" aria-label={`${shown.map((choice) => `${zh.choice[choice]}${tally[choice]}`).join("，")}，${baseWords(rule.base, outcome.base)}；${label}`}>
        {shown.map((choice) => tally[choice] > 0 && <i key={choice} className={choice} style={{ width: `${shareOf(tally[choice], outcome.base)}%` }} />)}
      </div>
      <span className="line" aria-hidden />
    </div>
  );
}

/** One share: a string from one function, with the deciding threshold for 赞成. */
export const shareWords = (choice: Choice, tally: Tally, { rule, outcome }: Pick<Figures, "rule" | "outcome">) =>
  (hasShare(rule.base, choice) ? percent(tally[choice], outcome.base, choice === "for" ? rule.threshold : undefined) : null);

/** Verdict first, the rule that decided next, the figures after, and a table with the same figures. */
export function ResultFigure({ round }: { round: Round }) {
  const { result, rule, electorate } = round;
  if (!result || !electorate) return null;
  const { count, outcome } = result;
  return (
    <>
      <p className="text-verdict font-bold leading-tight mt-4 mb-2" role="status"><strong>{verdictWords(outcome)}</strong></p>
      <p className="text-lead phrase">{outcomeSentence(rule, { tally: count.tally, outcome, electorate })}。</p>
      <FigureBlock {...{ rule, count, outcome, electorate }} />
    </>
  );
}

export function FigureBlock({ rule, count, outcome, electorate }: Figures) {
  const cast = participants(count.tally);
  return (
    <figure className="my-6">
      {outcome.base > 0 && <Bar {...{ rule, count, outcome }} />}
      <table className="mt-4">
        <caption className="sr-only">{zh.result.table}</caption>
        <tbody>
          {choices.map((choice) => (
            <tr key={choice}>
              <th scope="row"><Side choice={choice} /></th>
              <td className="font-semibold">{zh.result.votes(count.tally[choice])}</td>
              <td>{shareWords(choice, count.tally, { rule, outcome }) ?? zh.result.noShare}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{zh.result.notVoted}</th>
            <td>{zh.meeting.people(electorate.present - cast)}</td>
            <td>{rule.base === "present" ? percent(electorate.present - cast, outcome.base) ?? zh.result.noShare : zh.result.noShare}</td>
          </tr>
        </tbody>
      </table>
      <figcaption className="meta mt-2">
        {outcome.base > 0 && zh.result.base(baseWords(rule.base, outcome.base))}{zh.result.rollLine(electorate.present, cast)}。{zh.result.channels(count.channels.phone, count.channels.desk, cast)}
      </figcaption>
    </figure>
  );
}
