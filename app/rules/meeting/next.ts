import type { Command } from "./commands";
import { handsOf } from "./hands";
import type { ItemId } from "./ids";
import type { Round } from "./state";
import { agendaOf, checkers, conductNow, itemById, latestRound, openPoll, queueOf, speaker, type Item, type MeetingState } from "./state";
import { choices } from "../tally/verdict";

/** Where an item stands, for the path on the chair's console. */
export type Step = "present" | "discuss" | "vote" | "check" | "announce";

/** Somebody wished to speak on the item, or something came of it already. */
const isHeard = ({ speeches, motions, polls, rounds, current }: MeetingState) =>
  speeches.some(({ item, stage }) => item === current && stage !== "withdrawn") || motions.some(({ item }) => item === current) || polls.some(({ item }) => item === current) || rounds.some(({ item }) => item === current);

/** [M8] An item was taken and nobody was heard on it yet: what would end it is no step that invites. */
export function isUnheard(state: MeetingState): boolean {
  const item = itemById(state, state.current);
  return state.stage === "in-session" && state.adjournedAt === null && item?.stage === "taken" && item.kind !== "procedure" && !isHeard(state);
}

/** [M8] Where the item before the meeting stands; it is discussed from the first wish to speak on. */
export function stepOf(state: MeetingState): Step {
  const round = latestRound(state);
  if (round?.item === state.current && round.stage !== "announced") return round.stage === "frozen" || round.stage === "open" ? "vote" : round.stage === "checked" ? "announce" : "check";
  if (itemById(state, state.current)?.stage === "decided") return "announce";
  return isHeard(state) ? "discuss" : "present";
}

/** What comes next for the chair: one command to give, something to wait for, or nothing more. */
export type Next = { readonly do: Command } | { readonly wait: "check" | "doubt" | "hands" | "differ" } | { readonly done: true };

/** [M8] The chair's console always has one next step; it follows the log alone. */
export function nextStep(state: MeetingState): Next {
  switch (state.stage) {
    case "draft": return { do: state.notice && !state.notice.stale ? { type: "check-in.open" } : { type: "notice.post", reason: "" } };
    case "check-in": return { do: { type: "meeting.open" } };
    case "in-session": return state.adjournedAt === null ? stepInSession(state) : { do: { type: "meeting.resume" } };
    default: return { done: true };
  }
}

function stepInSession(state: MeetingState): Next {
  const poll = openPoll(state);
  if (poll) return { do: { type: "poll.close", poll: poll.id } };
  const round = latestRound(state);
  const item = itemById(state, state.current);
  if (round && item && round.item === item.id && round.stage !== "announced") return stepInRound(state, round);
  return item?.stage === "taken" ? stepInItem(state, item) : goOn(state);
}

function stepInRound(state: MeetingState, round: Round): Next {
  switch (round.stage) {
    case "frozen": return { do: { type: "round.open", round: round.id } };
    case "open": return round.hands ? stepInHands(round) : { do: { type: "round.close", round: round.id } };
    case "closed": return checkers(state).length > 0 ? { wait: "check" } : { do: { type: "round.check", round: round.id } };
    case "doubted": return { wait: "doubt" };
    case "checked": return { do: { type: "round.announce", round: round.id } };
    default: return goOn(state);
  }
}

/** [H1] One choice after the other is called; then two figures are waited for. */
function stepInHands(round: Round): Next {
  const uncalled = choices[round.hands!.called === null ? 0 : choices.indexOf(round.hands!.called) + 1];
  if (uncalled) return { do: { type: "hands.call", round: round.id, choice: uncalled } };
  const figures = handsOf(round);
  if (figures === "missing") return { wait: "hands" };
  return figures === "differ" ? { wait: "differ" } : { do: { type: "round.close", round: round.id } };
}

/** Whoever waits is given the floor; then the question is put, or the meeting goes on where there is none. */
function stepInItem(state: MeetingState, item: Item): Next {
  const [next] = queueOf(state);
  if (next) return { do: { type: "floor.grant", request: next.request } };
  const now = speaker(state);
  if (now) return { do: { type: "floor.end", request: now.request } };
  return item.kind === "vote" || item.kind === "procedure" ? { do: putting(state, item) } : goOn(state);
}

/** The question of an item as noticed, in the form that the rules name. */
export const putting = (state: MeetingState, item: Item): Command => ({ type: "round.freeze", item: item.id, motion: null, form: conductNow(state).form });

/** The place of an item on the agenda where it lies before the one in hand, or was left and is taken up again after a matter of procedure; null where the meeting goes on. */
export function backTo(state: MeetingState, id: ItemId): number | null {
  const agenda = agendaOf(state).map((item) => item.id);
  const now = itemById(state, state.current);
  const isBack = now?.kind === "procedure" ? itemById(state, id)?.takenAt != null : agenda.indexOf(id) < agenda.indexOf(state.current ?? "");
  return isBack ? agenda.indexOf(id) + 1 : null;
}

function goOn(state: MeetingState): Next {
  const pending = nextItem(state);
  return { do: pending ? { type: "item.take", item: pending.id } : { type: "meeting.close" } };
}

/** The next item of the agenda, or one that was left for a matter of procedure; what was deferred is taken again only when the chair says so. */
export const nextItem = (state: MeetingState): Item | undefined => agendaOf(state).find(({ id, stage }) => stage === "pending" || (stage === "taken" && id !== state.current));
