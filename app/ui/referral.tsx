import { itemById, type MeetingState } from "~/rules/meeting/state";
import { referralWords } from "~/words/referral";

/** What the meeting's opinion does not replace, and to whom it suggests handing the matter. */
export function Referral({ view, item }: { view: MeetingState; item: string }) {
  const decider = itemById(view, item)?.decider ?? "council";
  const words = referralWords(decider);
  return words && <p className="banner calm wide my-6" role="note">{words.title}<small>{words.hint}</small></p>;
}
