import type { MeetingEvent, Standing } from "./events";
import type { PersonId } from "./ids";
import { refuse, type Refusal } from "./refusal";
import { isEntitled } from "./rights";
import { given, type Rule } from "./rule";
import { conductNow, type MeetingState } from "./state";

/** As what a person is counted: on the list of members, of attendees (列席), or as a resident. */
export function standingOf({ roster }: MeetingState, person: PersonId): Standing {
  if (roster?.members.includes(person)) return "member";
  return roster?.attendees.includes(person) ? "attendee" : "resident";
}

export const isHere = (state: MeetingState, person: PersonId) => state.people[person]?.here ?? false;
export const hasCome = (state: MeetingState, person: PersonId) => state.people[person]?.came ?? false;
export const isExcused = (state: MeetingState, person: PersonId) => state.people[person]?.excused ?? false;

/** [P1] Coming and going are recorded while check-in or the session is open. */
function whileOpen({ stage }: MeetingState): Refusal | null {
  return stage === "check-in" || stage === "in-session" ? null : refuse("wrong-stage", "P1", { stage });
}

/** [P2] Arriving is one act: who is here stays here, however often the code is scanned. [P5] It is proven by the code on the screen, or the desk does it. */
export const arrive: Rule<"attendance.arrive"> = {
  guard: (state, { person }) => whileOpen(state) ?? (isHere(state, person) ? refuse("already-here", "P2", { at: state.people[person]?.since ?? 0 }) : null),
  happen: (state, { person }, { facts, actor }) => {
    if (!given(facts.known, "known")) return refuse("unknown-person", "P2");
    if (!isEntitled("attendance.arrive", actor.roles, false) && !given(facts.proven, "proven")) return refuse("not-proven", "P5");
    const standing = standingOf(state, person);
    return [arrival(state, person, standing)];
  },
};

export const arrival = (state: MeetingState, person: PersonId, standing: Standing): MeetingEvent =>
  (hasCome(state, person) ? { type: "attendance.returned", standing, person } : { type: "attendance.arrived", standing, person, wasExcused: isExcused(state, person) });

/** [P3] Leaving is an act of its own, never the second half of a toggle; who comes again returns, and is counted once among those who came. */
export const leave: Rule<"attendance.leave"> = {
  guard: (state, { person }) => whileOpen(state) ?? (isHere(state, person) ? null : refuse("not-here", "P3")),
  happen: (state, { person }) => [departure(state, person)],
};

/** Who took part from elsewhere leaves the line, who was in the hall leaves the hall. */
export const departure = (state: MeetingState, person: PersonId): MeetingEvent =>
  (state.people[person]?.remote ? { type: "remote.left", person } : { type: "attendance.left", standing: standingOf(state, person), person });

/** [P6] Where the rules count those who take part from elsewhere, a member joins without the code of the hall. */
export const join: Rule<"attendance.join"> = {
  guard: (state, { person }) => {
    const closed = whileOpen(state);
    if (closed) return closed;
    if (standingOf(state, person) !== "member") return refuse("not-member", "P6", { act: "attendance.join" });
    if (!conductNow(state).remote) return refuse("remote-off", "P6");
    return isHere(state, person) ? refuse("already-here", "P2", { at: state.people[person]?.since ?? 0 }) : null;
  },
  happen: (state, { person }) => [{ type: "remote.joined", person, first: !hasCome(state, person), wasExcused: isExcused(state, person) }],
};

/** [P4] A member may be excused (请假) before arriving; arriving ends the excuse, and who came and left has left (离开). */
export const excuse: Rule<"attendance.excuse"> = {
  guard: (state, { person }) => {
    const closed = whileOpen(state);
    if (closed) return closed;
    if (standingOf(state, person) !== "member") return refuse("not-member", "P4");
    if (isHere(state, person)) return refuse("already-here", "P4", { at: state.people[person]?.since ?? 0 });
    if (hasCome(state, person)) return refuse("has-left", "P4", { at: state.people[person]?.since ?? 0 });
    return isExcused(state, person) ? refuse("already-excused", "P4") : null;
  },
  happen: (_, { person }) => [{ type: "attendance.excused", person }],
};

export const expect: Rule<"attendance.expect"> = {
  guard: (state, { person }) => whileOpen(state) ?? (isExcused(state, person) ? null : refuse("not-excused", "P4")),
  happen: (_, { person }) => [{ type: "attendance.expected", person }],
};
