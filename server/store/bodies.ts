import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { body, bodyMember, office, person, ruleSet } from "../../drizzle/schema";
import type { Officers } from "../../app/rules/meeting/events";
import type { Setup } from "../../app/rules/meeting/rule";
import { coming, completed, conductOf, inForce, presetFor, rulesOf, type BodyKind, type RuleFields } from "../../app/rules/meeting/rule-set";
import type { OfficeRole } from "../../app/rules/meeting/rights";
import { newId } from "../ids";
import type { Drizzle, Transaction } from "./database";

type Reader = Drizzle | Transaction;
export type BodyPlace = { readonly community: string; readonly body: string };

export const bodiesOf = (db: Reader, community: string) =>
  db.select().from(body).where(eq(body.communityId, community)).orderBy(asc(body.name));

export async function bodyById(db: Reader, community: string, id: string) {
  const [row] = await db.select().from(body).where(and(eq(body.communityId, community), eq(body.id, id)));
  return row ?? null;
}

export type NewBody = { name: string; kind: BodyKind; termFrom: string; termTo: string };

/**
 * A body starts with the preset of its kind as version 1 of its rules, in force from the first day of the term: a body that
 * does not yet sit has no rules yet. Who has to meet earlier enters an earlier day on the rules page.
 */
export async function makeBody(db: Drizzle, community: string, { by, ...fields }: NewBody & { by: string }): Promise<string> {
  const id = newId();
  await db.transaction(async (tx) => {
    await tx.insert(body).values({ communityId: community, id, ...fields });
    await tx.insert(ruleSet).values({ communityId: community, bodyId: id, version: 1, fields: presetFor(fields.kind), effectiveOn: fields.termFrom, enteredBy: by });
  });
  return id;
}

export const changeBody = (db: Drizzle, { community, body: id }: BodyPlace, fields: Omit<NewBody, "kind">) =>
  db.update(body).set(fields).where(and(eq(body.communityId, community), eq(body.id, id)));

export const seatsOf = (db: Reader, community: string, bodyId: string) =>
  db.select({ person: bodyMember.personId, seat: bodyMember.seat }).from(bodyMember)
    .where(and(eq(bodyMember.communityId, community), eq(bodyMember.bodyId, bodyId))).orderBy(asc(bodyMember.personId));

export const officesOf = (db: Reader, community: string, bodyId: string) =>
  db.select({ role: office.role, person: office.personId }).from(office)
    .where(and(eq(office.communityId, community), eq(office.bodyId, bodyId))).orderBy(asc(office.personId));

/** Every office a person holds in the community, whatever the body. */
export const officesHeld = (db: Reader, community: string, personId: string) =>
  db.select({ role: office.role, body: office.bodyId }).from(office).where(and(eq(office.communityId, community), eq(office.personId, personId)));

export async function chairOf(db: Reader, community: string, bodyId: string): Promise<string | null> {
  return (await officesOf(db, community, bodyId)).find(({ role }) => role === "chair")?.person ?? null;
}

/** Those of the ids who live in the community, each once. */
async function residents(db: Reader, community: string, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await db.select({ id: person.id }).from(person).where(and(eq(person.communityId, community), inArray(person.id, [...ids]), isNull(person.removedAt)));
  const known = new Set(rows.map(({ id }) => id));
  return [...new Set(ids)].filter((id) => known.has(id));
}

/** Seats people; somebody already in the body keeps one seat, the one named last. Strangers to the community are passed over. */
export async function seatPeople(db: Drizzle, { community, body: bodyId }: BodyPlace, { people, seat }: { people: readonly string[]; seat: "member" | "attendee" }) {
  const known = await residents(db, community, people);
  if (known.length === 0) return;
  await db.insert(bodyMember).values(known.map((personId) => ({ communityId: community, bodyId, personId, seat })))
    .onConflictDoUpdate({ target: [bodyMember.communityId, bodyMember.bodyId, bodyMember.personId], set: { seat } });
}

export const unseatPerson = (db: Drizzle, { community, body: bodyId }: BodyPlace, personId: string) =>
  db.delete(bodyMember).where(and(eq(bodyMember.communityId, community), eq(bodyMember.bodyId, bodyId), eq(bodyMember.personId, personId)));

/** Names the people of one office; a body has one chair at most. Strangers to the community are passed over; where all are, nothing changes. */
export async function setOffice(db: Drizzle, { community, body: bodyId }: BodyPlace, { role, people }: { role: OfficeRole; people: readonly string[] }) {
  const known = await residents(db, community, people);
  if (known.length === 0 && people.length > 0) return;
  const named = role === "chair" ? known.slice(0, 1) : known;
  await db.transaction(async (tx) => {
    await tx.delete(office).where(and(eq(office.communityId, community), eq(office.bodyId, bodyId), eq(office.role, role)));
    if (named.length > 0) await tx.insert(office).values(named.map((personId) => ({ communityId: community, bodyId, role, personId })));
  });
}

/** All versions of a body's rules, the newest last; which of them is in force is a question of the day. */
export async function rulesOfBody(db: Reader, community: string, bodyId: string) {
  const rows = await db.select({ rules: ruleSet, kind: body.kind }).from(ruleSet)
    .innerJoin(body, and(eq(body.communityId, ruleSet.communityId), eq(body.id, ruleSet.bodyId)))
    .where(and(eq(ruleSet.communityId, community), eq(ruleSet.bodyId, bodyId))).orderBy(asc(ruleSet.version));
  return rows.map(({ rules, kind }) => ({ ...rules, fields: completed(rules.fields, kind) }));
}

/** A new version of the rules; refused (false) where somebody entered one since `seen`. */
export async function addRules(db: Drizzle, { community, body: bodyId }: BodyPlace, next: { seen: number; fields: RuleFields; effectiveOn: string; approvedBy: string; by: string }): Promise<boolean> {
  const { seen, fields, effectiveOn, approvedBy, by } = next;
  const added = await db.insert(ruleSet)
    .values({ communityId: community, bodyId, version: seen + 1, fields, effectiveOn, approvedBy, enteredBy: by })
    .onConflictDoNothing().returning({ version: ruleSet.version });
  return added.length > 0;
}

/** Who sits in the body and holds its offices. */
export async function listsOf(tx: Reader, community: string, bodyId: string) {
  const [seats, offices] = [await seatsOf(tx, community, bodyId), await officesOf(tx, community, bodyId)];
  const of = (seat: string) => seats.filter((row) => row.seat === seat).map((row) => row.person);
  const holders = (role: string) => offices.filter((row) => row.role === role).map((row) => row.person);
  const officers: Officers = { recorder: holders("recorder"), counter: holders("counter"), supervisor: holders("supervisor") };
  return { roster: { members: of("member"), attendees: of("attendee") }, officers, chair: holders("chair")[0] ?? null };
}

/** Lists as they stand and the rules in force on the day, for the opening of check-in. today: 2026-12-05 in the community's zone. */
export async function setupOf(tx: Reader, { community, body: bodyId }: BodyPlace, today: string): Promise<Setup> {
  const [lists, versions] = [await listsOf(tx, community, bodyId), await rulesOfBody(tx, community, bodyId)];
  const rules = inForce(versions, today);
  return {
    ...lists,
    next: coming(versions, today)[0]?.effectiveOn ?? null,
    rules: rules && rulesOf(rules.version, rules.fields),
    conduct: rules && conductOf(rules.fields),
    source: rules ? JSON.stringify(Object.fromEntries(Object.entries(rules.fields).map(([name, field]) => [name, field.source]))) : "",
  };
}
