import { outcomeOf, participants, type Electorate } from "../tally/verdict";
import type { Count, MeetingEvent } from "./events";
import { handsMissing, handsOf } from "./hands";
import type { ItemId, MotionId, PersonId, RoundId } from "./ids";
import { endSpeech, whileSitting } from "./meeting";
import { withQuorum } from "./quorum";
import { refuse, type Refusal } from "./refusal";
import { given, type Ctx, type Rule, type Who } from "./rule";
import { checkers, conductNow, isApart, isReady, itemById, motionById, openPoll, roundById, roundInHand, type MeetingState, type Round, type RoundStage } from "./state";

/** [R3] Who votes: members in the hall; the chair among them only where the rules say so. */
export const voters = (state: MeetingState): PersonId[] =>
  Object.entries(state.people).filter(([person, where]) => where.here && where.standing === "member" && !isApart(state, person)).map(([person]) => person);

/** [R2] Who could vote if the round opened now, whole persons; for those who see the lists. */
export const electorateOf = (state: MeetingState): Electorate => ({
  allMembers: (state.roster?.members ?? []).filter((person) => !isApart(state, person)).length,
  present: voters(state).length,
});

/** The round if it is in one of the stages; otherwise why not, in the words of the first stage it misses. */
function inStage(state: MeetingState, id: RoundId, { stages, rule }: { stages: readonly RoundStage[]; rule: string }): Refusal | null {
  const round = roundById(state, id);
  if (!round) return refuse("unknown-round", rule);
  if (stages.includes(round.stage)) return null;
  return refuse(whyNot(round, stages), rule, { at: round.closedAt ?? round.announcedAt ?? 0 });
}

function whyNot({ stage }: Round, wanted: readonly RoundStage[]) {
  if (stage === "announced") return "already-announced";
  if (stage === "doubted") return "in-doubt";
  if (wanted.includes("open") && stage !== "frozen") return "round-closed";
  if (wanted.includes("frozen")) return "not-frozen";
  if (wanted.includes("checked")) return "not-checked";
  return wanted.includes("closed") ? "not-closed" : "not-open";
}

/** [R1] One question at a time, on the item before the meeting; it is put with the text as noticed, by hash, or with a motion that was seconded [S6]. */
export const freeze: Rule<"round.freeze"> = {
  guard: (state, { item: id, motion }) => {
    if (state.stage !== "in-session") return refuse("wrong-stage", "M2", { stage: state.stage });
    if (roundInHand(state)) return refuse("question-in-hand", "R1");
    const sitting = whileSitting(state) ?? (openPoll(state) ? refuse("poll-open", "R1") : null);
    if (sitting) return sitting;
    const item = itemById(state, id);
    if (!item) return refuse("unknown-item", "R1");
    if (item.kind !== "vote" && item.kind !== "procedure") return refuse("no-vote-item", "M9");
    if (item.stage !== "taken" && item.stage !== "pending") return refuse("item-decided", "R1");
    return state.current === id ? motion && puttable(state, id, motion) : refuse("item-not-taken", "R1");
  },
  happen: (state, { item: id, motion: moved, form }, { newId }) => {
    const motion = motionById(state, moved);
    const voided = state.rounds.filter((round) => round.item === id && round.stage === "voided").pop();
    const round = newId();
    const text = motion?.text ?? itemById(state, id)!.resolution;
    return [
      ...endSpeech(state), { type: "round.frozen", round, item: id, text, rule: { ...state.rules!.vote, form }, replaces: voided?.id ?? null },
      ...(motion ? [{ type: "motion.put" as const, motion: motion.id, round }] : []),
    ];
  },
};

function puttable(state: MeetingState, item: ItemId, id: MotionId): Refusal | null {
  const motion = motionById(state, id);
  if (motion?.item !== item) return refuse("unknown-motion", "S6");
  if (motion.stage === "put" || motion.stage === "withdrawn") return refuse("motion-gone", "S6");
  return isReady(state, motion) ? null : refuse("seconds-missing", "S6", { present: motion.seconders.length, needed: conductNow(state).seconders });
}

export const withdraw: Rule<"round.withdraw"> = {
  guard: (state, { round }) => inStage(state, round, { stages: ["frozen"], rule: "R2" }),
  happen: (_, { round }) => [{ type: "round.withdrawn", round }],
};

/** [H1] In a show of hands the roll are those who are not in the hall: the two ways have no voter in common. [R2] Opening takes roll, base and presence in one step; who arrives later waits for the next round. */
export const open: Rule<"round.open"> = {
  guard: (state, { round }) => inStage(state, round, { stages: ["frozen"], rule: "R2" }) ?? withQuorum(state, "Q3"),
  happen: (state, { round }) => {
    const opened = { type: "round.opened", round, electorate: electorateOf(state) } as const;
    if (roundById(state, round)!.rule.form === "named") return [{ ...opened, roll: voters(state) }];
    const [remote, hall] = [true, false].map((elsewhere) => voters(state).filter((person) => state.people[person]!.remote === elsewhere)) as [PersonId[], PersonId[]];
    return [{ ...opened, roll: remote }, { type: "hands.opened", round, hall: hall.length }];
  },
};

/** [H2] The ballots of those elsewhere, and the hands that two counted alike. */
export function withHands(round: Round, ballots: Count): Count {
  const hands = handsOf(round);
  if (!hands || typeof hands === "string") return ballots;
  const tally = { for: ballots.tally.for + hands.for, against: ballots.tally.against + hands.against, abstain: ballots.tally.abstain + hands.abstain };
  return { ...ballots, tally, channels: { ...ballots.channels, hands: participants(hands) } };
}

function counted(state: MeetingState, id: RoundId, { facts }: Ctx): Extract<MeetingEvent, { type: "round.counted" }> {
  const round = roundById(state, id)!;
  const { rule, electorate } = round;
  const count = withHands(round, given(facts.count, "count"));
  return { type: "round.counted", round: id, count, outcome: outcomeOf(rule, count.tally, electorate!) };
}

/** [R5] Closing counts the rows in the same transaction; nothing received later is in the result. */
export const close: Rule<"round.close"> = {
  guard: (state, { round }) => inStage(state, round, { stages: ["open"], rule: "R5" }) ?? handsMissing(roundById(state, round)!),
  happen: (state, { round }, ctx) => {
    const event = counted(state, round, ctx);
    return [{ type: "round.closed", round, participants: participants(event.count.tally) }, event];
  },
};

/** [R7] The supervisors check the count; the chair only where the meeting has no supervisor. */
function checks(state: MeetingState, id: RoundId, who: Who): Refusal | null {
  const wrong = inStage(state, id, { stages: ["closed"], rule: "R7" });
  if (wrong) return wrong;
  const others = checkers(state);
  return others.length > 0 && !others.includes(who.person) ? refuse("supervisor-checks", "R7") : null;
}

export const check: Rule<"round.check"> = {
  guard: (state, { round }, who) => checks(state, round, who),
  happen: (_, { round }) => [{ type: "round.checked", round }],
};

/** [R8] A doubt needs its reason and blocks announcing until a recount is checked or the round is void. */
export const doubt: Rule<"round.doubt"> = {
  guard: (state, { round, reason }, who) => checks(state, round, who) ?? (reason.trim() ? null : refuse("reason-missing", "R8")),
  happen: (_, { round, reason }, { keep }) => [{ type: "round.doubted", round, reason: keep("doubt", reason) }],
};

export const recount: Rule<"round.recount"> = {
  guard: (state, { round }) => {
    const found = roundById(state, round);
    return found?.stage === "doubted" ? null : inStage(state, round, { stages: ["closed"], rule: "R8" }) ?? refuse("not-checked", "R8");
  },
  happen: (state, { round }, ctx) => [{ type: "round.recounted", round }, counted(state, round, ctx)],
};

/** [R10] An opened round that is not announced can be void, with a reason; the round that follows names it. */
export const voidRound: Rule<"round.void"> = {
  guard: (state, { round, reason }) => {
    const found = roundById(state, round);
    const standing = found && ["open", "closed", "doubted", "checked"].includes(found.stage);
    if (!standing) return inStage(state, round, { stages: ["open"], rule: "R10" });
    return reason.trim() ? null : refuse("reason-missing", "R10");
  },
  happen: (_, { round, reason }, { keep }) => [{ type: "round.voided", round, reason: keep("void", reason) }],
};

/** [R9] Only a checked count is announced, and every screen gets it in the same event. */
export const announce: Rule<"round.announce"> = {
  guard: (state, { round }) => inStage(state, round, { stages: ["checked"], rule: "R9" }),
  happen: (state, { round }) => {
    const { count, outcome } = roundById(state, round)!.counted!;
    return [{ type: "round.announced", round, count, outcome }];
  },
};
