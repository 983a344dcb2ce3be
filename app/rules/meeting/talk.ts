import type { Choice, Tally } from "../tally/verdict";
import type { ItemDetail, LateKind, Matter, PlannedItem, Reminder, Rendition, Side, Standing } from "./events";
import type { CommentId, FileRef, ItemId, LateId, MotionId, PersonId, PollId, RequestId, RoundId, TextRef } from "./ids";

/** deferred: put off (暂缓表决); done: an item that needs no vote, when the meeting goes on; agreed: 无异议，通过. */
export type ItemStage = "pending" | "taken" | "decided" | "deferred" | "done" | "agreed";
/** kind procedure: raised in the meeting, not on the agenda as noticed. */
export type Item = PlannedItem & Omit<ItemDetail, "item" | "kind" | "proposer"> & {
  readonly kind: ItemDetail["kind"] | "procedure";
  readonly proposer: TextRef | null;
  readonly matter: Matter | null;
  readonly stage: ItemStage;
  readonly takenAt: number | null;
  readonly endedAt: number | null;
  readonly deferred: TextRef | null;
};

/** Somebody's wish to speak, and what came of it. from, until, endedAt: epoch ms; note and points only for staff. */
export type Speech = {
  readonly request: RequestId;
  readonly person: PersonId;
  readonly side: Side;
  readonly standing: Standing;
  readonly item: ItemId;
  readonly askedAt: number;
  readonly stage: "waiting" | "speaking" | "spoken" | "skipped" | "withdrawn";
  readonly from: number | null;
  readonly until: number | null;
  readonly endedAt: number | null;
  readonly note?: TextRef;
  readonly points?: TextRef;
};

export type MotionStage = "moved" | "seconded" | "put" | "withdrawn";
export type Motion = { readonly id: MotionId; readonly item: ItemId; readonly text: TextRef; readonly mover: PersonId; readonly seconders: readonly PersonId[]; readonly stage: MotionStage; readonly round: RoundId | null; readonly at: number };

/** 现场征询（不是表决）: asked of residents, told after closing. */
export type Poll = { readonly id: PollId; readonly item: ItemId; readonly text: TextRef; readonly openedAt: number; readonly closedAt: number | null; readonly tally: Tally | null };

/**
 * A show of hands: how many voters are in the hall, what the chair is calling, and, for staff, who entered a figure. The figures
 * themselves are with the server alone (null for everybody else). compared: what two figures came to, the one they agree on or
 * null where they differ; not there before two are in, and for staff alone. reported: two are in.
 */
export type Hands = { readonly hall: number; readonly called: Choice | null; readonly entered?: Readonly<Record<PersonId, Tally | null>>; readonly compared?: Tally | null; readonly reported?: true };

export type Hidden = { readonly comment: CommentId; readonly by: PersonId; readonly at: number; readonly reason?: TextRef };
export type Reminded = { readonly reminder: Reminder; readonly request: RequestId | null; readonly at: number };
/** An act entered late; confirmedBy: the second person. */
export type Late = { readonly id: LateId; readonly kind: LateKind; readonly person: PersonId; readonly trueAt: number; readonly reason: TextRef; readonly by: PersonId; readonly at: number; readonly confirmedBy: PersonId | null };

/** posted: epoch ms; seq: the number of the notice in the log, so that a later change of the paper is seen; short: why the period was not kept. */
export type Notice = { readonly postedAt: number; readonly days: number; readonly needed: number; readonly short: TextRef | null; readonly stale: boolean };
export type Reply = { readonly coming: boolean; readonly at: number; readonly reason?: TextRef };

export type Signature = { readonly person: PersonId; readonly at: number; readonly photo: FileRef | null };
/** confirmed: by whom and when, before it was published. */
export type Edition = { readonly version: number; readonly hash: string; readonly renditions: readonly Rendition[]; readonly from: string; readonly to: string; readonly at: number; readonly reason: TextRef | null; readonly signatures: readonly Signature[]; readonly confirmed: Confirmed | null };
export type Confirmed = { readonly hash: string; readonly at: number; readonly by: PersonId };
export type Objection = { readonly number: number; readonly at: number; readonly answeredAt: number | null; readonly answer: TextRef | null; readonly person?: PersonId; readonly text?: TextRef };
/** The minutes on their way: confirmed is the hash of what the chair confirmed; a change of the draft makes it worthless. */
export type Minutes = {
  readonly confirmed: Confirmed | null;
  readonly returned: { readonly at: number; readonly by: PersonId; readonly note?: TextRef } | null;
  readonly signatures: readonly Signature[];
  readonly editions: readonly Edition[];
  readonly objections: readonly Objection[];
};
