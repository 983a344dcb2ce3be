import { and, asc, eq, gt, inArray } from "drizzle-orm";
import { actReceipt, meeting, meetingEvent, meetingText } from "../../drizzle/schema";
import type { MeetingEvent } from "../../app/rules/meeting/events";
import type { KeptText, Link, Place } from "./chain";
import type { Drizzle, Transaction } from "./database";

export type Head = { readonly seq: number; readonly hash: string };
type Reader = Drizzle | Transaction;

const ofMeeting = (table: typeof meetingEvent | typeof meetingText, { community, meeting: id }: Place) =>
  and(eq(table.communityId, community), eq(table.meetingId, id));

/** Locks the meeting for one act. Not FOR UPDATE, which would also hold up every row that refers to the meeting. */
export async function lockMeeting(tx: Transaction, place: Place): Promise<Head | null> {
  const [row] = await tx.select({ seq: meeting.headSeq, hash: meeting.headHash }).from(meeting)
    .where(and(eq(meeting.communityId, place.community), eq(meeting.id, place.meeting))).for("no key update");
  return row ?? null;
}

export async function headOf(db: Reader, place: Place): Promise<Head | null> {
  const [row] = await db.select({ seq: meeting.headSeq, hash: meeting.headHash }).from(meeting)
    .where(and(eq(meeting.communityId, place.community), eq(meeting.id, place.meeting)));
  return row ?? null;
}

/** The links after number `after`, in order. */
export async function readLinks(db: Reader, place: Place, after: number): Promise<Link[]> {
  const rows = await db.select().from(meetingEvent)
    .where(and(ofMeeting(meetingEvent, place), gt(meetingEvent.seq, after))).orderBy(asc(meetingEvent.seq));
  return rows.map(({ seq, v, type, actor, onBehalfOf, at, body, salt, prev, hash }) =>
    ({ seq, v, actor, onBehalfOf, at: at.getTime(), salt, prev, hash, event: { type, ...body } as MeetingEvent }));
}

export async function appendLinks(tx: Transaction, { community, meeting: id }: Place, links: readonly Link[]) {
  const last = links[links.length - 1]!;
  await tx.insert(meetingEvent).values(links.map(({ seq, v, actor, onBehalfOf, at, salt, prev, hash, event: { type, ...body } }) =>
    ({ communityId: community, meetingId: id, seq, v, type, actor, onBehalfOf, at: new Date(at), body, salt, prev, hash })));
  await tx.update(meeting).set({ headSeq: last.seq, headHash: last.hash }).where(and(eq(meeting.communityId, community), eq(meeting.id, id)));
}

export type StoredText = { readonly kind: string; readonly body: string | null };

/** ids: of these alone. */
export async function readTexts(db: Reader, place: Place, ids?: readonly string[]): Promise<Map<string, StoredText>> {
  if (ids?.length === 0) return new Map();
  const rows = await db.select({ id: meetingText.id, kind: meetingText.kind, body: meetingText.body }).from(meetingText).where(and(ofMeeting(meetingText, place), ids && inArray(meetingText.id, [...ids])));
  return new Map(rows.map(({ id, kind, body }) => [id, { kind, body }]));
}

export async function appendTexts(tx: Transaction, { community, meeting: id }: Place, texts: readonly KeptText[]) {
  if (texts.length === 0) return;
  await tx.insert(meetingText).values(texts.map((text) => ({ communityId: community, meetingId: id, ...text })));
}

export type Receipt = { readonly command: string; readonly seq: number; readonly at: number };

/** The first answer to this actor's key, if the act was accepted before. */
export async function readReceipt(tx: Reader, { community, meeting: id }: Place, { actor, key }: { actor: string; key: string }): Promise<Receipt | null> {
  const [row] = await tx.select({ command: actReceipt.command, seq: actReceipt.seq, at: actReceipt.at }).from(actReceipt)
    .where(and(eq(actReceipt.communityId, community), eq(actReceipt.meetingId, id), eq(actReceipt.actor, actor), eq(actReceipt.key, key)));
  return row ? { ...row, at: row.at.getTime() } : null;
}

export async function appendReceipt(tx: Transaction, { community, meeting: id }: Place, receipt: Receipt & { actor: string; key: string }) {
  await tx.insert(actReceipt).values({ communityId: community, meetingId: id, ...receipt, at: new Date(receipt.at) });
}

/** Every meeting with the end of its log, in a fixed order. */
export async function allMeetings(db: Reader): Promise<(Place & { head: Head })[]> {
  const rows = await db.select({ community: meeting.communityId, meeting: meeting.id, seq: meeting.headSeq, hash: meeting.headHash }).from(meeting).orderBy(asc(meeting.communityId), asc(meeting.id));
  return rows.map(({ seq, hash, ...place }) => ({ ...place, head: { seq, hash } }));
}

export const readTextRows = (db: Reader, place: Place) => db.select().from(meetingText).where(ofMeeting(meetingText, place));
