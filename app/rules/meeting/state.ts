import type { Electorate, Outcome, VoteRule } from "../tally/verdict";
import type { Count, Officers, Plan, PlannedItem, Roster, Standing } from "./events";
import type { BodyId, EntryId, ItemId, PersonId, RoundId, TextRef } from "./ids";
import type { BodyKind, Rules } from "./rule-set";

export type Stage = "none" | "draft" | "check-in" | "in-session" | "closed";

/** Where one person is. came: was here at any time; since: epoch ms of the last change. */
export type Whereabouts = { readonly standing: Standing; readonly here: boolean; readonly came: boolean; readonly excused: boolean; readonly since: number };

export type ItemStage = "pending" | "taken" | "decided";
export type Item = PlannedItem & { readonly stage: ItemStage; readonly takenAt: number | null };

export type RoundStage = "frozen" | "open" | "closed" | "doubted" | "checked" | "announced" | "voided";
export type Entry = { readonly person: PersonId; readonly by: PersonId; readonly choice: TextRef; readonly at: number; readonly stage: "open" | "witnessed" | "withdrawn" };

/**
 * One putting of one question. Times in epoch ms. roll, counted, entries and doubt are there only for audiences that may
 * see them; result is what was announced.
 */
export type Round = {
  readonly id: RoundId;
  readonly item: ItemId;
  readonly stage: RoundStage;
  readonly text: TextRef;
  readonly rule: VoteRule;
  readonly replaces: RoundId | null;
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly announcedAt: number | null;
  readonly electorate: Electorate | null;
  readonly participants: number | null;
  readonly checkedBy: PersonId | null;
  readonly checkedAt: number | null;
  readonly result: { readonly count: Count; readonly outcome: Outcome; readonly hash: string } | null;
  readonly roll?: readonly PersonId[];
  readonly counted?: { readonly count: Count; readonly outcome: Outcome };
  readonly entries?: Readonly<Record<EntryId, Entry>>;
  readonly doubt?: { readonly by: PersonId; readonly at: number; readonly reason?: TextRef };
  readonly voided?: { readonly at: number; readonly reason?: TextRef };
};

/** A meeting as one audience knows it: the fold of the events that audience sees. */
export type MeetingState = {
  readonly seq: number;
  readonly stage: Stage;
  readonly body: BodyId | null;
  readonly bodyKind: BodyKind;
  readonly plan: Plan | null;
  readonly rules: Rules | null;
  readonly source: TextRef | null;
  readonly officers: Officers;
  readonly expected: { readonly members: number; readonly attendees: number };
  readonly roster?: Roster;
  readonly here: Readonly<Record<Standing, number>>;
  /** Members who were here at any time, each once: who came and is not here has left (已离开). */
  readonly came: number;
  readonly excused: number;
  readonly people: Readonly<Record<PersonId, Whereabouts>>;
  /** Members present after each change, oldest first: [epoch ms, count]. */
  readonly timeline: readonly (readonly [at: number, present: number])[];
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly items: readonly Item[];
  readonly current: ItemId | null;
  readonly rounds: readonly Round[];
};

const nobody: Officers = { recorder: [], counter: [], supervisor: [] };

export const emptyMeeting: MeetingState = {
  seq: 0, stage: "none", body: null, bodyKind: "council", plan: null, rules: null, source: null, officers: nobody,
  expected: { members: 0, attendees: 0 }, here: { member: 0, attendee: 0, resident: 0 }, came: 0, excused: 0, people: {}, timeline: [],
  openedAt: null, closedAt: null, items: [], current: null, rounds: [],
};

/** The latest round that still stands in the way or was just announced; voided ones are history. */
export const latestRound = (state: MeetingState): Round | null => state.rounds.filter((round) => round.stage !== "voided").pop() ?? null;

/** The voided round of an item whose question still waits for an answer. */
export function voidedOf({ rounds }: MeetingState, item: ItemId): Round | undefined {
  const own = rounds.filter((round) => round.item === item);
  return own[own.length - 1]?.stage === "announced" ? undefined : own.filter(({ stage }) => stage === "voided").pop();
}

/** The round in hand: put and not yet announced. */
export function roundInHand(state: MeetingState): Round | null {
  const round = latestRound(state);
  return round && round.stage !== "announced" ? round : null;
}

/** [R7] Those who check counts: the supervisors, but never whoever chairs. */
export const checkers = ({ officers, plan }: MeetingState): PersonId[] => officers.supervisor.filter((person) => person !== plan?.chair);

/** [R3] Whether the person chairs and the rules leave the chair out of votes. */
export const isApart = ({ plan, rules }: MeetingState, person: PersonId) => plan?.chair === person && rules?.chairVotes === false;

export const roundById = (state: MeetingState, id: RoundId) => state.rounds.find((round) => round.id === id);
export const itemById = (state: MeetingState, id: ItemId | null) => state.items.find((item) => item.id === id);
export const openEntries = (round: Round) => Object.entries(round.entries ?? {}).filter(([, entry]) => entry.stage === "open");
