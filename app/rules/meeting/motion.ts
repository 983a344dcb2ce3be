import { isHere, standingOf } from "./attendance";
import { between } from "./item";
import type { MotionId, PersonId } from "./ids";
import { refuse, type Refusal } from "./refusal";
import type { Rule } from "./rule";
import { conductNow, itemById, motionById, type MeetingState } from "./state";

const member = (state: MeetingState, person: PersonId): Refusal | null => {
  if (standingOf(state, person) !== "member") return refuse("not-member", "S6", { act: "motion.move" });
  return isHere(state, person) ? null : refuse("not-here", "S6");
};

function alive(state: MeetingState, id: MotionId): Refusal | null {
  const found = motionById(state, id);
  if (!found) return refuse("unknown-motion", "S6");
  if (found.stage === "put" || found.stage === "withdrawn") return refuse("motion-gone", "S6");
  return itemById(state, found.item)?.endedAt === null ? null : refuse("motion-gone", "S6");
}

/** [S6] A member here moves another text on the item before the meeting, where the rules allow it. */
export const move: Rule<"motion.move"> = {
  guard: (state, { item, person, text }) => {
    const outside = between(state, "S6");
    if (outside) return outside;
    if (!conductNow(state).motions) return refuse("motions-off", "S6");
    const found = itemById(state, item);
    if (!found || found.kind !== "vote") return refuse("no-vote-item", "S6");
    if (state.current !== item || found.stage !== "taken") return refuse("item-not-taken", "S6");
    return member(state, person) ?? (text.trim() ? null : refuse("text-missing", "S6"));
  },
  happen: (_, { item, person, text }, { newId, keep }) => [{ type: "motion.moved", motion: newId(), item, person, text: keep("motion", text) }],
};

/** [S6] Another member seconds; nobody their own, and nobody twice. */
export const second: Rule<"motion.second"> = {
  guard: (state, { motion, person }) => {
    const gone = between(state, "S6") ?? alive(state, motion) ?? member(state, person);
    if (gone) return gone;
    const { mover, seconders } = motionById(state, motion)!;
    if (mover === person) return refuse("own-motion", "S6");
    return seconders.includes(person) ? refuse("already-seconded", "S6") : null;
  },
  happen: (_, { motion, person }) => [{ type: "motion.seconded", motion, person }],
};

export const withdrawMotion: Rule<"motion.withdraw"> = {
  guard: (state, { motion, person }) => alive(state, motion) ?? (motionById(state, motion)!.mover === person ? null : refuse("unknown-motion", "S6")),
  happen: (_, { motion }) => [{ type: "motion.withdrawn", motion }],
};
