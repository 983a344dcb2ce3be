import type { Server as HttpServer } from "node:http";
import { Server } from "socket.io";
import { latestRound } from "../app/rules/meeting/state";
import { act, hello } from "../app/wire/commands.server";
import { audienceFor } from "../app/wire/views";
import { protocol, type Act, type Answer, type Hello, type MyBallot, type Outdated } from "../app/wire/protocol";
import type { Auth } from "./auth";
import type { Cookies } from "./cookies";
import type { Clock, Council } from "./council";
import { gatherCrowd, type Crowd, type Phone, type Phones } from "./crowd";
import { countElsewhere, repeats } from "./elsewhere";
import { gather } from "./gather";
import { answerInBytes, frameOf, send } from "./frame";
import type { Hall, Halls } from "./hall";
import { myBallot } from "./lanes";
import type { Log } from "./log";
import type { Metrics } from "./metrics";
import type { Origins } from "./origins";
import type { Nodes } from "./store/nodes";
import { personalOf } from "./personal";
import type { PresenceCodes } from "./presence";
import { noSeat, type Actor } from "./seats";
import { ballotsOf, type StoredBallot } from "./store/ballots";
import type { Link, Place } from "./store/chain";
import type { Database } from "./store/database";
import { screenPlace, type SecretLinks } from "./store/slips";
import type { TalkHouse } from "./talk";

type Deps = {
  http: HttpServer; database: Database; halls: Halls; talk: TalkHouse; council: Council; auth: Auth; cookies: Cookies; links: SecretLinks;
  presence: PresenceCodes; clock: Clock; log: Log; metrics: Metrics; nodes: () => Nodes; mayConnect: Origins["mayConnect"];
};
export type Live = ReturnType<typeof openLive>;

/** A phone that acts more often than any finger is cut off. */
const actsPerTen = 60;
/** Ends without a goodbye: the line broke, or the phone fell silent. */
const cutOff: ReadonlySet<string> = new Set(["ping timeout", "transport error"]);

export function openLive({ http, database, halls, talk, council, auth, cookies, links, presence, clock, log, metrics, nodes, mayConnect }: Deps) {
  const { db } = database;
  const io: Phones = new Server(http, {
    path: "/live", serveClient: false, maxHttpBufferSize: 16 * 1024, perMessageDeflate: false, httpCompression: false, connectTimeout: 10_000, pingInterval: 25_000, pingTimeout: 20_000,
    // CORS settings do not cover WebSocket upgrades: where a line comes from is checked here, for every transport.
    allowRequest: ({ headers }, decide) => { const ok = mayConnect(headers); decide(ok ? null : "origin", ok); },
  });
  const crowds = new Map<string, Crowd>();
  const elsewhere = countElsewhere(clock.now);
  const nameOf = ({ community, meeting }: Place) => `${community}/${meeting}`;
  const fault = (reason: unknown) => log.fault(reason, "live");

  io.use((phone, next) => { admit(phone).then(() => next(), (reason) => { fault(reason); next(new Error("fault")); }); });
  io.on("connection", (phone) => {
    phone.on("error", fault);
    const ask = entrances.get(phone);
    if (!ask) return turnAway(phone, refusals.get(phone) ?? "meeting");
    const crowd = crowdFor(phone.data.hall);
    crowd.enter(phone);
    answerInBytes(phone, (answer) => crowd.owedTo(phone, answer));
    if (ask.events > 0) metrics.reconnected();
    phone.on("disconnecting", (why) => { left(phone, crowd); if (cutOff.has(why)) metrics.lost(ask.community); });
    phone.on("act", (message, acknowledge) => { if (typeof acknowledge === "function") void answered(phone, crowd, message).then(acknowledge, fault); });
    void welcome(phone, crowd, ask).catch((reason) => { fault(reason); phone.disconnect(true); });
    announcePresence(crowd);
  });

  /** A thousand phones that come in together ask once. */
  const ballotBy = gather<{ community: string; round: string; voter: string }, StoredBallot | null>((asks) => ballotsOf(database.sql, asks), { linger: 10 });
  const entrances = new WeakMap<Phone, Hello>();
  const refusals = new WeakMap<Phone, Outdated["why"]>();

  /** Who this is and what it may see; a page that cannot be served is let in only to be told so. */
  async function admit(phone: Phone) {
    const parsed = hello.safeParse(phone.handshake.auth);
    if (!parsed.success || parsed.data.protocol !== protocol) return void refusals.set(phone, "protocol");
    const ask = parsed.data;
    const place = { community: ask.community, meeting: ask.meeting };
    const hall = await halls.get(place);
    const header = phone.handshake.headers.cookie;
    if (!hall || (ask.desk === "screen" && !await showsHere(ask.screen, place))) return void refusals.set(phone, "meeting");
    const seat = ask.desk === "screen" ? null : await auth.seated(cookies.read(header, "session"), place.community);
    const persona = seat?.persona;
    const actor = persona ? { person: persona.person, administrator: persona.administrator, level: seat.level } : null;
    if (ask.desk === "staff" && !actor) return void refusals.set(phone, "signed-out");
    const roles = actor ? await council.rolesAt(place, actor) : [];
    const audience = audienceFor(ask.desk, roles);
    if (ask.desk === "staff" && audience !== "staff") return void refusals.set(phone, "meeting");
    phone.data = { actor, name: persona?.name ?? "", roles, session: seat?.session ?? null, audience, hall, ballot: null, personal: {}, recent: 0, desk: ask.desk };
    entrances.set(phone, ask);
  }

  const showsHere = async (token: string | undefined, { community, meeting }: Place) => {
    const shown = token ? await screenPlace(db, links, token) : null;
    return shown?.community === community && shown.meeting === meeting;
  };

  function crowdFor(hall: Hall): Crowd {
    const { place } = hall;
    const found = crowds.get(nameOf(place));
    if (found) return found;
    const crowd: Crowd = gatherCrowd({
      hall, halls, talk, db, metrics, now: clock.now, onFault: fault, onLinks: (news) => tellPersons(crowd, news),
      shown: () => codeFor(hall),
    });
    crowds.set(nameOf(place), crowd);
    return crowd;
  }

  function turnAway(phone: Phone, why: Outdated["why"]) {
    phone.emit("outdated", { why });
    setTimeout(() => phone.disconnect(true), 50);
  }

  /** The ballot is looked up after entering the crowd: one that is stored meanwhile is told, one before is found. */
  async function welcome(phone: Phone, crowd: Crowd, ask: Hello) {
    const kept = phone.data.actor && await currentBallot(crowd.hall, phone.data.actor);
    if (kept) phone.data.ballot = kept;
    await learnPersonal(phone);
    const same = ask.desk !== "hall" || phone.data.audience === "watcher";
    await crowd.greet(phone, same ? ask.events : 0);
  }

  async function learnPersonal({ data }: Phone) {
    const crowd = crowds.get(nameOf(data.hall.place));
    if (data.actor && crowd) data.personal = await personalOf({ db, talk, now: clock.now(), rehearsal: await crowd.rehearsal() }, data.hall, data.actor.person);
  }

  /** The code stands on the screen while people can check in. */
  const codeFor = ({ place, state }: Hall) => (state.stage === "check-in" || state.stage === "in-session" ? { digits: presence.now(place, clock.now()), scan: presence.scan(place, clock.now()) } : null);

  async function currentBallot({ place: { community }, state }: Hall, { person }: Actor): Promise<MyBallot | null> {
    const round = latestRound(state);
    const kept = round && await ballotBy({ community, round: round.id, voter: person });
    return kept ? myBallot(round.id, kept) : null;
  }

  /** News that concern single people: arrived or gone by another's hand, roles when check-in takes the lists, entries of the desk, ballots of the last second. */
  async function tellPersons(crowd: Crowd, news: readonly Link[]) {
    const about = new Set(news.flatMap(({ event }) => (/^(attendance|remote)\./.test(event.type) && "person" in event && event.person ? [event.person] : [])));
    if (news.some(({ event }) => event.type === "check-in.opened")) for (const phone of [...crowd.phones]) await seatAnew(phone, crowd);
    const atDesk = news.some(({ event: { type } }) => type.startsWith("ballot.") || type.startsWith("hands.") || type === "round.closed" || type === "round.voided");
    for (const phone of crowd.phones) if (phone.data.actor && (about.has(phone.data.actor.person) || (atDesk && phone.data.audience === "staff"))) crowd.tellMine(phone);
    for (const { event } of news) if (event.type === "round.closed") await crowd.countLast(event.round);
    await tellTalk(crowd, news);
  }

  /** What the meeting did with opinions: another item's come up, one is hidden, let in, or put on the screen; their authors are told why. */
  async function tellTalk(crowd: Crowd, news: readonly Link[]) {
    const { hall } = crowd;
    const touched = news.flatMap(({ event }) => ("comment" in event && event.type !== "comment.shown" ? [event.comment] : []));
    if (touched.length > 0) {
      const authors = await talk.reread(hall, touched);
      for (const phone of [...crowd.phones]) if (phone.data.actor && authors.has(phone.data.actor.person)) { await learnPersonal(phone); crowd.tellMine(phone); }
    }
    const taken = news.flatMap(({ event }) => (event.type === "item.taken" ? [event.item] : [])).pop();
    if (taken) await crowd.said.open(taken);
    if (!news.some(({ event: { type } }) => type === "comment.shown" || type === "comment.unshown" || type === "comment.hidden" || type === "meeting.closed")) return;
    const { shown } = hall.state.comments;
    await crowd.said.show(shown ? await talk.one(hall, shown) : null);
  }

  /** Roles as the lists stand now; whoever sees more or less than before gets another room and a state. */
  async function seatAnew(phone: Phone, crowd: Crowd) {
    const { actor, audience, desk } = phone.data;
    // Who left while others were seated must not be counted in again.
    if (!actor || !phone.connected) return;
    phone.data.roles = await council.rolesAt(crowd.hall.place, actor);
    const next = audienceFor(desk, phone.data.roles);
    if (next === audience) return crowd.tellMine(phone);
    phone.data.audience = next;
    await crowd.greet(phone, 0);
  }

  /** The actor as the session seats them now; null where it ended or they left the list of people. */
  async function stillSeated({ data: { session, actor, hall } }: Phone): Promise<Actor | null> {
    const seat = session && actor ? await auth.seatedBy({ session, community: hall.place.community }) : null;
    return actor && seat?.person === actor.person ? { ...actor, administrator: seat.administrator } : null;
  }

  async function answered(phone: Phone, crowd: Crowd, message: unknown): Promise<Answer> {
    if (++phone.data.recent > actsPerTen) {
      phone.disconnect(true);
      return { ok: false, kind: "malformed" };
    }
    const parsed = act.safeParse(message);
    if (!parsed.success) return { ok: false, kind: "malformed" };
    try {
      return await metrics.acknowledged(parsed.data.command.type, () => acted(phone, crowd, parsed.data));
    } catch (reason) {
      return { ok: false, kind: "fault", id: log.fault(reason, "act") };
    }
  }

  async function acted(phone: Phone, { hall: { place } }: Crowd, asked: Act): Promise<Answer> {
    const { data: { actor, session }, handshake: { headers: { cookie } } } = phone;
    if (!actor || !session) return noSeat(asked, session === null && cookies.read(cookie, "session") !== null);
    const still = await stillSeated(phone);
    if (still) return council.act({ actor: still, place, act: asked, proven: asked.command.type === "attendance.arrive" && cookies.isHere(cookie, place.meeting, clock.now()) });
    turnAway(phone, "signed-out");
    return noSeat(asked, true);
  }

  council.onBallot((place, voter, ballot) => { crowds.get(nameOf(place))?.keepBallot(voter, ballot); });
  council.onOwn((place, own) => { crowds.get(nameOf(place))?.keepOwn(own); });

  function left(phone: Phone, crowd: Crowd) {
    crowd.leave(phone);
    if (crowd.size() === 0) {
      crowd.close();
      crowds.delete(nameOf(crowd.hall.place));
    }
    announcePresence(crowd);
  }

  const changed = new Set<Crowd>();
  const announcePresence = (crowd: Crowd) => { changed.add(crowd); };

  let seconds = 0;
  const everySecond = setInterval(() => {
    for (const crowd of changed) sharePresence(crowd);
    changed.clear();
    if (++seconds % 5 === 0) for (const crowd of crowds.values()) showPresence(crowd, "screen");
    for (const crowd of crowds.values()) {
      crowd.showCode();
      void crowd.countDue().catch(fault);
      void crowd.countPractice().catch(fault);
    }
  }, 1000);

  function sharePresence(crowd: Crowd) {
    nodes().presence(crowd.hall.place, crowd.size());
    showPresence(crowd);
  }

  function showPresence(crowd: Crowd, only?: "screen") {
    const online = crowd.size() + elsewhere.at(nameOf(crowd.hall.place));
    const frame = frameOf("presence", JSON.stringify({ online }));
    for (const phone of crowd.phones) if (!only || phone.data.audience === only) send(phone, frame, { volatile: true });
  }

  const everyTen = setInterval(() => { for (const phone of phones()) phone.data.recent = 0; }, 10_000);
  const everyRepeat = setInterval(() => {
    for (const crowd of crowds.values()) nodes().presence(crowd.hall.place, crowd.size());
    for (const place of elsewhere.forgetSilent()) if (crowds.has(place)) showPresence(crowds.get(place)!);
  }, repeats);
  const everyMinute = setInterval(() => { void dismissEnded().catch(fault); }, 60_000);
  const phones = () => [...crowds.values()].flatMap((crowd) => [...crowd.phones]);

  async function dismissEnded() {
    for (const phone of phones()) if (phone.data.actor && !await stillSeated(phone)) turnAway(phone, "signed-out");
  }

  function endSessions(ended: readonly string[], moved: boolean) {
    for (const phone of phones()) if (phone.data.session && ended.includes(phone.data.session)) turnAway(phone, moved ? "moved" : "signed-out");
  }

  return {
    endSessions,
    /** Screens whose link was taken back; those of other links go on. */
    async endScreens(place: Place) {
      const screens = [...crowds.get(nameOf(place))?.phones ?? []].filter(({ data }) => data.audience === "screen");
      for (const phone of screens) if (!await showsHere(hello.safeParse(phone.handshake.auth).data?.screen, place)) turnAway(phone, "meeting");
    },
    async showWifi(place: Place) { await crowds.get(nameOf(place))?.showWifi(); },
    heardPresence(from: string, place: Place, online: number) {
      const name = nameOf(place);
      const before = elsewhere.at(name);
      elsewhere.hear(name, { node: from, online });
      if (crowds.has(name) && elsewhere.at(name) !== before) showPresence(crowds.get(name)!);
    },
    sockets: () => io.engine.clientsCount,
    /** Pages of the community's meetings that are open, on every node. */
    onlineIn: (community: string) => [...crowds.values()].reduce((sum, crowd) => (crowd.hall.place.community === community ? sum + crowd.size() : sum), elsewhere.under(`${community}/`)),
    async close() {
      [everySecond, everyTen, everyRepeat, everyMinute].forEach(clearInterval);
      for (const crowd of crowds.values()) crowd.close();
      await io.close();
    },
  };
}
