import type { Fold, Folds } from "./fold";
import type { ItemId, MotionId, RequestId } from "./ids";
import type { MeetingState } from "./state";
import type { Item, Motion, Speech } from "./talk";

export const withItem = (state: MeetingState, id: ItemId | null | undefined, change: Partial<Item>): MeetingState =>
  ({ ...state, items: state.items.map((item) => (item.id === id ? { ...item, ...change } : item)) });

const withSpeech = (state: MeetingState, id: RequestId, change: Partial<Speech>): MeetingState =>
  ({ ...state, speeches: state.speeches.map((one) => (one.request === id ? { ...one, ...change } : one)) });

const withMotion = (state: MeetingState, id: MotionId, change: (motion: Motion) => Partial<Motion>): MeetingState =>
  ({ ...state, motions: state.motions.map((one) => (one.id === id ? { ...one, ...change(one) } : one)) });

/** An item that needs no vote is done when the meeting goes on; who still waited to speak on it waits no more. */
const ended: Fold<"item.ended"> = (state, { item: id, comments }, { at }) => {
  const item = state.items.find((one) => one.id === id);
  const stage = item?.stage === "taken" && item.kind !== "vote" ? "done" : item?.stage;
  return {
    ...withItem(state, id, { endedAt: at, ...(stage && { stage }) }),
    speeches: state.speeches.map((one) => (one.item === id && one.stage === "waiting" ? { ...one, stage: "skipped" } : one)),
    comments: { ...state.comments, digests: { ...state.comments.digests, [id]: comments } },
  };
};

const raised: Fold<"matter.raised"> = (state, { item: id, matter, title, resolution }) => ({
  ...state,
  items: [...state.items, { id, title, resolution, text: resolution, decider: "council", kind: "procedure", proposer: null, minutes: 0, files: [], matter, stage: "pending", takenAt: null, endedAt: null, deferred: null }],
});

export const itemFolds: Folds<"item" | "matter"> = {
  "item.taken": (state, { item }, { at }) => withItem({ ...state, current: item, comments: { ...state.comments, shown: null } }, item, { stage: "taken", takenAt: state.items.find(({ id }) => id === item)?.takenAt ?? at, endedAt: null, deferred: null }),
  "item.deferred": (state, { item, reason }) => withItem(state, item, { stage: "deferred", deferred: reason }),
  "item.ended": ended,
  "matter.raised": raised,
  "matter.agreed": (state, { item }, { at }) => withItem(state, item, { stage: "agreed", takenAt: at, endedAt: at }),
};

export const talkFolds: Folds<"speak" | "floor" | "speech" | "motion"> = {
  "speak.asked": (state, { type: _, ...asked }, { at }) =>
    ({ ...state, speeches: [...state.speeches, { ...asked, askedAt: at, stage: "waiting", from: null, until: null, endedAt: null }] }),
  "speak.withdrawn": (state, { request }) => withSpeech(state, request, { stage: "withdrawn" }),
  "floor.granted": (state, { request, until }, { at }) => withSpeech(state, request, { stage: "speaking", from: at, until }),
  "floor.ended": (state, { request }, { at }) => withSpeech(state, request, { stage: "spoken", endedAt: at }),
  "floor.skipped": (state, { request }) => withSpeech(state, request, { stage: "skipped" }),
  "floor.reminded": (state, { reminder, request }, { at }) => ({ ...state, reminders: [...state.reminders, { reminder, request, at }] }),
  "speech.noted": (state, { request, note }) => withSpeech(state, request, { note }),
  "speech.pointed": (state, { request, points }) => withSpeech(state, request, { points }),
  "motion.moved": (state, { motion: id, item, person, text }, { at }) =>
    ({ ...state, motions: [...state.motions, { id, item, text, mover: person, seconders: [], stage: "moved", round: null, at }] }),
  "motion.seconded": (state, { motion, person }) => withMotion(state, motion, ({ seconders }) => ({ stage: "seconded", seconders: [...seconders, person] })),
  "motion.withdrawn": (state, { motion }) => withMotion(state, motion, () => ({ stage: "withdrawn" })),
  "motion.put": (state, { motion, round }) => ({
    ...withMotion(state, motion, () => ({ stage: "put", round })),
    rounds: state.rounds.map((one) => (one.id === round ? { ...one, motion } : one)),
  }),
};

type Comments = MeetingState["comments"];
const inComments = (state: MeetingState, change: (comments: Comments) => Partial<Comments>): MeetingState => ({ ...state, comments: { ...state.comments, ...change(state.comments) } });

export const commentFolds: Folds<"comments" | "comment"> = {
  "comments.moderated": (state, { on }) => inComments(state, () => ({ moderated: on })),
  "comment.admitted": (state) => state,
  "comment.hidden": (state, { comment, reason }, { at, actor }) => inComments(state, ({ shown, hidden }) => ({
    shown: shown === comment ? null : shown, hidden: [...hidden.filter((one) => one.comment !== comment), { comment, by: actor, at, ...(reason && { reason }) }],
  })),
  "comment.restored": (state, { comment }) => inComments(state, ({ hidden }) => ({ hidden: hidden.filter((one) => one.comment !== comment) })),
  "comment.shown": (state, { comment }) => inComments(state, () => ({ shown: comment })),
  "comment.unshown": (state) => inComments(state, () => ({ shown: null })),
};

const inMinutes = (state: MeetingState, change: Partial<MeetingState["minutes"]>): MeetingState => ({ ...state, minutes: { ...state.minutes, ...change } });

const signed: Fold<"minutes.signed"> = (state, { photo }, { at, actor }) =>
  inMinutes(state, { signatures: [...state.minutes.signatures.filter(({ person }) => person !== actor), { person: actor, at, photo: photo ?? null }] });

const published: Fold<"minutes.published"> = (state, { type: _, reason, ...edition }, { at }) => inMinutes(state, {
  confirmed: null, signatures: [], editions: [...state.minutes.editions, { ...edition, at, reason: reason ?? null, signatures: state.minutes.signatures, confirmed: state.minutes.confirmed }],
});

export const minutesFolds: Folds<"minutes" | "objection"> = {
  "minutes.confirmed": (state, { hash }, { at, actor }) => inMinutes(state, { confirmed: { hash, at, by: actor }, returned: null, signatures: [] }),
  "minutes.returned": (state, { note }, { at, actor }) => inMinutes(state, { confirmed: null, signatures: [], returned: { at, by: actor, ...(note && { note }) } }),
  "minutes.signed": signed,
  "minutes.published": published,
  "objection.filed": (state, { type: _, objection: number, ...who }, { at }) => inMinutes(state, { objections: [...state.minutes.objections, { number, at, answeredAt: null, answer: null, ...who }] }),
  "objection.answered": (state, { objection, text }, { at }) =>
    inMinutes(state, { objections: state.minutes.objections.map((one) => (one.number === objection ? { ...one, answeredAt: at, answer: text ?? null } : one)) }),
};

