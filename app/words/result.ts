/** What is said of a vote that was counted: words and sentences, read by results and not by the page of the meeting before one. */
import type { Threshold } from "~/rules/tally/threshold";
import type { Electorate, Form, Outcome, Tally, VoteRule } from "~/rules/tally/verdict";
import { baseWords, fractionWords, thresholdWords } from "./sentences";

const formName: Record<Form, string> = { named: "记名表决", hands: "举手表决" };

export const zhResult = {
  title: "表决结果",
  need: { over: (fraction: string, votes: string) => `${fraction}是${votes}票，要超过`, least: (fraction: string, votes: number) => `达到${fraction}，要${votes}票` },
  votes: (count: number) => `${count}票`,
  table: "票数和占比",
  lens: (fraction: string) => `放大10倍看${fraction}附近`,
  missing: (count: number, share: string | null) => `没有投${count}人${share ? `（${share}）` : ""}。`,
  base: (base: string) => `百分比以${base}为底数。`,
  noShare: "不算占比",
  channels: (phone: number, desk: number, sum: number) => `手机${phone}票，签到台代录${desk}票，合计${sum}票。`,
  handChannels: (hands: number, phone: number, sum: number) => (phone > 0 ? `会场举手${hands}票，不在会场的用手机${phone}票，合计${sum}票。` : `会场举手${hands}票。`),
  rollLine: (roll: number, cast: number) => `应投${roll}，实投${cast}`,
  code: (code: string) => `核验码 ${code}`,
  form: (form: Form, time: string) => `${formName[form]}，${time}宣布`,
} as const;

/** At the end of the bar: 超过 or 未超过, 达到 or 未达到; nothing where no share decided. */
export function reachWords({ threshold: { strict } }: VoteRule, { verdict }: Outcome): string | null {
  if (verdict !== "carried" && verdict !== "not-carried") return null;
  const reached = strict ? "超过" : "达到";
  return verdict === "carried" ? reached : `未${reached}`;
}

type Voted = { readonly tally: Tally; readonly outcome: Outcome; readonly electorate: Electorate };

/** After the vote: the rule that decided. 赞成13票，超过实到18人的半数 */
export function outcomeSentence(rule: VoteRule, { tally, outcome, electorate: { present } }: Voted): string {
  const { base: kind, threshold, participation } = rule;
  const { verdict, base, tie } = outcome;
  const cast = tally.for + tally.against + tally.abstain;
  if (verdict === "no-quorum" && participation) return `应投${present}人，${cast}人参加表决，没有${thresholdWords(participation)}`;
  if (verdict === "no-decision") return "没有可以计算的票";
  const { fraction } = threshold;
  const word = reachWords(rule, outcome)!;
  const whole = fraction[0] === fraction[1] ? `全部${baseWords(kind, base)}` : `${baseWords(kind, base)}的${fractionWords(fraction)}`;
  return tie ? `赞成${tally.for}票，反对${tally.against}票，${word}${whole}` : `赞成${tally.for}票，${word}${whole}`;
}

/** Half of an odd base is not a whole vote: 8.5. */
export function exactNeed(base: number, { fraction: [n, d] }: Threshold): string {
  const exact = (base * n) / d;
  return Number.isInteger(exact) ? String(exact) : String(Math.round(exact * 100) / 100);
}
