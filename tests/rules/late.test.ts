import { describe, expect, test } from "vitest";
import { customaryConduct } from "../../app/rules/meeting/rule-set";
import { quorumNow } from "../../app/rules/meeting/quorum";
import { electorateOf } from "../../app/rules/meeting/round";
import { play, type Play } from "./play";

const no = (code: string, rule: string) => expect.objectContaining({ ok: false, code, rule }) as unknown;
const fromElsewhere = () => play({ conduct: { ...customaryConduct, remote: true } });
const enter = (meeting: Play, fields: Partial<{ kind: "arrived" | "left" | "excused" | "spoke" | "other"; person: string; at: number; reason: string }> = {}, by = "recorder") =>
  meeting.act(by, { type: "late.enter", kind: "arrived", person: "sun", at: 1_000_000, reason: "手机没电", ...fields });
const latest = (meeting: Play) => meeting.state().late.at(-1)!;
const confirm = (meeting: Play, by = "counter") => meeting.act(by, { type: "late.confirm", late: latest(meeting).id });

describe("members who take part from elsewhere", () => {
  test("[P6] where the rules do not count them, nobody joins from elsewhere", () => {
    const meeting = play().to("check-in");
    expect(meeting.act("li", { type: "attendance.join", person: "li" })).toEqual(no("remote-off", "P6"));
  });
  test("[P6] where the rules count them, they make up quorum and base like those in the hall, without the hall's code", () => {
    const meeting = fromElsewhere().to("check-in");
    for (const person of ["li", "zhao", "chen"]) expect(Array.isArray(meeting.act(person, { type: "attendance.join", person }, { proven: false }))).toBe(true);
    meeting.must("recorder", { type: "attendance.arrive", person: "wang" });
    expect(meeting.state()).toMatchObject({ remote: 3, came: 4, here: { member: 4 } });
    expect(quorumNow(meeting.state())).toMatchObject({ present: 4, needed: 4, met: true });
    expect(electorateOf(meeting.state())).toEqual({ allMembers: 6, present: 4 });
  });
  test("[P6] only members join, each once; who leaves the line is gone like who leaves the hall", () => {
    const meeting = fromElsewhere().to("check-in");
    for (const person of ["police", "resident"]) expect(meeting.act("recorder", { type: "attendance.join", person })).toEqual(no("not-member", "P6"));
    meeting.must("li", { type: "attendance.join", person: "li" });
    expect(meeting.act("li", { type: "attendance.join", person: "li" })).toEqual(no("already-here", "P2"));
    meeting.must("li", { type: "attendance.leave", person: "li" });
    expect(meeting.state()).toMatchObject({ remote: 0, came: 1, here: { member: 0 } });
  });
});

describe("acts entered late", () => {
  test.each([
    ["before check-in", (meeting: Play) => meeting.to("draft"), {}, no("wrong-stage", "M2")],
    ["without a reason", (meeting: Play) => meeting.to("taken"), { reason: "  " }, no("reason-missing", "P7")],
    ["later than now", (meeting: Play) => meeting.to("taken"), { at: 9_000_000_000_000 }, no("late-time", "P7")],
    ["of nobody who lives there", (meeting: Play) => meeting.to("taken"), { person: "stranger" }, no("unknown-person", "P7")],
  ] as const)("[P7] none %s", (_, begin, fields, refusal) => expect(enter(begin(play()), fields)).toEqual(refusal));

  test("[P7] what is entered says its true time, its reason and who entered it, and changes nothing until another person confirms it", () => {
    const meeting = play().to("taken");
    const before = meeting.state();
    expect(Array.isArray(enter(meeting, { at: 1_002_000 }))).toBe(true);
    expect(latest(meeting)).toMatchObject({ kind: "arrived", person: "sun", trueAt: 1_002_000, by: "recorder", confirmedBy: null, reason: { hash: "late:手机没电" } });
    expect(meeting.state().here).toEqual(before.here);
    expect(Array.isArray(confirm(meeting))).toBe(true);
    expect(latest(meeting)).toMatchObject({ confirmedBy: "counter", trueAt: 1_002_000 });
    expect(meeting.state().here.member).toBe(before.here.member + 1);
    expect(confirm(meeting, "supervisor")).toEqual(no("late-done", "P7"));
  });
  test("[P7] whoever entered it never confirms it, whatever else they are", () => {
    const meeting = play({ roles: { recorder: ["recorder", "counter", "supervisor"] } }).to("taken");
    enter(meeting);
    expect(confirm(meeting, "recorder")).toEqual(no("same-person", "P7"));
    enter(meeting, {}, "wang");
    expect(confirm(meeting, "wang")).toEqual(no("same-person", "P7"));
    expect(meeting.act("supervisor", { type: "late.confirm", late: "none" })).toEqual(no("unknown-late", "P7"));
  });
  test("[P7] recorder and chair enter; counter, supervisor and chair confirm; nobody else does either", () => {
    const meeting = play().to("taken");
    for (const person of ["li", "resident", "police", "counter", "supervisor", "admin"]) expect(enter(meeting, {}, person)).toEqual(no("not-entitled", "A1"));
    for (const [by, second] of [["recorder", "wang"], ["wang", "supervisor"], ["recorder", "counter"]] as const) {
      expect(Array.isArray(enter(meeting, { kind: "spoke" }, by))).toBe(true);
      for (const person of ["li", "resident", "police", "admin"]) expect(confirm(meeting, person)).toEqual(no("not-entitled", "A1"));
      expect(Array.isArray(confirm(meeting, second))).toBe(true);
    }
  });
  test("[P7] a vote that has begun keeps its roll, its base and its presence", () => {
    const meeting = play().to("open");
    const { roll, electorate } = meeting.state().rounds[0]!;
    for (const [kind, person] of [["arrived", "sun"], ["left", "li"]] as const) {
      enter(meeting, { kind, person });
      confirm(meeting);
    }
    expect(meeting.state().people).toMatchObject({ sun: { here: true }, li: { here: false } });
    expect(meeting.state().rounds[0]).toMatchObject({ roll, electorate });
    meeting.must("li", { type: "ballot.cast", round: meeting.round(), choice: "for" });
    meeting.must("sun", { type: "ballot.cast", round: meeting.round(), choice: "for" });
    meeting.must("wang", { type: "round.close", round: meeting.round() });
    expect(meeting.state().rounds[0]!.counted!.count.tally.for).toBe(1);
  });
  test.each([
    ["who is here already", "arrived", "li"], ["who was never here", "left", "sun"], ["who came", "excused", "li"], ["who is no member", "excused", "police"], ["a speech", "spoke", "li"],
  ] as const)("[P7] what is true already changes no figure: %s", (_, kind, person) => {
    const meeting = play().to("taken");
    const figures = ({ here, came, excused, people }: ReturnType<Play["state"]>) => ({ here, came, excused, people });
    const before = figures(meeting.state());
    enter(meeting, { kind, person });
    expect(confirm(meeting)).toHaveLength(1);
    expect(figures(meeting.state())).toEqual(before);
  });
  test("[P7] after the meeting it is still entered and confirmed, and only stands in the record", () => {
    const meeting = play().to("over");
    const { here } = meeting.state();
    expect(Array.isArray(enter(meeting))).toBe(true);
    expect(confirm(meeting, "supervisor")).toHaveLength(1);
    expect(meeting.state().here).toEqual(here);
    expect(latest(meeting).confirmedBy).toBe("supervisor");
  });
});
