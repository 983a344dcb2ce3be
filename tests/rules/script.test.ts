/** What stands on the chair's console: the step in hand, and the words to say for it. */
import { describe, expect, test } from "vitest";
import { backTo, isUnheard, nextStep, stepOf } from "../../app/rules/meeting/next";
import { choices } from "../../app/rules/tally/verdict";
import { earlyCheckIn } from "../../app/words/early";
import { durationWords, minutesAndSeconds, scriptFor } from "../../app/words/script";
import { draft, members, play, type Play } from "./play";

const names = { wang: "书记", li: "代表甲", zhao: "代表乙", chen: "代表丙", supervisor: "监票甲", resident: "王女士" };
/** Texts are told by what they say: the play keeps them as kind:words. */
const said = (meeting: Play) => scriptFor({ view: meeting.state(), texts: textsOf(meeting), names });
const textsOf = (meeting: Play) => Object.fromEntries([...JSON.stringify(meeting.state()).matchAll(/"id":"(text\d+)","hash":"[a-z-]+:([^"]*)"/g)].map(([, id, words]) => [id!, words!]));
const ask = (meeting: Play, person: string) => meeting.must(person, { type: "speak.ask", person, side: "pro" });
const next = (meeting: Play) => { const step = nextStep(meeting.state()); if (!("do" in step)) throw new Error("nothing to do"); return step.do; };
const go = (meeting: Play) => meeting.must("wang", next(meeting));

describe("the words to say follow the next step", () => {
  test("an item with two who speak, to its vote", () => {
    const meeting = play().to("in-session");
    expect(said(meeting)).toBe("下面进入议题：充电点。请先说明情况，然后请大家发表意见。");
    go(meeting);
    expect(said(meeting)).toBe("下面请代表说明情况。然后请大家提问、发表意见。");
    expect(isUnheard(meeting.state())).toBe(true);
    ask(meeting, "li");
    expect(isUnheard(meeting.state())).toBe(false);
    expect(said(meeting)).toBe("请代表甲发言，时间三分钟。");
    go(meeting);
    ask(meeting, "zhao");
    expect(said(meeting)).toBe("谢谢代表甲。下面请代表乙发言，时间三分钟。");
    go(meeting);
    expect(said(meeting)).toBe("谢谢代表乙。还有哪位要发言？");
    go(meeting);
    expect(said(meeting)).toBe("如果没有别的意见，现在提请表决。");
    go(meeting);
    expect(said(meeting)).toContain("表决的文字是：同意设充电点。实到5人有表决权，赞成要超过半数，即3票。请成员在手机上投票");
  });
  test("a motion is read out with who moved and seconded it, and hands are called one choice after the other", () => {
    const meeting = play().to("taken");
    meeting.must("li", { type: "motion.move", item: meeting.item(), person: "li", text: "改为12位" });
    const motion = meeting.state().motions[0]!.id;
    meeting.must("zhao", { type: "motion.second", motion, person: "zhao" });
    meeting.must("wang", { type: "round.freeze", item: meeting.item(), motion, form: "hands" });
    expect(said(meeting)).toContain("代表甲提出、代表乙附议的方案是：改为12位");
    expect(said(meeting)).toContain("本次举手表决，在会场的请举手，不用点手机。");
    go(meeting);
    for (const [choice, word] of [["for", "赞成"], ["against", "反对"], ["abstain", "弃权"]] as const) {
      expect(next(meeting)).toMatchObject({ type: "hands.call", choice });
      expect(said(meeting)).toBe(`${word}的请举手。（稍停）请放下。`);
      go(meeting);
    }
    expect(said(meeting)).toBe("请两位计票人各报一次数。");
    const tally = { for: 5, against: 0, abstain: 0 };
    meeting.must("recorder", { type: "hands.enter", round: meeting.round(), tally });
    meeting.must("counter", { type: "hands.enter", round: meeting.round(), tally: { ...tally, for: 4, against: 1 } });
    expect(said(meeting)).toBe("两个人报的数不一样，请重新举手。");
    expect(choices).toHaveLength(3);
  });
  test("every step of an evening has words, but for what is written and not said", () => {
    const meeting = play().to("draft");
    const stages = ["check-in", "present", "in-session", "taken", "frozen", "open", "closed", "checked", "announced", "over"] as const;
    expect(said(meeting)).not.toBe("");
    for (const stage of stages) expect([stage, said(play().to(stage))]).not.toEqual([stage, ""]);
    const resting = play().to("taken");
    resting.must("wang", { type: "meeting.adjourn" });
    expect(said(resting)).toBe("休会时间到，现在恢复开会。");
    const asked = play().to("taken");
    asked.must("wang", { type: "poll.open", item: asked.item(), text: "几点？" });
    expect(said(asked)).toContain("不是表决");
  });
  test.each([[180, "三分钟"], [120, "两分钟"], [90, "一分半钟"], [45, "四十五秒"], [75, "一分十五秒"], [600, "十分钟"]] as const)("%i seconds are said as %s", (seconds, words) => expect(durationWords(seconds)).toBe(words));
  test.each([[-1, undefined], [0, undefined], [2, undefined], [2.01, "2小时"], [47.9, "47小时"], [48, "2天"], [250, "10天"]] as const)("check-in %d hours before the time of the notice asks: %s", (hours, words) => {
    const asked = earlyCheckIn(hours * 3600_000);
    if (words) expect(asked).toContain(`离开会还有${words}，现在开始签到？`);
    else expect(asked).toBeUndefined();
  });
  test.each([[100_000, "1:40"], [99_001, "1:40"], [99_000, "1:39"], [1, "0:01"], [0, "0:00"], [-5000, "0:00"], [180_000, "3:00"]])("%i ms are drawn as %s", (ms, drawn) => expect(minutesAndSeconds(ms)).toBe(drawn));
});

describe("the path of an item", () => {
  test("[M8] before anybody was heard, the words ask for the explanation and neither close the meeting nor put the question", () => {
    const last = play().to("draft");
    const { items: [item], ...paper } = draft;
    const kinds = [["consult", "下面请代表说明情况。然后请大家发表意见，今天不表决。"], ["report", "下面请代表说明情况。有问题的可以提问。"]] as const;
    last.must("recorder", { type: "meeting.revise", seen: last.state().seq, draft: { ...paper, items: kinds.map(([kind]) => ({ ...item!, kind })) } });
    last.must("recorder", { type: "notice.post", reason: "" });
    for (let i = 0; i < 3; i++) {
      if (next(last).type === "meeting.open") members.forEach((person) => last.must("recorder", { type: "attendance.arrive", person }));
      go(last);
    }
    expect([said(last), next(last).type]).toEqual([kinds[0][1], "item.take"]);
    go(last);
    expect([said(last), next(last).type]).toEqual([kinds[1][1], "meeting.close"]);
    ask(last, "li");
    last.must("wang", { type: "floor.grant", request: last.state().speeches[0]!.request });
    last.must("wang", { type: "floor.end", request: last.state().speeches[0]!.request });
    expect(said(last)).toContain("我宣布散会");
  });
  test("[M8] the next step says where it goes back to", () => {
    const meeting = play().to("in-session");
    expect(backTo(meeting.state(), meeting.item(0))).toBeNull();
    meeting.must("wang", { type: "item.take", item: meeting.item(1) });
    expect([next(meeting).type, backTo(meeting.state(), meeting.item(0))]).toEqual(["round.freeze", 1]);
    meeting.must("wang", { type: "item.take", item: meeting.item(0) });
    expect(backTo(meeting.state(), meeting.item(1))).toBeNull();
  });
  test("[M8] it is explained until somebody wishes to speak, discussed until the question is put, and then voted on, checked and announced", () => {
    const meeting = play().to("taken");
    expect(stepOf(meeting.state())).toBe("present");
    ask(meeting, "li");
    expect(stepOf(meeting.state())).toBe("discuss");
    for (const [stage, step] of [["frozen", "vote"], ["open", "vote"], ["closed", "check"], ["checked", "announce"], ["announced", "announce"]] as const) expect([stage, stepOf(play().to(stage).state())]).toEqual([stage, step]);
  });
  test("[M8] an item that was left for a matter of procedure is next again", () => {
    const meeting = play().to("taken");
    meeting.must("wang", { type: "matter.raise", matter: "other", text: "延长半小时" });
    meeting.must("wang", next(meeting));
    const round = meeting.round();
    meeting.must("wang", { type: "round.open", round });
    meeting.must("wang", { type: "round.close", round });
    meeting.must("supervisor", { type: "round.check", round });
    meeting.must("wang", { type: "round.announce", round });
    expect(next(meeting)).toEqual({ type: "item.take", item: meeting.item(0) });
    expect(said(meeting)).toBe("下面继续议：充电点。请大家发表意见。");
  });
  test("[M8] a deferred item is no next step, and is taken again when the chair says so", () => {
    const meeting = play().to("taken");
    meeting.must("wang", { type: "item.defer", item: meeting.item(0), reason: "等消防意见" });
    expect(next(meeting)).toEqual({ type: "item.take", item: meeting.item(1) });
    meeting.must("wang", { type: "item.take", item: meeting.item(0) });
    expect(meeting.state().items[0]).toMatchObject({ stage: "taken", endedAt: null });
  });
});
