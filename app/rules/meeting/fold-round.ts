import type { Fold, Folds } from "./fold";
import { withItem } from "./fold-talk";
import type { MeetingState, Round } from "./state";

const withRound = (state: MeetingState, id: string, change: (round: Round) => Partial<Round>): MeetingState =>
  ({ ...state, rounds: state.rounds.map((round) => (round.id === id ? { ...round, ...change(round) } : round)) });

function entryBecomes(state: MeetingState, { round, entry: id }: { round: string; entry: string }, stage: "witnessed" | "withdrawn"): MeetingState {
  return withRound(state, round, ({ entries }) => {
    const entry = entries?.[id];
    return entry ? { entries: { ...entries, [id]: { ...entry, stage } } } : {};
  });
}

/** [S7] A motion that is not carried leaves its item open; whatever else is announced decides it. */
const announced: Fold<"round.announced"> = (state, { round: id, count, outcome }, { at, hash }) => {
  const next = withRound(state, id, () => ({ stage: "announced", announcedAt: at, result: { count, outcome, hash } }));
  const round = state.rounds.find((one) => one.id === id);
  return round?.motion && outcome.verdict !== "carried" ? next : withItem(next, round?.item, { stage: "decided" });
};

const frozen: Fold<"round.frozen"> = (state, { round, item, text, rule, replaces }) => ({
  ...state,
  // [C5]
  comments: { ...state.comments, shown: null },
  rounds: [...state.rounds, {
    id: round, item, stage: "frozen", text, rule, replaces, openedAt: null, closedAt: null, announcedAt: null,
    electorate: null, participants: null, checkedBy: null, checkedAt: null, result: null, motion: null, hands: null,
  }],
});

/** A question put away again is as if it had not been put; its motion can be put once more. */
const withdrawn: Fold<"round.withdrawn"> = (state, { round }) => ({
  ...state,
  rounds: state.rounds.filter((one) => one.id !== round),
  motions: state.motions.map((one) => (one.round === round ? { ...one, round: null, stage: one.seconders.length > 0 ? "seconded" : "moved" } : one)),
});

const voided: Fold<"round.voided"> = (state, { round, reason }, { at }) => {
  const next = withRound(state, round, () => ({ stage: "voided", voided: { at, ...(reason && { reason }) } }));
  return { ...next, motions: next.motions.map((one) => (one.round === round ? { ...one, round: null, stage: one.seconders.length > 0 ? "seconded" : "moved" } : one)) };
};

const entered: Fold<"hands.entered"> = (state, { round, tally }, { actor }) =>
  withRound(state, round, ({ hands }) => (hands ? { hands: { ...hands, entered: { ...hands.entered, [actor]: tally ?? null } } } : {}));

export const roundFolds: Folds<"round" | "ballot" | "hands" | "poll"> = {
  "round.frozen": frozen,
  "round.withdrawn": withdrawn,
  "round.opened": (state, { round, electorate, roll }, { at }) =>
    withRound(state, round, () => ({ stage: "open", openedAt: at, electorate, ...(roll && { roll }) })),
  "ballot.entered": (state, { round, entry, person, choice }, { at, actor }) =>
    withRound(state, round, ({ entries }) => ({ entries: { ...entries, [entry]: { person, by: actor, choice, at, stage: "open" } } })),
  "ballot.withdrawn": (state, event) => entryBecomes(state, event, "withdrawn"),
  "ballot.witnessed": (state, event) => entryBecomes(state, event, "witnessed"),
  "hands.opened": (state, { round, hall }) => withRound(state, round, () => ({ hands: { hall, called: null } })),
  "hands.called": (state, { round, choice }) => withRound(state, round, ({ hands }) => ({ hands: hands && { ...hands, called: choice } })),
  "hands.entered": entered,
  "hands.compared": (state, { round, agreed }) => withRound(state, round, ({ hands }) => ({ hands: hands && { ...hands, reported: true, ...(agreed !== undefined && { compared: agreed }) } })),
  "hands.again": (state, { round }) => withRound(state, round, ({ hands }) => ({ hands: hands && { hall: hands.hall, called: null } })),
  "round.closed": (state, { round, participants }, { at }) => withRound(state, round, () => ({ stage: "closed", closedAt: at, participants })),
  "round.counted": (state, { round, count, outcome }) => withRound(state, round, () => ({ counted: { count, outcome } })),
  "round.checked": (state, { round }, { at, actor }) => withRound(state, round, () => ({ stage: "checked", checkedBy: actor, checkedAt: at })),
  "round.doubted": (state, { round, reason }, { at, actor }) =>
    withRound(state, round, () => ({ stage: "doubted", doubt: { by: actor, at, ...(reason && { reason }) } })),
  "round.recounted": (state, { round }) => withRound(state, round, () => ({ stage: "closed", checkedBy: null, checkedAt: null })),
  "round.voided": voided,
  "round.announced": announced,
  "poll.opened": (state, { poll: id, item, text }, { at }) => ({ ...state, polls: [...state.polls, { id, item, text, openedAt: at, closedAt: null, tally: null }] }),
  "poll.closed": (state, { poll: id, tally }, { at }) => ({ ...state, polls: state.polls.map((one) => (one.id === id ? { ...one, closedAt: at, tally } : one)) }),
};
