import type { Command } from "./commands";
import type { Item, MeetingState } from "./state";
import { checkers, itemById, latestRound } from "./state";

/** Where an item stands, for the path on the chair's console. */
export type Step = "present" | "put" | "vote" | "check" | "announce";

/** What comes next for the chair: one command to give, a check to wait for, or nothing more. */
export type Next = { readonly do: Command } | { readonly wait: "check" | "doubt" } | { readonly done: true };

/** [M8] The chair's console always has one next step; it follows the log alone. */
export function nextStep(state: MeetingState): Next {
  switch (state.stage) {
    case "draft": return { do: { type: "check-in.open" } };
    case "check-in": return { do: { type: "meeting.open" } };
    case "in-session": return stepInSession(state);
    default: return { done: true };
  }
}

function stepInSession(state: MeetingState): Next {
  const round = latestRound(state);
  const item = itemById(state, state.current);
  if (round && item && round.item === item.id) {
    switch (round.stage) {
      case "frozen": return { do: { type: "round.open", round: round.id } };
      case "open": return { do: { type: "round.close", round: round.id } };
      case "closed": return checkers(state).length > 0 ? { wait: "check" } : { do: { type: "round.check", round: round.id } };
      case "doubted": return { wait: "doubt" };
      case "checked": return { do: { type: "round.announce", round: round.id } };
      default: break;
    }
  }
  if (item && item.stage !== "decided") return { do: { type: "round.freeze", item: item.id } };
  const pending = nextItem(state);
  return { do: pending ? { type: "item.take", item: pending.id } : { type: "meeting.close" } };
}

export const nextItem = ({ items }: MeetingState): Item | undefined => items.find((item) => item.stage !== "decided");
