import type { Choice, Electorate, Outcome, Tally, VoteRule } from "../tally/verdict";
import type { BodyId, CommentId, EntryId, FileRef, ItemId, LateId, MotionId, PersonId, PollId, RequestId, RoundId, TextRef } from "./ids";
import type { BodyKind, Conduct, Rules } from "./rule-set";

/** Who has the last word on the matter (这件事最后由谁定). */
export type Decider = "council" | "residents-assembly" | "owners" | "authority";
export const deciders: readonly Decider[] = ["council", "residents-assembly", "owners", "authority"];
export type MeetingKind = "regular" | "special";
export const meetingKinds: readonly MeetingKind[] = ["regular", "special"];

/** What is done with an item: voted on (表决), opinions asked for (征求意见), reported (通报), or a matter of procedure (程序事项). */
export type ItemKind = "vote" | "consult" | "report";
export const itemKinds: readonly ItemKind[] = ["vote", "consult", "report"];
/** Matters of procedure: adopting the agenda, naming counters and supervisors, anything else. */
export type Matter = "agenda" | "tellers" | "other";
export const matters: readonly Matter[] = ["agenda", "tellers", "other"];

/** What somebody who asks to speak will say; it is no vote. */
export type Side = "pro" | "con" | "question";
export const sides: readonly Side[] = ["pro", "con", "question"];
/** The chair's reminders: back to the matter, time is up, speak to the matter and not to persons. */
export type Reminder = "topic" | "time" | "manner";
export const reminders: readonly Reminder[] = ["topic", "time", "manner"];
export type Tag = "support" | "worry" | "advice" | "question";
export const tags: readonly Tag[] = ["support", "worry", "advice", "question"];
/** What the big screen shows; follow: whatever the meeting has come to. */
export type ScreenPage = "follow" | "agenda" | "item" | "result" | "rules" | "break";
export const screenPages: readonly ScreenPage[] = ["follow", "agenda", "item", "result", "rules", "break"];
/** What may be entered late (补录). */
export type LateKind = "arrived" | "left" | "excused" | "spoke" | "other";
export const lateKinds: readonly LateKind[] = ["arrived", "left", "excused", "spoke", "other"];

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

/** What the paper says of an item beside its texts. minutes: allotted, 0 where none are. */
export type ItemDetail = { readonly item: ItemId; readonly kind: ItemKind; readonly proposer: TextRef; readonly minutes: number; readonly files: readonly FileRef[] };

/** As what a person is counted in the hall. */
export type Standing = "member" | "attendee" | "resident";
export type Channel = "phone" | "desk";

/** Ballots counted from the rows, and hands where the hall raised them. digest: SHA-256 over the sorted ballots. */
export type Count = { readonly tally: Tally; readonly channels: Readonly<Record<Channel, number>> & { readonly hands?: number }; readonly digest: string };
/** How many comments there are, and SHA-256 over them in order. */
export type CommentsDigest = { readonly count: number; readonly digest: string };
/** One rendition of published minutes: its name, and SHA-256 over its bytes. */
export type Rendition = { readonly name: string; readonly hash: string };

type PaperEvent =
  | { type: "meeting.made"; body: BodyId; bodyKind: BodyKind; plan: Plan }
  | { type: "meeting.revised"; plan: Plan }
  | { type: "agenda.detailed"; items: readonly ItemDetail[] }
  | { type: "notice.posted"; days: number; needed: number; reason?: TextRef }
  | { type: "reply.given"; person?: PersonId; coming: boolean; before: "coming" | "away" | null; reason?: TextRef };

type AttendanceEvent =
  | { type: "attendance.arrived"; standing: Standing; person?: PersonId; wasExcused: boolean }
  | { type: "attendance.returned"; standing: Standing; person?: PersonId }
  | { type: "attendance.left"; standing: Standing; person?: PersonId }
  | { type: "attendance.excused"; person?: PersonId }
  | { type: "attendance.expected"; person?: PersonId }
  | { type: "remote.joined"; person?: PersonId; first: boolean; wasExcused: boolean }
  | { type: "remote.left"; person?: PersonId };

type SessionEvent =
  | { type: "check-in.opened"; members: number; attendees: number; roster?: Roster; officers: Officers; rules: Rules; source: TextRef }
  | { type: "conduct.taken"; conduct: Conduct }
  | { type: "meeting.opened"; expected: number; present: number; needed: number }
  | { type: "meeting.adjourned" }
  | { type: "meeting.resumed" }
  | { type: "item.taken"; item: ItemId }
  | { type: "item.deferred"; item: ItemId; reason: TextRef }
  | { type: "item.ended"; item: ItemId; comments: CommentsDigest }
  | { type: "matter.raised"; item: ItemId; matter: Matter; title: TextRef; resolution: TextRef }
  | { type: "matter.agreed"; item: ItemId }
  | { type: "screen.turned"; page: ScreenPage }
  | { type: "late.entered"; late: LateId; kind: LateKind; person: PersonId; trueAt: number; reason: TextRef }
  | { type: "late.confirmed"; late: LateId }
  | { type: "meeting.closed" };

type TalkEvent =
  | { type: "speak.asked"; request: RequestId; person: PersonId; side: Side; standing: Standing; item: ItemId }
  | { type: "speak.withdrawn"; request: RequestId }
  | { type: "floor.granted"; request: RequestId; until: number }
  | { type: "floor.ended"; request: RequestId }
  | { type: "floor.skipped"; request: RequestId }
  | { type: "floor.reminded"; request: RequestId | null; reminder: Reminder }
  | { type: "speech.noted"; request: RequestId; note: TextRef }
  | { type: "speech.pointed"; request: RequestId; points: TextRef }
  | { type: "motion.moved"; motion: MotionId; item: ItemId; person: PersonId; text: TextRef }
  | { type: "motion.seconded"; motion: MotionId; person: PersonId }
  | { type: "motion.withdrawn"; motion: MotionId }
  | { type: "motion.put"; motion: MotionId; round: RoundId };

type CommentEvent =
  | { type: "comments.moderated"; on: boolean }
  | { type: "comment.admitted"; comment: CommentId }
  | { type: "comment.hidden"; comment: CommentId; reason?: TextRef }
  | { type: "comment.restored"; comment: CommentId }
  | { type: "comment.shown"; comment: CommentId }
  | { type: "comment.unshown" };

type RoundEvent =
  | { type: "round.frozen"; round: RoundId; item: ItemId; text: TextRef; rule: VoteRule; replaces: RoundId | null }
  | { type: "round.withdrawn"; round: RoundId }
  | { type: "round.opened"; round: RoundId; electorate: Electorate; roll?: readonly PersonId[] }
  | { type: "ballot.entered"; round: RoundId; entry: EntryId; person: PersonId; choice: TextRef }
  | { type: "ballot.withdrawn"; round: RoundId; entry: EntryId }
  | { type: "ballot.witnessed"; round: RoundId; entry: EntryId }
  | { type: "hands.opened"; round: RoundId; hall: number }
  | { type: "hands.called"; round: RoundId; choice: Choice }
  | { type: "hands.entered"; round: RoundId; tally?: Tally }
  | { type: "hands.compared"; round: RoundId; agreed?: Tally | null }
  | { type: "hands.again"; round: RoundId }
  | { type: "round.closed"; round: RoundId; participants: number }
  | { type: "round.counted"; round: RoundId; count: Count; outcome: Outcome }
  | { type: "round.checked"; round: RoundId }
  | { type: "round.doubted"; round: RoundId; reason?: TextRef }
  | { type: "round.recounted"; round: RoundId }
  | { type: "round.voided"; round: RoundId; reason?: TextRef }
  | { type: "round.announced"; round: RoundId; count: Count; outcome: Outcome }
  | { type: "poll.opened"; poll: PollId; item: ItemId; text: TextRef }
  | { type: "poll.closed"; poll: PollId; tally: Tally; digest: string };

/** hash: of the content (canonical JSON). from, to: first and last day of the public notice, in the community's calendar. */
type MinutesEvent =
  | { type: "minutes.confirmed"; hash: string }
  | { type: "minutes.returned"; note?: TextRef }
  | { type: "minutes.signed"; hash: string; photo?: FileRef }
  | { type: "minutes.published"; version: number; hash: string; renditions: readonly Rendition[]; from: string; to: string; reason?: TextRef }
  | { type: "objection.filed"; objection: number; person?: PersonId; text?: TextRef }
  | { type: "objection.answered"; objection: number; text?: TextRef };

/**
 * What happened, in ids, numbers and hashes; no names, no free text. The shape of a stored event never changes:
 * a new shape is a new type. Fields that an audience may not see are left out for it (see.ts).
 */
export type MeetingEvent = PaperEvent | AttendanceEvent | SessionEvent | TalkEvent | CommentEvent | RoundEvent | MinutesEvent;

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
