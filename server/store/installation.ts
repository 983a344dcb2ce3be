import { eq } from "drizzle-orm";
import { account, community, installation, person } from "../../drizzle/schema";
import { newId } from "../ids";
import type { Drizzle, Transaction } from "./database";

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
