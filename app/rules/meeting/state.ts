import type { Electorate, Outcome, VoteRule } from "../tally/verdict";
import type { Count, Officers, Plan, Roster, ScreenPage, Standing } from "./events";
import type { BodyId, CommentId, EntryId, ItemId, MotionId, PersonId, PollId, RequestId, RoundId, TextRef } from "./ids";
import { customaryConduct, type Conduct } from "./conduct";
import type { BodyKind, Rules } from "./rule-set";
import type { Hands, Hidden, Item, Late, Minutes, Motion, Notice, Poll, Reminded, Reply, Speech } from "./talk";

export type { Item, ItemStage } from "./talk";

export type Stage = "none" | "draft" | "check-in" | "in-session" | "closed";

/** Where one person is. came: was here at any time; remote: takes part from elsewhere; since: epoch ms of the last change. */
export type Whereabouts = { readonly standing: Standing; readonly here: boolean; readonly came: boolean; readonly excused: boolean; readonly remote: boolean; readonly since: number };

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
  /** The motion that is put, where it is not the text as noticed. */
  readonly motion: MotionId | null;
  readonly hands: Hands | null;
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
  /** Members who take part from elsewhere, among those who are here. */
  readonly remote: number;
  readonly people: Readonly<Record<PersonId, Whereabouts>>;
  /** Members present after each change, oldest first: [epoch ms, count]. */
  readonly timeline: readonly (readonly [at: number, present: number])[];
  readonly openedAt: number | null;
  readonly closedAt: number | null;
  readonly items: readonly Item[];
  readonly current: ItemId | null;
  readonly rounds: readonly Round[];
  readonly conduct: Conduct | null;
  readonly notice: Notice | null;
  readonly replies: { readonly coming: number; readonly away: number; readonly of: Readonly<Record<PersonId, Reply>> };
  readonly adjournedAt: number | null;
  readonly screen: ScreenPage;
  /** Everybody who asked to speak, oldest first; the queue are those waiting. */
  readonly speeches: readonly Speech[];
  readonly motions: readonly Motion[];
  readonly polls: readonly Poll[];
  /** Comments are stored outside the fold; what the meeting did with them is here. */
  readonly comments: { readonly moderated: boolean; readonly shown: CommentId | null; readonly hidden: readonly Hidden[]; readonly digests: Readonly<Record<ItemId, { readonly count: number; readonly digest: string }>> };
  readonly minutes: Minutes;
  /** For staff alone. */
  readonly reminders: readonly Reminded[];
  readonly late: readonly Late[];
};

const nobody: Officers = { recorder: [], counter: [], supervisor: [] };

export const emptyMeeting: MeetingState = {
  seq: 0, stage: "none", body: null, bodyKind: "council", plan: null, rules: null, source: null, officers: nobody,
  expected: { members: 0, attendees: 0 }, here: { member: 0, attendee: 0, resident: 0 }, came: 0, excused: 0, remote: 0, people: {}, timeline: [],
  openedAt: null, closedAt: null, items: [], current: null, rounds: [], conduct: null, notice: null, replies: { coming: 0, away: 0, of: {} }, adjournedAt: null, screen: "follow",
  speeches: [], motions: [], polls: [], comments: { moderated: false, shown: null, hidden: [], digests: {} },
  minutes: { confirmed: null, returned: null, signatures: [], editions: [], objections: [] }, reminders: [], late: [],
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
/** The items of the agenda as noticed, without matters of procedure. */
export const agendaOf = ({ items }: MeetingState) => items.filter(({ kind }) => kind !== "procedure");
export const motionById = (state: MeetingState, id: MotionId | null) => state.motions.find((motion) => motion.id === id);
export const pollById = (state: MeetingState, id: PollId) => state.polls.find((poll) => poll.id === id);
export const openPoll = ({ polls }: MeetingState): Poll | null => polls.find(({ closedAt }) => closedAt === null) ?? null;
export const speechById = (state: MeetingState, id: RequestId) => state.speeches.find(({ request }) => request === id);
/** Whoever has the floor. */
export const speaker = ({ speeches }: MeetingState): Speech | null => speeches.find(({ stage }) => stage === "speaking") ?? null;
/** Those who wait to speak, in the order in which they asked. */
export const queueOf = ({ speeches }: MeetingState) => speeches.filter(({ stage }) => stage === "waiting");
/** [S6] A motion that may be put: enough members second it. */
export const isReady = (state: MeetingState, { stage, seconders }: Motion) => (stage === "moved" || stage === "seconded") && seconders.length >= conductNow(state).seconders;
/** How this meeting is conducted; one whose check-in opened before these rules were known goes by custom. */
export const conductNow = ({ conduct }: MeetingState): Conduct => conduct ?? customaryConduct;
/** The phones that vote in a round: everybody on the roll, but in a show of hands only those who are not in the hall. */
export const isByHands = ({ hands }: Round) => hands !== null;
