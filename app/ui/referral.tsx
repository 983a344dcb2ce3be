import type { Decider } from "~/rules/meeting/events";
import { referralWords } from "~/words/referral";

/** What the meeting's opinion does not replace, and to whom it suggests handing the matter. */
export function Referral({ decider = "council" }: { decider: Decider | undefined }) {
  const words = referralWords(decider);
  return words && <p className="banner calm wide my-6" role="note">{words.title}<small>{words.hint}</small></p>;
}
