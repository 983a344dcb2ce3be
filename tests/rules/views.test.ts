import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { apply, fold } from "../../app/rules/meeting/apply";
import { laneTypes, type Command } from "../../app/rules/meeting/commands";
import { commandTypes, decide, may } from "../../app/rules/meeting/decide";
import { isEntitled, isStaff, mayManage, needsPassword, roles, type Role } from "../../app/rules/meeting/rights";
import { audiences, see, seen } from "../../app/rules/meeting/see";
import { emptyMeeting } from "../../app/rules/meeting/state";
import { draft, members, play, rolesOf, type Play } from "./play";

const people = [...members, "recorder", "counter", "supervisor", "police", "resident", "admin", "stranger"];

/** Any act by anybody, aimed at what there is or at nothing. */
const acts = fc.record({ actor: fc.constantFrom(...people), type: fc.constantFrom(...commandTypes), person: fc.constantFrom(...people), choice: fc.constantFrom("for", "against", "abstain"), pick: fc.nat(9), proven: fc.boolean() });
type Act = { actor: string; type: Command["type"]; person: string; choice: string; pick: number; proven: boolean };

function commandFrom({ type, person, choice, pick }: Act, meeting: Play): Command {
  const state = meeting.state();
  const round = state.rounds.length > 0 ? state.rounds[state.rounds.length - 1 - (pick % 5 === 4 && state.rounds.length > 1 ? 1 : 0)]! : undefined;
  const entries = Object.keys(round?.entries ?? {});
  const last = <T>(all: readonly T[]) => all[all.length - 1 - (pick % 3 === 2 && all.length > 1 ? 1 : 0)];
  const hall = round?.hands?.hall ?? 3;
  const motion = last(state.motions)?.id;
  return {
    type, person, choice, body: "b", draft, seen: state.seq, item: state.items[pick % 2]?.id ?? "none", round: round?.id ?? "none", entry: entries[entries.length - 1] ?? "none", reason: pick % 3 === 0 ? "" : "有原因",
    coming: pick % 2 === 0, matter: (["agenda", "tellers", "other"] as const)[pick % 3], text: pick % 4 === 0 ? "" : "文字", page: (["follow", "rules", "break"] as const)[pick % 3], kind: (["arrived", "left", "excused", "spoke"] as const)[pick % 4], at: 1_000_000,
    late: last(state.late)?.id ?? "none", side: (["pro", "con", "question"] as const)[pick % 3], request: last(state.speeches)?.request ?? "none", reminder: "topic", motion: type === "round.freeze" && pick % 2 === 0 ? null : motion ?? (type === "round.freeze" ? null : "none"),
    form: pick % 3 === 0 ? "hands" : "named", tag: null, parent: null, on: pick % 2 === 0, comment: pick % 5 === 0 ? "none" : "comment1", tally: { for: hall - (pick % 2), against: pick % 2, abstain: 0 }, poll: last(state.polls)?.id ?? "none", rehearsal: "none",
    hash: pick % 3 === 0 ? "other" : "draft", note: pick % 3 === 0 ? "" : "请改", photo: pick % 3 === 0 ? "file" : null, objection: 1,
  } as unknown as Command;
}

/** A meeting that gets somewhere, with anything in between. */
function wander(steps: readonly Act[], start: Parameters<Play["to"]>[0]): Play {
  const meeting = play().to(start);
  for (const step of steps) meeting.act(step.actor, commandFrom(step, meeting), { proven: step.proven });
  return meeting;
}
const starts = fc.constantFrom("unnoticed", "draft", "check-in", "present", "taken", "open", "closed", "checked", "announced", "over") as fc.Arbitrary<Parameters<Play["to"]>[0]>;

describe("views", () => {
  test("[V3] fold of what an audience sees is what it sees of the fold", () => {
    fc.assert(fc.property(fc.array(acts, { maxLength: 60 }), starts, (steps, start) => {
      const meeting = wander(steps, start);
      for (const audience of audiences) {
        expect(fold(meeting.log.map((link) => seen(audience, link)), emptyMeeting)).toEqual(see(audience, meeting.state()));
      }
    }), { numRuns: 300 });
  });
  test("[V1] a watcher's copy holds no person but officers and the chair", () => {
    fc.assert(fc.property(fc.array(acts, { maxLength: 40 }), starts, (steps, start) => {
      const meeting = wander(steps, start);
      const sent = JSON.stringify([meeting.log.map((link) => seen("watcher", link)), see("watcher", meeting.state())]);
      // Who speaks or moves does so in public.
      const { speeches, motions } = meeting.state();
      const heard = new Set([...speeches.map(({ person }) => person), ...motions.flatMap(({ mover, seconders }) => [mover, ...seconders])]);
      for (const person of members.filter((one) => one !== "wang" && !heard.has(one))) expect(sent.replace(/"actor":"[^"]*"/g, "")).not.toContain(`"${person}"`);
      expect(sent).not.toContain('"resident":"');
    }), { numRuns: 100 });
  });
  test("[R11] no figure and no direction leaves the staff before the announcement", () => {
    const meeting = play().to("open");
    meeting.act("li", { type: "ballot.cast", round: meeting.round(), choice: "for" });
    meeting.must("recorder", { type: "ballot.enter", round: meeting.round(), person: "zhao", choice: "against" });
    meeting.must("wang", { type: "round.close", round: meeting.round() });
    for (const audience of ["watcher", "member", "screen"] as const) {
      const sent = JSON.stringify([see(audience, meeting.state()), meeting.log.map((link) => seen(audience, link))]);
      expect(sent).not.toMatch(/tally|"counted"|"entries"|carried|verdict|ballot\.entered/);
      expect(see(audience, meeting.state()).rounds[0]!.participants).toBe(1);
    }
    expect(JSON.stringify(see("staff", meeting.state()))).toContain("tally");
  });
  test("[R11] after the announcement everybody has the same figures", () => {
    const meeting = play().to("announced");
    for (const audience of audiences) expect(see(audience, meeting.state()).rounds[0]!.result).toEqual(meeting.state().rounds[0]!.result);
  });
  test("[V2] every audience gets every number and hash; the salt only with a whole event", () => {
    const meeting = play().to("announced");
    for (const audience of audiences) {
      for (const link of meeting.log) {
        const one = seen(audience, link);
        expect([one.seq, one.hash]).toEqual([link.seq, link.hash]);
        expect(one.salt === undefined).toBe(JSON.stringify(one.event) !== JSON.stringify(link.event));
      }
    }
  });
  test("[M1] a link that is not the next one changes nothing, and the same links give the same state", () => {
    const meeting = play().to("announced");
    const state = meeting.state();
    expect(apply(state, meeting.log[0]!)).toBe(state);
    expect(apply(emptyMeeting, meeting.log[1]!)).toBe(emptyMeeting);
    expect(fold(meeting.log, emptyMeeting)).toEqual(state);
  });
  test("[M1] whatever is asked in whatever order: stages only go forward, nobody is counted twice, figures are those of the ballots", () => {
    const order = ["none", "draft", "check-in", "in-session", "closed"];
    fc.assert(fc.property(fc.array(acts, { maxLength: 80 }), starts, (steps, start) => {
      const meeting = wander(steps, start);
      let [state, stage] = [emptyMeeting, 0];
      for (const link of meeting.log) {
        state = apply(state, link);
        expect(order.indexOf(state.stage)).toBeGreaterThanOrEqual(stage);
        stage = order.indexOf(state.stage);
        const here = Object.values(state.people).filter((where) => where.here);
        expect(state.here.member + state.here.attendee + state.here.resident).toBe(here.length);
        expect(state.rounds.filter((round) => !["announced", "voided"].includes(round.stage)).length).toBeLessThanOrEqual(1);
        for (const { roll, counted, electorate, result, hands } of state.rounds) {
          if (roll) expect(new Set(roll).size + (hands?.hall ?? (state.rounds.some(({ rule: { form } }) => form === "hands") ? electorate!.present - roll.length : 0))).toBe(electorate!.present);
          if (counted) expect(counted.count.tally.for + counted.count.tally.against + counted.count.tally.abstain).toBeLessThanOrEqual(electorate!.present);
          if (result) expect(result.count).toEqual(counted!.count);
        }
      }
    }), { numRuns: 300 });
  });
  test("[M1] what the phone is told it may do is what the server would do", () => {
    fc.assert(fc.property(fc.array(acts, { maxLength: 30 }), starts, acts, (steps, start, last) => {
      const meeting = wander(steps, start);
      const command = commandFrom(last, meeting);
      const advice = may(meeting.state(), command, { person: last.actor, roles: rolesOf(last.actor) });
      if ((laneTypes as readonly string[]).includes(command.type)) return;
      const answer = meeting.act(last.actor, command, { proven: last.proven });
      if (advice) expect(answer).toEqual(advice);
    }), { numRuns: 300 });
  });
});

describe("rights", () => {
  const talkers: Role[] = ["resident", "member", "attendee"];
  const seated: Role[] = [...talkers, "chair"];
  const own: Record<string, Role[]> = {
    "attendance.arrive": [...seated, "recorder"], "attendance.leave": [...seated, "recorder"], "attendance.join": ["member", "recorder"], "reply.give": ["member", "recorder"],
    "speak.ask": [...talkers, "recorder"], "speak.withdraw": [...talkers, "recorder"], "speech.point": talkers, "comment.post": [...talkers, "recorder"], "objection.file": [...talkers, "recorder"],
    "motion.move": ["member", "recorder"], "motion.second": ["member", "recorder"], "motion.withdraw": ["member", "recorder"],
  };
  const [chair, recorder, makers, both]: Role[][] = [["chair"], ["recorder"], ["recorder", "chair", "administrator"], ["recorder", "chair"]];
  const table: Record<Command["type"], Role[]> = {
    "meeting.make": makers!, "meeting.revise": makers!, "notice.post": makers!, "reply.give": recorder!, "check-in.open": chair!,
    "attendance.arrive": recorder!, "attendance.leave": recorder!, "attendance.excuse": recorder!, "attendance.expect": recorder!, "attendance.join": recorder!,
    "meeting.open": chair!, "meeting.adjourn": chair!, "meeting.resume": chair!, "item.take": chair!, "item.defer": chair!, "matter.agree": chair!, "matter.raise": chair!, "screen.turn": both!,
    "late.enter": both!, "late.confirm": ["counter", "supervisor", "chair"],
    "speak.ask": recorder!, "speak.withdraw": recorder!, "floor.grant": chair!, "floor.end": chair!, "floor.skip": chair!, "floor.remind": chair!, "speech.note": recorder!, "speech.point": [], "speech.adopt": recorder!,
    "motion.move": recorder!, "motion.second": recorder!, "motion.withdraw": recorder!,
    "comment.post": recorder!, "comment.agree": talkers, "comments.moderate": both!, "comment.admit": both!, "comment.hide": both!, "comment.restore": both!, "comment.show": both!, "comment.unshow": both!,
    "round.freeze": chair!, "round.withdraw": chair!, "round.open": chair!, "ballot.cast": ["member"], "ballot.enter": ["recorder", "counter"], "ballot.withdraw": ["recorder", "counter"], "ballot.witness": ["supervisor"],
    "hands.call": chair!, "hands.enter": ["recorder", "counter"], "hands.again": chair!, "round.close": chair!,
    "round.check": ["supervisor", "chair"], "round.doubt": ["supervisor", "chair"], "round.recount": chair!, "round.void": chair!, "round.announce": chair!, "meeting.close": chair!,
    "poll.open": chair!, "poll.answer": ["resident"], "poll.close": chair!, "rehearsal.start": both!, "rehearsal.answer": seated, "rehearsal.end": both!,
    "minutes.confirm": chair!, "minutes.return": chair!, "minutes.sign": ["recorder", "supervisor", "chair", "member"], "minutes.publish": both!, "objection.file": recorder!, "objection.answer": both!,
  };
  test.each(commandTypes)("[A1] who may %s", (type) => {
    for (const role of roles) {
      expect([role, isEntitled(type, [role], false)]).toEqual([role, table[type].includes(role)]);
      expect([role, isEntitled(type, [role], true)]).toEqual([role, (own[type] ?? table[type]).includes(role)]);
    }
    expect(isEntitled(type, [], true)).toBe(false);
  });
  test("[A2] while chairing, nobody works at the desk or witnesses, whatever else they are", () => {
    for (const act of ["ballot.enter", "ballot.withdraw", "ballot.witness", "attendance.arrive", "attendance.leave", "attendance.excuse", "attendance.expect"] as const) expect(isEntitled(act, [...roles], false)).toBe(false);
    expect(isEntitled("ballot.cast", ["chair", "member"], false)).toBe(true);
    for (const act of ["attendance.arrive", "attendance.leave"] as const) expect(isEntitled(act, ["chair", "recorder"], true)).toBe(true);
  });
  test("[A6] who supervises neither speaks nor comments, who chairs moves nothing either, also with a seat by a slip", () => {
    for (const act of ["speak.ask", "speech.point", "comment.post", "comment.agree"] as const) for (const office of ["chair", "supervisor"] as const) expect([act, office, isEntitled(act, [office, "member"], true)]).toEqual([act, office, false]);
    for (const act of ["motion.move", "motion.second", "motion.withdraw"] as const) expect([act, isEntitled(act, ["chair", "member"], true), isEntitled(act, ["supervisor", "member"], true)]).toEqual([act, false, true]);
    const meeting = play().to("taken");
    for (const person of ["wang", "supervisor"]) expect(may(meeting.state(), { type: "speak.ask", person, side: "pro" }, { person, roles: ["member"] })).toMatchObject({ code: "not-entitled" });
  });
  test("[A3] who is staff", () => expect(roles.filter((role) => isStaff([role]))).toEqual(["recorder", "counter", "supervisor", "chair", "administrator"]));
  test("[A4] which rights need a password", () => expect(roles.filter(needsPassword)).toEqual(["recorder", "counter", "supervisor", "chair", "administrator"]));
  test("[A1] who manages what outside meetings", () => {
    expect(roles.filter((role) => mayManage("people", [role]))).toEqual(["recorder", "chair", "administrator"]);
    expect(roles.filter((role) => mayManage("bodies", [role]))).toEqual(["administrator"]);
  });
  test("[A1] the rules ask for the right before anything else", () => {
    for (const type of commandTypes) expect(decide(emptyMeeting, { type, person: "x" } as unknown as Command, { actor: { person: "y", roles: [] }, now: 0, newId: String, keep: () => ({ id: "", hash: "" }), facts: {} })).toMatchObject({ code: "not-entitled", rule: "A1" });
  });
});
