/** Where paper hangs: the notice of a meeting, or its minutes. */
import { and, asc, eq } from "drizzle-orm";
import { posting } from "../../drizzle/schema";
import type { Place } from "./chain";
import type { Drizzle, Transaction } from "./database";

type Reader = Drizzle | Transaction;
export type Posted = typeof posting.$inferSelect["what"];
export type Posting = { readonly id: string; readonly what: Posted; readonly place: string; readonly postedOn: string; readonly photoId: string | null; readonly enteredBy: string };

const ofMeeting = ({ community, meeting }: Place) => and(eq(posting.communityId, community), eq(posting.meetingId, meeting));
const one = (place: Place, what: Posted, id: string) => and(ofMeeting(place), eq(posting.what, what), eq(posting.id, id));

export const postingsOf = (db: Reader, place: Place, what: Posted) =>
  db.select({ id: posting.id, place: posting.place, postedOn: posting.postedOn, takenDownOn: posting.takenDownOn, photoId: posting.photoId }).from(posting)
    .where(and(ofMeeting(place), eq(posting.what, what))).orderBy(asc(posting.postedOn), asc(posting.id));

/** Entered twice under one id it is one posting. */
export const addPosting = (db: Drizzle, { community, meeting }: Place, row: Posting) =>
  db.insert(posting).values({ communityId: community, meetingId: meeting, ...row }).onConflictDoNothing();

/** False where there is no such posting, or the day lies before the one it was hung up on. */
export async function takePostingDown(db: Drizzle, place: Place, { what, id, day }: { what: Posted; id: string; day: string }): Promise<boolean> {
  const [found] = await db.select({ postedOn: posting.postedOn }).from(posting).where(one(place, what, id));
  if (!found || day < found.postedOn) return false;
  await db.update(posting).set({ takenDownOn: day }).where(one(place, what, id));
  return true;
}

export async function dropPosting(db: Drizzle, place: Place, { what, id }: { what: Posted; id: string }): Promise<boolean> {
  return (await db.delete(posting).where(one(place, what, id)).returning({ id: posting.id })).length > 0;
}

/** The photos that postings of the meeting show. */
export const photosOf = async (db: Reader, place: Place) =>
  (await db.select({ photo: posting.photoId }).from(posting).where(ofMeeting(place))).flatMap(({ photo }) => (photo ? [photo] : []));
