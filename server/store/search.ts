import { and, arrayContains, desc, eq, inArray, notExists, sql } from "drizzle-orm";
import { body, meeting, meetingText, minutesEdition, searchEntry } from "../../drizzle/schema";
import { fold } from "../../app/rules/meeting/apply";
import type { MeetingEvent } from "../../app/rules/meeting/events";
import { agendaOf, emptyMeeting, type MeetingState } from "../../app/rules/meeting/state";
import type { SearchHit } from "../../app/wire/public";
import { verdictWords } from "../../app/words/sentences";
import { excerptOf, pairsOf, termsOf } from "../search-words";
import type { Link, Place } from "./chain";
import type { Drizzle, Transaction } from "./database";
import { readLinks } from "./log";

type Entry = Pick<typeof searchEntry.$inferInsert, "kind" | "ref" | "title" | "body">;
type Kind = Entry["kind"];

/** What may change what is public of a meeting. */
const touching: ReadonlySet<MeetingEvent["type"]> = new Set<MeetingEvent["type"]>(["notice.posted", "check-in.opened", "round.announced", "minutes.published"]);

/** In the transaction of an act: what the public search finds follows what the act made public. */
export async function followSearch(tx: Transaction, place: Place, { before, links }: { before: MeetingState; links: readonly Link[] }): Promise<void> {
  if (links.some(({ event }) => touching.has(event.type))) await indexMeeting(tx, place, fold(links, before));
}

/** A paper that nobody was told of, or that changed since, is nothing to find; a meeting from before there were notices is public once check-in opens. */
const isPublic = ({ notice, stage }: MeetingState) => (notice ? !notice.stale : stage !== "draft" && stage !== "none");

async function indexMeeting(tx: Transaction, place: Place, state: MeetingState): Promise<void> {
  const { plan } = state;
  if (!plan || !isPublic(state)) return;
  const entries = [...await paperEntries(tx, place, state), ...await minutesEntries(tx, place)];
  await tx.delete(searchEntry).where(and(eq(searchEntry.communityId, place.community), eq(searchEntry.meetingId, place.meeting)));
  const rows = entries.map((entry) => ({ communityId: place.community, meetingId: place.meeting, ...entry, pairs: [...pairsOf(`${entry.title}\n${entry.body}`), place.community], at: new Date(plan.startsAt) }));
  if (rows.length > 0) await tx.insert(searchEntry).values(rows);
}

/** Titles and texts as noticed, and of results what was announced. */
async function paperEntries(tx: Transaction, { community, meeting: id }: Place, state: MeetingState): Promise<Entry[]> {
  const plan = state.plan!;
  const items = agendaOf(state);
  const announced = state.rounds.filter(({ result }) => result);
  const wanted = [plan.title, plan.place, plan.convener, ...items.flatMap(({ title, text, resolution }) => [title, text, resolution]), ...announced.map(({ text }) => text)].map((ref) => ref.id);
  const rows = await tx.select({ id: meetingText.id, body: meetingText.body }).from(meetingText).where(and(eq(meetingText.communityId, community), eq(meetingText.meetingId, id), inArray(meetingText.id, wanted)));
  const texts = new Map(rows.map((row) => [row.id, row.body ?? ""]));
  const said = (...refs: readonly { id: string }[]) => [...new Set(refs.map((ref) => texts.get(ref.id) ?? ""))].filter(Boolean).join("\n");
  const [host] = await tx.select({ name: body.name }).from(meeting).innerJoin(body, and(eq(body.communityId, meeting.communityId), eq(body.id, meeting.bodyId))).where(and(eq(meeting.communityId, community), eq(meeting.id, id)));
  return [
    { kind: "meeting", ref: id, title: said(plan.title), body: [host?.name ?? "", said(plan.place, plan.convener)].filter(Boolean).join("\n") },
    ...items.map((item): Entry => {
      const own = announced.filter((round) => round.item === item.id);
      // A verdict stands with the words that it was on: an item may have several.
      const put = own.map(({ text, result }) => `${said(text)}（${verdictWords(result!.outcome)}）`);
      return { kind: "item", ref: item.id, title: said(item.title), body: [said(item.text), own.some(({ text }) => said(text) === said(item.resolution)) ? "" : said(item.resolution), ...put].filter(Boolean).join("\n") };
    }),
  ];
}

/** The newest edition, and of it only what everybody may read. */
async function minutesEntries(tx: Transaction, { community, meeting: id }: Place): Promise<Entry[]> {
  const [newest] = await tx.select({ version: minutesEdition.version, content: minutesEdition.content }).from(minutesEdition)
    .where(and(eq(minutesEdition.communityId, community), eq(minutesEdition.meetingId, id))).orderBy(desc(minutesEdition.version)).limit(1);
  if (!newest) return [];
  const shown = publicPart(newest.content);
  return shown ? [{ kind: "minutes", ref: String(newest.version), title: shown.heading, body: shown.words }] : [];
}

/** Every word of the edition for the public (公示版), in its order; the archive's copy beside it names people and is left alone. */
function publicPart(content: string): { heading: string; words: string } | null {
  const { public: shown } = JSON.parse(content) as { public?: { heading?: unknown } };
  if (!shown || typeof shown.heading !== "string") return null;
  const { heading, ...rest } = shown;
  return { heading, words: wordsIn(rest).join("\n") };
}

/** Names of parts (kind: "list") are no words: only texts with a character of a script beyond Latin, or with a space. */
function wordsIn(value: unknown): string[] {
  if (typeof value === "string") return /\p{Script=Han}|\s/u.test(value) ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(wordsIn) : [];
}

/** At start: meetings that were there before the search was, and minutes that it does not know. */
export async function fillSearch(db: Drizzle): Promise<void> {
  const known = (kind: Kind) => db.select({ one: sql`1` }).from(searchEntry).where(and(eq(searchEntry.communityId, meeting.communityId), eq(searchEntry.meetingId, meeting.id), eq(searchEntry.kind, kind)));
  const published = db.select({ one: sql`1` }).from(minutesEdition).where(and(eq(minutesEdition.communityId, meeting.communityId), eq(minutesEdition.meetingId, meeting.id)));
  const missing = await db.select({ community: meeting.communityId, meeting: meeting.id }).from(meeting)
    .where(sql`${meeting.stage} <> 'none' and (${notExists(known("meeting"))} or (exists ${published} and ${notExists(known("minutes"))}))`);
  for (const place of missing) {
    await db.transaction(async (tx) => {
      // As an act locks it, so that none is told twice.
      await tx.select({ id: meeting.id }).from(meeting).where(and(eq(meeting.communityId, place.community), eq(meeting.id, place.meeting))).for("no key update");
      await indexMeeting(tx, place, fold(await readLinks(tx, place, 0), emptyMeeting));
    });
  }
}

const mostHits = 30;

/** Texts with all of the terms, newest first; null where none of them has two characters. */
export async function searchIn(db: Drizzle, community: string, words: string): Promise<SearchHit[] | null> {
  const terms = termsOf(words);
  const pairs = terms.flatMap(pairsOf);
  if (pairs.length === 0) return null;
  const found = db.select({ kind: searchEntry.kind, meeting: searchEntry.meetingId, ref: searchEntry.ref, title: searchEntry.title, body: searchEntry.body, at: searchEntry.at }).from(searchEntry)
    .where(and(eq(searchEntry.communityId, community), arrayContains(searchEntry.pairs, [...pairs, community]))).orderBy(desc(searchEntry.at), searchEntry.kind, searchEntry.ref);
  // Pairs are looked up, words are read: newest first, and no further than to the last hit that is told. Where pairs are everywhere and words are not, everything.
  const read = (newest: number | null) => db.execute<{ kind: Kind; meeting_id: string; ref: string; title: string; body: string; at: string }>(sql`
    with found as materialized (${found} limit ${newest}::bigint), said as materialized (select *, normalize(lower(title || E'\n' || body), NFKC) as words from found)
    select kind, meeting_id, ref, title, body, at from said where ${and(...terms.map((term) => sql`strpos(words, ${term}) > 0`))} limit ${mostHits}`);
  const newest = await read(4 * mostHits);
  const rows = newest.length < mostHits ? await read(null) : newest;
  return rows.map(({ kind, meeting_id: id, ref, title, at, body: all }) => ({ kind, meeting: id, ref, title, at: new Date(at).getTime(), ...excerptOf(all, terms) }));
}
