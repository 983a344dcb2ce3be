/** What people say and practise outside the fold: opinions, agreement, rehearsals. Each has a lane of its own, and never a vote's. */
import type { CommandOf } from "../app/rules/meeting/commands";
import { conductNow } from "../app/rules/meeting/state";
import { refuse, type Refusal } from "../app/rules/meeting/refusal";
import { commentsShown, type Agreed, type CommentNews, type CommentRow } from "../app/wire/protocol";
import type { Clock } from "./council";
import { gather } from "./gather";
import type { Hall, Halls } from "./hall";
import { paces } from "./pace";
import type { Place } from "./store/chain";
import { agreedBy, commentCounts, commentsAfter, commentsById, commentsOf, keptComments, storeAgreed, storeComments, unshownOf, type AgreeAsk, type CommentAsk, type CommentRecord } from "./store/comments";
import type { Database } from "./store/database";
import type { TalkNews } from "./store/nodes";

/** Opinions as this node knows them: the newest of each item, and how many there are. */
type Said = { last: number; readonly items: Map<string, { total: number; rows: CommentRow[] }> };
export type TalkTold = { readonly comments?: readonly CommentNews[]; readonly agreed?: Agreed; readonly practised?: true };
type Listener = (news: TalkTold) => void;
type Posted = { readonly ok: true; readonly row: CommentRow; readonly at: number } | Refusal;
type Deps = { readonly database: Database; readonly halls: Halls; readonly clock: Clock; readonly tellNodes: (place: Place, kind: TalkNews, ids: readonly string[]) => void };

export type TalkHouse = ReturnType<typeof openTalk>;
const nameOf = ({ community, meeting }: Place) => `${community}/${meeting}`;

export function openTalk({ database, halls, clock, tellNodes }: Deps) {
  const { db, sql } = database;
  const said = new Map<string, Promise<Said>>();
  const listeners = new Map<string, Set<Listener>>();
  const pace = paces();
  const postLanes = new Map<string, (ask: CommentAsk) => Promise<CommentRecord | null>>();
  const agreeLanes = new Map<string, (ask: AgreeAsk) => Promise<boolean>>();

  const tell = (place: Place, news: TalkTold) => { for (const one of listeners.get(nameOf(place)) ?? []) one(news); };

  /** Loaded once, and kept up by what is stored here and heard of other nodes. */
  function saidIn(hall: Hall): Promise<Said> {
    const name = nameOf(hall.place);
    // A meeting that nobody looks at is read when it is asked for, and not kept.
    if (!listeners.has(name)) return load(hall);
    const found = said.get(name) ?? load(hall);
    said.set(name, found);
    found.catch(() => said.delete(name));
    return found;
  }

  async function load(hall: Hall): Promise<Said> {
    const { totals, last } = await commentCounts(db, hall.place);
    const items = new Map<string, { total: number; rows: CommentRow[] }>();
    for (const [item, total] of totals) items.set(item, { total, rows: await rowsFor(hall, await commentsOf(db, hall.place, { item, before: null, most: commentsShown, hidden: false })) });
    return { last, items };
  }

  /** As they are read: people as they are called in the hall, and whom a reply answers. */
  async function rowsFor(hall: Hall, records: readonly CommentRecord[]): Promise<CommentRow[]> {
    const parents = new Map((await commentsById(db, hall.place, [...new Set(records.flatMap(({ parent }) => parent ?? []))])).map((one) => [one.id, one.author]));
    const names = await halls.namesFor(hall, [...records.map(({ author }) => author), ...parents.values()]);
    return records.map(({ body, key: _, held, hidden, ...row }) => ({
      ...row, text: body, name: names[row.author] ?? "", to: row.parent ? names[parents.get(row.parent) ?? ""] ?? "" : null, ...(held && { held: true as const }), ...(hidden && { hidden: whyHidden(hall, row.id) }),
    }));
  }

  const whyHidden = ({ state, texts }: Hall, id: string) => {
    const why = state.comments.hidden.find((one) => one.comment === id)?.reason;
    return (why && texts.get(why.id)?.body) ?? "";
  };

  /** Rows that are shown now come to the others and to every page; held ones to those who let them in (crowd-talk.ts). */
  async function absorb(hall: Hall, records: readonly CommentRecord[]) {
    if (!listeners.has(nameOf(hall.place))) return;
    const known = await saidIn(hall);
    // Numbers commit in order: one that is missing before these was stored by another node.
    const first = Math.min(...records.map(({ number }) => number));
    const all = first > known.last + 1 ? await commentsAfter(db, hall.place, known.last) : records;
    const fresh = all.filter(({ number, hidden }) => number > known.last && !hidden);
    known.last = Math.max(known.last, ...all.map(({ number }) => number));
    if (fresh.length === 0) return;
    const rows = await rowsFor(hall, fresh);
    const news = [...new Set(rows.map(({ item }) => item))].map((item): CommentNews => {
      const own = rows.filter((row) => row.item === item);
      const shown = own.filter(({ held }) => !held);
      const before = known.items.get(item) ?? { total: 0, rows: [] };
      const rowsNow = new Map([...before.rows, ...shown].map((row) => [row.id, row]));
      const after = { total: before.total + shown.length, rows: [...rowsNow.values()].sort((a, b) => b.number - a.number).slice(0, commentsShown) };
      known.items.set(item, after);
      return { item, total: after.total, fresh: false, rows: own.slice(-commentsShown) };
    });
    tell(hall.place, { comments: news });
  }

  /** What a hidden, restored or admitted comment changes: the item is read anew. */
  async function reread(hall: Hall, ids: readonly string[]) {
    const known = await saidIn(hall);
    const items = new Set((await commentsById(db, hall.place, ids)).map(({ item }) => item));
    const { totals } = await commentCounts(db, hall.place);
    const news: CommentNews[] = [];
    for (const item of items) {
      const rows = await rowsFor(hall, await commentsOf(db, hall.place, { item, before: null, most: commentsShown, hidden: false }));
      known.items.set(item, { total: totals.get(item) ?? 0, rows });
      news.push({ item, total: totals.get(item) ?? 0, fresh: true, rows });
    }
    if (news.length > 0) tell(hall.place, { comments: news });
  }

  const laneFor = (hall: Hall) => {
    const { place } = hall;
    const lane = postLanes.get(nameOf(place)) ?? gather<CommentAsk, CommentRecord | null>(async (asks) => {
      const stored = await storeComments(sql, place, { asks, told: clock.told ? clock.now() : null });
      await absorb(hall, stored);
      if (stored.length > 0) tellNodes(place, "said", []);
      const kept = stored.length < asks.length ? await keptComments(db, place, asks) : [];
      return asks.map(({ author, key }) => [...stored, ...kept].find((row) => row.author === author && row.key === key) ?? null);
    }, { linger: 5, isBadAsk });
    postLanes.set(nameOf(place), lane);
    return lane;
  };

  /** [C1] [C2] The rules have granted the right; item, parent and "once" are decided where the comment is stored. */
  async function post(hall: Hall, actor: string, { key, command }: { key: string; command: CommandOf<"comment.post"> }): Promise<Posted> {
    const { item, person, tag, parent, text } = command;
    const { commentBurst, commentSeconds } = conductNow(hall.state);
    const [kept] = await keptComments(db, hall.place, [{ author: person, key }]);
    const wait = kept ? 0 : pace.take(`${nameOf(hall.place)} ${person}`, { burst: commentBurst, every: commentSeconds * 1000, now: clock.now() });
    if (wait > 0) return refuse("too-fast", "C2", { wait: Math.ceil(wait / 1000) });
    const record = kept ?? await laneFor(hall)({ author: person, enteredBy: actor === person ? null : actor, item, tag, parent, text, held: hall.state.comments.moderated, key });
    if (!record) return whyNotStored(hall, command);
    if (record.body !== text || record.item !== item || record.parent !== parent) return refuse("key-used", "M1");
    const [row] = await rowsFor(hall, [record]);
    return { ok: true, row: row!, at: record.at };
  }

  async function whyNotStored(hall: Hall, { item, parent }: CommandOf<"comment.post">): Promise<Refusal> {
    const [above] = parent ? await commentsById(db, hall.place, [parent]) : [];
    if (parent && (!above || above.item !== item || above.held || above.hidden)) return refuse("unknown-comment", "C1");
    if (above?.parent) return refuse("reply-level", "C1");
    await halls.refresh(hall.place);
    return refuse("comments-closed", "C6", { at: hall.state.items.find(({ id }) => id === item)?.endedAt ?? clock.now() });
  }

  async function agree(hall: Hall, person: string, { comment, on }: CommandOf<"comment.agree">): Promise<Refusal | null> {
    const { place } = hall;
    const [row] = await commentsById(db, place, [comment]);
    if (!row || row.held || row.hidden) return refuse("unknown-comment", "C1");
    const lane = agreeLanes.get(nameOf(place)) ?? gather<AgreeAsk, boolean>(async (asks) => {
      const figures = await storeAgreed(sql, place, asks);
      if (figures.size > 0) { await changed(hall, figures); tellNodes(place, "agreed", [...figures.keys()]); }
      return asks.map(() => true);
    }, { linger: 200, isBadAsk });
    agreeLanes.set(nameOf(place), lane);
    await lane({ person, comment, on });
    return null;
  }

  async function changed(hall: Hall, figures: ReadonlyMap<string, number>) {
    const known = await saidIn(hall);
    for (const one of known.items.values()) one.rows = one.rows.map((row) => (figures.has(row.id) ? { ...row, agreed: figures.get(row.id)! } : row));
    tell(hall.place, { agreed: Object.fromEntries(figures) });
  }

  return {
    post, agree, reread,
    /** The newest opinions on an item, for a page that comes in. */
    async newest(hall: Hall, item: string): Promise<CommentNews> {
      return { item, fresh: true, ...((await saidIn(hall)).items.get(item) ?? { total: 0, rows: [] }) };
    },
    /** With which of the newest the person agrees, and what they wrote that is not shown. */
    async mine(hall: Hall, person: string): Promise<{ agreed?: string[]; unshown?: CommentRow[] }> {
      const rows = hall.state.current ? (await saidIn(hall)).items.get(hall.state.current)?.rows ?? [] : [];
      const agreed = await agreedBy(db, hall.place, { person, comments: rows.filter((row) => row.agreed > 0).map(({ id }) => id) });
      const { hidden, moderated } = hall.state.comments;
      const unshown = hidden.length > 0 || moderated ? await rowsFor(hall, await unshownOf(db, hall.place, person)) : [];
      return { ...(agreed.length > 0 && { agreed }), ...(unshown.length > 0 && { unshown }) };
    },
    /** A page of opinions, older than a number; hidden and held ones for staff. */
    async page(hall: Hall, { item, before, hidden, person }: { item: string; before: number | null; hidden: boolean; person: string | null }) {
      const records = await commentsOf(db, hall.place, { item, before, most: commentsShown + 1, hidden });
      const rows = await rowsFor(hall, records.slice(0, commentsShown));
      const agreed = person ? await agreedBy(db, hall.place, { person, comments: rows.map(({ id }) => id) }) : [];
      return { rows, more: records.length > commentsShown, agreed };
    },
    one: async (hall: Hall, id: string): Promise<CommentRow | null> => (await rowsFor(hall, (await commentsById(db, hall.place, [id])).filter(({ held, hidden }) => !held && !hidden)))[0] ?? null,
    /** Another node stored something. */
    async heardSaid(hall: Hall) { await absorb(hall, await commentsAfter(db, hall.place, (await saidIn(hall)).last)); },
    async heardAgreed(hall: Hall, ids: readonly string[]) { await changed(hall, new Map((await commentsById(db, hall.place, ids)).map(({ id, agreed }) => [id, agreed]))); },
    practised(place: Place) { tell(place, { practised: true }); tellNodes(place, "practised", []); },
    heardPractised(place: Place) { tell(place, { practised: true }); },
    listen(place: Place, listener: Listener): () => void {
      const all = listeners.get(nameOf(place)) ?? new Set();
      listeners.set(nameOf(place), all.add(listener));
      return () => { all.delete(listener); if (all.size === 0) { listeners.delete(nameOf(place)); said.delete(nameOf(place)); } };
    },
  };
}

/** SQLSTATE classes 22 and 23: the data of one ask is to blame, not the database. */
const isBadAsk = (reason: unknown) => /^2[23]/.test(String((reason as { code?: unknown }).code));
