import type { Decider } from "~/rules/meeting/events";
import type { Verdict } from "~/rules/tally/verdict";
import { referralWords } from "~/words/referral";

/** What the meeting's opinion does not replace, and to whom it suggests handing a matter that was carried. */
export function Referral({ decider = "council", verdict }: { decider: Decider | undefined; verdict: Verdict }) {
  const words = referralWords(decider);
  return words && <p className="banner calm wide my-6" role="note">{words.title}{verdict === "carried" && <small>{words.hint}</small>}</p>;
}
