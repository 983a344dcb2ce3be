import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { percent } from "../../app/rules/tally/percent";
import { quorumOf } from "../../app/rules/tally/quorum";
import { atLeast, isFraction, meets, moreThan, needed, type Fraction, type Threshold } from "../../app/rules/tally/threshold";
import { baseOf, bases, choices, hasShare, outcomeOf, participants, type Base, type Tally, type VoteRule } from "../../app/rules/tally/verdict";

const half: Threshold = { fraction: [1, 2], strict: true };
const twoThirds: Threshold = { fraction: [2, 3], strict: false };
const rule = (base: Base, threshold: Threshold = half, participation: Threshold | null = null): VoteRule => ({ form: "named", base, threshold, participation });
const tally = (yes: number, no: number, abstain = 0): Tally => ({ for: yes, against: no, abstain });

const fractions = fc.tuple(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 })).map(([a, b]): Fraction => (a <= b ? [a, b] : [b, a]));
const thresholds = fc.record({ fraction: fractions, strict: fc.boolean() });
const tallies = fc.record({ for: fc.nat(3000), against: fc.nat(3000), abstain: fc.nat(3000) });

describe("thresholds", () => {
  test.each([[200, 300, true], [199, 300, false], [14, 21, true], [0, 0, true], [2, 3, true], [3, 4, true], [3, 5, false], [4, 6, true]])("[T1] %i of %i is at least two thirds: %s", (part, whole, reached) => {
    expect(atLeast(part, whole, [2, 3])).toBe(reached);
  });
  test.each([[9, 18, false], [10, 18, true], [12, 24, false], [13, 24, true], [0, 0, false], [1, 1, true]])("[T2] %i of %i is more than half: %s", (part, whole, reached) => {
    expect(moreThan(part, whole, [1, 2])).toBe(reached);
  });
  test("[T1] 18 of 24 reaches three quarters, 3 in 4 by whole numbers", () => expect(atLeast(18, 24, [3, 4])).toBe(true));
  test("[T3] needed is the least whole number that meets the threshold", () => {
    fc.assert(fc.property(fc.nat(5000), thresholds, (whole, threshold) => {
      const least = needed(whole, threshold);
      expect(meets(least, whole, threshold)).toBe(true);
      if (least > 0) expect(meets(least - 1, whole, threshold)).toBe(false);
    }));
  });
  test("[T3] what a person may enter as a fraction", () => {
    expect([[2, 3], [1, 1], [100, 100]].every((one) => isFraction(one as unknown as Fraction))).toBe(true);
    expect([[3, 2], [0, 2], [1, 101], [1.5, 2], [Number.NaN, 2], [-1, 2]].some((one) => isFraction(one as unknown as Fraction))).toBe(false);
  });
});

describe("outcomes", () => {
  const present = (count: number, all = 21) => ({ allMembers: all, present: count });
  const vectors: [string, VoteRule, Tally, { allMembers: number; present: number }, string, boolean][] = [
    ["9 of 18 present is a tie", rule("present"), tally(9, 9), present(18), "not-carried", true],
    ["10 of 18 present", rule("present"), tally(10, 8), present(18), "carried", false],
    ["13/4/1 of 18 present", rule("present"), tally(13, 4, 1), present(18), "carried", false],
    ["8 of 17 present with 8 abstaining", rule("present"), tally(8, 1, 8), present(17), "not-carried", false],
    ["the same by for and against", rule("for-against"), tally(8, 1, 8), present(17), "carried", false],
    ["14 of 21 by two thirds of all", rule("all-members", twoThirds), tally(14, 0), present(14), "carried", false],
    ["13 of 21 by two thirds of all", rule("all-members", twoThirds), tally(13, 0), present(18), "not-carried", false],
    ["18 of 24 by three quarters", rule("participating", { fraction: [3, 4], strict: false }), tally(18, 6), present(24, 24), "carried", false],
    ["12 of 24 by more than half", rule("participating"), tally(12, 12), present(24, 24), "not-carried", true],
    ["nobody votes, base participating", rule("participating"), tally(0, 0), present(18), "no-decision", false],
    ["nobody votes, base for-against", rule("for-against"), tally(0, 0), present(18), "no-decision", false],
    ["all abstain, base for-against", rule("for-against"), tally(0, 0, 18), present(18), "no-decision", false],
    ["all abstain, base present", rule("present"), tally(0, 0, 18), present(18), "not-carried", false],
    ["0:0 of nobody present", rule("present"), tally(0, 0), present(0, 0), "no-decision", false],
    ["0:0 against twice as many is not accepted", rule("present", { fraction: [2, 3], strict: false }), tally(0, 0), present(18), "not-carried", false],
    ["1:1", rule("participating"), tally(1, 1), present(2, 2), "not-carried", true],
    ["one voter for", rule("participating"), tally(1, 0), present(1, 1), "carried", false],
    ["2 of 3 by two thirds", rule("participating", twoThirds), tally(2, 1), present(3, 3), "carried", false],
    ["2 of 4 by two thirds", rule("participating", twoThirds), tally(2, 2), present(4, 4), "not-carried", true],
    ["3 of 5 by two thirds", rule("participating", twoThirds), tally(3, 2), present(5, 5), "not-carried", false],
    ["4 of 6 by two thirds", rule("participating", twoThirds), tally(4, 2), present(6, 6), "carried", false],
    ["too few take part", rule("participating", half, twoThirds), tally(10, 0), present(18), "no-quorum", false],
    ["just enough take part", rule("participating", half, twoThirds), tally(7, 5), present(18), "carried", false],
  ];
  test.each(vectors)("[T7] %s", (_, vote, counted, electorate, verdict, tie) => {
    expect(outcomeOf(vote, counted, electorate)).toMatchObject({ verdict, tie });
  });
  test("[T4] each base counts its own people", () => {
    const electorate = { allMembers: 21, present: 18 };
    expect(bases.map((base) => baseOf(base, tally(7, 5, 2), electorate))).toEqual([18, 14, 21, 12]);
  });
  test("[T5] participation counts against those present, and comes before every other reason", () => {
    fc.assert(fc.property(tallies, fc.nat(10_000), thresholds, fc.constantFrom(...bases), (counted, more, participation, base) => {
      const electorate = { allMembers: participants(counted) + more, present: participants(counted) + more };
      const short = !meets(participants(counted), electorate.present, participation);
      expect(outcomeOf(rule(base, half, participation), counted, electorate).verdict === "no-quorum").toBe(short);
    }));
  });
  test("[T6] a base of 0 never carries, on any base, with any threshold", () => {
    fc.assert(fc.property(fc.constantFrom(...bases), thresholds, fc.nat(50), (base, threshold, abstain) => {
      const counted = tally(0, 0, base === "for-against" ? abstain : 0);
      const { verdict, base: figure } = outcomeOf(rule(base, threshold), counted, { allMembers: 0, present: 0 });
      if (figure === 0) expect(verdict).toBe("no-decision");
      expect(verdict).not.toBe("carried");
    }));
  });
  test("[T8] a tie is never carried by more than half, and is named as the reason", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 999 }), fc.nat(99), fc.constantFrom(...bases), (votes, abstain, base) => {
      const electorate = { allMembers: 2 * votes + abstain, present: 2 * votes + abstain };
      expect(outcomeOf(rule(base), tally(votes, votes, abstain), electorate)).toMatchObject({ verdict: "not-carried", tie: true });
    }));
  });
  test("[T7] the verdict follows whole-number comparison alone", () => {
    fc.assert(fc.property(tallies, fc.nat(500), fc.nat(500), fc.constantFrom(...bases), thresholds, (counted, absent, away, base, threshold) => {
      const present = participants(counted) + absent;
      const electorate = { present, allMembers: present + away };
      const outcome = outcomeOf(rule(base, threshold), counted, electorate);
      const whole = BigInt(outcome.base) * BigInt(threshold.fraction[0]);
      const part = BigInt(counted.for) * BigInt(threshold.fraction[1]);
      const enough = outcome.base > 0 && (threshold.strict ? part > whole : part >= whole);
      expect(outcome.verdict === "carried").toBe(enough);
    }));
  });
});

describe("percentages", () => {
  const read = (share: string) => Math.round(Number.parseFloat(share) * 10);
  test.each([[20, 26, "76.9%"], [4, 26, "15.4%"], [2, 26, "7.7%"], [13, 18, "72.2%"], [1, 3000, "0.1%"], [2999, 3000, "99.9%"], [3000, 3000, "100.0%"], [0, 18, "0.0%"]])("[T9] %i of %i reads %s", (part, whole, words) => {
    expect(percent(part, whole)).toBe(words);
  });
  test("[T9] there is no percentage of nobody", () => expect(percent(0, 0)).toBeNull());
  test.each([[1999, 3000, twoThirds, "66.6%"], [2000, 3000, twoThirds, "66.7%"], [5001, 10_000, half, "50.1%"], [5000, 10_000, half, "50.0%"], [4999, 10_000, half, "50.0%"]] as const)("[T9] %i of %i stays on its side of the threshold", (part, whole, threshold, words) => {
    expect(percent(part, whole, threshold)).toBe(words);
  });
  test("[T9] never above 100, and never on the wrong side of the threshold, on every base", () => {
    fc.assert(fc.property(tallies, fc.nat(500), fc.nat(500), fc.constantFrom(...bases), thresholds, (counted, absent, away, base, threshold) => {
      const present = participants(counted) + absent;
      const { base: whole, verdict } = outcomeOf(rule(base, threshold), counted, { present, allMembers: present + away });
      for (const choice of choices.filter((one) => hasShare(base, one))) {
        const share = percent(counted[choice], whole, choice === "for" ? threshold : undefined);
        if (share === null) expect(whole).toBe(0);
        else expect(read(share)).toBeLessThanOrEqual(1000);
        if (choice === "for" && share !== null) expect(meets(read(share), 1000, threshold)).toBe(verdict === "carried");
      }
    }), { numRuns: 2000 });
  });
  test("[T9] the shares of one base add up to its whole within rounding, never to more than what there is", () => {
    fc.assert(fc.property(tallies, (counted) => {
      const whole = participants(counted);
      const sum = choices.reduce((total, choice) => total + read(percent(counted[choice], whole) ?? "0"), 0);
      if (whole > 0) expect(Math.abs(sum - 1000)).toBeLessThanOrEqual(3);
    }));
  });
});

describe("quorum", () => {
  test.each([[67, 44, 45, false], [67, 45, 45, true], [21, 13, 14, false], [21, 14, 14, true], [0, 0, 0, false]])("[Q1] of %i members %i are here, %i are needed: %s", (expected, present, least, met) => {
    expect(quorumOf(twoThirds, expected, present)).toEqual({ expected, present, needed: least, met });
  });
  test("[Q1] met exactly when the needed number is here", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 3000 }), fc.nat(3000), thresholds, (expected, present, threshold) => {
      const quorum = quorumOf(threshold, expected, present);
      expect(quorum.met).toBe(present >= quorum.needed);
    }));
  });
});
