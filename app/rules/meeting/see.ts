import type { MeetingEvent, Recorded, Seen } from "./events";
import type { MeetingState, Round, Whereabouts } from "./state";

/** Who is looking. Residents and attendees get the watcher's view. */
export type Audience = "watcher" | "member" | "staff" | "screen";
export const audiences: readonly Audience[] = ["watcher", "member", "staff", "screen"];

const namesPeople = (audience: Audience) => audience === "staff" || audience === "member";

/** [V1] The event as the audience may know it: whole, cut, or not at all. Figures stay with staff until they are announced. */
function cut(audience: Audience, event: MeetingEvent): MeetingEvent | null {
  if (audience === "staff") return event;
  switch (event.type) {
    case "ballot.entered": case "ballot.withdrawn": case "ballot.witnessed": case "round.counted":
      return null;
    case "attendance.arrived": case "attendance.returned": case "attendance.left":
      return audience === "member" && event.standing === "member" ? event : without(event, "person");
    case "attendance.excused": case "attendance.expected":
      return audience === "member" ? event : without(event, "person");
    case "check-in.opened":
      return audience === "member" ? event : without(event, "roster");
    case "round.opened":
      return audience === "member" ? event : without(event, "roll");
    case "round.doubted":
      return without(event, "reason");
    default:
      return event;
  }
}

function without<E extends object, K extends keyof E>(event: E, field: K): Omit<E, K> & E {
  const rest = { ...event };
  delete rest[field];
  return rest;
}

/** [V2] Every audience gets every number and hash; the salt only with a whole event, so that nothing cut can be guessed. */
export function seen(audience: Audience, { seq, hash, at, actor, salt, event }: Recorded): Seen {
  const shown = cut(audience, event);
  if (shown === null) return { seq, hash };
  if (shown === event) return { seq, hash, at, actor, salt, event };
  const anonymous = event.type.startsWith("attendance.");
  return anonymous ? { seq, hash, at, event: shown } : { seq, hash, at, actor, event: shown };
}

/** [V3] fold(seen events) = see(fold of all events), for every audience. */
export function see(audience: Audience, state: MeetingState): MeetingState {
  if (audience === "staff") return state;
  const next: MeetingState = { ...state, people: peopleFor(audience, state), rounds: state.rounds.map((round) => roundFor(audience, round)) };
  return namesPeople(audience) ? next : without(next, "roster");
}

function peopleFor(audience: Audience, { people }: MeetingState): Record<string, Whereabouts> {
  if (!namesPeople(audience)) return {};
  return Object.fromEntries(Object.entries(people).filter(([, where]) => where.standing === "member"));
}

function roundFor(audience: Audience, round: Round): Round {
  const shown = without(without(round, "counted"), "entries");
  const doubt = round.doubt && without(round.doubt, "reason");
  return { ...(namesPeople(audience) ? shown : without(shown, "roll")), ...(doubt && { doubt }) };
}
