import canonicalize from "canonicalize";
import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { agendaItem, comment, commentAgree, commentCounter, commentTotal } from "../../drizzle/schema";
import type { CommentsDigest, Tag } from "../../app/rules/meeting/events";
import type { StoredComment } from "../../app/rules/meeting/rule";
import { newId, sha256 } from "../ids";
import { newSalt, textHash, type Place } from "./chain";
import type { Drizzle, Transaction } from "./database";

type Reader = Drizzle | Transaction;
export type CommentAsk = { readonly author: string; readonly enteredBy: string | null; readonly item: string; readonly tag: Tag | null; readonly parent: string | null; readonly text: string; readonly held: boolean; readonly key: string };
export type CommentRecord = { readonly id: string; readonly number: number; readonly item: string; readonly author: string; readonly tag: Tag | null; readonly parent: string | null; readonly body: string | null; readonly held: boolean; readonly hidden: boolean; readonly agreed: number; readonly key: string; readonly at: number };

const inMeeting = ({ community, meeting }: Place) => and(eq(comment.communityId, community), eq(comment.meetingId, meeting));
const columns = {
  id: comment.id, number: comment.number, item: comment.itemId, author: comment.author, tag: comment.tag, parent: comment.parent, body: comment.body,
  held: comment.held, hidden: comment.hidden, agreed: comment.agreed, key: comment.key, at: comment.at,
};
/** Drizzle takes the types of dates away from the pool that it shares: a statement of our own gets them as text. */
const record = ({ at, ...row }: Omit<CommentRecord, "at"> & { at: Date | string }): CommentRecord => ({ ...row, at: new Date(at).getTime() });

type Batch = { readonly asks: readonly CommentAsk[]; readonly told: number | null };
const uniqueViolation = "23505";
const tries = 3;

/**
 * What waits is stored together, each author's key once. Where another node stores the same key in the same moment the whole
 * statement is undone, its numbers with it, so that numbers have no gaps; tried again, it finds that comment there.
 * Answers the new rows; what is missing was stored before, or is not to be stored. told: the demo's clock, epoch ms.
 */
export async function storeComments(sqlPool: Sql, place: Place, { asks, told }: Batch): Promise<CommentRecord[]> {
  const once = [...new Map(asks.map((ask) => [`${ask.author} ${ask.key}`, ask])).values()];
  for (let i = 1; ; i++) {
    try {
      return await insertComments(sqlPool, place, { asks: once, told });
    } catch (reason) {
      if (i === tries || (reason as { code?: unknown }).code !== uniqueViolation) throw reason;
    }
  }
}

/** One statement that shares the rows of its items, so that it waits for an act which ends one and then finds it closed, and that takes its numbers from the meeting's counter. */
async function insertComments(sqlPool: Sql, { community, meeting }: Place, { asks, told }: Batch): Promise<CommentRecord[]> {
  const rows = asks.map((ask) => ({ ...ask, id: newId(), salt: newSalt() }));
  const list = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name]);
  const hashes = rows.map(({ salt, text }) => textHash(salt, text));
  const stored = await sqlPool<(Omit<CommentRecord, "at"> & { at: string })[]>`
    with item as (select id from agenda_item where community_id = ${community} and meeting_id = ${meeting} and id = any(${[...new Set(list("item"))].sort()}::text[]) and open order by id for share),
    asked as (
      select * from unnest(${list("id")}::text[], ${list("item")}::text[], ${list("author")}::text[], ${list("enteredBy")}::text[], ${list("tag")}::text[], ${list("parent")}::text[], ${list("text")}::text[],
        ${list("salt")}::text[], ${hashes}::text[], ${list("held").map(String)}::text[]::boolean[], ${list("key")}::text[])
      with ordinality as a (id, item_id, author, entered_by, tag, parent, body, salt, hash, held, key, place)
    ),
    fresh as (
      select asked.*, row_number() over (order by asked.place) as step from asked join item on item.id = asked.item_id
      left join comment above on above.community_id = ${community} and above.meeting_id = ${meeting} and above.id = asked.parent
      where (asked.parent is null or (above.item_id = asked.item_id and above.parent is null and not above.hidden and not above.held))
        and not exists (select 1 from comment kept where kept.community_id = ${community} and kept.meeting_id = ${meeting} and kept.author = asked.author and kept.key = asked.key)
    ),
    counter as (
      update comment_counter set last = last + (select count(*) from fresh) where community_id = ${community} and meeting_id = ${meeting} and exists (select 1 from fresh) returning last
    ),
    totals as (
      insert into comment_total as total (community_id, meeting_id, item_id, shown)
      select ${community}, ${meeting}, fresh.item_id, count(*) from fresh cross join counter where not fresh.held group by fresh.item_id order by fresh.item_id
      on conflict (community_id, meeting_id, item_id) do update set shown = total.shown + excluded.shown
    )
    insert into comment (community_id, meeting_id, id, number, item_id, author, entered_by, tag, parent, body, salt, hash, held, key, at)
    select ${community}, ${meeting}, fresh.id, counter.last - (select count(*) from fresh) + fresh.step, fresh.item_id, fresh.author, fresh.entered_by, fresh.tag, fresh.parent, fresh.body, fresh.salt, fresh.hash, fresh.held, fresh.key,
      coalesce(${told === null ? null : new Date(told).toISOString()}::timestamptz, clock_timestamp())
    from fresh cross join counter
    returning id, number, item_id as item, author, tag, parent, body, held, hidden, agreed, key, at`;
  return stored.map(record);
}

/** The rows of these authors' keys as they stand, for those whose comment was not stored now. */
export async function keptComments(db: Reader, place: Place, asks: readonly Pick<CommentAsk, "author" | "key">[]): Promise<CommentRecord[]> {
  if (asks.length === 0) return [];
  const rows = await db.select(columns).from(comment).where(and(inMeeting(place), inArray(comment.key, asks.map(({ key }) => key)), inArray(comment.author, asks.map(({ author }) => author))));
  return rows.map(record);
}

type Slice = { readonly item: string; readonly before: number | null; readonly most: number; readonly hidden: boolean };

/** Newest first, older than `before`; held and hidden ones only for those who read them. */
export async function commentsOf(db: Reader, place: Place, { item, before, most, hidden }: Slice): Promise<CommentRecord[]> {
  const shown = hidden ? undefined : and(eq(comment.held, false), eq(comment.hidden, false));
  const rows = await db.select(columns).from(comment)
    .where(and(inMeeting(place), eq(comment.itemId, item), before === null ? undefined : lt(comment.number, before), shown)).orderBy(desc(comment.number)).limit(most);
  return rows.map(record);
}

export async function commentsById(db: Reader, place: Place, ids: readonly string[]): Promise<CommentRecord[]> {
  if (ids.length === 0) return [];
  return (await db.select(columns).from(comment).where(and(inMeeting(place), inArray(comment.id, [...ids])))).map(record);
}

/** What one person wrote that is not shown, and why only the log knows. */
export const unshownOf = async (db: Reader, place: Place, author: string): Promise<CommentRecord[]> =>
  (await db.select(columns).from(comment).where(and(inMeeting(place), eq(comment.author, author), sql`(${comment.held} or ${comment.hidden})`)).orderBy(desc(comment.number)).limit(20)).map(record);

/** Comments after a number, in order: what another node stored. */
export async function commentsAfter(db: Reader, place: Place, number: number): Promise<CommentRecord[]> {
  const rows = await db.select(columns).from(comment).where(and(inMeeting(place), sql`${comment.number} > ${number}`)).orderBy(asc(comment.number)).limit(5000);
  return rows.map(record);
}

/** How many are shown on each item with the newest of them, and the latest number of the meeting: all of one moment. */
export const newestOf = (db: Drizzle, { community, meeting }: Place, most: number): Promise<{ totals: Map<string, number>; last: number; newest: CommentRecord[] }> => db.transaction(async (tx) => {
  const totals = await tx.select({ item: commentTotal.itemId, shown: commentTotal.shown }).from(commentTotal).where(and(eq(commentTotal.communityId, community), eq(commentTotal.meetingId, meeting)));
  const [counter] = await tx.select({ last: commentCounter.last }).from(commentCounter).where(and(eq(commentCounter.communityId, community), eq(commentCounter.meetingId, meeting)));
  const newest = totals.length === 0 ? [] : await tx.execute<Omit<CommentRecord, "at"> & { at: string }>(sql`
    select newest.* from comment_total total cross join lateral (
      select id, number, item_id as item, author, tag, parent, body, held, hidden, agreed, key, at from comment
      where community_id = total.community_id and meeting_id = total.meeting_id and item_id = total.item_id and not held and not hidden order by number desc limit ${most}
    ) newest where total.community_id = ${community} and total.meeting_id = ${meeting}`);
  return { totals: new Map(totals.map(({ item, shown }) => [item, shown])), last: counter?.last ?? 0, newest: newest.map(record) };
}, { isolationLevel: "repeatable read", accessMode: "read only" });

/** An act lets a comment in, hides or restores it; the figure of its item follows. */
export async function setShown(tx: Transaction, place: Place, { comment: id, ...set }: { comment: string; held?: boolean; hidden?: boolean }) {
  const [before] = await tx.select({ item: comment.itemId, held: comment.held, hidden: comment.hidden }).from(comment).where(and(inMeeting(place), eq(comment.id, id))).for("update");
  if (!before) return;
  await tx.update(comment).set(set).where(and(inMeeting(place), eq(comment.id, id)));
  const after = { ...before, ...set };
  const step = Number(!after.held && !after.hidden) - Number(!before.held && !before.hidden);
  const key = { communityId: place.community, meetingId: place.meeting, itemId: before.item };
  if (step !== 0) await tx.insert(commentTotal).values({ ...key, shown: step }).onConflictDoUpdate({ target: [commentTotal.communityId, commentTotal.meetingId, commentTotal.itemId], set: { shown: sql`${commentTotal.shown} + ${step}` } });
}

/** Counts anew how many are shown. */
export async function countShown(tx: Transaction, { community, meeting }: Place) {
  await tx.delete(commentTotal).where(and(eq(commentTotal.communityId, community), eq(commentTotal.meetingId, meeting)));
  await tx.execute(sql`insert into comment_total (community_id, meeting_id, item_id, shown) select community_id, meeting_id, item_id, count(*) filter (where not held and not hidden) from comment where community_id = ${community} and meeting_id = ${meeting} group by community_id, meeting_id, item_id`);
}

export async function commentFacts(tx: Transaction, place: Place, id: string): Promise<StoredComment | null> {
  const [row] = await tx.select(columns).from(comment).where(and(inMeeting(place), eq(comment.id, id)));
  return row ? { item: row.item, author: row.author, held: row.held, hidden: row.hidden } : null;
}

/** Counts and digests, once no comment of the items is under way and none can come before the act is over. */
export async function digestItems(tx: Transaction, place: Place, items: readonly string[]): Promise<Record<string, CommentsDigest>> {
  if (items.length === 0) return {};
  const { community, meeting } = place;
  await tx.select({ id: agendaItem.id }).from(agendaItem).where(and(eq(agendaItem.communityId, community), eq(agendaItem.meetingId, meeting), inArray(agendaItem.id, [...items]))).orderBy(asc(agendaItem.id)).for("update");
  return digestOf(tx, place, { items });
}

/** SHA-256 over every comment in order, shown or not: numbers, authors and hashes, so that a text removed by law breaks nothing. first: over so many of each item, where it was taken up again later. */
export async function digestOf(db: Reader, place: Place, { items, first = Number.POSITIVE_INFINITY }: { items: readonly string[]; first?: number }): Promise<Record<string, CommentsDigest>> {
  const rows = await db.select({ item: comment.itemId, id: comment.id, number: comment.number, author: comment.author, enteredBy: comment.enteredBy, tag: comment.tag, parent: comment.parent, hash: comment.hash, at: comment.at })
    .from(comment).where(and(inMeeting(place), inArray(comment.itemId, [...items]))).orderBy(asc(comment.number));
  return Object.fromEntries(items.map((item) => {
    const own = rows.filter((row) => row.item === item).slice(0, first);
    return [item, { count: own.length, digest: sha256(own.map(({ at, ...row }) => canonicalize({ ...row, at: at.getTime() })!).join("\n")) }];
  }));
}

/** The words of every comment with what their hash was made of. */
export const commentTexts = (db: Reader, place: Place) => db.select({ body: comment.body, salt: comment.salt, hash: comment.hash }).from(comment).where(inMeeting(place));

export type AgreeAsk = { readonly person: string; readonly comment: string; readonly on: boolean };

/** 我也这么想, given or taken back, many at once; answers the comments whose figure changed, with the figure. */
export async function storeAgreed(sqlPool: Sql, { community, meeting }: Place, asks: readonly AgreeAsk[]): Promise<Map<string, number>> {
  const latest = [...new Map(asks.map((ask) => [`${ask.comment} ${ask.person}`, ask])).values()];
  const rows = await sqlPool<{ id: string; agreed: number }[]>`
    with asked as (select * from unnest(${latest.map((ask) => ask.comment)}::text[], ${latest.map((ask) => ask.person)}::text[], ${latest.map((ask) => String(ask.on))}::text[]::boolean[]) as a (comment_id, person_id, wanted)),
    -- First of all, and always in the same order, so that two nodes cannot wait for each other.
    locked as materialized (
      select id, held, hidden from comment where community_id = ${community} and meeting_id = ${meeting} and id in (select comment_id from asked) order by id for no key update
    ),
    added as (
      insert into comment_agree (community_id, meeting_id, comment_id, person_id)
      select ${community}, ${meeting}, asked.comment_id, asked.person_id from locked
      join asked on asked.comment_id = locked.id and asked.wanted::boolean
      where not locked.held and not locked.hidden on conflict do nothing returning comment_id
    ),
    removed as (
      delete from comment_agree using locked join asked on asked.comment_id = locked.id and not asked.wanted::boolean
      where community_id = ${community} and meeting_id = ${meeting} and comment_agree.comment_id = locked.id and comment_agree.person_id = asked.person_id
      returning comment_agree.comment_id
    ),
    changed as (select comment_id, sum(step)::int as step from (select comment_id, 1 as step from added union all select comment_id, -1 from removed) steps group by comment_id)
    update comment set agreed = agreed + changed.step from changed join locked on locked.id = changed.comment_id
    where comment.community_id = ${community} and comment.meeting_id = ${meeting} and comment.id = changed.comment_id
    returning comment.id, comment.agreed`;
  return new Map(rows.map(({ id, agreed }) => [id, agreed]));
}

const mostAgreed = 500;

/** With which comments of the meeting each of these people agrees, the newest of them. */
export async function agreedIn(pool: Sql, asks: readonly (Place & { readonly person: string })[]): Promise<string[][]> {
  const rows = await pool<{ meeting: string; person: string; ids: string[] }[]>`
    select asked.meeting, asked.person, own.ids
    from unnest(${asks.map(({ community }) => community)}::text[], ${asks.map(({ meeting }) => meeting)}::text[], ${asks.map(({ person }) => person)}::text[]) as asked (community, meeting, person)
    cross join lateral (
      select array_agg(newest.id) as ids from (
        select agree.comment_id as id from comment_agree agree join comment on comment.community_id = agree.community_id and comment.meeting_id = agree.meeting_id and comment.id = agree.comment_id
        where agree.community_id = asked.community and agree.meeting_id = asked.meeting and agree.person_id = asked.person order by comment.number desc limit ${mostAgreed}
      ) newest
    ) own where own.ids is not null`;
  const found = new Map(rows.map(({ meeting, person, ids }) => [`${meeting} ${person}`, ids]));
  return asks.map(({ meeting, person }) => found.get(`${meeting} ${person}`) ?? []);
}

/** With which of these comments the person agrees. */
export async function agreedBy(db: Reader, { community, meeting }: Place, { person, comments }: { person: string; comments: readonly string[] }): Promise<string[]> {
  if (comments.length === 0) return [];
  const rows = await db.select({ id: commentAgree.commentId }).from(commentAgree)
    .where(and(eq(commentAgree.communityId, community), eq(commentAgree.meetingId, meeting), eq(commentAgree.personId, person), inArray(commentAgree.commentId, [...comments])));
  return rows.map(({ id }) => id);
}
