import type { Facts, RefusalCode } from "~/rules/meeting/refusal";
import type { CommandType } from "~/rules/meeting/commands";
import { at, ballotSayings, number, type Say } from "./ballot-refusals";
import { dayWords } from "./time";
import { zh } from "./zh";

/** Who does an act that the asker may not. */
const whose: Partial<Record<CommandType, string>> = {
  "ballot.cast": ballotSayings["not-entitled"](), "ballot.witness": "代录的票由监票人确认", "ballot.enter": "代录选票由记录员或计票人来做", "ballot.withdraw": "代录选票由记录员或计票人来做",
  "round.check": "计票由监票人核对", "round.doubt": "疑问由监票人提出", "attendance.arrive": "替别人签到由记录员来做", "attendance.leave": "替别人登记离开由记录员来做",
  "attendance.excuse": "请假由记录员登记", "attendance.expect": "请假由记录员登记", "meeting.make": "会议由主持人或记录员建立", "meeting.revise": "会议由主持人或记录员修改",
};

const sayings: Record<RefusalCode, Say> = {
  ...ballotSayings,
  "not-entitled": (facts) => whose[facts.act as CommandType] ?? "这一步由主持人来做",
  "not-staff": () => zh.errors.forbidden,
  stale: () => zh.errors.stale,
  "wrong-stage": (facts) => stageSayings[String(facts.stage)] ?? "会议现在不能这样做",
  "check-in-begun": () => "签到已经开始",
  "rules-open": () => "议事规则还有没填的数字或依据，填好以后才能开始签到",
  "rules-later": (facts) => `议事规则自${dayWords(String(facts.from))}起用，那以前不能开始签到`,
  "no-members": () => "这个组织还没有成员或主持人，请先在「组织和规则」里定好",
  "no-quorum": (facts) => `应到${number(facts, "expected")}人，实到${number(facts, "present")}人，须${number(facts, "needed")}人，人数不够`,
  "already-here": (facts, zone) => (number(facts, "at") > 0 ? `已签到，${at(facts, zone)}` : "已签到"),
  "not-here": () => "没有签到，或已经离开",
  "has-left": (facts, zone) => `已签到，${at(facts, zone)}离开`,
  "not-member": () => "请假只登记成员",
  "already-excused": () => "已登记请假",
  "not-excused": () => "没有请假",
  "not-proven": () => "请扫会场大屏幕上的二维码，或填四位签到码",
  "wrong-code": () => "签到码不对，请看大屏幕上现在的四位数字",
  "unknown-person": () => "名册里没有这个人",
  "unknown-item": () => "没有这一项",
  "unknown-entry": () => "没有这张代录的票",
  "item-decided": () => "这一项已经表决过了",
  "item-not-taken": () => "请先进入这一项",
  "question-in-hand": () => "还有一次表决没有宣布结果",
  "not-frozen": () => "请先提请表决",
  "voted-before": (facts, zone) => `这一位已于${at(facts, zone)}投票，以第一次为准`,
  "entry-open": () => "这一位已有一张票在等监票人确认",
  "entry-done": () => "这张票已经确认或撤回",
  "same-person": () => "录入的人不能自己确认，请另一位监票人来",
  "own-ballot": () => "自己的票要由别的监票人确认",
  "supervisor-checks": () => "本次会议有监票人，由监票人核对",
  "not-closed": () => "请先结束表决",
  "not-checked": () => "监票人核对以后才能宣布",
  "in-doubt": () => "监票人有疑问，暂不宣布",
  "reason-missing": () => "请写明原因",
  "already-announced": () => "结果已经宣布",
};

const stageSayings: Record<string, string> = {
  none: "没有这次会议", draft: "签到还没有开始", "check-in": "会议还没有宣布开会", "in-session": "会议已经开始", closed: "会议已经结束",
};

/** A refusal in plain words. zone: the community's. */
export const refusalWords = ({ code, facts }: { code: RefusalCode; facts: Facts }, zone: string) => sayings[code](facts, zone);
