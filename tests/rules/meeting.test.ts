import { describe, expect, test } from "vitest";
import { may } from "../../app/rules/meeting/decide";
import { quorumNow } from "../../app/rules/meeting/quorum";
import { nextStep } from "../../app/rules/meeting/next";
import { coming, inForce, openFields, presetFor, rulesOf } from "../../app/rules/meeting/rule-set";
import { councilRules, draft, members, play } from "./play";

const refusal = (code: string, rule: string) => expect.objectContaining({ ok: false, code, rule }) as unknown;

describe("the course of a meeting", () => {
  test("[M2] a meeting goes forward only", () => {
    const meeting = play().to("in-session");
    expect(meeting.act("wang", { type: "check-in.open" })).toEqual(refusal("wrong-stage", "M2"));
    expect(meeting.act("wang", { type: "meeting.open" })).toEqual(refusal("wrong-stage", "M2"));
    meeting.must("wang", { type: "meeting.close" });
    expect(meeting.act("wang", { type: "item.take", item: meeting.item() })).toEqual(refusal("wrong-stage", "M2"));
  });
  test("[M3] a body without a chair makes no meeting", () => {
    expect(play({ chair: null }).act("recorder", { type: "meeting.make", body: "b", draft })).toEqual(refusal("no-members", "M3"));
  });
  test("[M3] the meeting is chaired by the body's chair", () => expect(play().to("draft").state().plan?.chair).toBe("wang"));
  test("[M4] the paper is revised only by somebody who saw its latest version, and only before check-in", () => {
    const meeting = play().to("draft");
    expect(meeting.act("recorder", { type: "meeting.revise", seen: 0, draft })).toEqual(refusal("stale", "M4"));
    meeting.must("recorder", { type: "meeting.revise", seen: meeting.state().seq, draft: { ...draft, startsAt: 5 } });
    expect(meeting.state().plan?.startsAt).toBe(5);
    meeting.must("recorder", { type: "notice.post", reason: "" });
    meeting.must("wang", { type: "check-in.open" });
    expect(meeting.act("recorder", { type: "meeting.revise", seen: meeting.state().seq, draft })).toEqual(refusal("check-in-begun", "M2"));
    expect(meeting.act("wang", { type: "check-in.open" })).toEqual(refusal("check-in-begun", "M2"));
  });
  test("[M5] opening check-in takes lists and rules; without members there is no check-in", () => {
    const state = play().to("check-in").state();
    expect([state.roster?.members, state.officers.supervisor, state.rules]).toEqual([members, ["supervisor"], councilRules]);
    expect(play({ roster: [] }).to("draft").act("wang", { type: "check-in.open" })).toEqual(refusal("no-members", "M5"));
  });
  test("[M5] whoever is the body's chair when check-in opens chairs, whoever made the paper", () => {
    const meeting = play({ roles: { li: ["chair", "member"] } }).to("draft");
    const paper = meeting.state().plan;
    meeting.nowChairs("li");
    meeting.must("li", { type: "check-in.open" });
    expect(meeting.log.map(({ event }) => event.type)).toEqual(["meeting.made", "agenda.detailed", "notice.posted", "meeting.revised", "check-in.opened", "conduct.taken"]);
    expect(meeting.state().plan).toEqual({ ...paper, chair: "li" });
    expect(meeting.state().items[0]).toMatchObject({ minutes: 20, kind: "vote" });
    const without = play().to("draft");
    without.nowChairs(null);
    expect(without.act("wang", { type: "check-in.open" })).toEqual(refusal("no-members", "M5"));
  });
  test("[M6] one item at a time, none while a question is in hand, none twice", () => {
    const meeting = play().to("open");
    expect(meeting.act("wang", { type: "item.take", item: meeting.item(1) })).toEqual(refusal("question-in-hand", "M6"));
    meeting.must("wang", { type: "round.close", round: meeting.round() });
    meeting.must("supervisor", { type: "round.check", round: meeting.round() });
    meeting.must("wang", { type: "round.announce", round: meeting.round() });
    expect(meeting.act("wang", { type: "item.take", item: meeting.item(0) })).toEqual(refusal("item-decided", "M6"));
    expect(meeting.act("wang", { type: "item.take", item: "none" })).toEqual(refusal("unknown-item", "M6"));
    meeting.must("wang", { type: "item.take", item: meeting.item(1) });
  });
  test("[M7] no closing over a question in hand", () => {
    const meeting = play().to("checked");
    expect(meeting.act("wang", { type: "meeting.close" })).toEqual(refusal("question-in-hand", "M7"));
  });
  test("[M8] the next step leads from check-in to the end, and each step is allowed", () => {
    const meeting = play().to("draft");
    const seen: string[] = [];
    for (let i = 0; i < 30; i++) {
      const next = nextStep(meeting.state());
      if ("done" in next) break;
      if ("wait" in next) meeting.must("supervisor", { type: "round.check", round: meeting.round() });
      else {
        seen.push(next.do.type);
        if (next.do.type === "meeting.open") members.forEach((person) => meeting.must("recorder", { type: "attendance.arrive", person }));
        expect(may(meeting.state(), next.do, { person: "wang", roles: ["chair", "member"] })).toBeNull();
        meeting.must("wang", next.do);
      }
    }
    const item = ["item.take", "round.freeze", "round.open", "round.close", "round.announce"];
    expect(seen).toEqual(["check-in.open", "meeting.open", ...item, ...item, "meeting.close"]);
  });
  test("[M8] without a supervisor the chair checks; a doubt is waited for", () => {
    const meeting = play({ supervisors: [] }).to("closed");
    expect(nextStep(meeting.state())).toEqual({ do: { type: "round.check", round: meeting.round() } });
    meeting.must("wang", { type: "round.doubt", round: meeting.round(), reason: "少一票" });
    expect(nextStep(meeting.state())).toEqual({ wait: "doubt" });
  });
});

describe("quorum and rules", () => {
  test("[Q2] a meeting without quorum does not open, and says the figures", () => {
    const meeting = play().to("check-in");
    members.slice(0, 3).forEach((person) => meeting.must("recorder", { type: "attendance.arrive", person }));
    expect(meeting.act("wang", { type: "meeting.open" })).toEqual({ ok: false, code: "no-quorum", rule: "Q2", facts: { expected: 6, present: 3, needed: 4 } });
    meeting.must("recorder", { type: "attendance.arrive", person: members[3]! });
    meeting.must("wang", { type: "meeting.open" });
  });
  test("[Q1] a chair who does not vote is a member all the same, and counts for the quorum", () => {
    const meeting = play({ rules: { ...councilRules, chairVotes: false } }).to("present");
    expect(quorumNow(meeting.state())).toEqual({ expected: 6, present: 5, needed: 4, met: true });
  });
  test("[Q3] when people have left, no round opens: 5 of 6 are enough, 4 are, 3 are not", () => {
    const meeting = play().to("frozen");
    meeting.must("recorder", { type: "attendance.leave", person: "liu" });
    expect(may(meeting.state(), { type: "round.open", round: meeting.round() }, { person: "wang", roles: ["chair"] })).toBeNull();
    meeting.must("recorder", { type: "attendance.leave", person: "chen" });
    expect(meeting.act("wang", { type: "round.open", round: meeting.round() })).toEqual({ ok: false, code: "no-quorum", rule: "Q3", facts: { expected: 6, present: 3, needed: 4 } });
  });
  test("[Q4] a set with an open field blocks check-in", () => {
    expect(play({ rules: null }).to("draft").act("wang", { type: "check-in.open" })).toEqual(refusal("rules-open", "Q4"));
  });
  test("[Q5] the newest version in force on the day holds; one that is overtaken never does", () => {
    const version = (n: number, effectiveOn: string) => ({ version: n, effectiveOn });
    const versions = [version(1, "2026-01-01"), version(2, "2026-12-01"), version(3, "2026-11-01"), version(4, "2027-03-01"), version(5, "2027-02-01"), version(6, "2027-06-01")];
    const on = (day: string) => [inForce(versions, day)?.version ?? null, coming(versions, day).map((one) => one.version)];
    expect(on("2025-12-31")).toEqual([null, [1, 3, 5, 6]]);
    expect(on("2026-01-01")).toEqual([1, [3, 5, 6]]);
    expect(on("2026-10-31")).toEqual([1, [3, 5, 6]]);
    expect(on("2026-12-01")).toEqual([3, [5, 6]]);
    expect(on("2027-06-01")).toEqual([6, []]);
    expect([inForce([], "2026-01-01"), coming([], "2026-01-01")]).toEqual([null, []]);
  });
  test("[Q5] check-in that has no rules yet names the day from which it has", () => {
    expect(play({ rules: null, next: "2026-12-01" }).to("draft").act("wang", { type: "check-in.open" })).toEqual({ ok: false, code: "rules-later", rule: "Q5", facts: { from: "2026-12-01" } });
  });
  test("[Q4] presets: a council lacks only clauses, an assembly lacks its figures", () => {
    expect(openFields(presetFor("council"))).toEqual(["quorum", "base", "threshold"]);
    expect(presetFor("rep-assembly").quorum.value).toBeNull();
    expect(rulesOf(1, presetFor("residents-assembly"))).toBeNull();
    const filled = presetFor("council");
    const clause = { source: "第四条" };
    expect(rulesOf(3, { ...filled, quorum: { ...filled.quorum, ...clause }, base: { ...filled.base, ...clause }, threshold: { ...filled.threshold, ...clause } })).toEqual({ ...councilRules, version: 3 });
  });
});

describe("presence", () => {
  test("[P1] nobody arrives before check-in or after the end", () => {
    expect(play().to("draft").act("recorder", { type: "attendance.arrive", person: "li" })).toEqual(refusal("wrong-stage", "P1"));
    const meeting = play().to("in-session");
    meeting.must("wang", { type: "meeting.close" });
    expect(meeting.act("recorder", { type: "attendance.arrive", person: "sun" })).toEqual(refusal("wrong-stage", "P1"));
  });
  test("[P2] scanned three times is still present, once", () => {
    const meeting = play().to("check-in");
    meeting.must("li", { type: "attendance.arrive", person: "li" });
    expect(meeting.act("li", { type: "attendance.arrive", person: "li" })).toEqual(refusal("already-here", "P2"));
    expect(meeting.act("li", { type: "attendance.arrive", person: "li" })).toEqual(refusal("already-here", "P2"));
    expect(meeting.state().here.member).toBe(1);
    expect(meeting.act("recorder", { type: "attendance.arrive", person: "stranger" })).toEqual(refusal("unknown-person", "P2"));
  });
  test("[P2] each is counted as what they are", () => {
    const meeting = play().to("check-in");
    for (const person of ["li", "police", "resident"]) meeting.must("recorder", { type: "attendance.arrive", person });
    expect(meeting.state().here).toEqual({ member: 1, attendee: 1, resident: 1 });
  });
  test("[P3] leaving is an act of its own, and only who is here leaves", () => {
    const meeting = play().to("check-in");
    expect(meeting.act("li", { type: "attendance.leave", person: "li" })).toEqual(refusal("not-here", "P3"));
    meeting.must("li", { type: "attendance.arrive", person: "li" });
    meeting.must("li", { type: "attendance.leave", person: "li" });
    expect(meeting.state().timeline.map(([, count]) => count)).toEqual([1, 0]);
  });
  test("[P4] an excuse is for members not yet here, and ends with arriving", () => {
    const meeting = play().to("check-in");
    expect(meeting.act("recorder", { type: "attendance.excuse", person: "police" })).toEqual(refusal("not-member", "P4"));
    meeting.must("recorder", { type: "attendance.excuse", person: "li" });
    expect(meeting.act("recorder", { type: "attendance.excuse", person: "li" })).toEqual(refusal("already-excused", "P4"));
    meeting.must("li", { type: "attendance.arrive", person: "li" });
    expect(meeting.state().excused).toBe(0);
    expect(meeting.act("recorder", { type: "attendance.excuse", person: "li" })).toEqual(refusal("already-here", "P4"));
    expect(meeting.act("recorder", { type: "attendance.expect", person: "li" })).toEqual(refusal("not-excused", "P4"));
    meeting.must("recorder", { type: "attendance.excuse", person: "sun" });
    meeting.must("recorder", { type: "attendance.expect", person: "sun" });
    expect(meeting.state().excused).toBe(0);
  });
  test("[P5] [A2] a chair who keeps the record too checks in nobody else, and proves to be in the hall", () => {
    const meeting = play({ roles: { wang: ["chair", "recorder", "member"] } }).to("check-in");
    expect(meeting.act("wang", { type: "attendance.arrive", person: "li" })).toEqual(refusal("not-entitled", "A1"));
    expect(meeting.act("wang", { type: "attendance.arrive", person: "wang" }, { proven: false })).toEqual(refusal("not-proven", "P5"));
    meeting.must("wang", { type: "attendance.arrive", person: "wang" });
  });
  test("[P5] who checks in alone proves to be in the hall; the desk needs no proof", () => {
    const meeting = play().to("check-in");
    expect(meeting.act("li", { type: "attendance.arrive", person: "li" }, { proven: false })).toEqual(refusal("not-proven", "P5"));
    expect(Array.isArray(meeting.act("recorder", { type: "attendance.arrive", person: "li" }, { proven: false }))).toBe(true);
  });
});
