/** The sentences of minutes (domain notes 3): figures with their base, 达到 and 超过 as everywhere. */
import type { LateKind, Matter } from "~/rules/meeting/events";
import type { PollFacts, RoundFacts, Stay } from "~/rules/meeting/minutes-facts";
import type { Decider } from "~/rules/meeting/events";
import { participants, type Form } from "~/rules/tally/verdict";
import { referralWords } from "./referral";
import { outcomeSentence, reachWords } from "./result";
import { baseWords, fractionWords, numeral } from "./sentences";
import { dayWords } from "./date-fields";
import { clock, date } from "./time";
import { zh } from "./zh";
import { zhMinutes } from "./zh-minutes";

/** 一、 二、 … of a heading. */
export const headingWords = (position: number, title: string) => `${numeral(position)}、${title}`;

/** 居民议事会第3次会议纪要（公示版）, as a file is called; 公示版第2版 once there was a correction. */
export const fileWords = (title: string, edition: "public" | "archive", version: number) => `${title}纪要（${zhMinutes.paper.edition[edition]}${version > 1 ? `第${version}版` : ""}）`;

/** 第3次会议 of a title that has it; else the whole title. */
export const sessionWords = (title: string) => /第[\d０-９一二三四五六七八九十百]+次(?:会议|例会|扩大会议)?/.exec(title)?.[0] ?? title;

/** 2026年5月16日19:00至20:50 */
export function spanWords({ from, to, zone }: { from: number; to: number | null; zone: string }): string {
  const begin = `${date(from, zone)}${clock(from, zone)}`;
  if (to === null) return begin;
  return date(from, zone) === date(to, zone) ? `${begin}至${clock(to, zone)}` : `${begin}至${date(to, zone)}${clock(to, zone)}`;
}

type Opening = { readonly body: string; readonly title: string; readonly place: string; readonly chair: string; readonly zone: string; readonly startsAt: number; readonly openedAt: number | null; readonly quorum: { readonly expected: number; readonly present: number; readonly needed: number } | null };

/** 青禾社区居民议事会第3次会议, where the title names a session; else the title as it is. */
const meetingWords = ({ body, title }: Pick<Opening, "body" | "title">) => (sessionWords(title) === title && !title.startsWith("第") ? title : body + sessionWords(title));

/** 2026年5月16日19:00，青禾社区居民议事会第3次会议在…召开，测试书记主持。应到21人，实到18人，达到议事规则规定的人数。 */
export function openingSentence(opening: Opening): string {
  const { place, chair, zone, startsAt, openedAt, quorum } = opening;
  if (openedAt === null || !quorum) return `${meetingWords(opening)}原定${date(startsAt, zone)}${clock(startsAt, zone)}在${place}召开，没有宣布开会。`;
  return `${date(openedAt, zone)}${clock(openedAt, zone)}，${meetingWords(opening)}在${place}召开，${chair}主持。应到${quorum.expected}人，实到${quorum.present}人，达到议事规则规定的人数。`;
}

export const cameLaterSentence = (count: number) => `会议开始后又有${count}名成员到会。`;
export const othersSentence = ({ attendees, residents }: { attendees: number; residents: number }) =>
  [attendees > 0 ? `列席${attendees}人` : "", residents > 0 ? `居民旁听${residents}人` : ""].filter(Boolean).join("，").replace(/$/, "。").replace(/^。$/, "");
export const adjournedSentence = ({ from, to, zone }: { from: number; to: number | null; zone: string }) => (to === null ? `${clock(from, zone)}休会。` : `${clock(from, zone)}至${clock(to, zone)}休会。`);
export const closedSentence = (at: number, zone: string) => `会议于${clock(at, zone)}结束。`;

/** How somebody was here, beside the name, where it was not from beginning to end: 19:20到会，20:10离开. */
export function stayWords(stays: readonly Stay[], { openedAt, closedAt, zone, all }: { openedAt: number | null; closedAt: number | null; zone: string; all: boolean }): string {
  const told = stays.flatMap(({ from, to, remote }) => [
    all || (openedAt !== null && from > openedAt) ? `${clock(from, zone)}${remote ? "线上到会" : "到会"}` : remote ? "线上" : "",
    to !== null && (closedAt === null || to < closedAt) ? `${clock(to, zone)}离开` : "",
  ]).filter(Boolean);
  return told.length > 0 ? `（${told.join("，")}）` : "";
}

const matters: Record<Matter, string> = { agenda: "会议议程", tellers: "计票人、监票人", other: "" };

/** 会议无异议，通过本次会议议程。会议无异议，同意延长半小时。 */
export const agreedSentence = (matter: Matter | null, text: string) => `会议无异议，${!text ? `通过${matters[matter ?? "other"]}` : /^(通过|由|同意)/.test(text) ? text : `同意${text}`}。`;
export const matterWords = (matter: Matter | null, text: string) => text || matters[matter ?? "other"];

export const consideredSentence = (proposer: string) => (proposer ? `会议审议了该事项，提出人：${proposer}。` : "会议审议了该事项。");
export const reportedSentence = "会议听取通报，未表决。";
export const consultedSentence = "会议征求了意见，未表决。";
export const notReachedSentence = "会议没有议到该事项。";
export const undecidedSentence = "会议讨论了该事项，未表决。";
export const deferredSentence = (reason: string) => `会议决定暂缓该事项，原因：${ended(reason)}`;

/** 代表甲三提议：…。代表乙一附议。 */
export function motionSentence({ mover, seconders, text, withdrawn }: { mover: string; seconders: readonly string[]; text: string; withdrawn: boolean }): string {
  return `${mover}提议：${ended(text)}${seconders.length > 0 ? `${seconders.join("、")}附议。` : "没有人附议。"}${withdrawn ? "后撤回。" : ""}`;
}

/** A sentence with one stop at its end. */
export const ended = (text: string) => (/[。！？]$/.test(text.trim()) ? text.trim() : `${text.trim().replace(/[；，、.;,]+$/, "")}。`);
const unended = (text: string) => text.trim().replace(/[。；，、.;,]+$/, "").replace(/\s*\n\s*/g, "，");

const formWords: Record<Form, string> = { named: "经记名表决", hands: "经举手表决" };

/** 表决事项：…。 The text that was put, as it was frozen. */
export const questionSentence = (text: string) => `表决事项：${ended(text)}`;

/** 经记名表决，赞成13票，反对4票，弃权1票，赞成票超过实到18人的半数，该事项表决通过。 what: 该事项 or 该提议. */
export function decisionSentence({ rule, count, outcome, electorate }: Pick<RoundFacts, "rule" | "count" | "outcome" | "electorate">, what: string): string {
  if (!count || !outcome || !electorate) return "";
  const { tally } = count;
  const votes = `${formWords[rule.form]}，赞成${tally.for}票，反对${tally.against}票，弃权${tally.abstain}票`;
  switch (outcome.verdict) {
    case "no-decision": return `${votes}，没有可以计算的票，${what}没有形成决定。`;
    case "no-quorum": return `${votes}，${outcomeSentence(rule, { tally, outcome, electorate })}，参加表决的人数不够。`;
    default: {
      const { fraction } = rule.threshold;
      const base = baseWords(rule.base, outcome.base);
      const share = `${reachWords(rule, outcome) ?? ""}${fraction[0] === fraction[1] ? `全部${base}` : `${base}的${fractionWords(fraction)}`}`;
      return outcome.tie ? `${votes}，${share}，未通过，平票。` : `${votes}，赞成票${share}，${what}表决${outcome.verdict === "carried" ? "通过" : "未通过"}。`;
    }
  }
}

/** How many by which way; the sum is the number of votes. */
export function channelSentence({ count, electorate }: Pick<RoundFacts, "count" | "electorate">): string {
  if (!count || !electorate) return "";
  const { phone, desk, hands = 0 } = count.channels;
  const ways = [hands > 0 ? `举手${hands}票` : "", phone > 0 || hands === 0 ? `手机${phone}票` : "", desk > 0 ? `签到台代录${desk}票` : ""].filter(Boolean);
  return `应投${electorate.present}人，实投${participants(count.tally)}人：${ways.join("，")}。`;
}

export const voidSentence = ({ time, reason }: { time: string; reason: string }) => `${time}有一次表决作废，不计票${reason ? `，原因：${ended(reason)}` : "。"}`;
export const replacesSentence = "这次表决代替作废的那一次。";

/** 本意见不代替业主共同决定。建议提交业主共同决定。 Null where the meeting itself decides. */
export function referralSentence(decider: Decider): string | null {
  const words = referralWords(decider);
  return words && `${words.title}。${words.hint}`;
}

export const pollSentence = ({ tally }: PollFacts, question: string) => `现场征询（不是表决）：${ended(question)}居民赞成${tally.for}人，反对${tally.against}人，弃权${tally.abstain}人，不计入表决。`;
export const commentsSentence = (count: number, hidden: number) => (hidden > 0 ? `收到居民和成员意见${count}条，其中${hidden}条按规则不显示，原文存档。` : `收到居民和成员意见${count}条。`);

type TaskWords = { readonly matter: string; readonly owner: string; readonly support: string; readonly dueOn: string | null; readonly standard: string };

/** 供电申请：由社区居民委员会负责，物业配合，于2026年6月15日前完成，标准：…。 */
export const taskSentence = ({ matter, owner, support, dueOn, standard }: TaskWords) =>
  ended(`${unended(matter)}：${[`由${owner}负责`, support && `${support}配合`, dueOn && `于${dayWords(dueOn)}前完成`, standard && `标准：${unended(standard)}`].filter(Boolean).join("，")}`);

/** 代表丙二保留意见：…。 */
export const dissentSentence = (name: string, text: string) => `${name}保留意见：${ended(text.replace(/\s*\n\s*/g, " "))}`;

const lateKinds: Record<LateKind, string> = { arrived: "到会", left: "离开", excused: "请假", spoke: "发言", other: "其他事项" };

type LateWords = { readonly kind: LateKind; readonly who: string; readonly time: string; readonly by: string; readonly confirmedBy: string | null; readonly reason: string | null };

/** 补录：代表甲一19:05到会，测试记录员录入，监票甲确认。 */
export const lateSentence = ({ kind, who, time, by, confirmedBy, reason }: LateWords) =>
  `补录：${who}${time}${lateKinds[kind]}，${by}录入，${confirmedBy ? `${confirmedBy}确认` : "还没有第二个人确认"}${reason ? `，原因：${ended(reason)}` : "。"}`;

export const sourceSentence = ({ source, version }: { source: string; version: number }) => (source ? `表决规则依据：${source}（议事规则第${version}版）。` : `表决规则依据：议事规则第${version}版。`);

const sides = { pro: "赞成", con: "反对", question: "提问" } as const;
/** In the archive: who spoke, for which side, from when until when, and what was noted. */
export const speechSentence = ({ name, side, time, note }: { name: string; side: keyof typeof sides; time: string; note: string | null }) => `${name}（${sides[side]}，${time}）：${note ? ended(note) : "没有笔记。"}`;

/** 公示期自2026年5月19日至5月25日（7日）。对公示内容有异议的，可在公示期内提出。 */
export function noticeSentence({ from, to }: { from: string; to: string }): string {
  return `公示期自${dayWords(from)}至${dayAfter(from, to)}（${daysOf(from, to)}日）。对公示内容有异议的，可在公示期内书面、当面或在网上向居民委员会提出。`;
}
/** The day without the year where it is the same year. */
const dayAfter = (from: string, to: string) => (from.slice(0, 4) === to.slice(0, 4) ? dayWords(to).replace(/^\d+年/, "") : dayWords(to));
export const noticeWords = ({ from, to }: { from: string; to: string }) => (daysOf(from, to) > 0 ? `公示期：${dayWords(from)}至${dayAfter(from, to)}（${daysOf(from, to)}日）` : null);

const dayLength = 24 * 3600_000;
/** Days of the calendar from one to the other, both counted. */
export const daysOf = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / dayLength) + 1;

/** 公示期满，收到异议1件，答复情况如下。 */
export const overSentence = ({ filed, answered }: { filed: number; answered: number }) =>
  (filed === 0 ? "公示期满，没有收到异议。" : `公示期满，收到异议${filed}件，${answered === filed ? "答复情况如下。" : `已答复${answered}件，答复情况如下。`}`);

/** 主持人：测试书记　　记录人：测试记录员　　监票人：监票甲 */
export const officersLine = (offices: readonly (readonly [office: string, names: readonly string[]])[]) => offices.filter(([, names]) => names.length > 0).map(([office, names]) => `${office}：${names.join("、")}`).join("　　");
export const officeWords = { chair: zh.office.chair, recorder: "记录人", counter: zh.office.counter, supervisor: zh.office.supervisor } as const;

