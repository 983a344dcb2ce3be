import { describe, expect, test } from "vitest";
import { nextStep } from "../../app/rules/meeting/next";
import { electorateOf } from "../../app/rules/meeting/round";
import { emptyMeeting, voidedOf, type Round } from "../../app/rules/meeting/state";
import { ruleSentence } from "../../app/words/sentences";
import { councilRules, play } from "./play";

const refusal = (code: string, rule: string) => expect.objectContaining({ ok: false, code, rule }) as unknown;

describe("putting a question", () => {
  test("[R1] one question at a time, on the item before the meeting, with the text as noticed", () => {
    const meeting = play().to("in-session");
    expect(meeting.act("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "named" })).toEqual(refusal("item-not-taken", "R1"));
    meeting.must("wang", { type: "item.take", item: meeting.item() });
    expect(meeting.act("wang", { type: "round.freeze", item: "none", motion: null, form: "named" })).toEqual(refusal("unknown-item", "R1"));
    meeting.must("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "named" });
    expect(meeting.state().rounds[0]!.text).toEqual(meeting.state().items[0]!.resolution);
    expect(meeting.act("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "named" })).toEqual(refusal("question-in-hand", "R1"));
  });
  test("[R1] a decided item is not put again", () => {
    const meeting = play().to("announced");
    expect(meeting.act("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "named" })).toEqual(refusal("item-decided", "R1"));
  });
  test("[R2] opening takes roll, base and presence at once; who comes later waits", () => {
    const meeting = play().to("open");
    const before = meeting.state().rounds[0];
    meeting.must("recorder", { type: "attendance.arrive", person: "sun" });
    meeting.must("recorder", { type: "attendance.leave", person: "li" });
    expect(meeting.state().rounds[0]).toEqual(before);
    expect(before).toMatchObject({ electorate: { allMembers: 6, present: 5 }, roll: ["wang", "li", "zhao", "chen", "liu"] });
  });
  test("[R2] a frozen question can be put away before it opens, and not afterwards", () => {
    const meeting = play().to("frozen");
    meeting.must("wang", { type: "round.withdraw", round: meeting.round() });
    expect(meeting.state().rounds).toEqual([]);
    const opened = play().to("open");
    expect(opened.act("wang", { type: "round.withdraw", round: opened.round() })).toEqual(refusal("not-frozen", "R2"));
    expect(opened.act("wang", { type: "round.open", round: opened.round() })).toEqual(refusal("not-frozen", "R2"));
  });
  test("[R3] the chair votes with the members only where the rules say so", () => {
    const meeting = play({ rules: { ...councilRules, chairVotes: false } }).to("open");
    expect(meeting.state().rounds[0]).toMatchObject({ electorate: { allMembers: 5, present: 4 }, roll: ["li", "zhao", "chen", "liu"] });
    expect(meeting.act("recorder", { type: "ballot.enter", round: meeting.round(), person: "wang", choice: "for" })).toEqual(refusal("chair-apart", "R3"));
  });
  test.each([["present", "实到4人有表决权，赞成要超过半数，即3票。"], ["all-members", "全体成员5人，赞成要超过半数，即3票。"], ["participating", "赞成要超过半数参加表决的人。"], ["for-against", "赞成要超过半数赞成和反对的总票数，弃权不算。"]] as const)("[R2] [T3] on a base of %s the sentence before opening is the one after, without the chair who does not vote", (base, sentence) => {
    const meeting = play({ rules: { ...councilRules, chairVotes: false, vote: { ...councilRules.vote, base } } }).to("frozen");
    const { rule } = meeting.state().rounds[0]!;
    const before = ruleSentence(rule, electorateOf(meeting.state()));
    meeting.must("wang", { type: "round.open", round: meeting.round() });
    expect([before, ruleSentence(rule, meeting.state().rounds[0]!.electorate!)]).toEqual([sentence, sentence]);
  });
});

describe("ballots", () => {
  test("[R4] only those on the roll, only while the round is open", () => {
    const meeting = play().to("open");
    const enter = (person: string) => meeting.act("recorder", { type: "ballot.enter", round: meeting.round(), person, choice: "for" });
    expect(enter("sun")).toEqual(refusal("not-on-roll", "R4"));
    expect(enter("police")).toEqual(refusal("not-on-roll", "R4"));
    expect(play().to("frozen").act("recorder", { type: "ballot.enter", round: "id3", person: "li", choice: "for" })).toMatchObject({ ok: false });
  });
  test("[R5] after closing nothing counts any more", () => {
    const meeting = play().to("open");
    meeting.act("li", { type: "ballot.cast", round: meeting.round(), choice: "for" });
    meeting.must("wang", { type: "round.close", round: meeting.round() });
    expect(meeting.state().rounds[0]!.counted?.count.tally).toEqual({ for: 1, against: 0, abstain: 0 });
    expect(meeting.act("recorder", { type: "ballot.enter", round: meeting.round(), person: "zhao", choice: "for" })).toEqual(refusal("round-closed", "R5"));
    expect(meeting.act("wang", { type: "round.close", round: meeting.round() })).toEqual(refusal("round-closed", "R5"));
  });
  test("[R6] a desk ballot needs a witness who neither entered it nor is the voter", () => {
    const meeting = play().to("open");
    const round = meeting.round();
    meeting.must("recorder", { type: "ballot.enter", round, person: "li", choice: "for" });
    expect(meeting.act("recorder", { type: "ballot.enter", round, person: "li", choice: "against" })).toEqual(refusal("entry-open", "R6"));
    const [entry] = Object.keys(meeting.state().rounds[0]!.entries!);
    expect(meeting.act("recorder", { type: "ballot.witness", round, entry: entry! })).toEqual(refusal("not-entitled", "A1"));
    meeting.must("supervisor", { type: "ballot.witness", round, entry: entry! });
    expect(meeting.act("supervisor", { type: "ballot.witness", round, entry: entry! })).toEqual(refusal("entry-done", "R6"));
    expect(meeting.act("supervisor", { type: "ballot.witness", round, entry: "none" })).toEqual(refusal("unknown-entry", "R6"));
  });
  test("[R6] the one who entered and the voter themselves are no witnesses", async () => {
    const { witness } = await import("../../app/rules/meeting/ballot");
    const meeting = play().to("open");
    const round = meeting.round();
    meeting.must("recorder", { type: "ballot.enter", round, person: "li", choice: "for" });
    const [entry] = Object.keys(meeting.state().rounds[0]!.entries!);
    const asked = { type: "ballot.witness" as const, round, entry: entry! };
    expect(witness.guard(meeting.state(), asked, { person: "recorder", roles: ["supervisor"] })).toEqual(refusal("same-person", "R6"));
    expect(witness.guard(meeting.state(), asked, { person: "li", roles: ["supervisor"] })).toEqual(refusal("own-ballot", "R6"));
  });
  test("[R6] an entry can be taken back until it is witnessed, and entered anew", () => {
    const meeting = play().to("open");
    const round = meeting.round();
    meeting.must("recorder", { type: "ballot.enter", round, person: "li", choice: "for" });
    const [entry] = Object.keys(meeting.state().rounds[0]!.entries!);
    meeting.must("counter", { type: "ballot.withdraw", round, entry: entry! });
    expect(meeting.act("supervisor", { type: "ballot.witness", round, entry: entry! })).toEqual(refusal("entry-done", "R6"));
    meeting.must("recorder", { type: "ballot.enter", round, person: "li", choice: "against" });
  });
  test("[R12] who has voted by phone is not entered at the desk, nor witnessed after voting", () => {
    const meeting = play().to("open");
    const round = meeting.round();
    meeting.must("recorder", { type: "ballot.enter", round, person: "li", choice: "for" });
    const [entry] = Object.keys(meeting.state().rounds[0]!.entries!);
    meeting.act("li", { type: "ballot.cast", round, choice: "against" });
    expect(meeting.act("supervisor", { type: "ballot.witness", round, entry: entry! })).toEqual(refusal("voted-before", "R12"));
    meeting.act("zhao", { type: "ballot.cast", round, choice: "for" });
    expect(meeting.act("recorder", { type: "ballot.enter", round, person: "zhao", choice: "for" })).toEqual(refusal("voted-before", "R12"));
  });
});

describe("after closing", () => {
  test("[R7] the supervisor checks; the chair only without one", () => {
    const meeting = play().to("closed");
    expect(meeting.act("wang", { type: "round.check", round: meeting.round() })).toEqual(refusal("supervisor-checks", "R7"));
    meeting.must("supervisor", { type: "round.check", round: meeting.round() });
    for (const supervisors of [[], ["wang"]]) {
      const alone = play({ supervisors }).to("closed");
      alone.must("wang", { type: "round.check", round: alone.round() });
    }
  });
  test("[R7] [A2] a chair who is a supervisor too neither checks nor doubts where there is another", () => {
    const meeting = play({ supervisors: ["wang", "supervisor"], roles: { wang: ["chair", "supervisor", "member"] } }).to("closed");
    expect(meeting.act("wang", { type: "round.check", round: meeting.round() })).toEqual(refusal("supervisor-checks", "R7"));
    expect(meeting.act("wang", { type: "round.doubt", round: meeting.round(), reason: "少一票" })).toEqual(refusal("supervisor-checks", "R7"));
    expect(nextStep(meeting.state())).toEqual({ wait: "check" });
    meeting.must("supervisor", { type: "round.check", round: meeting.round() });
  });
  test("[R7] nothing is checked before it is closed", () => {
    const meeting = play().to("open");
    expect(meeting.act("supervisor", { type: "round.check", round: meeting.round() })).toEqual(refusal("not-closed", "R7"));
    expect(meeting.act("supervisor", { type: "round.check", round: "none" })).toEqual(refusal("unknown-round", "R7"));
  });
  test("[R8] a doubt has a reason and blocks announcing until a recount is checked", () => {
    const meeting = play().to("closed");
    const round = meeting.round();
    expect(meeting.act("supervisor", { type: "round.doubt", round, reason: "  " })).toEqual(refusal("reason-missing", "R8"));
    meeting.must("supervisor", { type: "round.doubt", round, reason: "少一票" });
    expect(meeting.act("wang", { type: "round.announce", round })).toEqual(refusal("in-doubt", "R9"));
    expect(meeting.act("supervisor", { type: "round.check", round })).toEqual(refusal("in-doubt", "R7"));
    meeting.must("wang", { type: "round.recount", round });
    expect(meeting.act("wang", { type: "round.announce", round })).toEqual(refusal("not-checked", "R9"));
    meeting.must("supervisor", { type: "round.check", round });
    meeting.must("wang", { type: "round.announce", round });
  });
  test("[R8] only a doubted count is counted again", () => {
    const meeting = play().to("closed");
    expect(meeting.act("wang", { type: "round.recount", round: meeting.round() })).toEqual(refusal("not-checked", "R8"));
  });
  test("[R9] announced is what was checked, once", () => {
    const meeting = play().to("announced");
    const [round] = meeting.state().rounds;
    expect(round!.result).toMatchObject({ count: round!.counted!.count, outcome: round!.counted!.outcome });
    expect(meeting.state().items[0]!.stage).toBe("decided");
    expect(meeting.act("wang", { type: "round.announce", round: round!.id })).toEqual(refusal("already-announced", "R9"));
  });
  test("[R10] an opened round can be void with a reason, and the next one names it", () => {
    const meeting = play().to("open");
    const voided = meeting.round();
    expect(meeting.act("wang", { type: "round.void", round: voided, reason: "" })).toEqual(refusal("reason-missing", "R10"));
    meeting.must("wang", { type: "round.void", round: voided, reason: "题目念错了" });
    meeting.must("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "named" });
    expect(meeting.state().rounds[1]).toMatchObject({ replaces: voided, stage: "frozen" });
    expect(play().to("announced").act("wang", { type: "round.void", round: "id3", reason: "x" })).toMatchObject({ ok: false });
  });
  test.each<[string, [item: string, stage: Round["stage"]][], number | null]>([
    ["after another item was announced", [["x", "announced"], ["y", "voided"]], 1],
    ["while its question is put anew", [["y", "voided"], ["y", "open"]], 0],
    ["the later of two", [["y", "voided"], ["y", "voided"]], 1],
    ["not once the question is answered", [["y", "voided"], ["y", "announced"]], null],
    ["not for another item", [["x", "voided"]], null],
  ])("[R10] a void is told on its item: %s", (_, rounds, told) => {
    const state = { ...emptyMeeting, rounds: rounds.map(([item, stage], i) => ({ id: String(i), item, stage }) as Round) };
    expect(voidedOf(state, "y")?.id ?? null).toBe(told === null ? null : String(told));
  });
});
