import { and, asc, eq, sql } from "drizzle-orm";
import { minutesEdition, minutesPick, minutesRendition, minutesSection, minutesTask } from "../../drizzle/schema";
import type { SectionKind, Task } from "../../app/wire/minutes";
import type { Place } from "./chain";
import type { Drizzle, Transaction } from "./database";

type Reader = Drizzle | Transaction;
type Table = typeof minutesSection | typeof minutesTask | typeof minutesPick | typeof minutesEdition | typeof minutesRendition;
const ofMeeting = (table: Table, { community, meeting }: Place) => and(eq(table.communityId, community), eq(table.meetingId, meeting));

/** A paragraph of the draft where it stands, before anybody wrote in it. */
export type Slot = { readonly id: string; readonly position: number; readonly item: string | null; readonly kind: SectionKind };
export type SectionRow = Slot & { readonly body: string; readonly version: number; readonly lockedBy: string | null; readonly lockedUntil: number | null };
export type StoredTask = Task & { readonly id: string; readonly item: string | null };
export type Picked = { readonly source: "comment" | "speech"; readonly ref: string };

/** The draft stands when the meeting has closed: a paragraph has a row once somebody wrote in it, and is empty before. */
export async function sectionsOf(db: Reader, place: Place, slots: readonly Slot[]): Promise<SectionRow[]> {
  const rows = new Map((await db.select().from(minutesSection).where(ofMeeting(minutesSection, place))).map((row) => [row.id, row]));
  return slots.map((slot) => {
    const row = rows.get(slot.id);
    return { ...slot, body: row?.body ?? "", version: row?.version ?? 0, lockedBy: row?.lockedBy ?? null, lockedUntil: row?.lockedUntil?.getTime() ?? null };
  });
}

const rowOf = ({ community, meeting }: Place, { id, position, item, kind }: Slot) => ({ communityId: community, meetingId: meeting, id, position, itemId: item, kind, body: "", version: 0 });
const keys = [minutesSection.communityId, minutesSection.meetingId, minutesSection.id];

type Lock = { readonly slot: Slot; readonly by: string; readonly now: number; readonly until: number };

/** 由我来改: whoever wrote until now loses it, and is told by the row. */
export const lockSection = (db: Reader, place: Place, { slot, by, until }: { slot: Slot; by: string; until: number }) =>
  db.insert(minutesSection).values({ ...rowOf(place, slot), lockedBy: by, lockedUntil: new Date(until) }).onConflictDoUpdate({ target: keys, set: { lockedBy: by, lockedUntil: new Date(until) } });

/** While they type, from the first letter of a paragraph that has no row yet; false where it is another's by now. */
export async function renewLock(db: Reader, place: Place, { slot, by, now, until }: Lock): Promise<boolean> {
  const locked = { lockedBy: by, lockedUntil: new Date(until) };
  const rows = await db.insert(minutesSection).values({ ...rowOf(place, slot), ...locked })
    .onConflictDoUpdate({ target: keys, set: locked, setWhere: isFree(by, now) }).returning({ id: minutesSection.id });
  return rows.length > 0;
}

const isFree = (by: string, now: number) => sql`(${minutesSection.lockedBy} is null or ${minutesSection.lockedBy} = ${by} or ${minutesSection.lockedUntil} <= ${new Date(now).toISOString()}::timestamptz)`;

/** One statement: the version that was seen is the one that stands, and nobody else writes. Null where it is not so. Saving gives the paragraph free. */
export async function saveSection(db: Reader, place: Place, { slot, seen, body, by, now }: { slot: Slot; seen: number; body: string; by: string; now: number }): Promise<number | null> {
  if (seen === 0) await db.insert(minutesSection).values(rowOf(place, slot)).onConflictDoNothing();
  const rows = await db.update(minutesSection).set({ body, version: sql`${minutesSection.version} + 1`, editedBy: by, editedAt: new Date(now), lockedBy: null, lockedUntil: null })
    .where(and(ofMeeting(minutesSection, place), eq(minutesSection.id, slot.id), eq(minutesSection.version, seen), isFree(by, now))).returning({ version: minutesSection.version });
  return rows[0]?.version ?? null;
}

const taskColumns = { id: minutesTask.id, item: minutesTask.itemId, matter: minutesTask.matter, owner: minutesTask.owner, support: minutesTask.support, dueOn: minutesTask.dueOn, standard: minutesTask.standard };
export const tasksOf = (db: Reader, place: Place): Promise<StoredTask[]> => db.select(taskColumns).from(minutesTask).where(ofMeeting(minutesTask, place)).orderBy(asc(minutesTask.position), asc(minutesTask.id));

/** The same form sent twice adds one task. */
export const addTask = (db: Reader, { community, meeting }: Place, { item, ...task }: StoredTask) => db.insert(minutesTask).values({
  communityId: community, meetingId: meeting, itemId: item, ...task,
  position: sql`(select coalesce(max(position), 0) + 1 from minutes_task where community_id = ${community} and meeting_id = ${meeting})`,
}).onConflictDoNothing();

export async function changeTask(db: Reader, place: Place, { id, ...task }: Task & { id: string }): Promise<boolean> {
  return (await db.update(minutesTask).set(task).where(and(ofMeeting(minutesTask, place), eq(minutesTask.id, id))).returning({ id: minutesTask.id })).length > 0;
}
export async function removeTask(db: Reader, place: Place, id: string): Promise<boolean> {
  return (await db.delete(minutesTask).where(and(ofMeeting(minutesTask, place), eq(minutesTask.id, id))).returning({ id: minutesTask.id })).length > 0;
}

export const picksOf = (db: Reader, place: Place): Promise<Picked[]> => db.select({ source: minutesPick.source, ref: minutesPick.ref }).from(minutesPick).where(ofMeeting(minutesPick, place)).orderBy(asc(minutesPick.source), asc(minutesPick.ref));
export const setPick = (db: Reader, place: Place, { source, ref, on }: Picked & { on: boolean }) => (on
  ? db.insert(minutesPick).values({ communityId: place.community, meetingId: place.meeting, source, ref }).onConflictDoNothing()
  : db.delete(minutesPick).where(and(ofMeeting(minutesPick, place), eq(minutesPick.source, source), eq(minutesPick.ref, ref))));

export type RenditionBytes = { readonly name: string; readonly type: string; readonly content: Buffer };
export type NewEdition = { readonly version: number; readonly content: string; readonly at: number; readonly from: string; readonly to: string; readonly renditions: readonly RenditionBytes[] };

/** In the transaction of the act that publishes. */
export async function keepEdition(tx: Transaction, { community, meeting }: Place, { version, content, at, from, to, renditions }: NewEdition) {
  const key = { communityId: community, meetingId: meeting, version };
  await tx.insert(minutesEdition).values({ ...key, content, publishedAt: new Date(at), fromDay: from, toDay: to });
  await tx.insert(minutesRendition).values(renditions.map((one) => ({ ...key, ...one })));
}

/** The record of a version, as it was published. */
export async function editionContent(db: Reader, place: Place, version: number): Promise<string | null> {
  const [row] = await db.select({ content: minutesEdition.content }).from(minutesEdition).where(and(ofMeeting(minutesEdition, place), eq(minutesEdition.version, version)));
  return row?.content ?? null;
}
export async function renditionOf(db: Reader, place: Place, { version, name }: { version: number; name: string }): Promise<RenditionBytes | null> {
  const [row] = await db.select({ name: minutesRendition.name, type: minutesRendition.type, content: minutesRendition.content }).from(minutesRendition)
    .where(and(ofMeeting(minutesRendition, place), eq(minutesRendition.version, version), eq(minutesRendition.name, name)));
  return row ?? null;
}
export const renditionsOf = (db: Reader, place: Place, version: number): Promise<RenditionBytes[]> =>
  db.select({ name: minutesRendition.name, type: minutesRendition.type, content: minutesRendition.content }).from(minutesRendition).where(and(ofMeeting(minutesRendition, place), eq(minutesRendition.version, version))).orderBy(asc(minutesRendition.name));
export const editionsOf = (db: Reader, place: Place): Promise<number[]> =>
  db.select({ version: minutesEdition.version }).from(minutesEdition).where(ofMeeting(minutesEdition, place)).orderBy(asc(minutesEdition.version)).then((rows) => rows.map(({ version }) => version));
