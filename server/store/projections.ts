import { and, eq, notInArray, sql } from "drizzle-orm";
import { agendaItem, attendance, comment, commentCounter, meeting, round, roundRoll } from "../../drizzle/schema";
import { apply } from "../../app/rules/meeting/apply";
import type { EventOf, EventType, MeetingEvent, Plan } from "../../app/rules/meeting/events";
import { emptyMeeting, itemById, type MeetingState } from "../../app/rules/meeting/state";
import type { Link, Place } from "./chain";
import type { Transaction } from "./database";
import { countShown, setShown } from "./comments";
import { readLinks } from "./log";

type At = { readonly tx: Transaction; readonly place: Place; readonly at: Date; readonly after: MeetingState };
type Write<T extends EventType> = (event: EventOf<T>, at: At) => Promise<unknown>;

const plan = ({ plan: { title, startsAt } }: { plan: Plan }, { tx, place, after }: At) =>
  tx.update(meeting).set({ stage: after.stage, titleId: title.id, startsAt: new Date(startsAt) }).where(here(place));

const stage = (_: unknown, { tx, place, after }: At) => tx.update(meeting).set({ stage: after.stage }).where(here(place));

const here = ({ community, meeting: id }: Place) => and(eq(meeting.communityId, community), eq(meeting.id, id));

function whereabouts({ person }: { person?: string }, { tx, place: { community, meeting: id }, at, after }: At) {
  const { standing, here, excused } = after.people[person!]!;
  const row = { standing, here, excused, since: at };
  return tx.insert(attendance).values({ communityId: community, meetingId: id, personId: person!, ...row })
    .onConflictDoUpdate({ target: [attendance.communityId, attendance.meetingId, attendance.personId], set: row });
}

/** Which items take opinions; the counter of their numbers is there before the first. A row stays the same row: opinions under way wait for it, and would not find a new one. */
async function items({ tx, place: { community, meeting: id }, after }: At) {
  const rows = after.items.map((item) => ({ communityId: community, meetingId: id, id: item.id, open: item.kind !== "procedure" && item.endedAt === null }));
  await tx.delete(agendaItem).where(and(eq(agendaItem.communityId, community), eq(agendaItem.meetingId, id), notInArray(agendaItem.id, rows.map((row) => row.id))));
  if (rows.length > 0) await tx.insert(agendaItem).values(rows).onConflictDoUpdate({ target: [agendaItem.communityId, agendaItem.meetingId, agendaItem.id], set: { open: sql`excluded.open` } });
  await tx.insert(commentCounter).values({ communityId: community, meetingId: id }).onConflictDoNothing();
}

const itemOpen = (open: boolean) => ({ item }: { item: string }, { tx, place: { community, meeting: id } }: At) =>
  tx.update(agendaItem).set({ open }).where(and(eq(agendaItem.communityId, community), eq(agendaItem.meetingId, id), eq(agendaItem.id, item)));

const commentRow = (set: { held?: boolean; hidden?: boolean }) => ({ comment: id }: { comment: string }, { tx, place }: At) => setShown(tx, place, { comment: id, ...set });

const roundStage = (to: typeof round.$inferSelect["stage"]) => (event: { round: string }, { tx, place }: At) =>
  tx.update(round).set({ stage: to }).where(and(eq(round.communityId, place.community), eq(round.id, event.round)));

/** The rows that people query, event by event; what is not here has no row. */
const writes: { [T in EventType]?: Write<T> } = {
  "meeting.made": async (event, at) => { await plan(event, at); await items(at); },
  "meeting.revised": async (event, at) => { await plan(event, at); await items(at); },
  "matter.raised": (_, at) => items(at),
  "item.taken": itemOpen(true),
  "item.ended": itemOpen(false),
  "comment.admitted": commentRow({ held: false }),
  "comment.hidden": commentRow({ hidden: true }),
  "comment.restored": commentRow({ hidden: false }),
  "poll.opened": ({ poll: id, item }, { tx, place, after }) =>
    tx.insert(round).values({ communityId: place.community, id, meetingId: place.meeting, itemId: item, titleId: itemById(after, item)!.title.id, purpose: "poll", stage: "open" })
      .onConflictDoUpdate({ target: [round.communityId, round.id], set: { stage: "open" } }),
  "poll.closed": ({ poll: id }, { tx, place }) => tx.update(round).set({ stage: "closed" }).where(and(eq(round.communityId, place.community), eq(round.id, id))),
  "check-in.opened": stage,
  "meeting.opened": stage,
  "meeting.closed": stage,
  "attendance.arrived": whereabouts,
  "attendance.returned": whereabouts,
  "attendance.left": whereabouts,
  "attendance.excused": whereabouts,
  "attendance.expected": whereabouts,
  "round.frozen": ({ round: id, item }, { tx, place, after }) =>
    tx.insert(round).values({ communityId: place.community, id, meetingId: place.meeting, itemId: item, titleId: itemById(after, item)!.title.id, stage: "frozen" })
      .onConflictDoUpdate({ target: [round.communityId, round.id], set: { stage: "frozen" } }),
  "round.withdrawn": roundStage("withdrawn"),
  "round.opened": async (event, at) => {
    await roundStage("open")(event, at);
    await at.tx.execute(sql`insert into ${roundRoll} (community_id, round_id, person_id) select ${at.place.community}, ${event.round}, unnest(${sql.param([...event.roll!])}::text[])`);
  },
  "round.closed": roundStage("closed"),
  "round.checked": roundStage("checked"),
  "round.doubted": roundStage("doubted"),
  "round.recounted": roundStage("closed"),
  "round.voided": roundStage("voided"),
  "round.announced": ({ round: id, outcome }, { tx, place, at }) =>
    tx.update(round).set({ stage: "announced", announcedAt: at, verdict: outcome.verdict }).where(and(eq(round.communityId, place.community), eq(round.id, id))),
};

/** Writes what the links change, in order, and answers the state after them. */
export async function project(tx: Transaction, place: Place, { before, links }: { before: MeetingState; links: readonly Link[] }): Promise<MeetingState> {
  let state = before;
  for (const link of links) {
    state = apply(state, link);
    const write = writes[link.event.type] as Write<MeetingEvent["type"]> | undefined;
    await write?.(link.event, { tx, place, at: new Date(link.at), after: state });
  }
  return state;
}

/** Rebuilds a meeting's projections from its log alone. Ballots are not a projection and stay; their rounds keep their rows. */
export async function rebuild(tx: Transaction, place: Place): Promise<MeetingState> {
  const { community, meeting: id } = place;
  const rounds = await tx.select({ id: round.id }).from(round).where(and(eq(round.communityId, community), eq(round.meetingId, id)));
  for (const table of [attendance, agendaItem] as const) await tx.delete(table).where(and(eq(table.communityId, community), eq(table.meetingId, id)));
  // Held ones were let in, hidden ones hidden, by events that are told again; whether a comment was held at first is its own.
  await tx.update(comment).set({ hidden: false }).where(and(eq(comment.communityId, community), eq(comment.meetingId, id)));
  for (const { id: roundId } of rounds) {
    await tx.delete(roundRoll).where(and(eq(roundRoll.communityId, community), eq(roundRoll.roundId, roundId)));
    await tx.update(round).set({ stage: "frozen", announcedAt: null, verdict: null }).where(and(eq(round.communityId, community), eq(round.id, roundId)));
  }
  await tx.update(meeting).set({ stage: "none", titleId: null, startsAt: null }).where(here(place));
  const state = await project(tx, place, { before: emptyMeeting, links: await readLinks(tx, place, 0) });
  await countShown(tx, place);
  return state;
}
