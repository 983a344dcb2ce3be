import type { Choice } from "../tally/verdict";
import type { Decider, MeetingKind } from "./events";
import type { BodyId, EntryId, ItemId, PersonId, RoundId } from "./ids";

/** The paper of a meeting in words, as a person enters it; starts in epoch milliseconds. */
export type Draft = {
  readonly kind: MeetingKind;
  readonly startsAt: number;
  readonly title: string;
  readonly place: string;
  readonly convener: string;
  readonly chairStanding: string;
  readonly basis: string;
  readonly items: readonly DraftItem[];
};
export type DraftItem = { readonly id: ItemId | null; readonly title: string; readonly text: string; readonly resolution: string; readonly decider: Decider };

/** What a person asks for. Every command names its target, so that two chairs cannot surprise each other. */
export type Command =
  | { type: "meeting.make"; body: BodyId; draft: Draft }
  | { type: "meeting.revise"; seen: number; draft: Draft }
  | { type: "check-in.open" }
  | { type: "attendance.arrive"; person: PersonId }
  | { type: "attendance.leave"; person: PersonId }
  | { type: "attendance.excuse"; person: PersonId }
  | { type: "attendance.expect"; person: PersonId }
  | { type: "meeting.open" }
  | { type: "item.take"; item: ItemId }
  | { type: "round.freeze"; item: ItemId }
  | { type: "round.withdraw"; round: RoundId }
  | { type: "round.open"; round: RoundId }
  | { type: "ballot.cast"; round: RoundId; choice: Choice }
  | { type: "ballot.enter"; round: RoundId; person: PersonId; choice: Choice }
  | { type: "ballot.withdraw"; round: RoundId; entry: EntryId }
  | { type: "ballot.witness"; round: RoundId; entry: EntryId }
  | { type: "round.close"; round: RoundId }
  | { type: "round.check"; round: RoundId }
  | { type: "round.doubt"; round: RoundId; reason: string }
  | { type: "round.recount"; round: RoundId }
  | { type: "round.void"; round: RoundId; reason: string }
  | { type: "round.announce"; round: RoundId }
  | { type: "meeting.close" };

export type CommandType = Command["type"];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;
