/** The minutes by the rules alone: who confirms, signs, publishes and objects; and the facts that the log gives. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../app/rules/meeting/apply";
import { minutesFacts } from "../../app/rules/meeting/minutes-facts";
import { see, seen } from "../../app/rules/meeting/see";
import { emptyMeeting } from "../../app/rules/meeting/state";
import type { RoundFacts } from "../../app/rules/meeting/minutes-facts";
import { outcomeOf, type Base, type Form } from "../../app/rules/tally/verdict";
import { noticeDays } from "../../server/minutes/press";
import { noticeRuns } from "../../server/store/facts";
import { decisionSentence, dissentSentence, lateSentence, motionSentence, noticeSentence, openingSentence, overSentence, referralSentence, sessionWords, taskSentence, voidSentence } from "../../app/words/minutes";
import { viewsSentence } from "../../app/words/opinions";
import { minutesTask } from "../../app/rules/meeting/minutes-way";
import { play, rolesOf } from "./play";

const over = () => play().to("over");
const confirm = { type: "minutes.confirm", hash: "draft" } as const;
const sign = { type: "minutes.sign", hash: "draft", photo: null } as const;
const publish = (reason = "") => ({ type: "minutes.publish", hash: "draft", reason }) as const;
/** Confirmed and signed by as many. */
function signedBy(...people: string[]) {
  const meeting = over();
  meeting.must("wang", confirm);
  for (const person of people) meeting.must(person, sign);
  return meeting;
}
const published = () => { const meeting = signedBy("li", "supervisor"); meeting.must("recorder", publish()); return meeting; };

describe("the way of the minutes", () => {
  test("[D1] the chair confirms or returns the draft of a meeting that is over; what changed is confirmed anew", () => {
    expect(play().to("announced").act("wang", confirm)).toMatchObject({ code: "meeting-on" });
    expect(over().act("recorder", confirm)).toMatchObject({ code: "not-entitled" });
    expect(over().act("wang", { type: "minutes.confirm", hash: "older" })).toMatchObject({ code: "draft-changed" });
    expect(over().act("wang", { type: "minutes.return", note: "  " })).toMatchObject({ code: "reason-missing" });
    const meeting = signedBy("li");
    meeting.must("wang", { type: "minutes.return", note: "补上反对意见" });
    expect(meeting.state().minutes).toMatchObject({ confirmed: null, signatures: [], returned: { by: "wang" } });
    meeting.must("wang", confirm);
    expect(meeting.state().minutes).toMatchObject({ confirmed: { hash: "draft", by: "wang" }, returned: null, signatures: [] });
  });

  test.each([
    ["a member who came", "li", null], ["the supervisor", "supervisor", null], ["the recorder", "recorder", null], ["the chair", "wang", null],
    ["a member who did not come", "sun", "not-present"], ["a resident", "neighbour", "not-entitled"],
  ])("[D2] %s signs: %s", (_, person, code) => {
    const meeting = signedBy();
    const answer = meeting.act(person, sign);
    if (code) expect(answer).toMatchObject({ code });
    else expect(answer).toMatchObject([{ type: "minutes.signed", hash: "draft" }]);
  });

  test("[D1] [D2] [D3] at each stage everybody is led to what they may do", () => {
    const tasks = (meeting: ReturnType<typeof play>) => Object.fromEntries(["wang", "recorder", "supervisor", "li", "counter", "sun", "neighbour"].map((person) => [person, minutesTask(meeting.state(), { person, roles: rolesOf(person) })]));
    expect(Object.values(tasks(play().to("announced")))).toEqual(Array(7).fill(null));
    const rest = { counter: "read", sun: "read", neighbour: "read" };
    expect(tasks(over())).toEqual({ wang: "confirm", recorder: "write", supervisor: "await", li: "read", ...rest });
    expect(tasks(signedBy())).toEqual({ wang: "sign", recorder: "sign", supervisor: "sign", li: "sign", ...rest });
    expect(tasks(signedBy("recorder"))).toEqual({ wang: "sign", recorder: "write", supervisor: "sign", li: "sign", ...rest });
    expect(tasks(signedBy("recorder", "supervisor"))).toEqual({ wang: "publish", recorder: "publish", supervisor: "read", li: "read", ...rest });
    expect(tasks(published())).toEqual({ wang: "write", recorder: "write", supervisor: "read", li: "read", ...rest });
  });

  test("[D2] what is signed was confirmed, once by each, and two are needed to publish", () => {
    expect(over().act("li", sign)).toMatchObject({ code: "not-confirmed" });
    const meeting = signedBy("li");
    expect(meeting.act("li", sign)).toMatchObject({ code: "already-signed" });
    expect(meeting.act("recorder", publish())).toMatchObject({ code: "signatures-missing", facts: { present: 1, needed: 2 } });
    meeting.must("recorder", { ...sign, photo: "file" });
    expect(meeting.act("li", publish())).toMatchObject({ code: "not-entitled" });
    expect(meeting.must("recorder", publish())).toMatchObject([{ type: "minutes.published", version: 1, hash: "draft" }]);
  });

  test("[D3] a correction is a version of its own with a reason, confirmed and signed anew; the old one stays", () => {
    const meeting = published();
    expect(meeting.act("recorder", publish("数字有误"))).toMatchObject({ code: "not-confirmed" });
    meeting.must("wang", confirm);
    for (const person of ["li", "supervisor"]) meeting.must(person, sign);
    expect(meeting.act("recorder", publish())).toMatchObject({ code: "reason-missing" });
    meeting.must("recorder", publish("数字有误"));
    expect(meeting.state().minutes.editions.map(({ version, signatures, confirmed, reason }) => [version, signatures.length, confirmed?.by, reason === null])).toEqual([[1, 2, "wang", true], [2, 2, "wang", false]]);
  });

  test.each([
    ["2026-05-18", 7, "2026-05-19", "2026-05-25"], ["2026-12-30", 3, "2026-12-31", "2027-01-02"], ["2028-02-28", 1, "2028-02-29", "2028-02-29"],
  ])("[D4] published on %s, %i days run from %s to %s", (today, days, from, to) => {
    expect(noticeDays(today, days)).toEqual({ from, to });
    const { minutes } = published().state();
    const state = { ...emptyMeeting, minutes: { ...minutes, editions: [{ ...minutes.editions[0]!, from, to }] } };
    const next = new Date(Date.parse(to) + 24 * 3600_000).toISOString().slice(0, 10);
    expect([today, from, to, next].map((day) => noticeRuns(state, day))).toEqual([true, true, true, false]);
  });

  test("[D4] where the rules ask for no days, there is no public notice", () => {
    const { minutes } = published().state();
    const period = noticeDays("2026-05-18", 0);
    expect(noticeRuns({ ...emptyMeeting, minutes: { ...minutes, editions: [{ ...minutes.editions[0]!, ...period }] } }, "2026-05-18")).toBe(false);
  });

  test("[D5] objections have numbers in their order, one answer each, and no text or name for those who only watch", () => {
    expect(over().act("neighbour", { type: "objection.file", person: "neighbour", text: "噪声" })).toMatchObject({ code: "period-over" });
    const meeting = published();
    expect(meeting.act("neighbour", { type: "objection.file", person: "neighbour", text: " " })).toMatchObject({ code: "text-missing" });
    expect(meeting.act("recorder", { type: "objection.file", person: "stranger", text: "噪声" })).toMatchObject({ code: "unknown-person" });
    for (const person of ["neighbour", "li"]) meeting.must(person, { type: "objection.file", person, text: "噪声" });
    meeting.must("recorder", { type: "objection.answer", objection: 2, text: "已移3米" });
    expect(meeting.act("wang", { type: "objection.answer", objection: 2, text: "再答" })).toMatchObject({ code: "objection-answered" });
    expect(meeting.act("wang", { type: "objection.answer", objection: 3, text: "答" })).toMatchObject({ code: "unknown-objection" });
    for (const audience of ["watcher", "member", "screen"] as const) {
      const { objections } = see(audience, meeting.state()).minutes;
      expect(objections.map(({ number, answeredAt, person, text }) => [number, answeredAt !== null, person, text])).toEqual([[1, false, undefined, undefined], [2, true, undefined, undefined]]);
    }
  });
});

/** An evening with everything that minutes tell. */
function evening() {
  const meeting = play().to("in-session");
  const { must } = meeting;
  must("wang", { type: "matter.agree", matter: "agenda", text: "本次会议议程" });
  must("recorder", { type: "attendance.arrive", person: "sun" });
  must("recorder", { type: "attendance.arrive", person: "police" });
  must("recorder", { type: "attendance.arrive", person: "neighbour" });
  must("wang", { type: "item.take", item: meeting.item() });
  must("li", { type: "speak.ask", person: "li", side: "con" });
  const { request } = meeting.state().speeches[0]!;
  must("wang", { type: "floor.grant", request });
  must("recorder", { type: "speech.note", request, text: "太近" });
  must("wang", { type: "floor.remind", reminder: "time" });
  must("wang", { type: "floor.end", request });
  must("zhao", { type: "motion.move", item: meeting.item(), person: "zhao", text: "12位" });
  must("chen", { type: "motion.second", motion: meeting.state().motions[0]!.id, person: "chen" });
  must("wang", { type: "round.freeze", item: meeting.item(), motion: meeting.state().motions[0]!.id, form: "named" });
  must("wang", { type: "round.open", round: meeting.round() });
  must("wang", { type: "round.void", round: meeting.round(), reason: "文字有误" });
  must("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "named" });
  must("wang", { type: "round.open", round: meeting.round() });
  for (const person of ["wang", "li", "zhao", "chen"]) must(person, { type: "ballot.cast", round: meeting.round(), choice: person === "li" ? "against" : "for" });
  must("wang", { type: "round.close", round: meeting.round() });
  must("supervisor", { type: "round.check", round: meeting.round() });
  must("wang", { type: "round.announce", round: meeting.round() });
  must("wang", { type: "meeting.adjourn" });
  must("wang", { type: "meeting.resume" });
  must("recorder", { type: "attendance.leave", person: "chen" });
  must("wang", { type: "item.defer", item: meeting.item(1), reason: "材料不全" });
  must("recorder", { type: "late.enter", kind: "spoke", person: "liu", at: 1_000_000, reason: "网络断了" });
  must("supervisor", { type: "late.confirm", late: meeting.state().late[0]!.id });
  must("wang", { type: "meeting.close" });
  return meeting;
}

describe("the facts of the minutes", () => {
  test("who was there and from when until when, what was voted on and by whom, what was put off, what was void, what was late", () => {
    const facts = minutesFacts(evening().log)!;
    expect(facts).toMatchObject({ quorum: { expected: 6, present: 5, needed: 4 }, expected: 6, excused: [], absent: [] });
    expect(facts.members.map(({ person }) => person)).toEqual(["wang", "li", "zhao", "chen", "liu", "sun"]);
    expect(facts.members.find(({ person }) => person === "chen")!.stays).toMatchObject([{ remote: false }]);
    expect(facts.members.map(({ person, stays }) => [person, stays.at(-1)!.to !== null]).filter(([, left]) => left)).toEqual([["chen", true]]);
    expect(facts.members.find(({ person }) => person === "sun")!.stays[0]!.from).toBeGreaterThan(facts.openedAt!);
    expect([facts.attendees, facts.residents].map((people) => people.map(({ person }) => person))).toEqual([["police"], ["neighbour"]]);
    expect(facts.adjournments).toMatchObject([{ from: expect.any(Number) as number, to: expect.any(Number) as number }]);
    expect(facts.procedure).toMatchObject([{ number: null, stage: "agreed", matter: "agenda" }]);
    const [first, second] = facts.items;
    expect(first).toMatchObject({ number: 1, kind: "vote", motions: [{ mover: "zhao", seconders: ["chen"] }], speeches: [{ person: "li", side: "con", note: { hash: "speech-note:太近" } }] });
    expect(first!.rounds.map(({ motion, count, void: why }) => [motion !== null, count?.tally ?? null, why?.hash ?? null])).toEqual([[true, null, "void:文字有误"], [false, { for: 3, against: 1, abstain: 0 }, null]]);
    expect(second).toMatchObject({ number: 2, stage: "deferred", deferred: { hash: "deferred:材料不全" }, rounds: [] });
    expect(facts.late).toMatchObject([{ person: "liu", by: "recorder", confirmedBy: "supervisor" }]);
    expect(JSON.stringify(facts)).not.toContain("reminder");
  });

  test("[M1] the same log gives the same facts, whatever the order in which its links are read; what comes after the meeting changes none of the evening's", () => {
    const meeting = evening();
    const facts = minutesFacts(meeting.log);
    fc.assert(fc.property(fc.shuffledSubarray(meeting.log, { minLength: meeting.log.length }), (links) => { expect(minutesFacts(links)).toEqual(facts); }), { numRuns: 50 });
    meeting.must("wang", confirm);
    for (const person of ["li", "recorder"]) meeting.must(person, sign);
    meeting.must("recorder", publish());
    meeting.must("neighbour", { type: "objection.file", person: "neighbour", text: "噪声" });
    expect(minutesFacts(meeting.log)).toEqual(facts);
    expect(minutesFacts([])).toBeNull();
    for (const audience of ["watcher", "member", "staff", "screen"] as const) expect(see(audience, meeting.state())).toEqual(fold(meeting.log.map((link) => seen(audience, link)), emptyMeeting));
  });
});

describe("the sentences of the minutes", () => {
  const electorate = { allMembers: 21, present: 18 };
  const round = (votes: [number, number, number], { base = "present", form = "named", fraction = [1, 2], strict = true, participation = false }: { base?: Base; form?: Form; fraction?: [number, number]; strict?: boolean; participation?: boolean } = {}): RoundFacts => {
    const tally = { for: votes[0], against: votes[1], abstain: votes[2] };
    const rule = { form, base, threshold: { fraction, strict }, participation: participation ? { fraction: [1, 2] as const, strict: true } : null };
    return { round: "r", motion: null, text: { id: "t", hash: "h" }, rule, electorate, replaces: null, count: { tally, channels: { phone: votes[0], desk: 0 }, digest: "" }, outcome: outcomeOf(rule, tally, electorate), at: 0, void: null };
  };
  const decided: [string, RoundFacts][] = [
    ["经记名表决，赞成13票，反对4票，弃权1票，赞成票超过实到18人的半数，该事项表决通过。", round([13, 4, 1])],
    ["经记名表决，赞成9票，反对9票，弃权0票，未超过实到18人的半数，未通过，平票。", round([9, 9, 0])],
    ["经举手表决，赞成8票，反对9票，弃权1票，赞成票未超过实到18人的半数，该事项表决未通过。", round([8, 9, 1], { form: "hands" })],
    ["经记名表决，赞成14票，反对2票，弃权2票，赞成票达到全体成员21人的三分之二，该事项表决通过。", round([14, 2, 2], { base: "all-members", fraction: [2, 3], strict: false })],
    ["经记名表决，赞成13票，反对3票，弃权2票，赞成票未达到全体成员21人的三分之二，该事项表决未通过。", round([13, 3, 2], { base: "all-members", fraction: [2, 3], strict: false })],
    ["经记名表决，赞成0票，反对0票，弃权0票，没有可以计算的票，该事项没有形成决定。", round([0, 0, 0], { base: "participating" })],
    ["经记名表决，赞成5票，反对0票，弃权0票，应投18人，5人参加表决，没有超过半数，参加表决的人数不够。", round([5, 0, 0], { participation: true })],
  ];
  test.each(decided)("[T7] [T8] %s", (sentence, facts) => { expect(decisionSentence(facts, "该事项")).toBe(sentence); });

  const zone = "Asia/Shanghai";
  const start = Date.parse("2026-05-16T19:00:00+08:00");
  const opening = { body: "青禾社区居民议事会", title: "居民议事会第3次会议", place: "社区党群服务中心", chair: "测试书记", zone, startsAt: start, openedAt: start, quorum: { expected: 21, present: 18, needed: 14 } };
  test.each([
    ["2026年5月16日19:00，青禾社区居民议事会第3次会议在社区党群服务中心召开，测试书记主持。应到21人，实到18人，达到议事规则规定的人数。", openingSentence(opening)],
    ["青禾社区居民议事会第3次会议原定2026年5月16日19:00在社区党群服务中心召开，没有宣布开会。", openingSentence({ ...opening, openedAt: null, quorum: null })],
    ["赞成方认为楼道拉线充电危险，应当集中充电；反对方认为离9栋太近；另有意见：老人要能刷卡；公布消防意见。", viewsSentence({ pro: ["楼道拉线充电危险，应当集中充电。"], con: ["离9栋太近"], other: ["老人要能刷卡", "公布消防意见。"] })],
    ["赞成方认为遛狗要拴绳，粪便要自己清理；另有意见：物业那边说每周六上午可以集中办证；有人问：流浪狗怎么办？有没有统一的办证时间？",
      viewsSentence({ pro: ["赞成。遛狗要拴绳。粪便要自己清理。"], con: [], other: [], questions: ["请问流浪狗怎么办？", "有没有统一的办证时间？？", "物业那边说每周六上午可以集中办证。"] })],
    ["有人表示赞成；反对方认为太吵，不行，没有位置。", viewsSentence({ pro: ["赞成。", "同意！"], con: ["反对：太吵！不行", "没有位置；"], other: [] })],
    ["反对方认为离9栋1.5米，风扇响；有人问：晚上怎么办？先建还是先拆？", viewsSentence({ pro: [], con: ["- 离9栋1.5米。\n- 风扇响。", "晚上怎么办?"], other: [], questions: ["先建还是先拆"] })],
    ["有人问：谁来管？", viewsSentence({ pro: [], con: [], other: ["谁来管？"], questions: ["我想请问谁来管？"] })],
    ["赞成方认为同意，但要离9栋远一点，支持老人先用；另有意见：请问流浪狗怎么办？希望社区管。", viewsSentence({ pro: ["同意，但要离9栋远一点", "支持老人先用"], con: [], other: [], questions: ["请问流浪狗怎么办？希望社区管。"] })],
    ["代表甲三提议：距外墙不少于6米。代表乙一附议。", motionSentence({ mover: "代表甲三", seconders: ["代表乙一"], text: "距外墙不少于6米", withdrawn: false })],
    ["代表甲三提议：改为12位。没有人附议。后撤回。", motionSentence({ mover: "代表甲三", seconders: [], text: "改为12位。", withdrawn: true })],
    ["供电申请：由社区居民委员会负责，物业配合，于2026年6月15日前完成，标准：取得供电方案答复。", taskSentence({ matter: "供电申请", owner: "社区居民委员会", support: "物业", dueOn: "2026-06-15", standard: "取得供电方案答复。" })],
    ["供电申请：由物业负责。", taskSentence({ matter: "供电申请", owner: "物业", support: "", dueOn: null, standard: "" })],
    ["代表丙二保留意见：应当先断飞线。", dissentSentence("代表丙二", "应当先断飞线")],
    ["补录：王**19:05到会，测试记录员录入，监票甲确认。", lateSentence({ kind: "arrived", who: "王**", time: "19:05", by: "测试记录员", confirmedBy: "监票甲", reason: null })],
    ["19:42有一次表决作废，不计票，原因：文字有误。", voidSentence({ time: "19:42", reason: "文字有误" })],
    ["本意见不代替业主共同决定。建议提交业主共同决定。", referralSentence("owners")],
    ["本意见不代替居民会议决定。建议提交居民会议或居民代表会议决定。", referralSentence("residents-assembly")],
    ["公示期自2026年5月19日至5月25日（7日）。对公示内容有异议的，可在公示期内书面、当面或在网上向居民委员会提出。", noticeSentence({ from: "2026-05-19", to: "2026-05-25" })],
    ["公示期满，收到异议1件，答复情况如下。", overSentence({ filed: 1, answered: 1 })],
    ["公示期满，没有收到异议。", overSentence({ filed: 0, answered: 0 })],
    ["第3次会议", sessionWords("居民议事会第3次会议")], ["第十二次会议", sessionWords("议事会第十二次会议")], ["充电点专题会", sessionWords("充电点专题会")],
  ])("%s", (sentence, said) => { expect(said).toBe(sentence); });

  test("where there is nothing to say, there is no sentence", () => {
    expect([viewsSentence({ pro: [], con: [], other: [] }), referralSentence("council")]).toEqual([null, null]);
  });
});
