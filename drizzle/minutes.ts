/** Minutes, what hangs on the board, and what the public search finds. */
import { date, foreignKey, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { moment, bytes, id, communityId } from "./columns";
import { ofMeeting } from "./meetings";

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
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.version] }), ofMeeting(t), index("minutes_published").on(t.communityId, t.publishedAt)]);

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

/** What the community's public search finds: titles and texts of meetings and minutes. pairs: of characters, for Chinese, and the community's id, so that one index finds words of one community among a city's. */
export const searchEntry = pgTable("search_entry", {
  communityId: communityId(),
  kind: text("kind", { enum: ["meeting", "item", "minutes"] }).notNull(),
  meetingId: text("meeting_id").notNull(),
  ref: text("ref").notNull(),
  title: text("title").notNull(),
  body: text("body").notNull(),
  pairs: text("pairs").array().notNull(),
  at: moment("at").notNull(),
}, (t) => [primaryKey({ columns: [t.communityId, t.kind, t.meetingId, t.ref] }), ofMeeting(t), index("search_pairs").using("gin", t.pairs), index("search_newest").on(t.communityId, t.at)]);
