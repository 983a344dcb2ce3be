import type { Facts, RefusalCode } from "~/rules/meeting/refusal";
import type { CommandType } from "~/rules/meeting/commands";
import { at, ballotSayings, number, type Say } from "./ballot-refusals";
import { dayWords } from "./date-fields";
import { zh } from "./zh";

/** Who does an act that the asker may not. */
const whose: Partial<Record<CommandType, string>> = {
  "ballot.cast": ballotSayings["not-entitled"](), "ballot.witness": "代录的票由监票人确认", "ballot.enter": "代录选票由记录员或计票人来做", "ballot.withdraw": "代录选票由记录员或计票人来做",
  "round.check": "计票由监票人核对", "round.doubt": "疑问由监票人提出", "attendance.arrive": "替别人签到由记录员来做", "attendance.leave": "替别人登记离开由记录员来做",
  "attendance.excuse": "请假由记录员登记", "attendance.expect": "请假由记录员登记", "meeting.make": "会议由主持人或记录员建立", "meeting.revise": "会议由主持人或记录员修改",
  "late.enter": "补录由记录员或主持人录入", "late.confirm": "补录由计票人、监票人或主持人确认", "speech.note": "发言由记录员来记", "speech.adopt": "发言由记录员来记", "screen.turn": "大屏幕由主持人或记录员来换",
  "comment.hide": "意见由主持人或记录员处理", "comment.restore": "意见由主持人或记录员处理", "comment.show": "意见由主持人或记录员处理", "comment.unshow": "意见由主持人或记录员处理", "comment.admit": "意见由主持人或记录员处理", "comments.moderate": "意见由主持人或记录员处理",
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
  "not-member": ({ act }) => (act === "motion.move" ? "由成员提出和附议" : act === "attendance.join" ? "只有成员可以从别处到会" : "请假只登记成员"),
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
  "same-person": ({ act }) => (act === "late.confirm" ? "录入的人不能自己确认，请另一位工作人员来" : "录入的人不能自己确认，请另一位监票人来"),
  "own-ballot": () => "自己的票要由别的监票人确认",
  "supervisor-checks": () => "本次会议有监票人，由监票人核对",
  "not-closed": () => "请先结束表决",
  "not-checked": () => "监票人核对以后才能宣布",
  "in-doubt": () => "监票人有疑问，暂不宣布",
  "reason-missing": () => "请写明原因",
  "already-announced": () => "结果已经宣布",
  "notice-missing": () => "会议通知还没有发布",
  "notice-short": (facts) => `距开会只有${number(facts, "days")}天，议事规则要求提前${number(facts, "needed")}天通知。要发布，请写明原因，会写进记录。`,
  "not-noticed": () => "通知发布以后议程改过，请重新发布通知",
  "unknown-file": () => "附件没有收到，请重新添加",
  "remote-off": () => "按议事规则，不在会场不算到会",
  adjourned: () => "正在休会，恢复以后再继续",
  "not-adjourned": () => "现在没有休会",
  "no-vote-item": () => "这一项不表决",
  "text-missing": () => "请写内容",
  "unknown-late": () => "没有这条补录",
  "late-done": () => "这条补录已经确认",
  "late-time": () => "补录的时间不能晚于现在",
  "already-queued": (facts, zone) => `您已于${at(facts, zone)}申请发言，请等候`,
  "unknown-request": () => "没有这个发言申请",
  "not-waiting": () => "这一位已经不在等候发言的名单里",
  "not-speaking": () => "这一位现在没有在发言",
  "unknown-motion": () => "没有这个提议",
  "motion-gone": () => "这个提议已经撤回或表决过了",
  "own-motion": () => "自己的提议要由别人附议",
  "already-seconded": () => "您已经附议",
  "seconds-missing": (facts) => `要${number(facts, "needed")}人附议，现在${number(facts, "present")}人`,
  "motions-off": () => "按议事规则，只表决事先通知的文字",
  "unknown-comment": () => "没有这条意见",
  "comments-closed": (facts, zone) => `这一项的意见已于${at(facts, zone)}收齐`,
  "comment-hidden": () => "这条意见已经不显示",
  "comment-shown": () => "这条意见正在显示",
  "not-held": () => "这条意见已经显示",
  "reply-level": () => "只能回复意见，不能回复别人的回复",
  "too-fast": (facts) => `您写得很快，请${number(facts, "wait")}秒后再发。写好的还在`,
  "poll-open": () => "现场征询还没有结束",
  "poll-over": () => "这次征询已经结束",
  "unknown-poll": () => "没有这次征询",
  "not-hands": () => "这一次不是举手表决",
  "hands-sum": handsSum,
  "hands-missing": () => "要两个人各报一次数",
  "hands-differ": () => "两个人报的数不一样，请重新举手",
  "rehearsal-on": () => "练一练正在进行",
  "rehearsal-over": () => "这次练一练已经结束",
  "meeting-on": () => "会议结束以后才能做这一步",
  "draft-changed": () => "纪要的内容刚刚有变化，请看过最新的再做",
  "not-confirmed": () => "要先由主持人确认纪要",
  "signatures-missing": (facts) => `要${number(facts, "needed")}人签字，现在${number(facts, "present")}人`,
  "not-present": () => "签字的人要参加了会议",
  "already-signed": () => "您已经签字",
  "period-over": () => "现在不在公示期内",
  "unknown-objection": () => "没有这件异议",
  "objection-answered": () => "这件异议已经答复",
};

const stageSayings: Record<string, string> = {
  none: "没有这次会议", draft: "签到还没有开始", "check-in": "会议还没有宣布开会", "in-session": "会议已经开始", closed: "会议已经结束",
};

function handsSum(facts: Facts): string {
  const [present, sum, elsewhere] = [number(facts, "present"), number(facts, "sum"), number(facts, "elsewhere")];
  return `${elsewhere > 0 ? `会场应举手${present}人` : `实到${present}`}，三项合计${sum}，${sum < present ? `还差${present - sum}人` : `多了${sum - present}人`}`;
}

/** A refusal in plain words. zone: the community's. */
export const refusalWords = ({ code, facts }: { code: RefusalCode; facts: Facts }, zone: string) => sayings[code](facts, zone);
