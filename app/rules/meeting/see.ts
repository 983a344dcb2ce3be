import type { MeetingEvent, Recorded, Seen } from "./events";
import { without } from "./fold";
import type { MeetingState, Round, Whereabouts } from "./state";
import type { Signature } from "./talk";

/** Who is looking. Residents and attendees get the watcher's view. */
export type Audience = "watcher" | "member" | "staff" | "screen";
export const audiences: readonly Audience[] = ["watcher", "member", "staff", "screen"];

const namesPeople = (audience: Audience) => audience === "staff" || audience === "member";

/** [V1] The event as the audience may know it: whole, cut, or not at all. Figures stay with staff until they are announced; what one counter of hands entered reaches nobody else [H2]. */
function cut(audience: Audience, event: MeetingEvent): MeetingEvent | null {
  if (audience === "staff") return event.type === "hands.entered" ? without(event, "tally") : event;
  switch (event.type) {
    case "ballot.entered": case "ballot.withdrawn": case "ballot.witnessed": case "round.counted": case "hands.entered":
    case "floor.reminded": case "speech.noted": case "speech.pointed": case "late.entered": case "late.confirmed": case "comment.admitted":
      return null;
    case "attendance.arrived": case "attendance.returned": case "attendance.left":
      return audience === "member" && event.standing === "member" ? event : without(event, "person");
    case "attendance.excused": case "attendance.expected": case "remote.joined": case "remote.left":
      return audience === "member" ? event : without(event, "person");
    case "reply.given":
      return audience === "member" ? without(event, "reason") : without(without(event, "person"), "reason");
    case "check-in.opened":
      return audience === "member" ? event : without(event, "roster");
    case "round.opened":
      return audience === "member" ? event : without(event, "roll");
    case "round.doubted": case "comment.hidden":
      return without(event, "reason");
    case "hands.compared":
      return without(event, "agreed");
    case "minutes.returned":
      return without(event, "note");
    case "minutes.signed":
      return without(event, "photo");
    case "objection.filed":
      return without(without(event, "person"), "text");
    default:
      return event;
  }
}

/** Whose act an event is, is not told of those who come, go, answer and object. */
const isAnonymous = ({ type }: MeetingEvent) => ["attendance", "remote", "reply", "objection"].includes(type.split(".")[0]!);

/** [V2] Every audience gets every number and hash; the salt only with a whole event, so that nothing cut can be guessed. */
export function seen(audience: Audience, { seq, hash, at, actor, salt, event }: Recorded): Seen {
  const shown = cut(audience, event);
  if (shown === null) return { seq, hash };
  if (shown === event) return { seq, hash, at, actor, salt, event };
  return isAnonymous(event) ? { seq, hash, at, event: shown } : { seq, hash, at, actor, event: shown };
}

/** [V3] fold(seen events) = see(fold of all events), for every audience. */
export function see(audience: Audience, state: MeetingState): MeetingState {
  if (audience === "staff") return { ...state, rounds: state.rounds.map(withoutFigures) };
  const next: MeetingState = {
    ...state, people: peopleFor(audience, state), rounds: state.rounds.map((round) => roundFor(audience, round)), replies: repliesFor(audience, state.replies),
    speeches: state.speeches.map((speech) => without(without(speech, "note"), "points")), comments: { ...state.comments, hidden: state.comments.hidden.map((one) => without(one, "reason")) },
    minutes: minutesFor(state.minutes), reminders: [], late: [],
  };
  return namesPeople(audience) ? next : without(next, "roster");
}

function peopleFor(audience: Audience, { people }: MeetingState): Record<string, Whereabouts> {
  if (!namesPeople(audience)) return {};
  return Object.fromEntries(Object.entries(people).filter(([, where]) => where.standing === "member"));
}

function repliesFor(audience: Audience, replies: MeetingState["replies"]): MeetingState["replies"] {
  return { ...replies, of: namesPeople(audience) ? Object.fromEntries(Object.entries(replies.of).map(([person, one]) => [person, without(one, "reason")])) : {} };
}

/** [H2] Who counted hands, and not yet what: the comparison tells it. */
function withoutFigures(round: Round): Round {
  const { hands } = round;
  return hands?.entered ? { ...round, hands: { ...hands, entered: Object.fromEntries(Object.keys(hands.entered).map((person) => [person, null])) } } : round;
}

function roundFor(audience: Audience, round: Round): Round {
  const shown = without(without(round, "counted"), "entries");
  const doubt = round.doubt && without(round.doubt, "reason");
  return { ...(namesPeople(audience) ? shown : without(shown, "roll")), ...(doubt && { doubt }), hands: round.hands && without(without(round.hands, "entered"), "compared") };
}

function minutesFor(minutes: MeetingState["minutes"]): MeetingState["minutes"] {
  const unsigned = ({ photo: _, ...signature }: Signature): Signature => ({ ...signature, photo: null });
  return {
    ...minutes, returned: minutes.returned && without(minutes.returned, "note"), signatures: minutes.signatures.map(unsigned),
    editions: minutes.editions.map((edition) => ({ ...edition, signatures: edition.signatures.map(unsigned) })), objections: minutes.objections.map((one) => without(without(one, "person"), "text")),
  };
}
