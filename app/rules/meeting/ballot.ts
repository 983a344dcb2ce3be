import type { EntryId, PersonId, RoundId } from "./ids";
import { refuse, type Refusal } from "./refusal";
import { isEntitled } from "./rights";
import { given, type Rule, type Who } from "./rule";
import { isApart, openEntries, roundById, type Entry, type MeetingState } from "./state";

function whileOpen(state: MeetingState, id: RoundId): Refusal | null {
  const round = roundById(state, id);
  if (!round) return refuse("unknown-round", "R4");
  if (round.stage === "open") return null;
  return round.stage === "frozen" ? refuse("not-open", "R4") : refuse("round-closed", "R5", { at: round.closedAt ?? 0 });
}

const onRoll = (state: MeetingState, id: RoundId, person: PersonId): Refusal | null =>
  roundById(state, id)?.roll?.includes(person) ? null : chairApart(state, person) ?? byHands(state, id, person) ?? refuse("not-on-roll", "R4");

/** [H1] Who is in the hall raises a hand and has no ballot on the phone. */
export function byHands(state: MeetingState, id: RoundId, person: PersonId): Refusal | null {
  const where = state.people[person];
  return roundById(state, id)?.hands && where?.standing === "member" && !where.remote ? refuse("in-the-hall", "H1") : null;
}

/** [R3] Why somebody who chairs has no vote, where the rules leave the chair out. */
export const chairApart = (state: MeetingState, person: PersonId): Refusal | null => (isApart(state, person) ? refuse("chair-apart", "R3") : null);

/** [R4] Those on the roll vote, once, while the round is open. The ballot itself is stored in a lane of its own (server/store/ballots.ts). */
export const cast: Rule<"ballot.cast"> = {
  guard: (state, { round }, who) => whileOpen(state, round) ?? onRoll(state, round, who.person),
  happen: () => { throw new Error("a ballot is not an event"); },
};

/** [R6] A ballot taken at the desk waits for a supervisor who is neither the voter nor the one who entered it. */
export const enter: Rule<"ballot.enter"> = {
  guard: (state, { round, person }) => {
    const closed = whileOpen(state, round) ?? onRoll(state, round, person);
    if (closed) return closed;
    const waiting = openEntries(roundById(state, round)!).some(([, entry]) => entry.person === person);
    return waiting ? refuse("entry-open", "R6") : null;
  },
  happen: (_, { round, person, choice }, { facts, newId, keep }) => {
    const votedAt = given(facts.votedAt, "votedAt");
    if (votedAt !== null) return refuse("voted-before", "R12", { at: votedAt });
    return [{ type: "ballot.entered", round, entry: newId(), person, choice: keep("choice", choice) }];
  },
};

/** [R13] What an open entry says is for the one who entered it and for the supervisors who may witness it. */
export const seesEntry = ({ by }: Entry, { person, roles }: Who) => by === person || isEntitled("ballot.witness", roles, false);

function waiting(state: MeetingState, round: RoundId, id: EntryId): Entry | Refusal {
  const closed = whileOpen(state, round);
  if (closed) return closed;
  const entry = roundById(state, round)?.entries?.[id];
  if (!entry) return refuse("unknown-entry", "R6");
  return entry.stage === "open" ? entry : refuse("entry-done", "R6");
}

export const withdraw: Rule<"ballot.withdraw"> = {
  guard: (state, { round, entry }) => {
    const found = waiting(state, round, entry);
    return "code" in found ? found : null;
  },
  happen: (_, { round, entry }) => [{ type: "ballot.withdrawn", round, entry }],
};

export const witness: Rule<"ballot.witness"> = {
  guard: (state, { round, entry }, who) => {
    const found = waiting(state, round, entry);
    if ("code" in found) return found;
    if (found.by === who.person) return refuse("same-person", "R6");
    return found.person === who.person ? refuse("own-ballot", "R6") : null;
  },
  happen: (_, { round, entry }, { facts }) => {
    const votedAt = given(facts.votedAt, "votedAt");
    return votedAt === null ? [{ type: "ballot.witnessed", round, entry }] : refuse("voted-before", "R12", { at: votedAt });
  },
};
