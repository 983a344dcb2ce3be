import { endItem, endSpeech, inStage, whileSitting } from "./meeting";
import type { Matter } from "./events";
import { refuse, type Refusal } from "./refusal";
import type { Rule } from "./rule";
import { itemById, openPoll, roundInHand, type MeetingState } from "./state";

/** In session, not adjourned, no question in hand, no poll open: the meeting can go on to something else. */
export function between(state: MeetingState, rule: string): Refusal | null {
  const outside = inStage(state, "in-session") ?? whileSitting(state);
  if (outside) return outside;
  if (openPoll(state)) return refuse("poll-open", rule);
  return roundInHand(state) ? refuse("question-in-hand", rule) : null;
}

/** [M6] One item at a time is before the meeting; a decided one is not taken again, and none while a question is in hand. [M12] A deferred one may be. */
export const take: Rule<"item.take"> = {
  guard: (state, { item }) => {
    const outside = inStage(state, "in-session");
    if (outside) return outside;
    const found = itemById(state, item);
    if (!found) return refuse("unknown-item", "M6");
    if (found.stage === "decided" || found.stage === "agreed" || found.stage === "done") return refuse("item-decided", "M6");
    return between(state, "M6");
  },
  happen: (state, { item }, ctx) => [...endSpeech(state), ...(state.current && state.current !== item ? endItem(state, ctx, [state.current]) : []), { type: "item.taken", item }],
};

/** [M12] An item is put off with a reason, and may be taken again. */
export const defer: Rule<"item.defer"> = {
  guard: (state, { item, reason }) => {
    const outside = between(state, "M12");
    if (outside) return outside;
    const found = itemById(state, item);
    if (!found) return refuse("unknown-item", "M12");
    if (found.stage !== "taken" && found.stage !== "pending") return refuse("item-decided", "M12");
    return reason.trim() ? null : refuse("reason-missing", "M12");
  },
  happen: (state, { item, reason }, ctx) => [
    ...(state.current === item ? endSpeech(state) : []), { type: "item.deferred", item, reason: ctx.keep("deferred", reason) }, ...(state.current === item ? endItem(state, ctx, [item]) : []),
  ],
};

const raisable = (state: MeetingState, matter: Matter, text: string): Refusal | null =>
  between(state, "M10") ?? (matter === "other" && !text.trim() ? refuse("text-missing", "M10") : null);

/** [M10] A matter of procedure passes where nobody objects (无异议，通过), in one act. */
export const agree: Rule<"matter.agree"> = {
  guard: (state, { matter, text }) => raisable(state, matter, text),
  happen: (_, { matter, text }, { newId, keep }) => {
    const item = newId();
    return [{ type: "matter.raised", item, matter, title: keep("item-title", text), resolution: keep("resolution", text) }, { type: "matter.agreed", item }];
  },
};

/** [M10] Where somebody objects it is put to the vote like any question: raised, and taken. */
export const raise: Rule<"matter.raise"> = {
  guard: (state, { matter, text }) => raisable(state, matter, text),
  happen: (state, { matter, text }, ctx) => {
    const item = ctx.newId();
    return [
      ...endSpeech(state), ...(state.current ? endItem(state, ctx, [state.current]) : []),
      { type: "matter.raised", item, matter, title: ctx.keep("item-title", text), resolution: ctx.keep("resolution", text) }, { type: "item.taken", item },
    ];
  },
};
