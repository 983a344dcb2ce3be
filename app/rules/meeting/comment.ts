import type { ItemId } from "./ids";
import { refuse, type Refusal } from "./refusal";
import { given, type Ctx, type Rule } from "./rule";
import { itemById, type MeetingState } from "./state";

const outsideFold = () => { throw new Error("a comment is not an event"); };

/** [C6] Opinions are taken from the notice on, until the meeting has left the item. */
export function takesComments(state: MeetingState, id: ItemId): Refusal | null {
  const item = itemById(state, id);
  if (!item || item.kind === "procedure") return refuse("unknown-item", "C6");
  if (state.stage === "draft" && !state.notice) return refuse("notice-missing", "C6");
  return item.endedAt === null ? null : refuse("comments-closed", "C6", { at: item.endedAt });
}

/** [C1] Whoever has a seat comments, in so many characters, with a reply at one level. The row is stored in a lane of its own (server/store/comments.ts). */
export const post: Rule<"comment.post"> = {
  guard: (state, { item, text }) => takesComments(state, item) ?? (text.trim() ? null : refuse("text-missing", "C1")),
  happen: outsideFold,
};

export const agreeWith: Rule<"comment.agree"> = { guard: () => null, happen: outsideFold };

const running = ({ stage }: MeetingState): Refusal | null => (stage === "none" ? refuse("wrong-stage", "M2", { stage }) : null);

/** [C4] Comments that are read before they are shown: a switch that everybody is told of. */
export const moderate: Rule<"comments.moderate"> = {
  guard: running,
  happen: (_, { on }) => [{ type: "comments.moderated", on }],
};

const rowOf = ({ facts }: Ctx) => {
  const found = given(facts.comment, "comment");
  return found ?? refuse("unknown-comment", "C3");
};

/** [C4] A held comment is let in. */
export const admit: Rule<"comment.admit"> = {
  guard: running,
  happen: (_, { comment }, ctx) => {
    const row = rowOf(ctx);
    if ("code" in row) return row;
    return row.held ? [{ type: "comment.admitted", comment }] : refuse("not-held", "C4");
  },
};

/** [C3] Hiding needs a reason, which its author is told; the record keeps the words. */
export const hide: Rule<"comment.hide"> = {
  guard: (state, { comment, reason }) => {
    const outside = running(state);
    if (outside) return outside;
    if (state.comments.hidden.some((one) => one.comment === comment)) return refuse("comment-hidden", "C3");
    return reason.trim() ? null : refuse("reason-missing", "C3");
  },
  happen: (_, { comment, reason }, ctx) => {
    const row = rowOf(ctx);
    return "code" in row ? row : [{ type: "comment.hidden", comment, reason: ctx.keep("hidden-why", reason) }];
  },
};

export const restore: Rule<"comment.restore"> = {
  guard: (state, { comment }) => (state.comments.hidden.some((one) => one.comment === comment) ? null : refuse("comment-shown", "C3")),
  happen: (_, { comment }) => [{ type: "comment.restored", comment }],
};

/** [C5] A comment stands on the big screen only when the chair or the recorder put it there. */
export const show: Rule<"comment.show"> = {
  guard: (state, { comment }) => {
    if (state.stage !== "check-in" && state.stage !== "in-session") return refuse("wrong-stage", "M2", { stage: state.stage });
    return state.comments.hidden.some((one) => one.comment === comment) ? refuse("comment-hidden", "C5") : null;
  },
  happen: (_, { comment }, ctx) => {
    const row = rowOf(ctx);
    if ("code" in row) return row;
    return row.held ? refuse("unknown-comment", "C5") : [{ type: "comment.shown", comment }];
  },
};

export const unshow: Rule<"comment.unshow"> = { guard: running, happen: () => [{ type: "comment.unshown" }] };

