/** Folds that are kept so that a meeting opens without its first link. What is kept is never believed: it stands only on a link of the log. */
import { and, eq } from "drizzle-orm";
import { keptFold } from "../../drizzle/schema";
import type { MeetingState } from "../../app/rules/meeting/state";
import type { Place } from "./chain";
import type { Drizzle } from "./database";
import type { Head } from "./log";

/** version: of the rules that folded it (server/fold-version.ts). */
export type Kept = { readonly head: Head; readonly version: string; readonly state: MeetingState };

export async function readFold(db: Drizzle, { community, meeting }: Place, version: string): Promise<Kept | null> {
  const [row] = await db.select({ seq: keptFold.seq, hash: keptFold.hash, state: keptFold.state }).from(keptFold)
    .where(and(eq(keptFold.communityId, community), eq(keptFold.meetingId, meeting), eq(keptFold.version, version)));
  return row ? { head: { seq: row.seq, hash: row.hash }, version, state: row.state } : null;
}

export async function keepFold(db: Drizzle, { community, meeting }: Place, { head, version, state }: Kept) {
  const row = { ...head, version, state };
  await db.insert(keptFold).values({ communityId: community, meetingId: meeting, ...row }).onConflictDoUpdate({ target: [keptFold.communityId, keptFold.meetingId], set: row });
}
