import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { handsOf } from "../../app/rules/meeting/hands";
import { nextStep } from "../../app/rules/meeting/next";
import { customaryConduct } from "../../app/rules/meeting/rule-set";
import { audiences, see, seen } from "../../app/rules/meeting/see";
import { participants, type Tally } from "../../app/rules/tally/verdict";
import { draft, members, play, type Play } from "./play";

const remoteConduct = { ...customaryConduct, form: "hands", remote: true } as const;
const tally = (yes: number, no: number, abstain: number): Tally => ({ for: yes, against: no, abstain });

/** A show of hands with some in the hall and some elsewhere; the chair is in the hall. */
function raised(elsewhere: number, present = members.length): Play {
  const meeting = play({ conduct: remoteConduct }).to("check-in");
  for (const [i, person] of members.slice(0, present).entries()) meeting.must("recorder", { type: i >= present - elsewhere ? "attendance.join" : "attendance.arrive", person });
  meeting.must("wang", { type: "meeting.open" });
  meeting.must("wang", { type: "item.take", item: meeting.item() });
  meeting.must("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "hands" });
  meeting.must("wang", { type: "round.open", round: meeting.round() });
  return meeting;
}
const roundOf = (meeting: Play) => meeting.state().rounds[0]!;
const enter = (meeting: Play, person: string, figures: Tally) => meeting.act(person, { type: "hands.enter", round: meeting.round(), tally: figures });
const close = (meeting: Play) => meeting.act("wang", { type: "round.close", round: meeting.round() });

describe("a show of hands", () => {
  test.each([0, 1, 2, 3])("[H1] with %i elsewhere: hall and phones make up everybody present, and nobody is in both", (elsewhere) => {
    const meeting = raised(elsewhere);
    const { roll, hands, electorate } = roundOf(meeting);
    expect(hands!.hall + roll!.length).toBe(electorate!.present);
    expect(roll).toHaveLength(elsewhere);
    expect(roll!.every((person) => meeting.state().people[person]!.remote)).toBe(true);
    expect(meeting.act("zhao", { type: "hands.call", round: meeting.round(), choice: "for" })).toMatchObject({ code: "not-entitled" });
  });
  test("[H1] the chair calls one choice after the other; then two figures are waited for", () => {
    const meeting = raised(0);
    for (const choice of ["for", "against", "abstain"] as const) {
      expect(nextStep(meeting.state())).toEqual({ do: { type: "hands.call", round: meeting.round(), choice } });
      meeting.must("wang", { type: "hands.call", round: meeting.round(), choice });
    }
    expect(nextStep(meeting.state())).toEqual({ wait: "hands" });
    enter(meeting, "recorder", tally(4, 1, 1));
    expect(nextStep(meeting.state())).toEqual({ wait: "hands" });
    enter(meeting, "counter", tally(5, 1, 0));
    expect(nextStep(meeting.state())).toEqual({ wait: "differ" });
    enter(meeting, "counter", tally(4, 1, 1));
    expect(nextStep(meeting.state())).toEqual({ do: { type: "round.close", round: meeting.round() } });
  });
  test.each([[tally(3, 1, 1), "hands-sum"], [tally(7, 0, 0), "hands-sum"], [tally(6, 0, 0), null]] as const)("[H2] figures %j of six in the hall", (figures, code) => {
    const answer = enter(raised(0), "recorder", figures);
    expect(Array.isArray(answer) ? null : answer.code).toBe(code);
  });
  test.each([
    ["nobody", [], "hands-missing"], ["one", [["recorder", tally(5, 1, 0)]], "hands-missing"], ["one twice", [["recorder", tally(5, 1, 0)], ["recorder", tally(5, 1, 0)]], "hands-missing"],
    ["two who differ", [["recorder", tally(5, 1, 0)], ["counter", tally(4, 2, 0)]], "hands-differ"], ["two who agree", [["recorder", tally(5, 1, 0)], ["counter", tally(5, 1, 0)]], null],
    ["two who differed and counted again", [["recorder", tally(5, 1, 0)], ["counter", tally(4, 2, 0)], ["counter", tally(5, 1, 0)]], null],
  ] as const)("[H2] closing when %s entered a figure", (_, figures, code) => {
    const meeting = raised(0);
    for (const [person, figure] of figures) enter(meeting, person, figure);
    const answer = close(meeting);
    expect(Array.isArray(answer) ? null : answer.code).toBe(code);
  });
  test("[H2] hands raised once more begin anew: no figure of before is left", () => {
    const meeting = raised(0);
    for (const person of ["recorder", "counter"]) enter(meeting, person, tally(5, 1, 0));
    meeting.must("wang", { type: "hands.again", round: meeting.round() });
    expect(handsOf(roundOf(meeting))).toBe("missing");
    expect(close(meeting)).toMatchObject({ code: "hands-missing" });
    enter(meeting, "counter", tally(2, 4, 0));
    expect(handsOf(roundOf(meeting))).toBe("missing");
  });
  test.each(["wang", "supervisor", "li", "resident"])("[H2] %s does not count hands", (person) => {
    expect(enter(raised(0), person, tally(6, 0, 0))).toMatchObject({ code: "not-entitled" });
  });
});

const three = (sum: number) => fc.tuple(fc.nat(sum), fc.nat(sum)).map(([a, b]): Tally => { const [low, high] = [Math.min(a, b), Math.max(a, b)]; return tally(low, high - low, sum - high); });

describe("whatever is counted", () => {
  test("[H1] the count is hands and ballots together, and the channels add up", () => {
    fc.assert(fc.property(fc.nat(3).chain((elsewhere) => fc.record({ elsewhere: fc.constant(elsewhere), hands: three(members.length - elsewhere), ballots: fc.array(fc.constantFrom("for", "against", "abstain"), { maxLength: elsewhere }), inHall: fc.array(fc.constantFrom(...members)) })), ({ elsewhere, hands, ballots, inHall }) => {
      const meeting = raised(elsewhere);
      const roll = roundOf(meeting).roll!;
      // Who is in the hall and tries it by phone is on no roll.
      for (const person of inHall.filter((one) => !roll.includes(one))) meeting.act(person, { type: "ballot.cast", round: meeting.round(), choice: "for" });
      for (const [i, choice] of ballots.entries()) meeting.act(roll[i]!, { type: "ballot.cast", round: meeting.round(), choice });
      for (const person of ["recorder", "counter"]) enter(meeting, person, hands);
      close(meeting);
      const { count } = roundOf(meeting).counted!;
      for (const choice of ["for", "against", "abstain"] as const) expect(count.tally[choice]).toBe(hands[choice] + ballots.filter((one) => one === choice).length);
      expect(count.channels).toEqual({ phone: ballots.length, desk: 0, hands: members.length - elsewhere });
      expect(count.channels.phone + count.channels.desk + count.channels.hands!).toBe(participants(count.tally));
    }), { numRuns: 200 });
  });
  test("[H2] nothing that any audience is sent tells what one counter entered, before or after the other", () => {
    fc.assert(fc.property(three(6), three(6), (first, second) => {
      const meeting = raised(0);
      enter(meeting, "recorder", first);
      const sent = () => JSON.stringify(audiences.map((audience) => [see(audience, meeting.state()).rounds, meeting.log.map((link) => seen(audience, link))]));
      expect(sent()).not.toContain(JSON.stringify(first));
      enter(meeting, "counter", second);
      const agree = JSON.stringify(first) === JSON.stringify(second);
      expect(sent().includes(JSON.stringify(first)) || sent().includes(JSON.stringify(second))).toBe(agree);
      for (const audience of audiences.filter((one) => one !== "staff")) expect(JSON.stringify(meeting.log.map((link) => seen(audience, link)))).not.toMatch(/hands\.entered|agreed/);
      for (const audience of audiences) expect(see(audience, meeting.state()).rounds[0]!.hands).toMatchObject({ reported: true });
      expect(handsOf(see("staff", meeting.state()).rounds[0]!)).toEqual(agree ? first : "differ");
    }), { numRuns: 100 });
  });
  test("[H1] a form of the item's own rule is what is frozen, and a named round has no hands", () => {
    const meeting = play().to("open");
    expect([roundOf(meeting).rule.form, roundOf(meeting).hands, draft.items.length]).toEqual(["named", null, 2]);
    expect(meeting.act("recorder", { type: "hands.enter", round: meeting.round(), tally: tally(5, 0, 0) })).toMatchObject({ code: "not-hands" });
  });
});
