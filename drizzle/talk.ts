/** What is said and practised outside the fold. */
import { boolean, foreignKey, index, integer, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Tag } from "../app/rules/meeting/events";
import { moment, id, communityId } from "./columns";
import { ofMeeting } from "./meetings";

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

/** How many comments of an item are shown: counted as they come and go, since a meeting may have twenty thousand. */
export const commentTotal = pgTable("comment_total", {
  communityId: communityId(),
  meetingId: text("meeting_id").notNull(),
  itemId: text("item_id").notNull(),
  shown: integer("shown").notNull().default(0),
}, (t) => [primaryKey({ columns: [t.communityId, t.meetingId, t.itemId] }), ofMeeting(t)]);

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
  index("comment_item").on(t.communityId, t.meetingId, t.itemId, t.number),
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
  index("agree_person").on(t.communityId, t.meetingId, t.personId),
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
