import { eq, sql } from "drizzle-orm";
import * as schema from "../../drizzle/schema";
import { newId } from "../ids";
import type { Drizzle, Transaction } from "./database";

const { account, community, installation, person } = schema;

/**
 * Marks an empty database as this installation's. Answers the first-run token while it is open, or "foreign" where the
 * database was set up with another secret.
 */
export async function markInstalled(db: Drizzle, { keyCheck, token }: { keyCheck: string; token: string }): Promise<{ setupToken: string | null } | "foreign"> {
  await db.insert(installation).values({ id: 1, keyCheck, setupToken: token }).onConflictDoNothing();
  const [row] = await db.select().from(installation).where(eq(installation.id, 1));
  return row!.keyCheck === keyCheck ? { setupToken: row!.setupToken } : "foreign";
}

export async function isSetupToken(db: Drizzle, token: string): Promise<boolean> {
  const [row] = await db.select({ token: installation.setupToken }).from(installation).where(eq(installation.id, 1));
  return row?.token === token;
}

export type FirstRun = { readonly token: string; readonly name: string; readonly address: string; readonly timeZone: string; readonly who: string; readonly login: string; readonly passwordHash: string };

/** Makes the community and its first administrator and uses the token up; null where somebody was faster. */
export const setUp = (db: Drizzle, { token, name, address, timeZone, who, login, passwordHash }: FirstRun): Promise<{ slug: string; account: string } | null> =>
  db.transaction(async (tx) => {
    const [open] = await tx.select({ token: installation.setupToken }).from(installation).where(eq(installation.id, 1)).for("update");
    if (open?.token !== token) return null;
    await tx.update(installation).set({ setupToken: null }).where(eq(installation.id, 1));
    const made = await makeCommunity(tx, { slug: newId().slice(0, 6), name, address, timeZone });
    const accountId = newId();
    await tx.insert(account).values({ id: accountId, login, passwordHash });
    await tx.insert(person).values({ communityId: made.id, id: newId(), name: who, accountId, administrator: true });
    return { slug: made.slug, account: accountId };
  });

export async function makeCommunity(db: Drizzle | Transaction, fields: { slug: string; name: string; address: string; timeZone: string }) {
  const id = newId();
  await db.insert(community).values({ id, ...fields });
  return { id, slug: fields.slug };
}

export const renameCommunity = (db: Drizzle, id: string, slug: string) => db.update(community).set({ slug }).where(eq(community.id, id));

const owned = Object.values(schema).filter((table) => "communityId" in table);

/** Every row of it, its logs too: only for a community that nobody has used. */
export const removeCommunity = (db: Drizzle, id: string): Promise<void> => db.transaction(async (tx) => {
  // A killed process's last statement may still be under way; what it writes must be seen by the delete.
  await tx.execute(sql`lock table ${sql.join(owned, sql`, `)} in share row exclusive mode`);
  // One statement: what refers to what is looked at when it is over, so the order does not matter.
  const emptied = owned.map((table, i) => sql`${sql.identifier(`emptied_${i}`)} as (delete from ${table} where ${table.communityId} = ${id})`);
  await tx.execute(sql`with ${sql.join(emptied, sql`, `)} delete from ${community} where ${community.id} = ${id}`);
});
