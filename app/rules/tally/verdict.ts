import { meets, needed, type Threshold } from "./threshold";

/** Which people a share is a share of. */
export type Base = "present" | "participating" | "all-members" | "for-against";
export const bases: readonly Base[] = ["present", "participating", "all-members", "for-against"];

export type Choice = "for" | "against" | "abstain";
export const choices: readonly Choice[] = ["for", "against", "abstain"];

/** Counted ballots, whole persons. */
export type Tally = Readonly<Record<Choice, number>>;

/** Who could vote when the round opened, whole persons; it never changes afterwards. */
export type Electorate = { readonly allMembers: number; readonly present: number };

/** named: each on a phone or at the desk; hands: raised in the hall and counted by two, who is not in the hall votes by phone. */
export type Form = "named" | "hands";
export const forms: readonly Form[] = ["named", "hands"];

export type VoteRule = {
  readonly form: Form;
  readonly base: Base;
  readonly threshold: Threshold;
  /** Least participation, as a share of those present with a vote; null where the rules ask for none. */
  readonly participation: Threshold | null;
};

export type Verdict = "carried" | "not-carried" | "no-decision" | "no-quorum";

/** tie: as many for as against, and not carried. needed: fewest votes for that carry in this base. */
export type Outcome = { readonly verdict: Verdict; readonly tie: boolean; readonly base: number; readonly needed: number };

export const participants = (tally: Tally) => tally.for + tally.against + tally.abstain;

/** [T4] The base of the shares, whole persons: fixed at the opening, or counted from the ballots (居委会组织法 2018 art. 9; 民法典 art. 278). */
export function baseOf(base: Base, tally: Tally, electorate: Electorate): number {
  switch (base) {
    case "present": return electorate.present;
    case "all-members": return electorate.allMembers;
    case "participating": return participants(tally);
    case "for-against": return tally.for + tally.against;
  }
}

/** [T5] to [T8]: no decision on a base of 0, too few taking part, a tie fails, otherwise the threshold decides. */
export function outcomeOf(rule: VoteRule, tally: Tally, electorate: Electorate): Outcome {
  const base = baseOf(rule.base, tally, electorate);
  const figures = { base, needed: needed(base, rule.threshold) };
  const tooFew = rule.participation && !meets(participants(tally), electorate.present, rule.participation);
  if (tooFew) return { ...figures, verdict: "no-quorum", tie: false };
  if (base === 0) return { ...figures, verdict: "no-decision", tie: false };
  if (meets(tally.for, base, rule.threshold)) return { ...figures, verdict: "carried", tie: false };
  return { ...figures, verdict: "not-carried", tie: tally.for === tally.against && tally.for > 0 };
}

/** [T3] [T4] The fewest votes for that carry, where the base stands before the vote; null where the ballots make it. */
export const needBefore = (rule: VoteRule, { present, allMembers }: Electorate): number | null =>
  (rule.base === "present" ? needed(present, rule.threshold) : rule.base === "all-members" ? needed(allMembers, rule.threshold) : null);

/** Whether a choice is part of the base, and so has a percentage of it. */
export const hasShare = (base: Base, choice: Choice) => base !== "for-against" || choice !== "abstain";
