import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import { rehearsal, rehearsalBallot } from "../../drizzle/schema";
import type { Choice, Tally } from "../../app/rules/tally/verdict";
import type { Place } from "./chain";
import type { Drizzle } from "./database";

/** 练一练 as it stands. tally: told when it is over. */
export type RehearsalRow = { readonly id: string; readonly open: boolean; readonly cast: number; readonly tally: Tally | null };

const inMeeting = ({ community, meeting }: Place) => and(eq(rehearsal.communityId, community), eq(rehearsal.meetingId, meeting));
const votes = ({ community, meeting }: Place, id: string) => and(eq(rehearsalBallot.communityId, community), eq(rehearsalBallot.meetingId, meeting), eq(rehearsalBallot.rehearsalId, id));

export const rehearsalTold = 600_000;

/** The meeting's latest rehearsal, while it runs and for ten minutes after it. */
export async function rehearsalOf(db: Drizzle, place: Place, now: number): Promise<RehearsalRow | null> {
  const [row] = await db.select().from(rehearsal).where(inMeeting(place)).orderBy(desc(rehearsal.startedAt)).limit(1);
  if (!row || (row.endedAt && row.endedAt.getTime() < now - rehearsalTold)) return null;
  const counted = await db.select({ choice: rehearsalBallot.choice, count: sql<number>`count(*)::int` }).from(rehearsalBallot).where(votes(place, row.id)).groupBy(rehearsalBallot.choice);
  const tally = { for: 0, against: 0, abstain: 0 };
  for (const { choice, count } of counted) tally[choice] = count;
  return { id: row.id, open: row.endedAt === null, cast: tally.for + tally.against + tally.abstain, tally: row.endedAt ? tally : null };
}

/** False where one is running. */
export const startRehearsal = (db: Drizzle, { community, meeting }: Place, { id, at }: { id: string; at: Date }): Promise<boolean> => db.transaction(async (tx) => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${`rehearsal ${community} ${meeting}`}))`);
  const running = await tx.select({ id: rehearsal.id }).from(rehearsal).where(and(inMeeting({ community, meeting }), isNull(rehearsal.endedAt)));
  if (running.length > 0) return running[0]!.id === id;
  await tx.insert(rehearsal).values({ communityId: community, meetingId: meeting, id, startedAt: at }).onConflictDoNothing();
  return true;
});

export const endRehearsal = (db: Drizzle, place: Place, { id, at }: { id: string; at: Date }) =>
  db.update(rehearsal).set({ endedAt: at }).where(and(inMeeting(place), eq(rehearsal.id, id), isNull(rehearsal.endedAt)));

/** False where it is over or was never there. Practice may be repeated: the last choice stands. */
export async function practise(db: Drizzle, { community, meeting }: Place, { id, person, choice }: { id: string; person: string; choice: Choice }): Promise<boolean> {
  const stored = await db.execute(sql`
    insert into rehearsal_ballot (community_id, meeting_id, rehearsal_id, person_id, choice)
    select community_id, meeting_id, id, ${person}, ${choice} from rehearsal where community_id = ${community} and meeting_id = ${meeting} and id = ${id} and ended_at is null
    on conflict (community_id, meeting_id, rehearsal_id, person_id) do update set choice = excluded.choice returning person_id`);
  return stored.length > 0;
}

export async function practisedBy(db: Drizzle, place: Place, { id, person }: { id: string; person: string }): Promise<Choice | null> {
  const [row] = await db.select({ choice: rehearsalBallot.choice }).from(rehearsalBallot).where(and(votes(place, id), eq(rehearsalBallot.personId, person)));
  return row?.choice ?? null;
}

export const forgetRehearsals = (db: Drizzle, before: Date) => db.delete(rehearsal).where(lt(rehearsal.startedAt, before));
