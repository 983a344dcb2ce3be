import { and, eq, gt, inArray, isNotNull, isNull, lte, or } from "drizzle-orm";
import { account, directory, invitation, person, screenLink, session, slip } from "../../drizzle/schema";
import { base32, newId, normaliseCode, type Keys } from "../ids";
import type { Place } from "./chain";
import type { Drizzle, Transaction } from "./database";
import { accountFor, card } from "./people";

type Reader = Drizzle | Transaction;
type PersonPlace = { readonly community: string; readonly person: string };
type Secret = "slip" | "slip-code" | "screen" | "invitation";

/**
 * Secret links and codes. They are computed from an id and the installation's secret, so they can be printed again and
 * are never stored; the directory holds a keyed hash, so a stolen database opens nothing.
 */
export function secretLinks(keys: Keys) {
  const token = (kind: Secret, community: string, id: string) => keys.mac(kind, `${community}/${id}`, 16).toString("base64url");
  const code = (community: string, id: string) => base32(keys.mac("slip-code", `${community}/${id}`, 5));
  const hidden = (kind: Secret, secret: string) => keys.mac(`find-${kind}`, secret).toString("base64url");

  async function publish(tx: Reader, kind: Secret, { community, ref, secret }: { community: string; ref: string; secret: string }) {
    const rows = await tx.insert(directory).values({ kind, code: hidden(kind, secret), communityId: community, ref }).onConflictDoNothing().returning({ code: directory.code });
    return rows.length > 0;
  }
  const withdraw = (tx: Reader, community: string, refs: readonly string[]) =>
    tx.delete(directory).where(and(eq(directory.communityId, community), inArray(directory.ref, [...refs]), inArray(directory.kind, ["slip", "slip-code", "screen", "invitation"])));

  async function find(db: Reader, kind: Secret, secret: string) {
    const [row] = await db.select({ community: directory.communityId, ref: directory.ref }).from(directory)
      .where(and(eq(directory.kind, kind), eq(directory.code, hidden(kind, secret))));
    return row ?? null;
  }
  return { token, code, publish, withdraw, find };
}
export type SecretLinks = ReturnType<typeof secretLinks>;

export type Slip = { readonly id: string; readonly person: string; readonly token: string; readonly code: string };

/** A valid slip for each person: the one they have, or a new one. */
export async function slipsFor(db: Drizzle, links: SecretLinks, { community, people }: { community: string; people: readonly string[] }): Promise<Slip[]> {
  if (people.length === 0) return [];
  const valid = () => db.select({ id: slip.id, person: slip.personId }).from(slip)
    .where(and(eq(slip.communityId, community), inArray(slip.personId, [...people]), isNull(slip.revokedAt)));
  const having = new Set((await valid()).map((row) => row.person));
  for (const id of people) if (!having.has(id)) await db.transaction((tx) => issue(tx, links, { community, person: id }));
  return (await valid()).map((row) => ({ ...row, token: links.token("slip", community, row.id), code: links.code(community, row.id) }));
}

/** The eight characters are 40 bits: where two slips would share them, another id is drawn. */
async function issue(tx: Transaction, links: SecretLinks, { community, person: personId }: PersonPlace): Promise<void> {
  const id = newId();
  if (!await links.publish(tx, "slip-code", { community, ref: id, secret: links.code(community, id) })) return issue(tx, links, { community, person: personId });
  await links.publish(tx, "slip", { community, ref: id, secret: links.token("slip", community, id) });
  await tx.insert(slip).values({ communityId: community, id, personId }).onConflictDoNothing();
}

/** Makes the person's slip worthless and ends the phones seated by it. Answers the ended sessions. */
export async function revokeSlip(db: Drizzle, links: SecretLinks, { community, person: personId }: PersonPlace): Promise<string[]> {
  return db.transaction(async (tx) => {
    const revoked = await tx.update(slip).set({ revokedAt: new Date() })
      .where(and(eq(slip.communityId, community), eq(slip.personId, personId), isNull(slip.revokedAt))).returning({ id: slip.id });
    if (revoked.length > 0) await links.withdraw(tx, community, revoked.map(({ id }) => id));
    return endSeats(tx, community, personId);
  });
}

const endSeats = async (tx: Transaction, community: string, personId: string) =>
  (await tx.delete(session).where(and(eq(session.communityId, community), eq(session.personId, personId))).returning({ id: session.id })).map(({ id }) => id);

/** Whose slip it is: by the token of its QR code, or by the typed code. */
export async function slipOwner(db: Reader, links: SecretLinks, secret: { token: string } | { code: string }) {
  const found = "token" in secret ? await links.find(db, "slip", secret.token) : await links.find(db, "slip-code", normaliseCode(secret.code));
  if (!found) return null;
  const [row] = await db.select({ ...card, slip: slip.id, claimedAt: slip.claimedAt }).from(slip)
    .innerJoin(person, and(eq(person.communityId, slip.communityId), eq(person.id, slip.personId), isNull(person.removedAt)))
    .where(and(eq(slip.communityId, found.community), eq(slip.id, found.ref), isNull(slip.revokedAt)));
  return row ? { community: found.community, ...row } : null;
}

/** Gives the seat to one phone: sessions by the slip end, the person's account is made where there is none. Answers both. */
export async function claimSlip(tx: Transaction, { community, person: personId, slip: slipId }: PersonPlace & { slip: string }): Promise<{ account: string; ended: string[] } | null> {
  const [row] = await tx.select({ account: person.accountId }).from(person).where(and(eq(person.communityId, community), eq(person.id, personId))).for("update");
  const [valid] = await tx.update(slip).set({ claimedAt: new Date() })
    .where(and(eq(slip.communityId, community), eq(slip.id, slipId), isNull(slip.revokedAt))).returning({ id: slip.id });
  if (!row || !valid) return null;
  const ended = await endSeats(tx, community, personId);
  return { account: row.account ?? await accountFor(tx, community, personId), ended };
}

const week = 7 * 24 * 3600_000;

/** A one-time link with which the person sets a name and a password; earlier ones become worthless. */
export async function invite(db: Drizzle, links: SecretLinks, { community, person: personId, now }: PersonPlace & { now: number }): Promise<string> {
  const id = newId();
  await db.transaction(async (tx) => {
    const before = await tx.select({ id: invitation.id }).from(invitation).where(and(eq(invitation.communityId, community), eq(invitation.personId, personId), isNull(invitation.usedAt)));
    if (before.length > 0) await links.withdraw(tx, community, before.map((row) => row.id));
    await tx.insert(invitation).values({ communityId: community, id, personId, expiresAt: new Date(now + week) });
    await links.publish(tx, "invitation", { community, ref: id, secret: links.token("invitation", community, id) });
  });
  return links.token("invitation", community, id);
}

export async function invited(db: Reader, links: SecretLinks, { token, now }: { token: string; now: number }) {
  const found = await links.find(db, "invitation", token);
  if (!found) return null;
  const [row] = await db.select({ ...card, invitation: invitation.id, expiresAt: invitation.expiresAt, account: person.accountId, login: account.login }).from(invitation)
    .innerJoin(person, and(eq(person.communityId, invitation.communityId), eq(person.id, invitation.personId), isNull(person.removedAt)))
    .leftJoin(account, eq(account.id, person.accountId))
    .where(and(eq(invitation.communityId, found.community), eq(invitation.id, found.ref), isNull(invitation.usedAt)));
  return row && row.expiresAt.getTime() > now ? { community: found.community, ...row } : null;
}

/** Uses the invitation up; false where somebody was faster. */
export async function useInvitation(tx: Transaction, links: SecretLinks, { community, id }: { community: string; id: string }): Promise<boolean> {
  const used = await tx.update(invitation).set({ usedAt: new Date() })
    .where(and(eq(invitation.communityId, community), eq(invitation.id, id), isNull(invitation.usedAt))).returning({ id: invitation.id });
  if (used.length > 0) await links.withdraw(tx, community, [id]);
  return used.length > 0;
}

/** Deletes the one-time links that are used up or have run out, and what leads to them. */
export const forgetInvitations = (db: Drizzle, now: number) => db.transaction(async (tx) => {
  const spent = await tx.delete(invitation).where(or(isNotNull(invitation.usedAt), lte(invitation.expiresAt, new Date(now)))).returning({ id: invitation.id });
  if (spent.length > 0) await tx.delete(directory).where(and(eq(directory.kind, "invitation"), inArray(directory.ref, spent.map(({ id }) => id))));
});

export async function makeScreenLink(db: Drizzle, links: SecretLinks, { community, meeting, by }: Place & { by: string }): Promise<string> {
  const id = newId();
  await db.transaction(async (tx) => {
    await tx.insert(screenLink).values({ communityId: community, meetingId: meeting, id, madeBy: by });
    await links.publish(tx, "screen", { community, ref: `${meeting}/${id}`, secret: links.token("screen", community, id) });
  });
  return id;
}

export async function screenLinksOf(db: Reader, links: SecretLinks, { community, meeting }: Place) {
  const rows = await db.select({ id: screenLink.id, madeAt: screenLink.madeAt }).from(screenLink)
    .where(and(eq(screenLink.communityId, community), eq(screenLink.meetingId, meeting), isNull(screenLink.revokedAt)));
  return rows.map(({ id, madeAt }) => ({ id, madeAt: madeAt.getTime(), token: links.token("screen", community, id) }));
}

export async function revokeScreenLink(db: Drizzle, links: SecretLinks, { community, meeting, screen: id }: Place & { screen: string }) {
  await db.transaction(async (tx) => {
    await tx.update(screenLink).set({ revokedAt: new Date() }).where(and(eq(screenLink.communityId, community), eq(screenLink.meetingId, meeting), eq(screenLink.id, id)));
    await links.withdraw(tx, community, [`${meeting}/${id}`]);
  });
}

/** The meeting a screen's link shows, or null where the link is unknown or revoked. */
export async function screenPlace(db: Reader, links: SecretLinks, token: string): Promise<Place | null> {
  const found = await links.find(db, "screen", token);
  return found ? { community: found.community, meeting: found.ref.split("/")[0]! } : null;
}

/** Sessions that sit in the person's seat now. */
export async function seatsTaken(db: Reader, { community, person: personId, now }: PersonPlace & { now: number }): Promise<string[]> {
  const rows = await db.select({ id: session.id }).from(session).where(and(eq(session.communityId, community), eq(session.personId, personId), gt(session.expiresAt, new Date(now))));
  return rows.map(({ id }) => id);
}

export async function slipState(db: Reader, community: string, personId: string): Promise<"none" | "issued" | "claimed"> {
  const [valid] = await db.select({ claimedAt: slip.claimedAt }).from(slip).where(and(eq(slip.communityId, community), eq(slip.personId, personId), isNull(slip.revokedAt)));
  return valid ? (valid.claimedAt ? "claimed" : "issued") : "none";
}
