/** What people say and practise outside the fold: opinions, agreement, rehearsals. Each has a lane of its own, and never a vote's. */
import type { CommandOf } from "../app/rules/meeting/commands";
import { conductNow } from "../app/rules/meeting/state";
import { refuse, type Refusal } from "../app/rules/meeting/refusal";
import { commentsShown, type Agreed, type CommentNews, type CommentRow } from "../app/wire/protocol";
import type { Audience } from "../app/rules/meeting/see";
import type { Clock } from "./council";
import { gather } from "./gather";
import { isPublic, type Hall, type Halls } from "./hall";
import { paces } from "./pace";
import { openSaid, rowsFor, type Said } from "./said";
import type { Place } from "./store/chain";
import { agreedBy, agreedIn, commentsAfter, commentsById, commentsOf, keptComments, storeAgreed, storeComments, unshownOf, type AgreeAsk, type CommentAsk, type CommentRecord } from "./store/comments";
import type { Database } from "./store/database";
import type { TalkNews } from "./store/nodes";

export type TalkTold = { readonly comments?: readonly CommentNews[]; readonly agreed?: Agreed; readonly practised?: true };
/** fresh: stored now, and not by an earlier sending. */
type Stored = { readonly record: CommentRecord; readonly fresh: boolean };
type Listener = (news: TalkTold) => void;
type Posted = { readonly ok: true; readonly row: CommentRow; readonly at: number } | Refusal;
type Deps = { readonly database: Database; readonly halls: Halls; readonly clock: Clock; readonly onFault: (reason: unknown) => void; readonly tellNodes: (place: Place, kind: TalkNews, ids: readonly string[]) => void };
type Post = { readonly key: string; readonly command: CommandOf<"comment.post"> };

export type TalkHouse = ReturnType<typeof openTalk>;
const nameOf = ({ community, meeting }: Place) => `${community}/${meeting}`;

export function openTalk({ database, halls, clock, onFault, tellNodes }: Deps) {
  const { db, opinions } = database;
  const said = openSaid({ db, halls });
  const listeners = new Map<string, Set<Listener>>();
  const pace = paces();
  const postLanes = new Map<string, (ask: CommentAsk) => Promise<Stored | null>>();
  const agreeLanes = new Map<string, (ask: AgreeAsk) => Promise<boolean>>();
  const agreedOf = gather<Place & { readonly person: string }, string[]>((asks) => agreedIn(database.sql, asks), { linger: 10 });
  const underWay = new Map<string, Promise<Posted>>();

  const tell = (place: Place, news: TalkTold) => { for (const one of listeners.get(nameOf(place)) ?? []) one(news); };
  const tellComments = (place: Place, comments: readonly CommentNews[]) => { if (comments.length > 0) tell(place, { comments }); };

  /** A meeting that nobody looks at is read when it is asked for, and not kept: a change of it is nobody's news. */
  const inTurn = (hall: Hall, work: (known: Said) => Promise<void>) => (listeners.has(nameOf(hall.place)) ? said.inTurn(hall, work) : Promise.resolve());

  /** Rows that are shown now come to the others and to every page; held ones to those who let them in (crowd-talk.ts). */
  const absorb = (hall: Hall, records: readonly CommentRecord[]) => inTurn(hall, async (known) => {
    // Numbers commit in order: one that is missing before these was stored by another node.
    const first = Math.min(...records.map(({ number }) => number));
    const all = first > known.last + 1 ? await commentsAfter(db, hall.place, known.last) : records;
    tellComments(hall.place, await said.add(hall, known, all));
  });

  /** Everything anew, and told: where news could not be read, or another node's were not heard. */
  function renew(hall: Hall) {
    said.forget(hall.place);
    return inTurn(hall, (known) => { tellComments(hall.place, [...known.items].map(([item, one]) => ({ item, fresh: true, ...one }))); return Promise.resolve(); });
  }

  /** What a hidden, restored or admitted comment changes: everything is read anew. Answers whose comments they are. */
  async function reread(hall: Hall, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const touched = await commentsById(db, hall.place, ids);
    await inTurn(hall, async (known) => { tellComments(hall.place, await said.renew(hall, known, touched.map(({ item }) => item))); });
    return new Set(touched.map(({ author }) => author));
  }

  const laneFor = ({ place }: Hall) => {
    const lane = postLanes.get(nameOf(place)) ?? gather<CommentAsk, Stored | null>(async (asks) => {
      const stored = await storeComments(opinions, place, { asks, told: clock.told ? clock.now() : null });
      // Acknowledged once they are stored: telling the pages takes its own time.
      const hall = stored.length > 0 ? await halls.get(place) : null;
      if (hall) void absorb(hall, stored).catch(() => renew(hall)).catch(onFault);
      if (stored.length > 0) tellNodes(place, "said", []);
      const kept = stored.length < asks.length ? await keptComments(db, place, asks) : [];
      const found = new Map([...kept.map((record) => ({ record, fresh: false })), ...stored.map((record) => ({ record, fresh: true }))].map((one) => [`${one.record.author} ${one.record.key}`, one]));
      return asks.map(({ author, key }) => found.get(`${author} ${key}`) ?? null);
    }, { linger: 5, isBadAsk });
    postLanes.set(nameOf(place), lane);
    return lane;
  };

  /** [C1] [C2] The rules have granted the right; item, parent and "once" are decided where the comment is stored. Sent twice at once, by two ways, it is one. */
  function post(hall: Hall, actor: string, asked: Post): Promise<Posted> {
    const name = `${nameOf(hall.place)} ${JSON.stringify([asked.key, asked.command])}`;
    const found = underWay.get(name);
    if (found) return found;
    const posted = postOnce(hall, actor, asked).finally(() => { underWay.delete(name); });
    underWay.set(name, posted);
    return posted;
  }

  async function postOnce(hall: Hall, actor: string, { key, command }: Post): Promise<Posted> {
    const { item, person, tag, parent, text } = command;
    const { commentBurst, commentSeconds } = conductNow(hall.state);
    const [seat, every] = [`${nameOf(hall.place)} ${person}`, commentSeconds * 1000];
    const wait = pace.take(seat, { burst: commentBurst, every, now: clock.now() });
    // What was stored before is answered as before, however fast it is sent again, and takes nothing of the pace.
    const [kept] = wait > 0 ? await keptComments(db, hall.place, [{ author: person, key }]) : [];
    if (wait > 0 && !kept) return refuse("too-fast", "C2", { wait: Math.ceil(wait / 1000) });
    const ask = { author: person, enteredBy: actor === person ? null : actor, item, tag, parent, text, held: hall.state.comments.moderated, key };
    const stored = kept ? null : await laneFor(hall)(ask);
    if (stored && !stored.fresh) pace.giveBack(seat, { every });
    const record = kept ?? stored?.record;
    if (!record) return whyNotStored(hall, command);
    if (record.body !== text || record.item !== item || record.parent !== parent || record.tag !== tag) return refuse("key-used", "M1");
    const [row] = await rowsFor({ db, halls }, hall, [record]);
    return { ok: true, row: row!, at: record.at };
  }

  async function whyNotStored(hall: Hall, { item, parent }: CommandOf<"comment.post">): Promise<Refusal> {
    const [above] = parent ? await commentsById(db, hall.place, [parent]) : [];
    if (parent && (!above || above.item !== item || above.held || above.hidden)) return refuse("unknown-comment", "C1");
    if (above?.parent) return refuse("reply-level", "C1");
    await halls.refresh(hall.place);
    const found = hall.state.items.find(({ id }) => id === item);
    return found ? refuse("comments-closed", "C6", { at: found.endedAt ?? clock.now() }) : refuse("unknown-item", "C6");
  }

  async function agree(hall: Hall, person: string, { comment, on }: CommandOf<"comment.agree">): Promise<Refusal | null> {
    const { place } = hall;
    const [row] = await commentsById(db, place, [comment]);
    if (!row || row.held || row.hidden) return refuse("unknown-comment", "C1");
    const lane = agreeLanes.get(nameOf(place)) ?? gather<AgreeAsk, boolean>(async (asks) => {
      const figures = await storeAgreed(opinions, place, asks);
      const now = figures.size > 0 ? await halls.get(place) : null;
      if (now) { await changed(now, figures); tellNodes(place, "agreed", [...figures.keys()]); }
      return asks.map(() => true);
    }, { linger: 100, isBadAsk });
    agreeLanes.set(nameOf(place), lane);
    await lane({ person, comment, on });
    return null;
  }

  const changed = (hall: Hall, figures: ReadonlyMap<string, number>) => inTurn(hall, (known) => {
    for (const one of known.items.values()) one.rows = one.rows.map((row) => (figures.has(row.id) ? { ...row, agreed: figures.get(row.id)! } : row));
    tell(hall.place, { agreed: Object.fromEntries(figures) });
    return Promise.resolve();
  });

  /** Kept while somebody looks; else read for this one question. */
  const saidIn = (hall: Hall): Promise<Said> => (listeners.has(nameOf(hall.place)) ? said.of(hall) : said.read(hall));

  return {
    post, agree, reread, renew,
    /** The newest opinions on an item, for a page that comes in. */
    async newest(hall: Hall, item: string): Promise<CommentNews> {
      return { item, fresh: true, ...((await saidIn(hall)).items.get(item) ?? { total: 0, rows: [] }) };
    },
    /** With what the person agrees, and what they wrote that is not shown. */
    async mine(hall: Hall, person: string): Promise<{ agreed?: string[]; unshown?: CommentRow[] }> {
      const { hidden, moderated } = hall.state.comments;
      const [agreed, unshown] = await Promise.all([agreedOf({ ...hall.place, person }), hidden.length > 0 || moderated ? unshownOf(db, hall.place, person) : []]);
      return { ...(agreed.length > 0 && { agreed }), ...(unshown.length > 0 && { unshown: await rowsFor({ db, halls }, hall, unshown) }) };
    },
    /** A page of opinions, older than a number; hidden and held ones for staff. */
    async page(hall: Hall, { item, before, audience, person }: { item: string; before: number | null; audience: Audience; person: string | null }) {
      const hidden = audience === "staff";
      const records = await commentsOf(db, hall.place, { item, before, most: commentsShown + 1, hidden });
      const rows = await rowsFor({ db, halls, forPublic: isPublic(hall, audience) }, hall, records.slice(0, commentsShown));
      const agreed = person ? await agreedBy(db, hall.place, { person, comments: rows.map(({ id }) => id) }) : [];
      return { rows, more: records.length > commentsShown, agreed };
    },
    /** How many are shown on each item. */
    async totals(hall: Hall): Promise<Readonly<Record<string, number>>> { return Object.fromEntries([...(await saidIn(hall)).items].map(([item, { total }]) => [item, total])); },
    one: async (hall: Hall, id: string): Promise<CommentRow | null> => (await rowsFor({ db, halls }, hall, (await commentsById(db, hall.place, [id])).filter(({ held, hidden }) => !held && !hidden)))[0] ?? null,
    /** Another node stored something. */
    heardSaid: (hall: Hall) => inTurn(hall, async (known) => { tellComments(hall.place, await said.add(hall, known, await commentsAfter(db, hall.place, known.last))); }),
    async heardAgreed(hall: Hall, ids: readonly string[]) { if (listeners.has(nameOf(hall.place))) await changed(hall, new Map((await commentsById(db, hall.place, ids)).map(({ id, agreed }) => [id, agreed]))); },
    practised(place: Place) { tell(place, { practised: true }); tellNodes(place, "practised", []); },
    heardPractised(place: Place) { tell(place, { practised: true }); },
    listen(place: Place, listener: Listener): () => void {
      const name = nameOf(place);
      const all = listeners.get(name) ?? new Set();
      listeners.set(name, all.add(listener));
      return () => {
        all.delete(listener);
        if (all.size > 0) return;
        said.forget(place);
        for (const one of [listeners, postLanes, agreeLanes]) one.delete(name);
      };
    },
  };
}

/** SQLSTATE classes 22 and 23: the data of one ask is to blame, not the database. */
const isBadAsk = (reason: unknown) => /^2[23]/.test(String((reason as { code?: unknown }).code));
