import type { Choice, Form, Tally } from "../tally/verdict";
import type { Decider, ItemKind, LateKind, Matter, MeetingKind, Reminder, ScreenPage, Side, Tag } from "./events";
import type { BodyId, CommentId, EntryId, FileId, ItemId, LateId, MotionId, PersonId, PollId, RequestId, RoundId } from "./ids";

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
/** minutes: allotted, 0 where none are; files: attachments that were sent in before. */
export type DraftItem = {
  readonly id: ItemId | null; readonly kind: ItemKind; readonly title: string; readonly proposer: string; readonly minutes: number;
  readonly text: string; readonly resolution: string; readonly decider: Decider; readonly files: readonly FileId[];
};

type PaperCommand =
  | { type: "meeting.make"; body: BodyId; draft: Draft }
  | { type: "meeting.revise"; seen: number; draft: Draft }
  | { type: "notice.post"; reason: string }
  | { type: "reply.give"; person: PersonId; coming: boolean; reason: string };

type HallCommand =
  | { type: "check-in.open" }
  | { type: "attendance.arrive"; person: PersonId }
  | { type: "attendance.leave"; person: PersonId }
  | { type: "attendance.excuse"; person: PersonId }
  | { type: "attendance.expect"; person: PersonId }
  | { type: "attendance.join"; person: PersonId }
  | { type: "meeting.open" }
  | { type: "meeting.adjourn" }
  | { type: "meeting.resume" }
  | { type: "meeting.close" }
  | { type: "item.take"; item: ItemId }
  | { type: "item.defer"; item: ItemId; reason: string }
  | { type: "matter.agree"; matter: Matter; text: string }
  | { type: "matter.raise"; matter: Matter; text: string }
  | { type: "screen.turn"; page: ScreenPage }
  | { type: "late.enter"; kind: LateKind; person: PersonId; at: number; reason: string }
  | { type: "late.confirm"; late: LateId };

type TalkCommand =
  | { type: "speak.ask"; person: PersonId; side: Side }
  | { type: "speak.withdraw"; request: RequestId; person: PersonId }
  | { type: "floor.grant"; request: RequestId }
  | { type: "floor.end"; request: RequestId }
  | { type: "floor.skip"; request: RequestId }
  | { type: "floor.remind"; reminder: Reminder }
  | { type: "speech.note"; request: RequestId; text: string }
  | { type: "speech.point"; request: RequestId; person: PersonId; text: string }
  | { type: "speech.adopt"; request: RequestId }
  | { type: "motion.move"; item: ItemId; person: PersonId; text: string }
  | { type: "motion.second"; motion: MotionId; person: PersonId }
  | { type: "motion.withdraw"; motion: MotionId; person: PersonId };

type CommentCommand =
  | { type: "comment.post"; item: ItemId; person: PersonId; tag: Tag | null; parent: CommentId | null; text: string }
  | { type: "comment.agree"; comment: CommentId; on: boolean }
  | { type: "comments.moderate"; on: boolean }
  | { type: "comment.admit"; comment: CommentId }
  | { type: "comment.hide"; comment: CommentId; reason: string }
  | { type: "comment.restore"; comment: CommentId }
  | { type: "comment.show"; comment: CommentId }
  | { type: "comment.unshow" };

/** motion: put this motion instead of the text as noticed. */
type VoteCommand =
  | { type: "round.freeze"; item: ItemId; motion: MotionId | null; form: Form }
  | { type: "round.withdraw"; round: RoundId }
  | { type: "round.open"; round: RoundId }
  | { type: "ballot.cast"; round: RoundId; choice: Choice }
  | { type: "ballot.enter"; round: RoundId; person: PersonId; choice: Choice }
  | { type: "ballot.withdraw"; round: RoundId; entry: EntryId }
  | { type: "ballot.witness"; round: RoundId; entry: EntryId }
  | { type: "hands.call"; round: RoundId; choice: Choice }
  | { type: "hands.enter"; round: RoundId; tally: Tally }
  | { type: "hands.again"; round: RoundId }
  | { type: "round.close"; round: RoundId }
  | { type: "round.check"; round: RoundId }
  | { type: "round.doubt"; round: RoundId; reason: string }
  | { type: "round.recount"; round: RoundId }
  | { type: "round.void"; round: RoundId; reason: string }
  | { type: "round.announce"; round: RoundId }
  | { type: "poll.open"; item: ItemId; text: string }
  | { type: "poll.answer"; poll: PollId; choice: Choice }
  | { type: "poll.close"; poll: PollId }
  | { type: "rehearsal.start" }
  | { type: "rehearsal.answer"; rehearsal: RoundId; choice: Choice }
  | { type: "rehearsal.end"; rehearsal: RoundId };

/** hash: SHA-256 of the content as it was read by whoever confirms, signs or publishes it. */
type MinutesCommand =
  | { type: "minutes.confirm"; hash: string }
  | { type: "minutes.return"; note: string }
  | { type: "minutes.sign"; hash: string; photo: FileId | null }
  | { type: "minutes.publish"; hash: string; reason: string }
  | { type: "objection.file"; person: PersonId; text: string }
  | { type: "objection.answer"; objection: number; text: string };

/** What a person asks for. Every command names its target, so that two chairs cannot surprise each other. */
export type Command = PaperCommand | HallCommand | TalkCommand | CommentCommand | VoteCommand | MinutesCommand;

export type CommandType = Command["type"];
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** Acts that are many and stored in lanes of their own, outside the fold: the rules grant the right, the lane the rest. */
export const laneTypes = ["ballot.cast", "poll.answer", "comment.post", "comment.agree", "rehearsal.start", "rehearsal.answer", "rehearsal.end"] as const satisfies readonly CommandType[];
export type LaneType = (typeof laneTypes)[number];
