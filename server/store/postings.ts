import { and, asc, eq } from "drizzle-orm";
import { posting } from "../../drizzle/schema";
import type { Place } from "./chain";
import type { Drizzle } from "./database";

type What = "notice" | "minutes";
const ofMeeting = ({ community, meeting }: Place) => and(eq(posting.communityId, community), eq(posting.meetingId, meeting));

/** Where the notice of a meeting, or its minutes, hang or hung. */
export const postingsOf = (db: Drizzle, place: Place, what: What) =>
  db.select({ id: posting.id, place: posting.place, postedOn: posting.postedOn, takenDownOn: posting.takenDownOn }).from(posting)
    .where(and(ofMeeting(place), eq(posting.what, what))).orderBy(asc(posting.postedOn), asc(posting.id));

export const hangUp = (db: Drizzle, { community, meeting }: Place, row: { id: string; what: What; place: string; postedOn: string; enteredBy: string }) =>
  db.insert(posting).values({ communityId: community, meetingId: meeting, ...row }).onConflictDoNothing();

/** false where nothing of that id hangs. */
export async function takeDown(db: Drizzle, place: Place, { id, takenDownOn }: { id: string; takenDownOn: string }): Promise<boolean> {
  return (await db.update(posting).set({ takenDownOn }).where(and(ofMeeting(place), eq(posting.id, id))).returning({ id: posting.id })).length > 0;
}
