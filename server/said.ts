/** Opinions as this node knows them: the newest of each item, and how many there are. Changes come one after the other. */
import { commentsShown, type CommentNews, type CommentRow } from "../app/wire/protocol";
import type { Hall, Halls } from "./hall";
import type { Place } from "./store/chain";
import { commentsById, newestOf, type CommentRecord } from "./store/comments";
import type { Drizzle } from "./store/database";

type Item = { total: number; rows: CommentRow[] };
/** last: the highest number that this node knows of. */
export type Said = { last: number; items: Map<string, Item> };
type From = { readonly db: Drizzle; readonly halls: Halls };

const nameOf = ({ community, meeting }: Place) => `${community}/${meeting}`;

export function openSaid(from: From) {
  const kept = new Map<string, Promise<Said>>();
  const turns = new Map<string, Promise<unknown>>();

  /** In one snapshot, so that figures and rows are of the same moment. */
  async function read(hall: Hall): Promise<Said> {
    const { totals, last, newest } = await newestOf(from.db, hall.place, commentsShown);
    const rows = await rowsFor(from, hall, newest);
    return { last, items: new Map([...totals].map(([item, total]) => [item, { total, rows: rows.filter((row) => row.item === item) }])) };
  }

  /** Read once, and kept up by what is stored here and heard of other nodes. */
  function of(hall: Hall): Promise<Said> {
    const name = nameOf(hall.place);
    const found = kept.get(name) ?? read(hall);
    kept.set(name, found);
    found.catch(() => kept.delete(name));
    return found;
  }

  function inTurn(hall: Hall, work: (known: Said) => Promise<void>): Promise<void> {
    const name = nameOf(hall.place);
    const turn = (turns.get(name) ?? Promise.resolve()).catch(() => {}).then(async () => work(await of(hall)));
    turns.set(name, turn);
    void turn.catch(() => {}).then(() => turns.get(name) === turn && turns.delete(name));
    return turn;
  }

  /** Takes in what is new of these, and answers what to tell. */
  async function add(hall: Hall, known: Said, records: readonly CommentRecord[]): Promise<CommentNews[]> {
    const fresh = records.filter(({ number, hidden }) => number > known.last && !hidden);
    const rows = await rowsFor(from, hall, fresh);
    known.last = Math.max(known.last, ...records.map(({ number }) => number));
    return [...new Set(rows.map(({ item }) => item))].map((item) => {
      const own = rows.filter((row) => row.item === item);
      const shown = own.filter(({ held }) => !held);
      const before = known.items.get(item) ?? { total: 0, rows: [] };
      const all = new Map([...before.rows, ...shown].map((row) => [row.id, row]));
      const after = { total: before.total + shown.length, rows: [...all.values()].sort((a, b) => b.number - a.number).slice(0, commentsShown) };
      known.items.set(item, after);
      return { item, total: after.total, fresh: false, rows: own.slice(-3 * commentsShown) };
    });
  }

  /** Everything anew. Told are the items in question, and those on which something came in meanwhile. */
  async function renew(hall: Hall, known: Said, touched: readonly string[]): Promise<CommentNews[]> {
    const before = known.items;
    Object.assign(known, await read(hall));
    const changed = [...known.items.keys()].filter((item) => touched.includes(item) || before.get(item)?.total !== known.items.get(item)!.total);
    return changed.map((item) => ({ item, fresh: true, ...known.items.get(item)! }));
  }

  return { read, of, inTurn, add, renew, forget: (place: Place) => { kept.delete(nameOf(place)); } };
}

/** As they are read: people as they are called in the hall, and whom a reply answers. */
export async function rowsFor({ db, halls, forPublic = false }: From & { readonly forPublic?: boolean }, hall: Hall, records: readonly CommentRecord[]): Promise<CommentRow[]> {
  const parents = new Map((await commentsById(db, hall.place, [...new Set(records.flatMap(({ parent }) => parent ?? []))])).map((one) => [one.id, one.author]));
  const names = await halls.namesFor(hall, [...new Set([...records.map(({ author }) => author), ...parents.values()])], forPublic);
  return records.map(({ body, key: _, held, hidden, ...row }) => ({
    ...row, text: body, name: names[row.author] ?? "", to: row.parent ? names[parents.get(row.parent) ?? ""] ?? "" : null, ...(held && { held: true as const }), ...(hidden && { hidden: whyHidden(hall, row.id) }),
  }));
}

function whyHidden({ state, texts }: Hall, id: string): string {
  const why = state.comments.hidden.find((one) => one.comment === id)?.reason;
  return (why && texts.get(why.id)?.body) ?? "";
}
