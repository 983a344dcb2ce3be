import { and, asc, desc, eq, gte, inArray, sql } from "drizzle-orm";
import { body, bodyMember, community, directory, meeting, meetingEvent, meetingText, office, round } from "../../drizzle/schema";
import { newMeetingCode } from "../ids";
import type { Place } from "./chain";
import type { Drizzle, Transaction } from "./database";

type Reader = Drizzle | Transaction;

/** The meeting's row and its public code; a code that is taken is drawn again. */
export async function makeMeetingRow(tx: Transaction, { community: communityId, meeting: id }: Place, bodyId: string): Promise<void> {
  const code = newMeetingCode();
  const taken = await tx.insert(directory).values({ kind: "meeting", code, communityId, ref: id }).onConflictDoNothing().returning({ code: directory.code });
  if (taken.length === 0) return makeMeetingRow(tx, { community: communityId, meeting: id }, bodyId);
  await tx.insert(meeting).values({ communityId, id, bodyId, code });
}

export const communityBySlug = async (db: Reader, slug: string) => (await db.select().from(community).where(eq(community.slug, slug)))[0] ?? null;
export const communityById = async (db: Reader, id: string) => (await db.select().from(community).where(eq(community.id, id)))[0] ?? null;
export const communities = (db: Reader) => db.select().from(community).orderBy(asc(community.createdAt)).limit(100);

export async function meetingRow(db: Reader, { community: communityId, meeting: id }: Place) {
  const [row] = await db.select().from(meeting).where(and(eq(meeting.communityId, communityId), eq(meeting.id, id)));
  return row ?? null;
}

const listed = {
  id: meeting.id, code: meeting.code, stage: meeting.stage, startsAt: meeting.startsAt, title: meetingText.body, body: body.name, bodyId: meeting.bodyId,
  // Once check-in is open it was noticed, or stems from before there were notices. In brackets, or the "or" would let in what every condition beside it keeps out.
  // Not "exists": that may be answered from a list of all notices of all meetings, for which the whole log is read.
  noticed: sql<boolean>`(${meeting.stage} <> 'draft' or (select true from ${meetingEvent} where ${meetingEvent.communityId} = ${meeting.communityId} and ${meetingEvent.meetingId} = ${meeting.id} and ${meetingEvent.type} = 'notice.posted' limit 1) is not null)`,
};

const withTitle = (db: Reader) => db.select(listed).from(meeting)
  .innerJoin(body, and(eq(body.communityId, meeting.communityId), eq(body.id, meeting.bodyId)))
  .leftJoin(meetingText, and(eq(meetingText.communityId, meeting.communityId), eq(meetingText.meetingId, meeting.id), eq(meetingText.id, meeting.titleId)));

export type ListedMeeting = Awaited<ReturnType<typeof meetingsOf>>[number];

/** Newest first. unnoticed: also those whose notice is not posted. */
export const meetingsOf = (db: Reader, communityId: string, { most, unnoticed = false }: { most: number; unnoticed?: boolean }) =>
  withTitle(db).where(and(eq(meeting.communityId, communityId), sql`${meeting.stage} <> 'none'`, unnoticed ? undefined : listed.noticed)).orderBy(desc(meeting.startsAt)).limit(most);

/** Meetings that a person can walk into now, newest first: check-in or session open. */
export const liveMeetings = (db: Reader, communityId: string) =>
  withTitle(db).where(and(eq(meeting.communityId, communityId), sql`${meeting.stage} in ('check-in', 'in-session')`)).orderBy(desc(meeting.startsAt));

/** The bodies in whose meetings the person has a part. */
export async function bodiesWith(db: Reader, communityId: string, personId: string): Promise<Set<string>> {
  const [seats, offices] = await Promise.all([
    db.select({ id: bodyMember.bodyId }).from(bodyMember).where(and(eq(bodyMember.communityId, communityId), eq(bodyMember.personId, personId))),
    db.select({ id: office.bodyId }).from(office).where(and(eq(office.communityId, communityId), eq(office.personId, personId))),
  ]);
  return new Set([...seats, ...offices].map(({ id }) => id));
}

/** How many results were announced on the round's item. */
export const votesOn = sql<number>`(select count(*)::int from ${round} as other where other.community_id = ${round.communityId} and other.meeting_id = ${round.meetingId} and other.item_id = ${round.itemId} and other.stage = 'announced')`;

/** Announced results, newest first. */
export const resultsOf = (db: Reader, communityId: string, most: number) =>
  db.select({ id: round.id, meeting: round.meetingId, title: meetingText.body, verdict: round.verdict, at: round.announcedAt, votes: votesOn }).from(round)
    .leftJoin(meetingText, and(eq(meetingText.communityId, round.communityId), eq(meetingText.meetingId, round.meetingId), eq(meetingText.id, round.titleId)))
    .where(and(eq(round.communityId, communityId), eq(round.stage, "announced"), gte(round.announcedAt, new Date(0)))).orderBy(desc(round.announcedAt)).limit(most);

export async function findCode(db: Reader, kind: typeof directory.$inferSelect["kind"], code: string) {
  const [row] = await db.select({ community: directory.communityId, ref: directory.ref }).from(directory).where(and(eq(directory.kind, kind), eq(directory.code, code)));
  return row ?? null;
}

/** What the paper of the body's latest meeting said, to start the next one from. */
export async function lastPaper(db: Reader, communityId: string, bodyId: string) {
  const [latest] = await db.select({ id: meeting.id }).from(meeting)
    .where(and(eq(meeting.communityId, communityId), eq(meeting.bodyId, bodyId), sql`${meeting.stage} <> 'none'`)).orderBy(desc(meeting.startsAt)).limit(1);
  if (!latest) return null;
  const rows = await db.select({ kind: meetingText.kind, body: meetingText.body }).from(meetingText)
    .where(and(eq(meetingText.communityId, communityId), eq(meetingText.meetingId, latest.id), inArray(meetingText.kind, ["place", "convener", "chair-standing", "basis"])));
  const said = new Map(rows.map((row) => [row.kind, row.body ?? ""]));
  return { place: said.get("place") ?? "", convener: said.get("convener") ?? "", chairStanding: said.get("chair-standing") ?? "", basis: said.get("basis") ?? "" };
}

export async function listedMeeting(db: Reader, communityId: string, id: string) {
  const [row] = await withTitle(db).where(and(eq(meeting.communityId, communityId), eq(meeting.id, id)));
  return row ?? null;
}
