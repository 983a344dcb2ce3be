import { and, desc, eq } from "drizzle-orm";
import { hallWifi } from "../../drizzle/schema";
import type { Wifi } from "../../app/wire/protocol";
import type { Place } from "./chain";
import type { Drizzle } from "./database";

const shown = { name: hallWifi.name, password: hallWifi.password };

/** What the meeting's screens show, or null. */
export async function wifiOf(db: Drizzle, { community, meeting }: Place): Promise<Wifi | null> {
  const [row] = await db.select(shown).from(hallWifi).where(and(eq(hallWifi.communityId, community), eq(hallWifi.meetingId, meeting)));
  return row ?? null;
}

/** What was entered last in the community: most meetings are held in the same hall. */
export async function lastWifi(db: Drizzle, community: string): Promise<Wifi | null> {
  const [row] = await db.select(shown).from(hallWifi).where(eq(hallWifi.communityId, community)).orderBy(desc(hallWifi.enteredAt)).limit(1);
  return row ?? null;
}

/** Null takes it off the screens. */
export async function keepWifi(db: Drizzle, { community, meeting }: Place, { wifi, by, at }: { wifi: Wifi | null; by: string; at: Date }): Promise<void> {
  const key = { communityId: community, meetingId: meeting };
  if (!wifi) return void await db.delete(hallWifi).where(and(eq(hallWifi.communityId, community), eq(hallWifi.meetingId, meeting)));
  const row = { ...wifi, enteredBy: by, enteredAt: at };
  await db.insert(hallWifi).values({ ...key, ...row }).onConflictDoUpdate({ target: [hallWifi.communityId, hallWifi.meetingId], set: row });
}
