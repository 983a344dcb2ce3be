import { refuse } from "./refusal";
import type { Rule } from "./rule";

const outsideRecord = () => { throw new Error("a rehearsal is in no record"); };

/** [R14] 练一练: a vote that counts nothing and stands in no record; it runs in a lane of its own (server/store/rehearsals.ts). */
export const start: Rule<"rehearsal.start"> = {
  guard: ({ stage }) => (stage === "check-in" || stage === "in-session" ? null : refuse("wrong-stage", "R14", { stage })),
  happen: outsideRecord,
};
export const answer: Rule<"rehearsal.answer"> = { guard: () => null, happen: outsideRecord };
export const end: Rule<"rehearsal.end"> = { guard: () => null, happen: outsideRecord };
