/**
 * The tables. Keys lead with community_id, except accounts, sessions, the directory of codes and the installation.
 * The log is meeting_event; what is marked "projection" is written in the act's transaction and can be rebuilt from it.
 */
import { sql } from "drizzle-orm";
import { bigint, boolean, customType, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, timestamp, uniqueIndex } from "drizzle-orm/pg-core";
import type { Tag } from "../app/rules/meeting/events";
import type { RuleFields } from "../app/rules/meeting/rule-set";

const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
const id = () => text("id").notNull();
const communityId = () => text("community_id").notNull();

/** One row: marks this database as ours. key_check names the secret it was set up with, without giving it away. */
export const installation = pgTable("installation", {
  id: integer("id").primaryKey(),
  keyCheck: text("key_check").notNull(),
  setupToken: text("setup_token"),
  createdAt: moment("created_at").notNull().defaultNow(),
});

export const account = pgTable("account", {
  id: text("id").primaryKey(),
  login: text("login").unique(),
  passwordHash: text("password_hash"),
  createdAt: moment("created_at").notNull().defaultNow(),
});

/** id is SHA-256 of the cookie's token. A session by slip seats the one person it names; by password it is the whole account. */
export const session = pgTable("session", {
  id: text("id").primaryKey(),
  userId: text("account_id").notNull().references(() => account.id, { onDelete: "cascade" }),
  communityId: text("community_id"),
  personId: text("person_id"),
  device: text("device").notNull(),
  createdAt: moment("created_at").notNull().defaultNow(),
  seenAt: moment("seen_at").notNull().defaultNow(),
  expiresAt: moment("expires_at").notNull(),
}, (t) => [index("session_account").on(t.userId)]);

/** Which code or link leads where. Secret codes stand here only as a keyed hash; a meeting's code is public. */
export const directory = pgTable("directory", {
  kind: text("kind", { enum: ["meeting", "slip", "slip-code", "screen", "invitation"] }).notNull(),
  code: text("code").notNull(),
  communityId: communityId(),
  ref: text("ref").notNull(),
}, (t) => [primaryKey({ columns: [t.kind, t.code] }), index("directory_ref").on(t.communityId, t.kind, t.ref)]);

export const community = pgTable("community", {
  id: text("id").primaryKey(),
  slug: text("slug").notNull().unique(),
  name: text("name").notNull(),
  address: text("address").notNull().default(""),
  timeZone: text("time_zone").notNull(),
  createdAt: moment("created_at").notNull().defaultNow(),
});

export const person = pgTable("person", {
  communityId: communityId().references(() => community.id),
  id: id(),
  name: text("name").notNull(),
  title: text("title").notNull().default(""),
  building: text("building").notNull().default(""),
  room: text("room").notNull().default(""),
  grid: text("grid").notNull().default(""),
  standing: text("standing").notNull().default(""),
  phone: text("phone"),
  administrator: boolean("administrator").notNull().default(false),
  accountId: text("account_id").references(() => account.id),
  removedAt: moment("removed_at"),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.id] }),
  uniqueIndex("person_household").on(t.communityId, t.building, t.room, t.name).where(sql`removed_at is null`),
  uniqueIndex("person_account").on(t.communityId, t.accountId).where(sql`account_id is not null`),
]);

/** A personal slip of paper. Its token and code are computed from the id and the installation's secret, never stored. */
export const slip = pgTable("slip", {
  communityId: communityId(),
  id: id(),
  personId: text("person_id").notNull(),
  issuedAt: moment("issued_at").notNull().defaultNow(),
  claimedAt: moment("claimed_at"),
  revokedAt: moment("revoked_at"),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.id] }),
  foreignKey({ columns: [t.communityId, t.personId], foreignColumns: [person.communityId, person.id] }),
  uniqueIndex("slip_valid").on(t.communityId, t.personId).where(sql`revoked_at is null`),
]);

/** A one-time link with which a person sets a name and a password. */
export const invitation = pgTable("invitation", {
  communityId: communityId(),
  id: id(),
  personId: text("person_id").notNull(),
  expiresAt: moment("expires_at").notNull(),
  usedAt: moment("used_at"),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.id] }),
  foreignKey({ columns: [t.communityId, t.personId], foreignColumns: [person.communityId, person.id] }),
]);

export const body = pgTable("body", {
  communityId: communityId().references(() => community.id),
  id: id(),
  name: text("name").notNull(),
  kind: text("kind", { enum: ["council", "rep-assembly", "residents-assembly"] }).notNull(),
  termFrom: date("term_from", { mode: "string" }).notNull(),
  termTo: date("term_to", { mode: "string" }).notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.id] })]);

/** seat: a member votes, an attendee (列席) does not. */
export const bodyMember = pgTable("body_member", {
  communityId: communityId(),
  bodyId: text("body_id").notNull(),
  personId: text("person_id").notNull(),
  seat: text("seat", { enum: ["member", "attendee"] }).notNull(),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.bodyId, t.personId] }),
  foreignKey({ columns: [t.communityId, t.bodyId], foreignColumns: [body.communityId, body.id] }),
  foreignKey({ columns: [t.communityId, t.personId], foreignColumns: [person.communityId, person.id] }),
]);

export const office = pgTable("office", {
  communityId: communityId(),
  bodyId: text("body_id").notNull(),
  role: text("role", { enum: ["chair", "recorder", "counter", "supervisor"] }).notNull(),
  personId: text("person_id").notNull(),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.bodyId, t.role, t.personId] }),
  foreignKey({ columns: [t.communityId, t.bodyId], foreignColumns: [body.communityId, body.id] }),
  foreignKey({ columns: [t.communityId, t.personId], foreignColumns: [person.communityId, person.id] }),
  uniqueIndex("office_one_chair").on(t.communityId, t.bodyId).where(sql`role = 'chair'`),
]);

/** Versions of a body's rules of procedure; check-in takes the newest that is in force on the day (effective_on, in the community's zone). */
export const ruleSet = pgTable("rule_set", {
  communityId: communityId(),
  bodyId: text("body_id").notNull(),
  version: integer("version").notNull(),
  fields: jsonb("fields").$type<RuleFields>().notNull(),
  effectiveOn: date("effective_on", { mode: "string" }).notNull(),
  approvedBy: text("approved_by").notNull().default(""),
  enteredBy: text("entered_by").notNull(),
  enteredAt: moment("entered_at").notNull().defaultNow(),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.bodyId, t.version] }),
  foreignKey({ columns: [t.communityId, t.bodyId], foreignColumns: [body.communityId, body.id] }),
]);

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
  index("meeting_starts").on(t.communityId, t.startsAt.desc()),
]);

const ofMeeting = (t: { communityId: Parameters<typeof foreignKey>[0]["columns"][0]; meetingId: Parameters<typeof foreignKey>[0]["columns"][0] }) =>
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
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.seq] }), ofMeeting(t)]);

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
  index("round_announced").on(t.communityId, t.announcedAt.desc()),
]);

const ofRound = (t: { communityId: Parameters<typeof foreignKey>[0]["columns"][0]; roundId: Parameters<typeof foreignKey>[0]["columns"][0] }) =>
  foreignKey({ columns: [t.communityId, t.roundId], foreignColumns: [round.communityId, round.id] });

/** Projection: who may vote in a round, as it stood when the round opened. */
export const roundRoll = pgTable("round_roll", {
  communityId: communityId(),
  roundId: text("round_id").notNull(),
  personId: text("person_id").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.roundId, t.personId] }), ofRound(t)]);

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
  primaryKey({ columns: [t.communityId, t.roundId, t.id] }), ofRound(t),
  uniqueIndex("ballot_once").on(t.communityId, t.roundId, t.voter).where(sql`standing = 'counted'`),
]);

/** Projection, and the row that comments share and the end of an item takes alone. open: opinions are taken. */
export const agendaItem = pgTable("agenda_item", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  id: id(),
  open: boolean("open").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.id] }), ofMeeting(t)]);

/** The number of the meeting's latest comment: taken in the comment's own transaction, so that numbers commit in order. */
export const commentCounter = pgTable("comment_counter", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  last: integer("last").notNull().default(0),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId] }), ofMeeting(t)]);

/** An opinion on an item. body and salt may be removed by law; the hash stays. held: waits to be read first; hidden: not shown, its reason is in the log. */
export const comment = pgTable("comment", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  id: id(),
  number: integer("number").notNull(),
  itemId: text("item_id").notNull(),
  author: text("author").notNull(),
  enteredBy: text("entered_by"),
  tag: text("tag").$type<Tag>(),
  parent: text("parent"),
  body: text("body"),
  salt: text("salt"),
  hash: text("hash").notNull(),
  held: boolean("held").notNull().default(false),
  hidden: boolean("hidden").notNull().default(false),
  agreed: integer("agreed").notNull().default(0),
  key: text("key").notNull(),
  at: moment("at").notNull(),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.meetingId, t.id] }), ofMeeting(t),
  uniqueIndex("comment_number").on(t.communityId, t.meetingId, t.number),
  uniqueIndex("comment_once").on(t.communityId, t.meetingId, t.author, t.key),
  index("comment_item").on(t.communityId, t.meetingId, t.itemId, t.number.desc()),
]);

/** 我也这么想, once a person. */
export const commentAgree = pgTable("comment_agree", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  commentId: text("comment_id").notNull(),
  personId: text("person_id").notNull(),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.meetingId, t.commentId, t.personId] }),
  foreignKey({ columns: [t.communityId, t.meetingId, t.commentId], foreignColumns: [comment.communityId, comment.meetingId, comment.id] }),
]);

/** 练一练: outside the record, and deleted an hour after its end. */
export const rehearsal = pgTable("rehearsal", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  id: id(),
  startedAt: moment("started_at").notNull(),
  endedAt: moment("ended_at"),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.id] }), ofMeeting(t)]);

export const rehearsalBallot = pgTable("rehearsal_ballot", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  rehearsalId: text("rehearsal_id").notNull(),
  personId: text("person_id").notNull(),
  choice: text("choice", { enum: ["for", "against", "abstain"] }).notNull(),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.meetingId, t.rehearsalId, t.personId] }),
  foreignKey({ columns: [t.communityId, t.meetingId, t.rehearsalId], foreignColumns: [rehearsal.communityId, rehearsal.meetingId, rehearsal.id] }).onDelete("cascade"),
]);

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

/** The draft of the minutes, paragraph by paragraph. kind: what it belongs to; version: raised by every save; lock: who writes now. */
export const minutesSection = pgTable("minutes_section", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  id: id(),
  position: integer("position").notNull(),
  itemId: text("item_id"),
  kind: text("kind", { enum: ["opening", "views", "text", "closing"] }).notNull(),
  body: text("body").notNull(),
  version: integer("version").notNull().default(1),
  lockedBy: text("locked_by"),
  lockedUntil: moment("locked_until"),
  editedBy: text("edited_by"),
  editedAt: moment("edited_at"),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.id] }), ofMeeting(t)]);

/** What somebody is to do: the matter, who, with whose help, until which day, by which standard. */
export const minutesTask = pgTable("minutes_task", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  id: id(),
  position: integer("position").notNull(),
  itemId: text("item_id"),
  matter: text("matter").notNull(),
  owner: text("owner").notNull(),
  support: text("support").notNull().default(""),
  dueOn: date("due_on", { mode: "string" }),
  standard: text("standard").notNull().default(""),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.id] }), ofMeeting(t)]);

/** Comments and notes that the recorder took into the minutes. */
export const minutesPick = pgTable("minutes_pick", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  source: text("source", { enum: ["comment", "speech"] }).notNull(),
  ref: text("ref").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.source, t.ref] }), ofMeeting(t)]);

/** A published version: its content as canonical JSON, which is the record, and each rendition's bytes. */
export const minutesEdition = pgTable("minutes_edition", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  version: integer("version").notNull(),
  content: text("content").notNull(),
  publishedAt: moment("published_at").notNull(),
  fromDay: date("from_day", { mode: "string" }).notNull(),
  toDay: date("to_day", { mode: "string" }).notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.version] }), ofMeeting(t), index("minutes_published").on(t.communityId, t.publishedAt.desc())]);

export const minutesRendition = pgTable("minutes_rendition", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  version: integer("version").notNull(),
  name: text("name").notNull(),
  type: text("type").notNull(),
  content: bytes("content").notNull(),
}, (t) => [
  primaryKey({ columns: [t.communityId, t.meetingId, t.version, t.name] }),
  foreignKey({ columns: [t.communityId, t.meetingId, t.version], foreignColumns: [minutesEdition.communityId, minutesEdition.meetingId, minutesEdition.version] }),
]);

/** Where a notice hangs: of what (the meeting's notice, or a version of its minutes), the place, since when, until when. */
export const posting = pgTable("posting", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  id: id(),
  what: text("what", { enum: ["notice", "minutes"] }).notNull(),
  place: text("place").notNull(),
  postedOn: date("posted_on", { mode: "string" }).notNull(),
  takenDownOn: date("taken_down_on", { mode: "string" }),
  photoId: text("photo_id"),
  enteredBy: text("entered_by").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.id] }), ofMeeting(t)]);

/** What the community's public search finds: titles and texts of meetings and minutes, cut into pairs of characters for Chinese. */
export const searchEntry = pgTable("search_entry", {
  communityId: communityId(),
  kind: text("kind", { enum: ["meeting", "item", "minutes"] }).notNull(),
  meetingId: text("meeting_id").notNull(),
  ref: text("ref").notNull(),
  title: text("title").notNull(),
  body: text("body").notNull(),
  pairs: text("pairs").array().notNull(),
  at: moment("at").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.kind, t.meetingId, t.ref] }), ofMeeting(t), index("search_pairs").using("gin", t.pairs)]);

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
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId] }), ofMeeting(t), index("hall_wifi_entered").on(t.communityId, t.enteredAt.desc())]);

/** How often something secret was tried; in Postgres, so that every node sees it. expire: epoch ms. */
export const attempt = pgTable("attempt", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});
