import { and, eq, lt, notInArray, sql } from "drizzle-orm";
import { meetingEvent, meetingFile, posting } from "../../drizzle/schema";
import type { StoredFile } from "../../app/rules/meeting/rule";
import type { Place } from "./chain";
import type { Drizzle, Transaction } from "./database";

type Reader = Drizzle | Transaction;
const ofMeeting = ({ community, meeting }: Place) => and(eq(meetingFile.communityId, community), eq(meetingFile.meetingId, meeting));

/** What was sent in for the meeting, without the bytes. */
export async function filesOf(db: Reader, place: Place): Promise<Map<string, StoredFile>> {
  const rows = await db.select({ id: meetingFile.id, hash: meetingFile.hash, type: meetingFile.type, bytes: meetingFile.bytes, name: meetingFile.name }).from(meetingFile).where(ofMeeting(place));
  return new Map(rows.map(({ id, ...file }) => [id, file]));
}

export type NewFile = StoredFile & { readonly id: string; readonly content: Buffer; readonly sentBy: string; readonly sentAt: Date };

/** Sent twice under one id it is one file. */
export const keepFile = (db: Drizzle, { community, meeting }: Place, file: NewFile) =>
  db.insert(meetingFile).values({ communityId: community, meetingId: meeting, ...file }).onConflictDoNothing();

/** Null where there is no such file, or its bytes were removed. */
export async function fileContent(db: Reader, place: Place, id: string): Promise<{ name: string; type: string; content: Buffer } | null> {
  const [row] = await db.select({ name: meetingFile.name, type: meetingFile.type, content: meetingFile.content }).from(meetingFile).where(and(ofMeeting(place), eq(meetingFile.id, id)));
  return row?.content ? { ...row, content: row.content } : null;
}

/** Files that were sent in before `before` and that no event names and no posting shows. */
export async function forgetUnnamed(db: Drizzle, before: Date): Promise<void> {
  const shown = db.select({ id: sql<string>`coalesce(${posting.photoId}, '')` }).from(posting).where(eq(posting.communityId, meetingFile.communityId));
  const named = sql`not exists (select 1 from ${meetingEvent} where ${meetingEvent.communityId} = ${meetingFile.communityId} and ${meetingEvent.meetingId} = ${meetingFile.meetingId} and ${meetingEvent.body}::text like '%' || ${meetingFile.id} || '%')`;
  await db.delete(meetingFile).where(and(lt(meetingFile.sentAt, before), named, notInArray(meetingFile.id, shown)));
}
