/** The meetings this node has in hand: their folded state, the latest links, and the words for what they name. */
import { apply } from "../app/rules/meeting/apply";
import { seesEntry } from "../app/rules/meeting/ballot";
import type { Seen } from "../app/rules/meeting/events";
import type { Audience } from "../app/rules/meeting/see";
import { see, seen } from "../app/rules/meeting/see";
import type { EntryId } from "../app/rules/meeting/ids";
import type { Who } from "../app/rules/meeting/rule";
import { emptyMeeting, openEntries, roundInHand, type MeetingState } from "../app/rules/meeting/state";
import type { Choice, Tally } from "../app/rules/tally/verdict";
import { namedIn } from "../app/wire/views";
import { phrased } from "../app/words/phrase.server";
import type { Names, Scene, Told, Texts } from "../app/wire/protocol";
import { foldVersion } from "./fold-version";
import { gather } from "./gather";
import { richFrom } from "./markdown";
import type { Link, Place } from "./store/chain";
import type { Database, Drizzle, Transaction } from "./store/database";
import { keepFold, readFold } from "./store/folds";
import { headOf, readLinks, readTexts, type Head, type StoredText } from "./store/log";
import { namesOf, type PersonNames } from "./store/people";

export type Hall = {
  readonly place: Place;
  state: MeetingState;
  head: Head;
  /** The newest links, oldest first; what is older is answered with a state. */
  log: Link[];
  texts: Map<string, StoredText>;
  names: Map<string, PersonNames>;
  namesAt: number;
  readonly listeners: Set<(links: readonly Link[]) => void>;
  usedAt: number;
  /** As far as this node knows the fold to be kept. */
  keptAt: number;
};

const keptLinks = 500;
/** Read when a meeting is opened, for pages that were cut off with the last node; and how many more before the fold is kept again. */
const openedLinks = 100;
const keptEvery = 100;
const keptHalls = 200;
const namesKept = 60_000;

export type Halls = ReturnType<typeof openHalls>;

/** onFault: a fold could not be kept; the next start folds more. */
export function openHalls({ db }: Pick<Database, "db">, onFault: (reason: unknown) => void) {
  const halls = new Map<string, Hall>();
  let corrections = 0;
  const lines = new Map<string, Promise<unknown>>();
  const nameOf = ({ community, meeting }: Place) => `${community}/${meeting}`;

  /** One at a time per meeting, before a connection is taken. */
  function inLine<T>(place: Place, work: () => Promise<T>): Promise<T> {
    const name = nameOf(place);
    const result = (lines.get(name) ?? Promise.resolve()).then(work, work);
    lines.set(name, result);
    void result.catch(() => {}).then(() => lines.get(name) === result && lines.delete(name));
    return result;
  }

  async function load(place: Place): Promise<Hall | null> {
    const head = await headOf(db, place);
    if (!head) return null;
    const { state, links } = await opened(place, head);
    const texts = await readTexts(db, place);
    const hall: Hall = { place, state: emptyMeeting, head: { seq: 0, hash: "" }, log: [], texts, names: new Map(), namesAt: 0, listeners: new Set(), usedAt: Date.now(), keptAt: state.seq };
    start(hall, state, links);
    halls.set(nameOf(place), hall);
    makeRoom();
    keepDue(hall);
    return hall;
  }

  /** A kept fold and the links around it, where it stands on one of them; else the empty meeting and all links. */
  async function opened(place: Place, head: Head): Promise<{ state: MeetingState; links: Link[] }> {
    const kept = head.seq > openedLinks ? await readFold(db, place, foldVersion) : null;
    const from = kept ? Math.max(0, Math.min(kept.head.seq - 1, head.seq - openedLinks)) : 0;
    const links = await readLinks(db, place, from);
    if (kept && links.some(({ seq, hash }) => seq === kept.head.seq && hash === kept.head.hash)) return { state: kept.state, links };
    return { state: emptyMeeting, links: from === 0 ? links : await readLinks(db, place, 0) };
  }

  function start(hall: Hall, state: MeetingState, links: readonly Link[]) {
    const before = links.filter(({ seq }) => seq <= state.seq);
    const last = before.at(-1);
    if (last) Object.assign(hall, { state, head: { seq: last.seq, hash: last.hash }, log: before.slice(-keptLinks) });
    absorb(hall, links);
  }

  /** Kept beside the acts: nobody waits for it. */
  function keepDue(hall: Hall) {
    if (hall.head.seq - hall.keptAt < keptEvery) return;
    hall.keptAt = hall.head.seq;
    keepFold(db, hall.place, { head: hall.head, version: foldVersion, state: hall.state }).catch(onFault);
  }

  function makeRoom() {
    if (halls.size <= keptHalls) return;
    const idle = [...halls.values()].filter((hall) => hall.listeners.size === 0).sort((a, b) => a.usedAt - b.usedAt);
    for (const hall of idle.slice(0, halls.size - keptHalls)) halls.delete(nameOf(hall.place));
  }

  /** Reads what the log has beyond this node's knowledge, and tells the listeners. */
  async function readOn(from: Drizzle | Transaction, hall: Hall) {
    const links = await readLinks(from, hall.place, hall.head.seq);
    for (const [id, text] of await readTexts(from, hall.place, [...namedIn(links).texts.keys()])) hall.texts.set(id, text);
    absorb(hall, links);
  }

  function absorb(hall: Hall, links: readonly Link[]) {
    const fresh = links.filter(({ seq }) => seq > hall.head.seq);
    if (fresh.length === 0) return;
    hall.state = fresh.reduce(apply, hall.state);
    hall.log = [...hall.log, ...fresh].slice(-keptLinks);
    const last = fresh[fresh.length - 1]!;
    hall.head = { seq: last.seq, hash: last.hash };
    for (const tell of hall.listeners) tell(fresh);
  }

  /** The meeting where this node has it already. */
  function inHand(place: Place): Hall | undefined {
    const hall = halls.get(nameOf(place));
    if (hall) hall.usedAt = Date.now();
    return hall;
  }
  const get = async (place: Place) => inHand(place) ?? inLine(place, async () => inHand(place) ?? load(place));

  /** Who asks while a look is under way shares the next one. */
  const looks = new WeakMap<Hall, (ask: null) => Promise<null>>();
  async function refresh(place: Place) {
    const hall = halls.get(nameOf(place));
    if (!hall) return;
    const look = looks.get(hall) ?? gather<null, null>(async (asks) => { await inLine(place, () => readOn(db, hall)); return asks.map(() => null); }, { linger: 0 });
    looks.set(hall, look);
    await look(null);
  }

  async function namesIn(hall: Hall, people: ReadonlySet<string>): Promise<Map<string, PersonNames>> {
    if (Date.now() - hall.namesAt > namesKept) {
      hall.names = new Map();
      hall.namesAt = Date.now();
    }
    // What is read now must not come among what is read after a correction.
    const known = hall.names;
    const missing = [...people].filter((id) => !known.has(id));
    if (missing.length > 0) for (const [id, names] of await namesOf(db, hall.place.community, missing)) known.set(id, names);
    return known;
  }

  /** The words for what a view or its news name. Members and officers by their names; residents as they are called in the hall, and masked for the public when the hall is empty. */
  async function wordsFor(hall: Hall, value: MeetingState | readonly Seen[], audience: Audience): Promise<{ texts: Texts; names: Names }> {
    const { people, texts } = namedIn(value);
    return { texts: Object.fromEntries([...texts.keys()].map((id) => [id, told(hall.texts.get(id))])), names: await namesFor(hall, [...people], isPublic(hall, audience)) };
  }

  async function namesFor(hall: Hall, people: readonly string[], forPublic = false): Promise<Names> {
    const known = await namesIn(hall, new Set(people));
    const { roster } = hall.state;
    const official = officialsOf(hall.state);
    const named = (id: string, { full, called, masked }: PersonNames) => (official.has(id) ? full : forPublic && !roster?.attendees.includes(id) ? masked : called);
    return Object.fromEntries(people.flatMap((id) => { const names = known.get(id); return names ? [[id, named(id, names)] as const] : []; }));
  }

  async function scene(hall: Hall, audience: Audience): Promise<Scene> {
    const view = see(audience, hall.state);
    return { view, ...(await wordsFor(hall, view, audience)) };
  }

  /** The links after `after` as the audience sees them, or null where this node no longer keeps them. */
  function since(hall: Hall, audience: Audience, after: number): Seen[] | null {
    if (after > hall.head.seq) return null;
    if (after < hall.head.seq - hall.log.length) return null;
    return hall.log.filter(({ seq }) => seq > after).map((link) => seen(audience, link));
  }

  return {
    get, inHand, refresh, inLine, absorb, readOn, keepDue, scene, since, wordsFor, namesFor,
    /** The meeting from within its line. */
    held: async (place: Place) => halls.get(nameOf(place)) ?? load(place),
    all: () => [...halls.values()],
    /** People or bodies are called otherwise. */
    forgetNames: () => { corrections += 1; for (const hall of halls.values()) hall.namesAt = 0; },
    /** How often that was so: what was made before is old. */
    corrections: () => corrections,
  };
}

const officials = new WeakMap<MeetingState, ReadonlySet<string | undefined>>();

/** Who is called by the full name; asked for every opinion, which change nothing of the state. */
function officialsOf(state: MeetingState): ReadonlySet<string | undefined> {
  const found = officials.get(state);
  if (found) return found;
  const made = new Set([...(state.roster?.members ?? []), ...Object.values(state.officers).flat(), state.plan?.chair]);
  officials.set(state, made);
  return made;
}

/** After the meeting its pages are read by anybody at any time. */
export const isPublic = ({ state }: Hall, audience: Audience) => state.stage === "closed" && (audience === "watcher" || audience === "screen");

/** The open entries of the desk that the person may read; undefined where there are none. */
export function deskOf({ state, texts }: Hall, who: Who): Record<EntryId, Choice> | undefined {
  const round = roundInHand(state);
  const entries = round?.stage === "open" ? openEntries(round).filter(([, entry]) => seesEntry(entry, who)) : [];
  return entries.length > 0 ? Object.fromEntries(entries.map(([id, entry]) => [id, texts.get(entry.choice.id)!.body as Choice])) : undefined;
}

/** [H2] The figure of hands that the person entered in the round in hand; it is told to nobody else. */
export function countedBy({ state }: Hall, person: string): Tally | undefined {
  const round = roundInHand(state);
  return round?.stage === "open" ? round.hands?.entered?.[person] ?? undefined : undefined;
}

const titles = new Set(["title", "item-title", "resolution", "motion", "poll"]);

/** A choice taken at the desk is no text for a view, whoever looks: it goes to single persons (deskOf). */
function told(text: StoredText | undefined): Told {
  if (!text || text.body === null || text.kind === "choice") return null;
  if (text.kind === "item-text") return richFrom(text.body);
  return titles.has(text.kind) ? phrased(text.body) : text.body;
}
