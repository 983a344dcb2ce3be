import { arrival, departure, isExcused, isHere, hasCome, standingOf } from "./attendance";
import type { MeetingEvent } from "./events";
import { refuse } from "./refusal";
import { given, type Rule } from "./rule";
import type { MeetingState } from "./state";
import type { Late } from "./talk";

/** [P7] What could not be entered in time is entered late: with its true time, a reason, and a second person who confirms it. */
export const enterLate: Rule<"late.enter"> = {
  guard: (state, { reason }) => {
    if (state.stage === "none" || state.stage === "draft") return refuse("wrong-stage", "M2", { stage: state.stage });
    return reason.trim() ? null : refuse("reason-missing", "P7");
  },
  happen: (_, { kind, person, at, reason }, { facts, now, newId, keep }) => {
    if (!given(facts.known, "known")) return refuse("unknown-person", "P7");
    if (at > now) return refuse("late-time", "P7");
    return [{ type: "late.entered", late: newId(), kind, person, trueAt: at, reason: keep("late", reason) }];
  },
};

/** [P7] The second person is another one. While the meeting is on, what is confirmed takes effect from now on, and on no vote that has begun. */
export const confirmLate: Rule<"late.confirm"> = {
  guard: (state, { late }, who) => {
    const found = state.late.find(({ id }) => id === late);
    if (!found) return refuse("unknown-late", "P7");
    if (found.confirmedBy) return refuse("late-done", "P7");
    return found.by === who.person ? refuse("same-person", "P7", { act: "late.confirm" }) : null;
  },
  happen: (state, { late }) => [{ type: "late.confirmed", late }, ...effectOf(state, state.late.find(({ id }) => id === late)!)],
};

function effectOf(state: MeetingState, { kind, person }: Late): MeetingEvent[] {
  if (state.stage !== "check-in" && state.stage !== "in-session") return [];
  const standing = standingOf(state, person);
  if (kind === "arrived" && !isHere(state, person)) return [arrival(state, person, standing)];
  if (kind === "left" && isHere(state, person)) return [departure(state, person)];
  const excusable = kind === "excused" && standing === "member" && !isHere(state, person) && !hasCome(state, person) && !isExcused(state, person);
  return excusable ? [{ type: "attendance.excused", person }] : [];
}
