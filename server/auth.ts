/** Everything of Lucia (frozen upstream): accounts, sessions, passwords. A way out replaces this one file. */
import { DrizzlePostgreSQLAdapter } from "@lucia-auth/adapter-drizzle";
import { hash, verify } from "@node-rs/argon2";
import { and, desc, eq, gt, isNull, ne } from "drizzle-orm";
import { Lucia, TimeSpan } from "lucia";
import { account, person, session } from "../drizzle/schema";
import type { Device } from "../app/wire/context";
import { newToken } from "./cookies";
import { gather } from "./gather";
import { newId, sha256 } from "./ids";
import type { Actor } from "./seats";
import type { Database, Drizzle, Transaction } from "./store/database";
import { claimSlip, useInvitation, type SecretLinks } from "./store/slips";

type Level = Actor["level"];
export type Persona = { readonly community: string; readonly person: string; readonly name: string; readonly administrator: boolean };
export type Visitor = { readonly session: string; readonly account: string; readonly level: Level; readonly personas: readonly Persona[]; readonly expiresAt: Date; readonly fresh: boolean };
/** expiresAt: epoch ms. */
type Seated = Persona & { readonly session: string; readonly expiresAt: number };
type Attributes = { communityId: string | null; personId: string | null; device: string };

declare module "lucia" {
  interface Register {
    Lucia: Lucia<Attributes>;
    DatabaseSessionAttributes: Attributes;
    DatabaseUserAttributes: object;
  }
}

/** A staff session ends after twelve idle hours, a seat by slip after 180 days. */
const lifetimes = { password: new TimeSpan(12, "h"), slip: new TimeSpan(180, "d") };

function luciaOn(db: Drizzle | Transaction, level: Level) {
  return new Lucia(new DrizzlePostgreSQLAdapter(db as Drizzle, session, account), {
    sessionExpiresIn: lifetimes[level],
    getSessionAttributes: ({ communityId, personId, device }: Attributes) => ({ communityId, personId, device }),
  });
}

const levelOf = (token: string): Level | null => (token.startsWith("p") ? "password" : token.startsWith("s") ? "slip" : null);

/** argon2id at the settings OWASP names: 19 MiB, two passes. */
const cost = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

export type Auth = ReturnType<typeof openAuth>;

export function openAuth({ db, sql: pool }: Database, links: SecretLinks) {
  const lucia = { password: luciaOn(db, "password"), slip: luciaOn(db, "slip") };

  /** One hash at a time: a storm of sign-ins must not hold up a vote. */
  let hashing: Promise<unknown> = Promise.resolve();
  function alone<T>(work: () => Promise<T>): Promise<T> {
    const result = hashing.then(work, work);
    hashing = result.catch(() => {});
    return result;
  }

  async function open(tx: Drizzle | Transaction, level: Level, { account: id, ...attributes }: Attributes & { account: string }): Promise<string> {
    const token = newToken(level);
    await luciaOn(tx, level).createSession(id, attributes, { sessionId: sha256(token) });
    return token;
  }

  const personas = (accountId: string, seat: { community: string; person: string } | null): Promise<Persona[]> =>
    db.select({ community: person.communityId, person: person.id, name: person.name, administrator: person.administrator }).from(person).where(and(
      eq(person.accountId, accountId), isNull(person.removedAt),
      seat ? and(eq(person.communityId, seat.community), eq(person.id, seat.person)) : undefined));

  /** Who the session's token shows, or null. */
  async function visitor(token: string | null): Promise<Visitor | null> {
    const level = token && levelOf(token);
    if (!level) return null;
    const { session: found } = await lucia[level].validateSession(sha256(token));
    if (!found) return null;
    const seat = found.communityId && found.personId ? { community: found.communityId, person: found.personId } : null;
    if (level === "slip" && !seat) return null;
    return { session: found.id, account: found.userId, level, personas: await personas(found.userId, seat), expiresAt: found.expiresAt, fresh: found.fresh };
  }

  /** Whom sessions seat in a community now, or null; asked at every act of an open socket, many at a time. */
  async function seatsOf(asks: readonly { session: string; community: string }[]): Promise<(Seated | null)[]> {
    const [sessions, places] = [[...new Set(asks.map((ask) => ask.session))], [...new Set(asks.map((ask) => ask.community))]];
    // All as one text: a thousand rows of their own take this process ten milliseconds.
    const [all] = await pool<{ seats: Seated[] }[]>`
      select coalesce(json_agg(json_build_object('session', session.id, 'community', person.community_id, 'person', person.id, 'name', person.name, 'administrator', person.administrator,
        'expiresAt', extract(epoch from session.expires_at) * 1000)), '[]') as seats
      from session join person on person.account_id = session.account_id and person.community_id = any(${places}) and person.removed_at is null
        and (session.person_id is null or (session.community_id = person.community_id and session.person_id = person.id))
      where session.id = any(${sessions}) and session.expires_at > ${new Date().toISOString()}::timestamptz`;
    const found = new Map(all!.seats.map((row) => [`${row.session} ${row.community}`, row]));
    return asks.map((ask) => found.get(`${ask.session} ${ask.community}`) ?? null);
  }
  const seatedBy = gather(seatsOf, { linger: 1 });
  /** Whoever comes in waits a moment for those who come with them. */
  const seatedAtDoor = gather(seatsOf, { linger: 10 });

  /** Whom the token seats in the community (nobody, where it is good elsewhere only), many at a time: as `visitor`, which asks for one. renewed: its new end, where it was past half its life. */
  async function seated(token: string | null, community: string): Promise<{ readonly session: string; readonly level: Level; readonly persona: Persona | null; readonly renewed: Date | null } | null> {
    const level = token && levelOf(token);
    if (!level) return null;
    const id = sha256(token);
    const persona = await seatedAtDoor({ session: id, community });
    if (persona && persona.expiresAt - Date.now() > lifetimes[level].milliseconds() / 2) return { session: id, level, persona, renewed: null };
    const found = await visitor(token);
    return found && { session: id, level, persona, renewed: found.fresh ? found.expiresAt : null };
  }

  /** A new session for the right name and password, or null. An unknown name costs the same time. */
  async function signIn({ login, password, device }: { login: string; password: string; device: string }): Promise<string | null> {
    const [row] = await db.select().from(account).where(eq(account.login, login));
    const right = await alone(async () => (row?.passwordHash ? verify(row.passwordHash, password) : (await hash(password, cost), false)));
    return right ? open(db, "password", { account: row!.id, communityId: null, personId: null, device }) : null;
  }

  /** Sets name and password with an invitation and answers a new session and those that it ended: "taken" where another account has the name, null where the link is used up. */
  async function accept(invitation: { community: string; person: string; id: string; account: string | null }, { login, password, device }: { login: string; password: string; device: string }): Promise<{ token: string; ended: string[] } | "taken" | null> {
    const passwordHash = await alone(() => hash(password, cost));
    return db.transaction(async (tx) => {
      const [other] = await tx.select({ id: account.id }).from(account).where(and(eq(account.login, login), invitation.account ? ne(account.id, invitation.account) : undefined));
      if (other) return "taken" as const;
      if (!await useInvitation(tx, links, invitation)) return null;
      const id = invitation.account ?? newId();
      await tx.insert(account).values({ id, login, passwordHash }).onConflictDoUpdate({ target: account.id, set: { login, passwordHash } });
      await tx.update(person).set({ accountId: id }).where(and(eq(person.communityId, invitation.community), eq(person.id, invitation.person)));
      const ended = await tx.delete(session).where(eq(session.userId, id)).returning({ id: session.id });
      return { token: await open(tx, "password", { account: id, communityId: null, personId: null, device }), ended: ended.map((row) => row.id) };
    });
  }

  /** Seats a phone by slip and unseats the one before, in one transaction; null where the slip was revoked meanwhile. */
  const seat = (claim: { community: string; person: string; slip: string }, device: string): Promise<{ token: string; ended: string[] } | null> =>
    db.transaction(async (tx) => {
      const claimed = await claimSlip(tx, claim);
      if (!claimed) return null;
      const token = await open(tx, "slip", { account: claimed.account, communityId: claim.community, personId: claim.person, device });
      return { token, ended: claimed.ended };
    });

  /** The sessions a visitor may see and end: with a password all of the account, with a slip those that sit in the same seat. */
  function within({ account: id, level, session: own, personas: [seat] }: Visitor) {
    if (level === "password") return eq(session.userId, id);
    return seat ? and(eq(session.userId, id), eq(session.communityId, seat.community), eq(session.personId, seat.person)) : eq(session.id, own);
  }

  async function devices(visitor: Visitor): Promise<Device[]> {
    const rows = await db.select().from(session).where(and(within(visitor), gt(session.expiresAt, new Date()))).orderBy(desc(session.createdAt)).limit(50);
    return rows.map(({ id, device, createdAt, personId }) => ({ id: sha256(id).slice(0, 16), device, since: createdAt.getTime(), here: id === visitor.session, by: personId ? "slip" as const : "password" as const }));
  }

  /** Ends one session of the account by its public mark; answers the session that ended. */
  async function endDevice(visitor: Visitor, mark: string): Promise<string | null> {
    const rows = await db.select({ id: session.id }).from(session).where(within(visitor));
    const found = rows.find(({ id }) => sha256(id).slice(0, 16) === mark);
    if (found) await lucia.password.invalidateSession(found.id);
    return found?.id ?? null;
  }

  return {
    visitor, seated, seatedBy, signIn, accept, seat, devices, endDevice,
    forgetExpired: () => lucia.password.deleteExpiredSessions(),
    signOut: (id: string) => lucia.password.invalidateSession(id),
    /** A session without a password, for the demo's links and the first administrator. */
    openFor: (accountId: string, device: string) => open(db, "password", { account: accountId, communityId: null, personId: null, device }),
    hash: (password: string) => alone(() => hash(password, cost)),
  };
}

/** A device in words, from what the browser says of itself. */
export function deviceName(agent: string | undefined): string {
  const kinds: [RegExp, string][] = [[/iPhone/, "iPhone"], [/iPad/, "iPad"], [/HarmonyOS|OpenHarmony/, "鸿蒙手机"], [/Android/, "安卓手机"], [/Windows/, "Windows电脑"], [/Macintosh/, "Mac电脑"], [/Linux/, "Linux电脑"]];
  const kind = kinds.find(([pattern]) => pattern.test(agent ?? ""))?.[1] ?? "其他设备";
  return /MicroMessenger/.test(agent ?? "") ? `${kind}（微信）` : kind;
}
