import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { body, bodyMember, meeting, meetingText, minutesEdition, person, round } from "../../drizzle/schema";
import type { CouncilCard } from "../../app/wire/public";
import type { Drizzle } from "./database";
import { votesOn } from "./meetings";

/** The newest edition of each meeting, newest first. */
export const publishedMinutes = (db: Drizzle, community: string, most: number) =>
  db.select({ meeting: minutesEdition.meetingId, publishedAt: minutesEdition.publishedAt, to: minutesEdition.toDay, title: meetingText.body }).from(minutesEdition)
    .innerJoin(meeting, and(eq(meeting.communityId, minutesEdition.communityId), eq(meeting.id, minutesEdition.meetingId)))
    .leftJoin(meetingText, and(eq(meetingText.communityId, meeting.communityId), eq(meetingText.meetingId, meeting.id), eq(meetingText.id, meeting.titleId)))
    .where(and(eq(minutesEdition.communityId, community), sql`not exists (select 1 from ${minutesEdition} as later where later.community_id = ${minutesEdition.communityId} and later.meeting_id = ${minutesEdition.meetingId} and later.version > ${minutesEdition.version})`))
    .orderBy(desc(minutesEdition.publishedAt)).limit(most);

/** What was announced in a meeting, in its order. */
export const announcedIn = (db: Drizzle, { community, meeting: id }: { community: string; meeting: string }) =>
  db.select({ id: round.id, title: meetingText.body, verdict: round.verdict, votes: votesOn }).from(round)
    .leftJoin(meetingText, and(eq(meetingText.communityId, round.communityId), eq(meetingText.meetingId, round.meetingId), eq(meetingText.id, round.titleId)))
    .where(and(eq(round.communityId, community), eq(round.meetingId, id), eq(round.stage, "announced"))).orderBy(asc(round.announcedAt));

/** Bodies that have members, and how many of those are the residents' representatives. */
export const councilsOf = (db: Drizzle, community: string): Promise<CouncilCard[]> =>
  db.select({ id: body.id, name: body.name, members: sql<number>`count(*)::int`, representatives: sql<number>`count(*) filter (where ${person.standing} like '居民代表%')::int` }).from(body)
    .innerJoin(bodyMember, and(eq(bodyMember.communityId, body.communityId), eq(bodyMember.bodyId, body.id), eq(bodyMember.seat, "member")))
    .innerJoin(person, and(eq(person.communityId, bodyMember.communityId), eq(person.id, bodyMember.personId), isNull(person.removedAt)))
    .where(eq(body.communityId, community)).groupBy(body.communityId, body.id).orderBy(body.name);
