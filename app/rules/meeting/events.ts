import type { Electorate, Outcome, Tally, VoteRule } from "../tally/verdict";
import type { BodyId, EntryId, ItemId, PersonId, RoundId, TextRef } from "./ids";
import type { BodyKind, Rules } from "./rule-set";

/** Who has the last word on the matter (这件事最后由谁定). */
export type Decider = "council" | "residents-assembly" | "owners" | "authority";
export const deciders: readonly Decider[] = ["council", "residents-assembly", "owners", "authority"];
export type MeetingKind = "regular" | "special";
export const meetingKinds: readonly MeetingKind[] = ["regular", "special"];

export type PlannedItem = { readonly id: ItemId; readonly title: TextRef; readonly text: TextRef; readonly resolution: TextRef; readonly decider: Decider };

/** What the paper says before the meeting: texts by reference, the start in epoch milliseconds. */
export type Plan = {
  readonly kind: MeetingKind;
  readonly startsAt: number;
  readonly chair: PersonId;
  readonly title: TextRef;
  readonly place: TextRef;
  readonly convener: TextRef;
  readonly chairStanding: TextRef;
  readonly basis: TextRef;
  readonly items: readonly PlannedItem[];
};

export type Officers = Readonly<Record<"recorder" | "counter" | "supervisor", readonly PersonId[]>>;

/** The body's lists as they stood when check-in opened. */
export type Roster = { readonly members: readonly PersonId[]; readonly attendees: readonly PersonId[] };

/** As what a person is counted in the hall. */
export type Standing = "member" | "attendee" | "resident";
export type Channel = "phone" | "desk";

/** Ballots counted from the rows. digest: SHA-256 over the sorted ballots. */
export type Count = { readonly tally: Tally; readonly channels: Readonly<Record<Channel, number>>; readonly digest: string };

/**
 * What happened, in ids, numbers and hashes; no names, no free text. The shape of a stored event never changes:
 * a new shape is a new type. Fields that an audience may not see are left out for it (see.ts).
 */
export type MeetingEvent =
  | { type: "meeting.made"; body: BodyId; bodyKind: BodyKind; plan: Plan }
  | { type: "meeting.revised"; plan: Plan }
  | { type: "check-in.opened"; members: number; attendees: number; roster?: Roster; officers: Officers; rules: Rules; source: TextRef }
  | { type: "attendance.arrived"; standing: Standing; person?: PersonId; wasExcused: boolean }
  | { type: "attendance.returned"; standing: Standing; person?: PersonId }
  | { type: "attendance.left"; standing: Standing; person?: PersonId }
  | { type: "attendance.excused"; person?: PersonId }
  | { type: "attendance.expected"; person?: PersonId }
  | { type: "meeting.opened"; expected: number; present: number; needed: number }
  | { type: "item.taken"; item: ItemId }
  | { type: "round.frozen"; round: RoundId; item: ItemId; text: TextRef; rule: VoteRule; replaces: RoundId | null }
  | { type: "round.withdrawn"; round: RoundId }
  | { type: "round.opened"; round: RoundId; electorate: Electorate; roll?: readonly PersonId[] }
  | { type: "ballot.entered"; round: RoundId; entry: EntryId; person: PersonId; choice: TextRef }
  | { type: "ballot.withdrawn"; round: RoundId; entry: EntryId }
  | { type: "ballot.witnessed"; round: RoundId; entry: EntryId }
  | { type: "round.closed"; round: RoundId; participants: number }
  | { type: "round.counted"; round: RoundId; count: Count; outcome: Outcome }
  | { type: "round.checked"; round: RoundId }
  | { type: "round.doubted"; round: RoundId; reason?: TextRef }
  | { type: "round.recounted"; round: RoundId }
  | { type: "round.voided"; round: RoundId; reason?: TextRef }
  | { type: "round.announced"; round: RoundId; count: Count; outcome: Outcome }
  | { type: "meeting.closed" };

export type EventType = MeetingEvent["type"];
export type EventOf<T extends EventType> = Extract<MeetingEvent, { type: T }>;

/** A link of the log. at: epoch ms. salt: 128 random bits in the hashed body, so that nothing small is guessed from a hash. */
export type Recorded = {
  readonly seq: number;
  readonly hash: string;
  readonly at: number;
  readonly actor: PersonId;
  readonly onBehalfOf: PersonId | null;
  readonly salt: string;
  readonly event: MeetingEvent;
};

/** The same link as an audience sees it: at least its number and hash. */
export type Seen = Pick<Recorded, "seq" | "hash"> & { readonly at?: number; readonly actor?: PersonId; readonly salt?: string; readonly event?: MeetingEvent };
