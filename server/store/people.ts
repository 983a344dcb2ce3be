import { and, asc, eq, gt, ilike, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import { person } from "../../drizzle/schema";
import type { PersonCard } from "../../app/wire/people";
import { called } from "../../app/words/names";
import { newId } from "../ids";
import type { Drizzle, Transaction } from "./database";

type Reader = Drizzle | Transaction;

/** full: for officers and members, who agreed to be named; called: how a resident is called in the hall. */
export type PersonNames = { readonly full: string; readonly called: string };

export const card = {
  id: person.id, name: person.name, title: person.title, building: person.building, room: person.room, grid: person.grid, standing: person.standing,
};
const inCommunity = (community: string) => eq(person.communityId, community);
const present = isNull(person.removedAt);

export async function namesOf(db: Reader, community: string, ids: readonly string[]): Promise<Map<string, PersonNames>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select(card).from(person).where(and(inCommunity(community), inArray(person.id, [...ids])));
  return new Map(rows.map((row) => [row.id, { full: row.name, called: called(row) }]));
}

export async function peopleByIds(db: Reader, community: string, ids: readonly string[]): Promise<PersonCard[]> {
  return ids.length === 0 ? [] : db.select(card).from(person).where(and(inCommunity(community), inArray(person.id, [...ids])));
}

export async function personById(db: Reader, community: string, id: string) {
  const [row] = await db.select().from(person).where(and(inCommunity(community), eq(person.id, id), present));
  return row ?? null;
}

export const pageSize = 50;
const order = [asc(person.building), asc(person.room), asc(person.name), asc(person.id)];

/** A page of people by building, room and name. after: the last id of the page before. found: how many match in all. */
export async function findPeople(db: Reader, community: string, { search, after }: { search: string; after: string | null }) {
  const matching = and(inCommunity(community), present, search ? matches(search) : undefined);
  const [rows, [total]] = await Promise.all([
    db.select(card).from(person).where(and(matching, after ? beyond(community, after) : undefined)).orderBy(...order).limit(pageSize + 1),
    db.select({ found: sql<number>`count(*)::int` }).from(person).where(matching),
  ]);
  return { people: rows.slice(0, pageSize), more: rows.length > pageSize, found: total!.found };
}

function matches(search: string): SQL | undefined {
  const like = `%${search.replace(/[\\%_]/g, (mark) => `\\${mark}`)}%`;
  return or(ilike(person.name, like), ilike(person.building, like), ilike(person.room, like), ilike(person.standing, like), ilike(sql`${person.building} || ${person.room}`, like));
}

const beyond = (community: string, id: string) => {
  const tuple = sql`(${person.building}, ${person.room}, ${person.name}, ${person.id})`;
  return gt(tuple, sql`(select p.building, p.room, p.name, p.id from person p where p.community_id = ${community} and p.id = ${id})`);
};

export type PersonFields = Omit<PersonCard, "id"> & { readonly phone: string | null };

/** Adds a person; null where somebody of that name already lives there. phone: already encrypted. */
export async function addPerson(db: Reader, community: string, fields: PersonFields): Promise<string | null> {
  const id = newId();
  const rows = await db.insert(person).values({ communityId: community, id, ...fields }).onConflictDoNothing().returning({ id: person.id });
  return rows.length > 0 ? id : null;
}

/** Changes a person; false where another of that name already lives there. */
export async function changePerson(db: Reader, community: string, id: string, fields: Partial<PersonFields> & { administrator?: boolean }): Promise<boolean> {
  const clash = fields.name !== undefined && await db.select({ id: person.id }).from(person).where(and(
    inCommunity(community), present, eq(person.name, fields.name), eq(person.building, fields.building ?? ""), eq(person.room, fields.room ?? ""), sql`${person.id} <> ${id}`));
  if (clash && clash.length > 0) return false;
  await db.update(person).set(fields).where(and(inCommunity(community), eq(person.id, id), present));
  return true;
}

export const everybody = (db: Reader, community: string) =>
  db.select({ ...card, phone: person.phone }).from(person).where(and(inCommunity(community), present)).orderBy(...order);

export const administrators = (db: Reader, community: string) =>
  db.select({ id: person.id }).from(person).where(and(inCommunity(community), present, eq(person.administrator, true)));
