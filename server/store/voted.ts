import { and, eq, inArray, sql } from "drizzle-orm";
import { meetingEvent, meetingText } from "../../drizzle/schema";
import type { MotionId, PersonId, RoundId } from "../../app/rules/meeting/ids";
import type { MeetingEvent } from "../../app/rules/meeting/events";
import type { Drizzle } from "./database";
import { namesOf } from "./people";

/** The text that a vote was on. by: the member who moved it, by name; "" for the draft that was noticed. */
export type Voted = { readonly text: string; readonly by: string };

/** What was put in each vote of these meetings, from their logs. */
export async function votedIn(db: Drizzle, community: string, meetings: readonly string[]): Promise<ReadonlyMap<RoundId, Voted>> {
  if (meetings.length === 0) return new Map();
  const rows = await db.select({ type: meetingEvent.type, body: meetingEvent.body }).from(meetingEvent)
    .where(and(eq(meetingEvent.communityId, community), inArray(meetingEvent.meetingId, [...meetings]), sql`${meetingEvent.type} in ('round.frozen', 'motion.moved', 'motion.put')`));
  const events = rows.map(({ type, body }) => ({ type, ...body }) as MeetingEvent);
  const put = new Map<RoundId, MotionId>();
  const movers = new Map<MotionId, PersonId>();
  const texts = new Map<RoundId, string>();
  for (const event of events) {
    if (event.type === "motion.put") put.set(event.round, event.motion);
    if (event.type === "motion.moved") movers.set(event.motion, event.person);
    if (event.type === "round.frozen") texts.set(event.round, event.text.id);
  }
  const [bodies, names] = await Promise.all([
    texts.size === 0 ? [] : db.select({ id: meetingText.id, body: meetingText.body }).from(meetingText)
      .where(and(eq(meetingText.communityId, community), inArray(meetingText.meetingId, [...meetings]), inArray(meetingText.id, [...texts.values()]))),
    namesOf(db, community, [...movers.values()]),
  ]);
  const said = new Map(bodies.map(({ id, body }) => [id, body ?? ""]));
  return new Map([...texts].map(([round, text]) => [round, { text: said.get(text) ?? "", by: names.get(movers.get(put.get(round) ?? "") ?? "")?.full ?? "" }]));
}
