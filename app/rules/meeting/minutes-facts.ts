import { fold } from "./apply";
import type { Count, ItemKind, LateKind, Matter, Decider, Seen, Side, Standing } from "./events";
import type { ItemId, LateId, MotionId, PersonId, PollId, RequestId, RoundId, TextRef } from "./ids";
import { agendaOf, emptyMeeting, type MeetingState, type Round } from "./state";
import type { Late, MotionStage, Speech } from "./talk";
import type { Electorate, Outcome, Tally, VoteRule } from "../tally/verdict";

/** From when until when somebody was here; to: null where they stayed to the end. Epoch ms. */
export type Stay = { readonly from: number; readonly to: number | null; readonly remote: boolean };
/** reason: as it was answered to the notice; for the archive alone. */
export type Excused = { readonly person: PersonId; readonly reason: TextRef | null };
export type Attending = { readonly person: PersonId; readonly stays: readonly Stay[] };

/** One putting of one question, announced or void. text: as it was put; motion: null for the text as noticed. */
export type RoundFacts = {
  readonly round: RoundId; readonly motion: MotionId | null; readonly text: TextRef; readonly rule: VoteRule; readonly electorate: Electorate | null; readonly replaces: RoundId | null;
  readonly count: Count | null; readonly outcome: Outcome | null; readonly at: number; readonly void: TextRef | null;
};
export type MotionFacts = { readonly motion: MotionId; readonly mover: PersonId; readonly seconders: readonly PersonId[]; readonly text: TextRef; readonly stage: MotionStage };
export type SpeechFacts = { readonly request: RequestId; readonly person: PersonId; readonly standing: Standing; readonly side: Side; readonly from: number; readonly to: number | null; readonly note: TextRef | null };
export type PollFacts = { readonly poll: PollId; readonly text: TextRef; readonly tally: Tally };
/** number: its place on the agenda as noticed, from 1; null for a matter of procedure. comments: counted when the meeting left it; hidden: of the whole meeting, told once. */
export type ItemFacts = {
  readonly item: ItemId; readonly number: number | null; readonly kind: ItemKind | "procedure"; readonly matter: Matter | null; readonly title: TextRef; readonly proposer: TextRef | null; readonly resolution: TextRef; readonly decider: Decider;
  readonly stage: "pending" | "taken" | "decided" | "deferred" | "done" | "agreed"; readonly takenAt: number | null; readonly deferred: TextRef | null; readonly comments: number;
  readonly speeches: readonly SpeechFacts[]; readonly motions: readonly MotionFacts[]; readonly rounds: readonly RoundFacts[]; readonly polls: readonly PollFacts[];
};
/** An act entered late, and who stands for it; confirmedBy: null while nobody has. */
export type LateFacts = { readonly late: LateId; readonly kind: LateKind; readonly person: PersonId; readonly at: number; readonly reason: TextRef; readonly by: PersonId; readonly confirmedBy: PersonId | null };

/** What the minutes rest on: ids, references and figures, no words. Times in epoch ms; whole persons. */
export type MinutesFacts = {
  readonly startsAt: number; readonly openedAt: number | null; readonly closedAt: number | null;
  readonly title: TextRef; readonly place: TextRef; readonly convener: TextRef; readonly chairStanding: TextRef; readonly chair: PersonId;
  readonly recorders: readonly PersonId[]; readonly counters: readonly PersonId[]; readonly supervisors: readonly PersonId[];
  readonly rules: { readonly version: number; readonly source: TextRef } | null;
  /** As it was stated when the meeting opened; null where it never did. */
  readonly quorum: { readonly expected: number; readonly present: number; readonly needed: number } | null;
  readonly expected: number;
  readonly members: readonly Attending[]; readonly excused: readonly Excused[]; readonly absent: readonly PersonId[];
  readonly attendees: readonly Attending[]; readonly residents: readonly Attending[];
  readonly adjournments: readonly { readonly from: number; readonly to: number | null }[];
  readonly items: readonly ItemFacts[]; readonly procedure: readonly ItemFacts[];
  /** Comments that were hidden and still are, over the whole meeting. */
  readonly hidden: readonly string[];
  readonly late: readonly LateFacts[];
};

/** [M1] The same log gives the same facts, in whatever order its links are handed over. Null before the meeting has a paper. */
export function minutesFacts(links: readonly Seen[]): MinutesFacts | null {
  const log = [...links].sort((a, b) => a.seq - b.seq);
  const state = fold(log, emptyMeeting);
  const { plan, officers } = state;
  if (!plan) return null;
  const stays = staysIn(log);
  const attending = (people: readonly PersonId[]): Attending[] => people.flatMap((person) => (stays.has(person) ? [{ person, stays: stays.get(person)! }] : []));
  const members = state.roster?.members ?? [];
  const attendees = state.roster?.attendees ?? [];
  const agenda = agendaOf(state);
  return {
    startsAt: plan.startsAt, openedAt: state.openedAt, closedAt: state.closedAt,
    title: plan.title, place: plan.place, convener: plan.convener, chairStanding: plan.chairStanding, chair: plan.chair,
    recorders: officers.recorder, counters: officers.counter, supervisors: officers.supervisor,
    rules: state.rules && state.source && { version: state.rules.version, source: state.source },
    quorum: quorumStated(log), expected: state.expected.members,
    members: attending(members), excused: members.filter((person) => !stays.has(person) && state.people[person]?.excused).map((person) => ({ person, reason: state.replies.of[person]?.reason ?? null })), absent: members.filter((person) => !stays.has(person) && !state.people[person]?.excused),
    attendees: attending(attendees), residents: attending([...stays.keys()].filter((person) => !members.includes(person) && !attendees.includes(person))),
    adjournments: adjournmentsIn(log),
    items: agenda.map((item, i) => itemFacts(state, item.id, i + 1)),
    procedure: state.items.filter(({ kind }) => kind === "procedure").map(({ id }) => itemFacts(state, id, null)),
    hidden: state.comments.hidden.map(({ comment }) => comment),
    late: state.late.map(lateFacts),
  };
}

/** [P1] to [P3] [P6] Everybody's comings and goings, in the order in which they first came. */
function staysIn(log: readonly Seen[]): Map<PersonId, Stay[]> {
  const stays = new Map<PersonId, Stay[]>();
  for (const { event, at = 0 } of log) {
    switch (event?.type) {
      case "attendance.arrived": case "attendance.returned": case "remote.joined":
        if (event.person) stays.set(event.person, [...(stays.get(event.person) ?? []), { from: at, to: null, remote: event.type === "remote.joined" }]);
        break;
      case "attendance.left": case "remote.left":
        if (event.person) stays.set(event.person, (stays.get(event.person) ?? []).map((stay, i, all) => (i === all.length - 1 ? { ...stay, to: at } : stay)));
        break;
      default:
    }
  }
  return stays;
}

/** [Q2] The figures with which the meeting opened. */
function quorumStated(log: readonly Seen[]): MinutesFacts["quorum"] {
  for (const { event } of log) if (event?.type === "meeting.opened") return { expected: event.expected, present: event.present, needed: event.needed };
  return null;
}

/** [M11] When the meeting was adjourned, and until when. */
function adjournmentsIn(log: readonly Seen[]): MinutesFacts["adjournments"] {
  const found: { from: number; to: number | null }[] = [];
  for (const { event, at = 0 } of log) {
    if (event?.type === "meeting.adjourned") found.push({ from: at, to: null });
    const open = found[found.length - 1];
    if (event?.type === "meeting.resumed" && open) open.to = at;
  }
  return found;
}

function itemFacts(state: MeetingState, id: ItemId, number: number | null): ItemFacts {
  const { kind, matter, title, proposer, resolution, decider, stage, takenAt, deferred } = state.items.find((item) => item.id === id)!;
  return {
    item: id, number, kind, matter, title, proposer, resolution, decider, stage, takenAt, deferred, comments: state.comments.digests[id]?.count ?? 0,
    speeches: state.speeches.filter((one) => one.item === id && one.stage === "spoken").map(speechFacts),
    motions: state.motions.filter(({ item }) => item === id).map(({ id: motion, mover, seconders, text, stage: at }) => ({ motion, mover, seconders, text, stage: at })),
    rounds: state.rounds.filter(({ item, stage: at }) => item === id && (at === "announced" || at === "voided")).map(roundFacts),
    polls: state.polls.flatMap(({ id: poll, item, text, tally }) => (item === id && tally ? [{ poll, text, tally }] : [])),
  };
}

const speechFacts = ({ request, person, standing, side, from, endedAt, note }: Speech): SpeechFacts => ({ request, person, standing, side, from: from ?? 0, to: endedAt, note: note ?? null });

/** [R10] A void round stays in the record, with its reason and without figures. */
function roundFacts({ id: round, motion, text, rule, electorate, replaces, result, announcedAt, voided }: Round): RoundFacts {
  return { round, motion, text, rule, electorate, replaces, count: result?.count ?? null, outcome: result?.outcome ?? null, at: announcedAt ?? voided?.at ?? 0, void: voided?.reason ?? null };
}

const lateFacts = ({ id: late, kind, person, trueAt: at, reason, by, confirmedBy }: Late): LateFacts => ({ late, kind, person, at, reason, by, confirmedBy });
