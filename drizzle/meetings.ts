/** Meetings: the log, what is projected from it, ballots, screens, files. */
import { sql } from "drizzle-orm";
import { boolean, foreignKey, index, integer, json, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { MeetingState } from "../app/rules/meeting/state";
import { moment, bytes, id, communityId } from "./columns";
import { body, community } from "./people";

/** The row that every act of a meeting locks. head_seq and head_hash are the log's end; the rest is projection. */
export const meeting = pgTable("meeting", {
  communityId: communityId().references(() => community.id),
  id: id(),
  bodyId: text("body_id").notNull(),
  code: text("code").notNull(),
  headSeq: integer("head_seq").notNull().default(0),
  headHash: text("head_hash").notNull().default(""),
  stage: text("stage", { enum: ["none", "draft", "check-in", "in-session", "closed"] }).notNull().default("none"),
  titleId: text("title_id"),
  startsAt: moment("starts_at"),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.id] }),
  foreignKey({ columns: [t.communityId, t.bodyId], foreignColumns: [body.communityId, body.id] }),
  // Never declared descending, here and elsewhere: that would put nulls last, where "order by … desc" wants them first, and so never serve it. Read backwards, a plain one does.
  index("meeting_starts").on(t.communityId, t.startsAt),
  index("meeting_of_body").on(t.communityId, t.bodyId, t.startsAt),
  index("meeting_live").on(t.communityId, t.startsAt).where(sql`stage in ('check-in', 'in-session')`),
]);

export const ofMeeting = (t: { communityId: Parameters<typeof foreignKey>[0]["columns"][0]; meetingId: Parameters<typeof foreignKey>[0]["columns"][0] }) =>
  foreignKey({ columns: [t.communityId, t.meetingId], foreignColumns: [meeting.communityId, meeting.id] });

/** The log. Nothing here is ever updated or deleted. */
export const meetingEvent = pgTable("meeting_event", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  seq: integer("seq").notNull(),
  v: integer("v").notNull(),
  type: text("type").notNull(),
  actor: text("actor").notNull(),
  onBehalfOf: text("on_behalf_of"),
  at: moment("at").notNull(),
  body: jsonb("body").$type<Record<string, unknown>>().notNull(),
  salt: text("salt").notNull(),
  prev: text("prev").notNull(),
  hash: text("hash").notNull(),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.meetingId, t.seq] }), ofMeeting(t),
  index("event_put").on(t.communityId, t.meetingId).where(sql`type in ('round.frozen', 'motion.moved', 'motion.put')`),
]);

/**
 * The fold of a log up to link `seq`, so that a start need not fold from the first link. It is no record: it counts only while
 * `hash` is the hash of that link and `version` names the rules that fold. json, not jsonb: the order of names stays.
 */
export const keptFold = pgTable("kept_fold", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  seq: integer("seq").notNull(),
  hash: text("hash").notNull(),
  version: text("version").notNull(),
  state: json("state").$type<MeetingState>().notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId] }), ofMeeting(t)]);

/** Texts that events name by id and hash. body and salt may be removed by law; the hash stays. */
export const meetingText = pgTable("meeting_text", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  id: id(),
  kind: text("kind").notNull(),
  body: text("body"),
  salt: text("salt"),
  hash: text("hash").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.id] }), ofMeeting(t)]);

/** Accepted acts by the actor's own key: a repeat gets the first answer. */
export const actReceipt = pgTable("act_receipt", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  actor: text("actor").notNull(),
  key: text("key").notNull(),
  command: text("command").notNull(),
  seq: integer("seq").notNull(),
  at: moment("at").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.actor, t.key] }), ofMeeting(t)]);

/** Projection: who is here, gone or excused. */
export const attendance = pgTable("attendance", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  personId: text("person_id").notNull(),
  standing: text("standing", { enum: ["member", "attendee", "resident"] }).notNull(),
  here: boolean("here").notNull(),
  excused: boolean("excused").notNull(),
  since: moment("since").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.personId] }), ofMeeting(t)]);

/** Projection, and the row that ballots share and closing takes alone. */
export const round = pgTable("round", {
  communityId: communityId(),
  id: id(),
  meetingId: text("meeting_id").notNull(),
  itemId: text("item_id").notNull(),
  titleId: text("title_id").notNull(),
  /** poll: 现场征询, which has no roll and no verdict. */
  purpose: text("purpose", { enum: ["vote", "poll"] }).notNull().default("vote"),
  stage: text("stage", { enum: ["frozen", "open", "closed", "doubted", "checked", "announced", "voided", "withdrawn"] }).notNull(),
  announcedAt: moment("announced_at"),
  verdict: text("verdict"),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.id] }), ofMeeting(t),
  index("round_meeting").on(t.communityId, t.meetingId),
  index("round_announced").on(t.communityId, t.announcedAt).where(sql`announced_at is not null`),
]);

/**
 * Projection: who may vote in a round, as it stood when the round opened. That the round is there, here and of a ballot, a trigger
 * asks once a statement (0004_ballots.sql): a foreign key asks once a row, and took three quarters of a ballot's time.
 */
export const roundRoll = pgTable("round_roll", {
  communityId: communityId(),
  roundId: text("round_id").notNull(),
  personId: text("person_id").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.roundId, t.personId] })]);

/** One row a ballot. At most one counted ballot per round and voter: the index below is the promise. */
export const ballot = pgTable("ballot", {
  communityId: communityId(),
  roundId: text("round_id").notNull(),
  id: id(),
  voter: text("voter").notNull(),
  choice: text("choice", { enum: ["for", "against", "abstain"] }).notNull(),
  standing: text("standing", { enum: ["counted", "duplicate", "invalid"] }).notNull(),
  channel: text("channel", { enum: ["phone", "desk"] }).notNull(),
  key: text("key").notNull(),
  at: moment("at").notNull(),
  enteredBy: text("entered_by"),
  witnessedBy: text("witnessed_by"),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.roundId, t.id] }),
  uniqueIndex("ballot_once").on(t.communityId, t.roundId, t.voter).where(sql`standing = 'counted'`),
]);

/** Links to the big screen, made and revoked by staff. */
export const screenLink = pgTable("screen_link", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  id: id(),
  madeBy: text("made_by").notNull(),
  madeAt: moment("made_at").notNull().defaultNow(),
  revokedAt: moment("revoked_at"),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.id] }), ofMeeting(t)]);

/** The hall's Wi-Fi as it is told on the big screen of a meeting, and nowhere else. */
export const hallWifi = pgTable("hall_wifi", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  name: text("name").notNull(),
  password: text("password").notNull(),
  enteredBy: text("entered_by").notNull(),
  enteredAt: moment("entered_at").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId] }), ofMeeting(t), index("hall_wifi_entered").on(t.communityId, t.enteredAt)]);

/** Attachments of the agenda and photos of signed pages and notice boards. One that no event names within a day is deleted. */
export const meetingFile = pgTable("meeting_file", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  id: id(),
  name: text("name").notNull(),
  type: text("type").notNull(),
  bytes: integer("bytes").notNull(),
  hash: text("hash").notNull(),
  content: bytes("content"),
  sentBy: text("sent_by").notNull(),
  sentAt: moment("sent_at").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.id] }), ofMeeting(t)]);
