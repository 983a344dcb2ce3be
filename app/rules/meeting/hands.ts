import { choices, participants, type Tally } from "../tally/verdict";
import type { MeetingEvent } from "./events";
import type { RoundId } from "./ids";
import { refuse, type Refusal } from "./refusal";
import type { Rule } from "./rule";
import { roundById, type MeetingState, type Round } from "./state";

function open(state: MeetingState, id: RoundId): Refusal | null {
  const round = roundById(state, id);
  if (!round) return refuse("unknown-round", "H1");
  if (!round.hands) return refuse("not-hands", "H1");
  return round.stage === "open" ? null : refuse("round-closed", "H1", { at: round.closedAt ?? 0 });
}

/** [H1] The chair calls one choice after the other; the counters' keypads follow. */
export const call: Rule<"hands.call"> = {
  guard: (state, { round }) => open(state, round),
  happen: (_, { round, choice }) => [{ type: "hands.called", round, choice }],
};

/** [H2] What one counter counted: the three figures together are everybody in the hall who could raise a hand. From the second one on they are compared. */
export const enterHands: Rule<"hands.enter"> = {
  guard: (state, { round, tally }) => {
    const closed = open(state, round);
    if (closed) return closed;
    const { hands, roll = [] } = roundById(state, round)!;
    const [sum, { hall }] = [participants(tally), hands!];
    return sum === hall ? null : refuse("hands-sum", "H2", { present: hall, sum, elsewhere: roll.length });
  },
  happen: (state, { round, tally }, { actor }) => {
    const others = Object.entries(roundById(state, round)!.hands!.entered ?? {}).flatMap(([person, figure]) => (figure && person !== actor.person ? [figure] : []));
    const entered: MeetingEvent = { type: "hands.entered", round, tally };
    if (others.length === 0) return [entered];
    return [entered, { type: "hands.compared", round, agreed: others.every((other) => same(other, tally)) ? tally : null }];
  },
};

/** [H2] Where the two differ, or the chair wants it: hands are raised once more. */
export const again: Rule<"hands.again"> = {
  guard: (state, { round }) => open(state, round),
  happen: (_, { round }) => [{ type: "hands.again", round }],
};

const same = (a: Tally, b: Tally) => choices.every((choice) => a[choice] === b[choice]);

/** What the counters' figures come to: agreed by two, still missing, or different. */
export function handsOf({ hands }: Round): Tally | "missing" | "differ" | null {
  if (!hands) return null;
  return hands.compared === undefined ? "missing" : hands.compared ?? "differ";
}

/** [H2] Why a show of hands cannot be closed yet, or null. */
export function handsMissing(round: Round): Refusal | null {
  const figures = handsOf(round);
  if (figures === "missing") return refuse("hands-missing", "H2");
  return figures === "differ" ? refuse("hands-differ", "H2") : null;
}
