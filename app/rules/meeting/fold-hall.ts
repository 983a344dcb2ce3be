import type { Standing } from "./events";
import type { Fold, Folds } from "./fold";
import type { MeetingState, Whereabouts } from "./state";

type Where = Pick<Whereabouts, "here" | "since" | "remote">;

/** Counts move for every audience; the person's own line only where the person is named. */
function moved(state: MeetingState, { standing, person }: { standing: Standing; person?: string }, where: Where): MeetingState {
  const here = { ...state.here, [standing]: state.here[standing] + (where.here ? 1 : -1) };
  const timeline = standing === "member" ? [...state.timeline, [where.since, here.member] as const] : state.timeline;
  return { ...state, here, timeline, people: person ? { ...state.people, [person]: { standing, ...where, came: true, excused: false } } : state.people };
}

const came = (state: MeetingState, first: boolean, wasExcused: boolean): MeetingState =>
  ({ ...state, came: state.came + (first ? 1 : 0), excused: state.excused - (wasExcused ? 1 : 0) });

const excusedBy = (state: MeetingState, person: string | undefined, { excused, since }: Pick<Whereabouts, "excused" | "since">): MeetingState => ({
  ...state,
  excused: state.excused + (excused ? 1 : -1),
  people: person ? { ...state.people, [person]: { standing: "member", here: false, came: false, excused, remote: false, since } } : state.people,
});

const remotely = (state: MeetingState, person: string | undefined, where: Where): MeetingState =>
  ({ ...moved(state, { standing: "member", ...(person && { person }) }, where), remote: state.remote + (where.here ? 1 : -1) });

export const attendanceFolds: Folds<"attendance" | "remote"> = {
  "attendance.arrived": (state, event, { at }) => came(moved(state, event, { here: true, since: at, remote: false }), event.standing === "member", event.wasExcused),
  "attendance.returned": (state, event, { at }) => moved(state, event, { here: true, since: at, remote: false }),
  "attendance.left": (state, event, { at }) => moved(state, event, { here: false, since: at, remote: false }),
  "attendance.excused": (state, { person }, { at }) => excusedBy(state, person, { excused: true, since: at }),
  "attendance.expected": (state, { person }, { at }) => excusedBy(state, person, { excused: false, since: at }),
  "remote.joined": (state, { person, first, wasExcused }, { at }) => came(remotely(state, person, { here: true, since: at, remote: true }), first, wasExcused),
  "remote.left": (state, { person }, { at }) => remotely(state, person, { here: false, since: at, remote: true }),
};

const closed: Fold<"meeting.closed"> = (state, _, { at }) => ({ ...state, stage: "closed", closedAt: at, adjournedAt: null, screen: "follow", comments: { ...state.comments, shown: null } });

export const sessionFolds: Folds<"check-in" | "conduct" | "screen" | "late"> & {
  "meeting.opened": Fold<"meeting.opened">; "meeting.adjourned": Fold<"meeting.adjourned">; "meeting.resumed": Fold<"meeting.resumed">; "meeting.closed": Fold<"meeting.closed">;
} = {
  "check-in.opened": (state, { members, attendees, roster, officers, rules, source }) =>
    ({ ...state, stage: "check-in", expected: { members, attendees }, ...(roster && { roster }), officers, rules, source }),
  "conduct.taken": (state, { conduct }) => ({ ...state, conduct }),
  "meeting.opened": (state, _, { at }) => ({ ...state, stage: "in-session", openedAt: at }),
  "meeting.adjourned": (state, _, { at }) => ({ ...state, adjournedAt: at }),
  "meeting.resumed": (state) => ({ ...state, adjournedAt: null }),
  "meeting.closed": closed,
  "screen.turned": (state, { page }) => ({ ...state, screen: page }),
  "late.entered": (state, { type: _, late: id, ...late }, { at, actor }) => ({ ...state, late: [...state.late, { id, ...late, by: actor, at, confirmedBy: null }] }),
  "late.confirmed": (state, { late: id }, { actor }) => ({ ...state, late: state.late.map((one) => (one.id === id ? { ...one, confirmedBy: actor } : one)) }),
};
