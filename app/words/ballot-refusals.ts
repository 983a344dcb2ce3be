import type { Facts, RefusalCode } from "~/rules/meeting/refusal";
import { clock } from "./time";
import { zh } from "./zh";

export type Say = (facts: Facts, zone: string) => string;
export const number = (facts: Facts, name: string) => Number(facts[name] ?? 0);
export const at = (facts: Facts, zone: string) => clock(number(facts, "at"), zone);

/** What a ballot may be refused with; the meeting's page loads these words and no others. */
export const ballotSayings = {
  "not-entitled": () => "您不是本次会议的成员，不参加表决",
  "key-used": () => "同一次操作已经有了不同的内容，请刷新后再试",
  "unknown-round": () => "没有这次表决",
  "not-open": () => "表决还没有开始",
  "round-closed": (facts, zone) => (number(facts, "at") > 0 ? zh.ballot.missed(at(facts, zone)) : "没投上：表决已经结束"),
  "not-on-roll": () => zh.meeting.notOnRoll,
  "chair-apart": () => zh.meeting.chairApart,
  "in-the-hall": () => zh.meeting.byHands,
  "already-voted": (facts, zone) => `您已于${at(facts, zone)}投票，以第一次为准`,
  "session-ended": () => "这部手机已退出，请重新扫入场条或登录",
} satisfies Partial<Record<RefusalCode, Say>>;

/** A refused ballot in plain words. zone: the community's. */
export const ballotRefusal = ({ code, facts }: { code: RefusalCode; facts: Facts }, zone: string) =>
  (ballotSayings as Partial<Record<RefusalCode, Say>>)[code]?.(facts, zone) ?? zh.errors.malformed;
