/** The sockets that look at one meeting on this node, and what is sent to them. */
import type { Server, Socket } from "socket.io";
import type { Seen } from "../app/rules/meeting/events";
import { audiences, seen, type Audience } from "../app/rules/meeting/see";
import type { RoundId } from "../app/rules/meeting/ids";
import type { Role } from "../app/rules/meeting/rights";
import { latestRound, roundInHand } from "../app/rules/meeting/state";
import type { Answer, Counts, Desk, Down, Happened, Mine, MyBallot, ShownCode, Up, Wifi } from "../app/wire/protocol";
import { lately } from "./lately";
import { gatherTalk, heardBy } from "./crowd-talk";
import { frameOf, send } from "./frame";
import { countedBy, deskOf, type Hall, type Halls } from "./hall";
import { myBallot, type OwnAct } from "./lanes";
import type { Metrics } from "./metrics";
import { personalAfter, type Personal } from "./personal";
import type { Actor } from "./seats";
import { turnout } from "./store/ballots";
import type { Link } from "./store/chain";
import type { Drizzle } from "./store/database";
import { rehearsalOf, rehearsalTold, type RehearsalRow } from "./store/rehearsals";
import { wifiOf } from "./store/wifi";
import type { TalkHouse } from "./talk";

/** recent: acts in the last ten seconds. */
export type Seat = { actor: Actor | null; name: string; roles: readonly Role[]; session: string | null; audience: Audience; desk: Desk; hall: Hall; ballot: MyBallot | null; personal: Personal; recent: number };
export type Phone = Socket<Up, Down, Record<string, never>, Seat>;
export type Phones = Server<Up, Down, Record<string, never>, Seat>;

/** Phones that are written to without letting others wait. */
const slice = 128;
const slowestTick = 100;

type Deps = { hall: Hall; halls: Halls; talk: TalkHouse; db: Drizzle; metrics: Metrics; now: () => number; onLinks: (links: readonly Link[]) => Promise<void>; shown: () => ShownCode | null; onFault: (reason: unknown) => void };
type Written = { readonly seq: number; readonly json: Buffer };
export type Crowd = ReturnType<typeof gatherCrowd>;

export function gatherCrowd({ hall, halls, talk, db, metrics, now, onLinks, shown, onFault }: Deps) {
  const phones = new Set<Phone>();
  const byPerson = new Map<string, Set<Phone>>();
  /** Pages that are owed what their own act changed; the ballot, where that is all. */
  const owing = new Map<Phone, MyBallot | null>();
  let pending: Link[] = [];
  let paid: (() => void) | null = null;
  let sending: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | null = null;
  let lastTook = 0;
  let lastEnd = 0;
  let counts: Counts | null = null;
  let lastScan: string | undefined;
  let uncounted: RoundId | null = null;
  let practised = false;
  let wifi: Wifi | null = null;

  const listen = (links: readonly Link[]) => {
    pending.push(...links);
    paid ??= metrics.owe();
    // At once when quiet, else in a tick that leaves the loop free.
    timer ??= setTimeout(flush, Math.max(0, lastEnd + Math.min(slowestTick, 3 * lastTook) - performance.now()));
  };
  hall.listeners.add(listen);

  function flush() {
    timer = null;
    const [links, sent] = [pending, paid];
    [pending, paid] = [[], null];
    sending = sending.then(() => tell(links)).finally(sent);
  }

  /** News for single persons first; whatever becomes of it, everybody gets the numbers. */
  async function tell(links: readonly Link[]) {
    const started = performance.now();
    await onLinks(links).catch(onFault);
    try {
      for (const audience of audiences) await sendTo(audience, links);
    } catch (reason) {
      onFault(reason);
      comeBack();
    }
    lastEnd = performance.now();
    lastTook = lastEnd - started;
  }

  /** Cut as by the network: their pages connect anew, each in its own moment, and catch up by number. */
  function comeBack() {
    for (const phone of [...phones]) phone.conn.close();
  }

  const readers = (audience: Audience) => [...phones].filter(({ data }) => data.audience === audience);

  async function sendTo(audience: Audience, links: readonly Link[]) {
    if (readers(audience).length === 0) return;
    const events = links.map((link) => seen(audience, link));
    const news: Happened = { now: now(), events, ...await halls.wordsFor(hall, events, audience) };
    await broadcast(audience, news);
  }

  /** Slice by slice, so that a huge meeting does not hold up other requests. */
  async function broadcast(audience: Audience, news: Happened) {
    const all = readers(audience);
    if (all.length === 0) return;
    const frame = frameOf("happened", JSON.stringify(news));
    for (let at = 0; at < all.length; at += slice) {
      // Whoever came to see more or less meanwhile was told everything anew.
      for (const phone of all.slice(at, at + slice)) if (phone.data.audience === audience) send(phone, frame);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  const said = gatherTalk({ hall, talk, metrics, now, broadcast, onFault, onPractised: () => { practised = true; } });

  /** 练一练 as it stands. */
  const practice = lately<RehearsalRow | null>(() => rehearsalOf(db, hall.place, now()));
  const rehearsal = () => practice.now("");

  /** Told at most once a second. */
  async function countPractice() {
    if (!practised) return;
    practised = false;
    practice.forget();
    const row = await rehearsal();
    // It is told for some minutes after its end; then it is gone from every page, as for one that is loaded anew.
    if (row && !row.open) setTimeout(() => { practised = true; }, rehearsalTold + 1000).unref();
    await tellPractice(row);
  }

  async function tellPractice(rehearsal: RehearsalRow | null) {
    for (const audience of audiences) await broadcast(audience, { now: now(), rehearsal });
  }

  const devicesOf = (person: string) => byPerson.get(person) ?? [];

  function enter(phone: Phone) {
    phones.add(phone);
    const person = phone.data.actor?.person;
    if (person) byPerson.set(person, (byPerson.get(person) ?? new Set()).add(phone));
  }

  function leave(phone: Phone) {
    phones.delete(phone);
    const person = phone.data.actor?.person;
    if (!person) return;
    byPerson.get(person)?.delete(phone);
    if (byPerson.get(person)?.size === 0) byPerson.delete(person);
  }

  /** The person's own ballot, to each of their devices that does not know of it. */
  function keepBallot(voter: string, ballot: MyBallot) {
    for (const phone of devicesOf(voter)) {
      if (phone.data.ballot?.round === ballot.round) continue;
      phone.data.ballot = ballot;
      oweMine(phone, ballot);
    }
  }

  /** Made at the moment it is sent, so that it is never older than what was sent before. */
  function mineOf({ data: { actor, audience, ballot, name, roles, personal } }: Phone): Mine {
    if (audience === "screen") return { as: "screen", shown: shown(), wifi };
    if (!actor) return { as: "watcher" };
    const { person } = actor;
    const desk = deskOf(hall, { person, roles });
    const counted = countedBy(hall, person);
    return { as: "person", person, name, roles, here: hall.state.people[person]?.here ?? false, ballot: ballot?.round === latestRound(hall.state)?.id ? ballot : null, ...personal, ...(desk && { desk }), ...(counted && { counted }) };
  }

  /** What an act of theirs changed for them, on each of their devices. */
  function keepOwn(own: OwnAct) {
    for (const phone of devicesOf(own.person)) {
      const after = personalAfter(phone.data.personal, own);
      if (after === phone.data.personal) continue;
      phone.data.personal = after;
      oweMine(phone, null);
    }
  }

  const mineFrame = (phone: Phone) => frameOf("happened", JSON.stringify({ now: now(), mine: mineOf(phone) } satisfies Happened));
  const tellMine = (phone: Phone) => send(phone, mineFrame(phone));

  /** News of their own act wait to the end of this turn of the loop: the answer, if it goes out here, takes them along. */
  function oweMine(phone: Phone, ballot: MyBallot | null) {
    if (owing.size === 0) setImmediate(() => {
      const all = [...owing.keys()];
      owing.clear();
      all.forEach(tellMine);
    });
    owing.set(phone, owing.has(phone) ? null : ballot);
  }

  /** A ballot stands in the answer itself. */
  function owedTo(phone: Phone, answer: Answer) {
    const ballot = owing.get(phone);
    if (!owing.delete(phone)) return [];
    return ballot && answer.ok && answer.ballot === ballot ? [] : [mineFrame(phone)];
  }

  /** How many have voted, and whose ballots came in by another way. */
  async function countTurnout(round: RoundId) {
    if (phones.size === 0) return;
    const waiting = new Set([...phones].filter((phone) => phone.data.actor && phone.data.ballot?.round !== round).map((phone) => phone.data.actor!.person));
    const { cast, ballots } = await turnout(db, { community: hall.place.community, round }, [...waiting]);
    for (const { voter, ...ballot } of ballots) keepBallot(voter, myBallot(round, ballot));
    if (counts?.round === round && counts.cast >= cast) return;
    counts = { round, cast };
    for (const audience of audiences) await broadcast(audience, { now: now(), counts });
  }

  /** At the end of a round; where it fails, the next second does it. */
  async function countLast(round: RoundId) {
    uncounted = round;
    await countTurnout(round);
    uncounted = null;
  }

  async function countDue() {
    const round = roundInHand(hall.state);
    if (round?.stage === "open") await countTurnout(round.id);
    else if (uncounted) await countLast(uncounted);
  }

  /** The big screen's code, when it has changed. */
  function showCode() {
    const current = shown();
    if (current?.scan === lastScan) return;
    lastScan = current?.scan;
    void showWifi().catch(onFault);
  }

  /** The code and the hall's Wi-Fi, to the screens; read anew each time, since another node may have stored it. */
  async function showWifi() {
    if (![...phones].some(({ data }) => data.audience === "screen")) return;
    wifi = await wifiOf(db, hall.place);
    for (const phone of phones) if (phone.data.audience === "screen") tellMine(phone);
  }

  /** Everything a phone needs to stand where a fresh load stands: what is missing, or a state, then what came meanwhile. */
  async function greet(phone: Phone, after: number) {
    const missing: Seen[] | null = after > 0 ? halls.since(hall, phone.data.audience, after) : null;
    if (phone.data.audience === "screen") wifi = await wifiOf(db, hall.place);
    let talked: Partial<Happened> = await talkFor(phone.data.audience);
    const scene = missing ? null : await sceneFor(phone.data.audience);
    let known = scene?.seq ?? after;
    let news: Partial<Happened> = missing ? { events: missing, ...await halls.wordsFor(hall, missing, phone.data.audience) } : {};
    let state = scene ? [',"state":', scene.json] : [];
    do {
      known = news.events?.at(-1)?.seq ?? known;
      const told = JSON.stringify({ now: now(), ...news, ...talked, mine: mineOf(phone), ...(counts && { counts }) });
      send(phone, frameOf("happened", told.slice(0, -1), ...state, "}"));
      [talked, state] = [{}, []];
      const more = halls.since(hall, phone.data.audience, known) ?? [];
      news = more.length > 0 ? { events: more, ...await halls.wordsFor(hall, more, phone.data.audience) } : {};
    } while (news.events);
  }

  /** The state, written out once for everybody who comes in within a second. */
  const scenes = lately<Written>(async (key) => {
    const scene = await halls.scene(hall, key.split(" ")[0] as Audience);
    return { seq: scene.view.seq, json: Buffer.from(JSON.stringify(scene)) };
  });
  const sceneFor = (audience: Audience) => scenes.now(`${audience} ${hall.head.seq}`);
  const shownNow = lately((id) => talk.one(hall, id));

  /** What is said on the item before the meeting, what stands on the screen, and what is practised. */
  async function talkFor(audience: Audience): Promise<Partial<Happened>> {
    const { current, comments: { shown: id } } = hall.state;
    const [comments, row, practice] = await Promise.all([current ? talk.newest(hall, current) : null, id ? shownNow.now(id) : null, rehearsal()]);
    return { ...(comments && { comments: heardBy(audience, [comments]) }), shown: row, rehearsal: practice };
  }

  return {
    hall, phones, said, enter, leave, greet, tellMine, owedTo, keepBallot, keepOwn, rehearsal, countDue, countLast, countPractice, showCode, showWifi,
    size: () => phones.size,
    close() {
      hall.listeners.delete(listen);
      said.close();
      if (timer) clearTimeout(timer);
      paid?.();
    },
  };
}
