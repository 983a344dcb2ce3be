import { and, asc, count, eq, gt, ilike, inArray, isNull, or, sql, type SQL } from "drizzle-orm";
import { account, bodyMember, office, person } from "../../drizzle/schema";
import type { PersonCard } from "../../app/wire/people";
import { called, masked } from "../../app/words/names";
import { newId } from "../ids";
import type { Drizzle, Transaction } from "./database";

type Reader = Drizzle | Transaction;

/** full: for officers and members, who agreed to be named; called: how a resident is called in the hall; masked: on public pages. */
export type PersonNames = { readonly full: string; readonly called: string; readonly masked: string };

export const card = {
  id: person.id, name: person.name, title: person.title, building: person.building, room: person.room, grid: person.grid, standing: person.standing,
};
const inCommunity = (community: string) => eq(person.communityId, community);
const present = isNull(person.removedAt);

export async function namesOf(db: Reader, community: string, ids: readonly string[]): Promise<Map<string, PersonNames>> {
  if (ids.length === 0) return new Map();
  const rows = await db.select(card).from(person).where(and(inCommunity(community), inArray(person.id, [...ids])));
  return new Map(rows.map((row) => [row.id, { full: row.name, called: called(row), masked: row.building + masked(row) }]));
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
export async function addPerson(db: Reader, community: string, fields: PersonFields & { readonly id?: string }): Promise<string | null> {
  const rows = await db.insert(person).values({ communityId: community, id: newId(), ...fields }).onConflictDoNothing().returning({ id: person.id });
  return rows[0]?.id ?? null;
}

/** Changes a person; false where another of that name already lives there. */
export async function changePerson(db: Reader, { community, person: id }: { community: string; person: string }, fields: Partial<PersonFields> & { administrator?: boolean }): Promise<boolean> {
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

/** Members' ids, to say on a slip who votes. */
export async function memberIds(db: Reader, community: string): Promise<Set<string>> {
  const rows = await db.select({ id: bodyMember.personId }).from(bodyMember).where(and(eq(bodyMember.communityId, community), eq(bodyMember.seat, "member")));
  return new Set(rows.map(({ id }) => id));
}

export async function buildingsOf(db: Reader, community: string): Promise<string[]> {
  const rows = await db.selectDistinct({ building: person.building }).from(person).where(and(inCommunity(community), present, sql`${person.building} <> ''`)).orderBy(asc(person.building));
  return rows.map(({ building }) => building);
}

/** People by id, by body or by building, in the order of the list; everybody where nothing is chosen. */
export async function choosePeople(db: Reader, community: string, { ids, body, building, most }: { ids: readonly string[]; body: string | null; building: string | null; most: number }): Promise<PersonCard[]> {
  const filter = ids.length > 0 ? inArray(person.id, [...ids])
    : body !== null ? sql`exists (select 1 from body_member m where m.community_id = ${person.communityId} and m.person_id = ${person.id} and m.body_id = ${body})`
    : building !== null ? eq(person.building, building) : undefined;
  return db.select(card).from(person).where(and(inCommunity(community), present, filter)).orderBy(...order).limit(most);
}

/** The person leaves the list: no seat in a body, no office, no administrator; what is in records stays. */
export const removePerson = (db: Drizzle, { community, person: id, at }: { community: string; person: string; at: Date }) => db.transaction(async (tx) => {
  await tx.delete(bodyMember).where(and(eq(bodyMember.communityId, community), eq(bodyMember.personId, id)));
  await tx.delete(office).where(and(eq(office.communityId, community), eq(office.personId, id)));
  await tx.update(person).set({ removedAt: at, administrator: false }).where(and(inCommunity(community), eq(person.id, id)));
});

export async function loginOf(db: Reader, accountId: string | null): Promise<string | null> {
  if (!accountId) return null;
  const [row] = await db.select({ login: account.login }).from(account).where(eq(account.id, accountId));
  return row?.login ?? null;
}

export const peopleWithStanding = (db: Reader, community: string, standing: string) =>
  db.select({ id: person.id }).from(person).where(and(inCommunity(community), present, eq(person.standing, standing)));

export const standingsOf = (db: Reader, community: string) =>
  db.select({ standing: person.standing, count: count() }).from(person).where(and(inCommunity(community), present, sql`${person.standing} <> ''`)).groupBy(person.standing).orderBy(asc(person.standing));

export const peopleNamed = (db: Reader, community: string, names: readonly string[]) =>
  db.select({ ...card, account: person.accountId }).from(person).where(and(inCommunity(community), present, inArray(person.name, [...names]))).orderBy(...order);

/** The person's account; one without a name and password is made where there is none. Two who ask at once get the same. */
export async function accountFor(tx: Reader, community: string, personId: string): Promise<string> {
  const [row] = await tx.select({ account: person.accountId }).from(person).where(and(inCommunity(community), eq(person.id, personId)));
  if (!row) throw new Error("an account is for somebody of the community");
  if (row.account) return row.account;
  const id = newId();
  await tx.insert(account).values({ id });
  const given = await tx.update(person).set({ accountId: id }).where(and(inCommunity(community), eq(person.id, personId), isNull(person.accountId))).returning({ id: person.id });
  if (given.length > 0) return id;
  await tx.delete(account).where(eq(account.id, id));
  return accountFor(tx, community, personId);
}
