/** Sentences around figures. 达到 where the figure itself suffices, 超过 where it does not; a figure always with its base. */
import type { MeetingState } from "~/rules/meeting/state";
import type { Quorum } from "~/rules/tally/quorum";
import type { Fraction, Threshold } from "~/rules/tally/threshold";
import { needBefore, type Base, type Electorate, type Outcome, type VoteRule } from "~/rules/tally/verdict";
import { zh } from "./zh";

const digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/** A whole number up to 100 in Chinese numerals. */
export function numeral(n: number): string {
  if (n < 10) return digits[n]!;
  if (n === 100) return "一百";
  const [tens, ones] = [Math.floor(n / 10), n % 10];
  return `${tens === 1 ? "" : digits[tens]}十${ones === 0 ? "" : digits[ones]}`;
}

const isHalf = ([n, d]: Fraction) => 2 * n === d;

/** 三分之二, 半数, 全部. */
export function fractionWords(fraction: Fraction): string {
  const [n, d] = fraction;
  if (isHalf(fraction)) return "半数";
  return n === d ? "全部" : `${d === 100 ? "百" : numeral(d)}分之${numeral(n)}`;
}

export const thresholdWords = ({ fraction, strict }: Threshold) => (strict ? `超过${fractionWords(fraction)}` : `达到${fractionWords(fraction)}`);

/** 应到21人，实到18人，达到议事规则规定的人数，可以开会; once the meeting is on, without the last words. */
export const quorumSentence = ({ expected, present, needed, met }: Quorum, isOn = false) =>
  (met ? `应到${expected}人，实到${present}人，达到议事规则规定的人数${isOn ? "" : "，可以开会"}` : `应到${expected}人，实到${present}人，须${needed}人，还差${needed - present}人`);

/** What the share is a share of, with its figure: 实到18人. */
export function baseWords(base: Base, figure: number): string {
  const names: Record<Base, string> = { present: `实到${figure}人`, participating: `参加表决的${figure}人`, "all-members": `全体成员${figure}人`, "for-against": `赞成和反对共${figure}票` };
  return names[base];
}

/** Before the vote: what carries. 实到18人，赞成要超过半数，即10票 */
export function ruleSentence(rule: VoteRule, electorate: Electorate): string {
  const { base, threshold } = rule;
  const { present, allMembers } = electorate;
  const need = needBefore(rule, electorate);
  const votes = need === null ? "" : `，即${need}票`;
  switch (base) {
    case "present": return `实到${present}人有表决权，赞成要${thresholdWords(threshold)}${votes}。`;
    case "all-members": return `全体成员${allMembers}人，赞成要${thresholdWords(threshold)}${votes}。`;
    case "participating": return `赞成要${thresholdWords(threshold)}参加表决的人。`;
    case "for-against": return `赞成要${thresholdWords(threshold)}赞成和反对的总票数，弃权不算。`;
  }
}

export function verdictWords({ verdict, tie }: Outcome): string {
  return verdict === "not-carried" && tie ? "未通过，平票" : zh.verdict[verdict];
}

/** What was announced on an item; null where nothing was. */
export function verdictOf({ rounds }: MeetingState, item: string): string | null {
  const announced = rounds.filter((round) => round.item === item && round.result).pop();
  return announced?.result ? verdictWords(announced.result.outcome) : null;
}
