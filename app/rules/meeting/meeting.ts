import type { Draft } from "./commands";
import type { ItemDetail, MeetingEvent, Plan } from "./events";
import type { FileId, FileRef, PersonId } from "./ids";
import { quorumNow, withQuorum } from "./quorum";
import { refuse, type Refusal } from "./refusal";
import { given, type Ctx, type Rule } from "./rule";
import { openPoll, roundInHand, speaker, type MeetingState, type Stage } from "./state";

/** [M2] A meeting goes draft, check-in, in session, closed, and never back. */
export function inStage({ stage }: MeetingState, wanted: Stage): Refusal | null {
  if (stage === wanted) return null;
  return wanted === "draft" && stage === "check-in" ? refuse("check-in-begun", "M2") : refuse("wrong-stage", "M2", { stage });
}

/** The plan in the shape that it has had from the beginning, and what was added to its items since. */
function paperOf(draft: Draft, chair: PersonId, ctx: Ctx): { plan: Plan; detailed: MeetingEvent } | Refusal {
  const { keep, newId } = ctx;
  const { kind, startsAt } = draft;
  const known = given(ctx.facts.fileOf, "fileOf");
  if (draft.items.some(({ files }) => files.some((id) => !known(id)))) return refuse("unknown-file", "M4");
  const items = draft.items.map((item) => ({ ...item, id: item.id ?? newId() }));
  const plan: Plan = {
    kind, startsAt, chair,
    title: keep("title", draft.title), place: keep("place", draft.place), convener: keep("convener", draft.convener),
    chairStanding: keep("chair-standing", draft.chairStanding), basis: keep("basis", draft.basis),
    items: items.map(({ id, title, text, resolution, decider }) => ({
      id, decider, title: keep("item-title", title), text: keep("item-text", text), resolution: keep("resolution", resolution),
    })),
  };
  const details = items.map((item): ItemDetail => ({ item: item.id, kind: item.kind, proposer: keep("proposer", item.proposer), minutes: item.minutes, files: item.files.map((id) => fileRef(id, ctx)) }));
  return { plan, detailed: { type: "agenda.detailed", items: details } };
}

export function fileRef(file: FileId, { facts, keep }: Ctx): FileRef {
  const { name, ...stored } = given(facts.fileOf, "fileOf")(file)!;
  return { file, ...stored, name: keep("file-name", name) };
}

/** [M3] A meeting belongs to a body, and the body's chair chairs it. [M9] Each item says what is done with it. */
export const make: Rule<"meeting.make"> = {
  guard: (state) => inStage(state, "none"),
  happen: (_, { body, draft }, ctx) => {
    const chair = given(ctx.facts.chairOf, "chairOf")(body);
    if (!chair) return refuse("no-members", "M3");
    const paper = paperOf(draft, chair, ctx);
    return "code" in paper ? paper : [{ type: "meeting.made", body, bodyKind: given(ctx.facts.bodyKind, "bodyKind"), plan: paper.plan }, paper.detailed];
  },
};

/** [M4] The paper may change until check-in opens, and only by somebody who saw its latest version. */
export const revise: Rule<"meeting.revise"> = {
  guard: (state, { seen }) => inStage(state, "draft") ?? (seen === state.seq ? null : refuse("stale", "M4")),
  happen: (state, { draft }, ctx) => {
    const chair = given(ctx.facts.chairOf, "chairOf")(state.body!);
    if (!chair) return refuse("no-members", "M3");
    const paper = paperOf(draft, chair, ctx);
    return "code" in paper ? paper : [{ type: "meeting.revised", plan: paper.plan }, paper.detailed];
  },
};

/** [N2] Before check-in there is a notice that tells of the paper as it stands. */
const noticed = ({ notice }: MeetingState): Refusal | null => (!notice ? refuse("notice-missing", "N2") : notice.stale ? refuse("not-noticed", "N2") : null);

/** [M5] Opening check-in takes the lists, the chair and the rules of the body as they stand; later changes are for later meetings. [N3] Who answered that they cannot come is excused. */
export const openCheckIn: Rule<"check-in.open"> = {
  guard: (state) => inStage(state, "draft") ?? noticed(state),
  happen: ({ plan, replies }, __, { facts, keep }) => {
    const { roster, officers, chair, rules, conduct, next, source } = given(facts.setup, "setup");
    if (!rules || !conduct) return next ? refuse("rules-later", "Q5", { from: next }) : refuse("rules-open", "Q4");
    if (!chair || roster.members.length === 0) return refuse("no-members", "M5");
    const figures = { members: roster.members.length, attendees: roster.attendees.length };
    const away = roster.members.filter((person) => replies.of[person]?.coming === false);
    return [
      ...(plan!.chair === chair ? [] : [{ type: "meeting.revised" as const, plan: { ...plan!, chair } }]),
      { type: "check-in.opened", ...figures, roster, officers, rules, source: keep("rule-source", source) }, { type: "conduct.taken", conduct },
      ...away.map((person) => ({ type: "attendance.excused" as const, person })),
    ];
  },
};

export const open: Rule<"meeting.open"> = {
  guard: (state) => inStage(state, "check-in") ?? withQuorum(state, "Q2"),
  happen: (state) => {
    const { expected, present, needed } = quorumNow(state)!;
    return [{ type: "meeting.opened", expected, present, needed }];
  },
};

/** [M11] Adjourned: nothing is discussed or voted on until the meeting resumes where it was. */
export const adjourn: Rule<"meeting.adjourn"> = {
  guard: (state) => inStage(state, "in-session") ?? whileSitting(state) ?? (roundInHand(state) ? refuse("question-in-hand", "M11") : null),
  happen: (state) => [...endSpeech(state), { type: "meeting.adjourned" }],
};

export const resume: Rule<"meeting.resume"> = {
  guard: (state) => inStage(state, "in-session") ?? (state.adjournedAt === null ? refuse("not-adjourned", "M11") : null),
  happen: () => [{ type: "meeting.resumed" }],
};

export const whileSitting = ({ adjournedAt }: MeetingState): Refusal | null => (adjournedAt === null ? null : refuse("adjourned", "M11", { at: adjournedAt }));

/** Whoever has the floor has spoken. */
export const endSpeech = (state: MeetingState): MeetingEvent[] => {
  const now = speaker(state);
  return now ? [{ type: "floor.ended", request: now.request }] : [];
};

/** [C6] What was said on an item is counted and digested when the meeting leaves it. */
export function endItem(state: MeetingState, { facts }: Ctx, ids: readonly string[]): MeetingEvent[] {
  const open = state.items.filter(({ id, endedAt, kind }) => ids.includes(id) && endedAt === null && kind !== "procedure");
  if (open.length === 0) return [];
  const digests = given(facts.digests, "digests");
  return open.map(({ id: item }) => ({ type: "item.ended", item, comments: given(digests[item], "digests") }));
}

/** [M7] The meeting does not close over a question in hand; closing it before it opened is allowed and counts nobody. */
export const close: Rule<"meeting.close"> = {
  guard: (state) => {
    if (state.stage !== "in-session" && state.stage !== "check-in") return refuse("wrong-stage", "M2", { stage: state.stage });
    if (openPoll(state)) return refuse("poll-open", "M7");
    return roundInHand(state) ? refuse("question-in-hand", "M7") : null;
  },
  happen: (state, _, ctx) => [...endSpeech(state), ...endItem(state, ctx, state.items.map(({ id }) => id)), { type: "meeting.closed" }],
};

/** [C5] The screen follows the meeting by itself; the chair or the recorder may hold it at one page. */
export const turnScreen: Rule<"screen.turn"> = {
  guard: (state) => (state.stage === "none" || state.stage === "closed" ? refuse("wrong-stage", "M2", { stage: state.stage }) : null),
  happen: (_, { page }) => [{ type: "screen.turned", page }],
};
