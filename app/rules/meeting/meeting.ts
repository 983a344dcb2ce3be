import type { Draft } from "./commands";
import type { MeetingEvent, Plan } from "./events";
import type { PersonId } from "./ids";
import { quorumNow, withQuorum } from "./quorum";
import { refuse, type Refusal } from "./refusal";
import { given, type Ctx, type Rule } from "./rule";
import { itemById, roundInHand, type MeetingState, type Stage } from "./state";

/** [M2] A meeting goes draft, check-in, in session, closed, and never back. */
function inStage({ stage }: MeetingState, wanted: Stage): Refusal | null {
  if (stage === wanted) return null;
  return wanted === "draft" && stage === "check-in" ? refuse("check-in-begun", "M2") : refuse("wrong-stage", "M2", { stage });
}

function planOf(draft: Draft, chair: PersonId, { keep, newId }: Ctx): Plan {
  const { kind, startsAt } = draft;
  return {
    kind, startsAt, chair,
    title: keep("title", draft.title),
    place: keep("place", draft.place),
    convener: keep("convener", draft.convener),
    chairStanding: keep("chair-standing", draft.chairStanding),
    basis: keep("basis", draft.basis),
    items: draft.items.map(({ id, title, text, resolution, decider }) => ({
      id: id ?? newId(), decider, title: keep("item-title", title), text: keep("item-text", text), resolution: keep("resolution", resolution),
    })),
  };
}

/** [M3] A meeting belongs to a body, and the body's chair chairs it. */
export const make: Rule<"meeting.make"> = {
  guard: (state) => inStage(state, "none"),
  happen: (_, { body, draft }, ctx) => {
    const chair = given(ctx.facts.chairOf, "chairOf")(body);
    if (!chair) return refuse("no-members", "M3");
    return [{ type: "meeting.made", body, bodyKind: given(ctx.facts.bodyKind, "bodyKind"), plan: planOf(draft, chair, ctx) }];
  },
};

/** [M4] The paper may change until check-in opens, and only by somebody who saw its latest version. */
export const revise: Rule<"meeting.revise"> = {
  guard: (state, { seen }) => inStage(state, "draft") ?? (seen === state.seq ? null : refuse("stale", "M4")),
  happen: (state, { draft }, ctx) => {
    const chair = given(ctx.facts.chairOf, "chairOf")(state.body!);
    return chair ? [{ type: "meeting.revised", plan: planOf(draft, chair, ctx) }] : refuse("no-members", "M3");
  },
};

/** [M5] Opening check-in takes the lists, the chair and the rules of the body as they stand; later changes are for later meetings. */
export const openCheckIn: Rule<"check-in.open"> = {
  guard: (state) => inStage(state, "draft"),
  happen: ({ plan }, __, { facts, keep }) => {
    const { roster, officers, chair, rules, next, source } = given(facts.setup, "setup");
    if (!rules) return next ? refuse("rules-later", "Q5", { from: next }) : refuse("rules-open", "Q4");
    if (!chair || roster.members.length === 0) return refuse("no-members", "M5");
    const figures = { members: roster.members.length, attendees: roster.attendees.length };
    const opened: MeetingEvent = { type: "check-in.opened", ...figures, roster, officers, rules, source: keep("rule-source", source) };
    return plan!.chair === chair ? [opened] : [{ type: "meeting.revised", plan: { ...plan!, chair } }, opened];
  },
};

export const open: Rule<"meeting.open"> = {
  guard: (state) => inStage(state, "check-in") ?? withQuorum(state, "Q2"),
  happen: (state) => {
    const { expected, present, needed } = quorumNow(state)!;
    return [{ type: "meeting.opened", expected, present, needed }];
  },
};

/** [M6] One item at a time is before the meeting; a decided one is not taken again, and none while a question is in hand. */
export const takeItem: Rule<"item.take"> = {
  guard: (state, { item }) => {
    const outside = inStage(state, "in-session");
    if (outside) return outside;
    const found = itemById(state, item);
    if (!found) return refuse("unknown-item", "M6");
    if (found.stage === "decided") return refuse("item-decided", "M6");
    return roundInHand(state) ? refuse("question-in-hand", "M6") : null;
  },
  happen: (_, { item }) => [{ type: "item.taken", item }],
};

/** [M7] The meeting does not close over a question in hand; closing it before it opened is allowed and counts nobody. */
export const close: Rule<"meeting.close"> = {
  guard: (state) => {
    if (state.stage !== "in-session" && state.stage !== "check-in") return refuse("wrong-stage", "M2", { stage: state.stage });
    return roundInHand(state) ? refuse("question-in-hand", "M7") : null;
  },
  happen: () => [{ type: "meeting.closed" }],
};
