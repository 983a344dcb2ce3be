import { meets, needed, type Threshold } from "./threshold";

/** Whole persons. expected: members on the list (应到); present: those of them in the hall (实到). */
export type Quorum = { readonly expected: number; readonly present: number; readonly needed: number; readonly met: boolean };

/** [Q1] The number required to meet is a share of all members, taken from the body's rules. */
export const quorumOf = (threshold: Threshold, expected: number, present: number): Quorum => ({
  expected,
  present,
  needed: needed(expected, threshold),
  met: expected > 0 && meets(present, expected, threshold),
});
