/** People, communities and their bodies, and how they sign in. */
import { sql } from "drizzle-orm";
import { bigint, boolean, date, foreignKey, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { RuleFields } from "../app/rules/meeting/rule-set";
import { moment, id, communityId } from "./columns";

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
}, (t) => [index("session_account").on(t.userId), index("session_seat").on(t.communityId, t.personId), index("session_expires").on(t.expiresAt)]);

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
  index("person_of_account").on(t.accountId),
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

/** How often something secret was tried; in Postgres, so that every node sees it. expire: epoch ms. */
export const attempt = pgTable("attempt", {
  key: text("key").primaryKey(),
  points: integer("points").notNull().default(0),
  expire: bigint("expire", { mode: "number" }),
});
