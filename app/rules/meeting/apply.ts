import type { EventOf, EventType, MeetingEvent, Plan, Seen, Standing } from "./events";
import { itemById, type Item, type MeetingState, type Round, type Whereabouts } from "./state";

type At = { readonly at: number; readonly actor: string; readonly hash: string };
type Fold<T extends EventType> = (state: MeetingState, event: EventOf<T>, link: At) => MeetingState;

const planned = (plan: Plan): Item[] => plan.items.map((item) => ({ ...item, stage: "pending", takenAt: null }));

const withRound = (state: MeetingState, id: string, change: (round: Round) => Partial<Round>): MeetingState => ({
  ...state,
  rounds: state.rounds.map((round) => (round.id === id ? { ...round, ...change(round) } : round)),
});

/** Counts move for every audience; the person's own line only where the person is named. */
function moved(state: MeetingState, { standing, person }: { standing: Standing; person?: string }, where: Pick<Whereabouts, "here" | "since">): MeetingState {
  const here = { ...state.here, [standing]: state.here[standing] + (where.here ? 1 : -1) };
  const timeline = standing === "member" ? [...state.timeline, [where.since, here.member] as const] : state.timeline;
  return { ...state, here, timeline, people: person ? { ...state.people, [person]: { standing, ...where, came: true, excused: false } } : state.people };
}

const excusedBy = (state: MeetingState, person: string | undefined, { excused, since }: Pick<Whereabouts, "excused" | "since">): MeetingState => ({
  ...state,
  excused: state.excused + (excused ? 1 : -1),
  people: person ? { ...state.people, [person]: { standing: "member", here: false, came: false, excused, since } } : state.people,
});

const folds: { [T in EventType]: Fold<T> } = {
  "meeting.made": (state, { body, bodyKind, plan }) => ({ ...state, stage: "draft", body, bodyKind, plan, items: planned(plan) }),
  "meeting.revised": (state, { plan }) => ({ ...state, plan, items: planned(plan) }),
  "check-in.opened": (state, { members, attendees, roster, officers, rules, source }) =>
    ({ ...state, stage: "check-in", expected: { members, attendees }, ...(roster && { roster }), officers, rules, source }),
  "attendance.arrived": (state, event, { at }) => {
    const next = moved(state, event, { here: true, since: at });
    return { ...next, came: next.came + (event.standing === "member" ? 1 : 0), excused: next.excused - (event.wasExcused ? 1 : 0) };
  },
  "attendance.returned": (state, event, { at }) => moved(state, event, { here: true, since: at }),
  "attendance.left": (state, event, { at }) => moved(state, event, { here: false, since: at }),
  "attendance.excused": (state, { person }, { at }) => excusedBy(state, person, { excused: true, since: at }),
  "attendance.expected": (state, { person }, { at }) => excusedBy(state, person, { excused: false, since: at }),
  "meeting.opened": (state, _, { at }) => ({ ...state, stage: "in-session", openedAt: at }),
  "item.taken": (state, { item }, { at }) => ({
    ...state,
    current: item,
    items: state.items.map((one) => (one.id === item ? { ...one, stage: "taken", takenAt: one.takenAt ?? at } : one)),
  }),
  "round.frozen": (state, { round, item, text, rule, replaces }) => ({
    ...state,
    rounds: [...state.rounds, {
      id: round, item, stage: "frozen", text, rule, replaces, openedAt: null, closedAt: null, announcedAt: null,
      electorate: null, participants: null, checkedBy: null, checkedAt: null, result: null,
    }],
  }),
  "round.withdrawn": (state, { round }) => ({ ...state, rounds: state.rounds.filter((one) => one.id !== round) }),
  "round.opened": (state, { round, electorate, roll }, { at }) =>
    withRound(state, round, () => ({ stage: "open", openedAt: at, electorate, ...(roll && { roll }) })),
  "ballot.entered": (state, { round, entry, person, choice }, { at, actor }) =>
    withRound(state, round, ({ entries }) => ({ entries: { ...entries, [entry]: { person, by: actor, choice, at, stage: "open" } } })),
  "ballot.withdrawn": (state, event) => entryBecomes(state, event, "withdrawn"),
  "ballot.witnessed": (state, event) => entryBecomes(state, event, "witnessed"),
  "round.closed": (state, { round, participants }, { at }) => withRound(state, round, () => ({ stage: "closed", closedAt: at, participants })),
  "round.counted": (state, { round, count, outcome }) => withRound(state, round, () => ({ counted: { count, outcome } })),
  "round.checked": (state, { round }, { at, actor }) => withRound(state, round, () => ({ stage: "checked", checkedBy: actor, checkedAt: at })),
  "round.doubted": (state, { round, reason }, { at, actor }) =>
    withRound(state, round, () => ({ stage: "doubted", doubt: { by: actor, at, ...(reason && { reason }) } })),
  "round.recounted": (state, { round }) => withRound(state, round, () => ({ stage: "closed", checkedBy: null, checkedAt: null })),
  "round.voided": (state, { round, reason }, { at }) =>
    withRound(state, round, () => ({ stage: "voided", voided: { at, ...(reason && { reason }) } })),
  "round.announced": (state, { round, count, outcome }, { at, hash }) => {
    const next = withRound(state, round, () => ({ stage: "announced", announcedAt: at, result: { count, outcome, hash } }));
    const decided = state.rounds.find((one) => one.id === round)?.item;
    return { ...next, items: next.items.map((item) => (item.id === decided ? { ...item, stage: "decided" } : item)) };
  },
  "meeting.closed": (state, _, { at }) => ({ ...state, stage: "closed", closedAt: at, current: itemById(state, state.current)?.id ?? null }),
};

function entryBecomes(state: MeetingState, { round, entry: id }: { round: string; entry: string }, stage: "witnessed" | "withdrawn"): MeetingState {
  return withRound(state, round, ({ entries }) => {
    const entry = entries?.[id];
    return entry ? { entries: { ...entries, [id]: { ...entry, stage } } } : {};
  });
}

/** [M1] One step of the fold, the same on the server and on the phone. A link that is not the next one changes nothing. */
export function apply(state: MeetingState, link: Seen): MeetingState {
  if (link.seq !== state.seq + 1) return state;
  const { event } = link;
  if (!event) return { ...state, seq: link.seq };
  const fold = folds[event.type] as (state: MeetingState, event: MeetingEvent, at: At) => MeetingState;
  return { ...fold(state, event, { at: link.at ?? 0, actor: link.actor ?? "", hash: link.hash }), seq: link.seq };
}

export const fold = (links: readonly Seen[], from: MeetingState): MeetingState => links.reduce(apply, from);
