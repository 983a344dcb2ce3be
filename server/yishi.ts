/** The house put together: everything with state is made here, once. */
import path from "node:path";
import type { ServerBuild } from "@remix-run/node";
import type { ViteDevServer } from "vite";
import { openAttempts } from "./attempts";
import { openAuth } from "./auth";
import type { Config } from "./config";
import type { PaperPages } from "../app/wire/paper";
import { openPress } from "./minutes/press";
import { openCookies } from "./cookies";
import { openCouncil, type Clock } from "./council";
import { openHalls } from "./hall";
import { openHttp } from "./http";
import type { House } from "./house";
import { keysFrom, newId, type Keys } from "./ids";
import { openLive, type Live } from "./live";
import { openLog } from "./log";
import { openMetrics } from "./metrics";
import { joinNodes, type Nodes, type TalkNews } from "./store/nodes";
import type { Place } from "./store/chain";
import { forgetUnnamed } from "./store/files";
import { pulseOf } from "./store/pulse";
import { fillSearch } from "./store/search";
import { forgetRehearsals } from "./store/rehearsals";
import { openTalk } from "./talk";
import { openOrigins } from "./origins";
import { phoneBook } from "./phone";
import { presenceCodes } from "./presence";
import { openDatabase, type Database } from "./store/database";
import { markInstalled } from "./store/installation";
import { forgetInvitations, secretLinks } from "./store/slips";

export type Options = {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly secret: string;
  /** The folder of the sources, with drizzle/ and build/ in it. */
  readonly root: string;
  readonly clock?: Clock;
  readonly vite?: (server: import("node:http").Server) => Promise<ViteDevServer>;
};
export type Yishi = { readonly house: House; readonly port: number; readonly setupToken: string | null; readonly addresses: { here: string; network: string[] }; close(): Promise<void> };

const systemClock: Clock = { now: Date.now, told: false };

export async function openYishi({ config, databaseUrl, secret, root, clock = systemClock, vite }: Options): Promise<Yishi> {
  const log = openLog(config.logLevel);
  const database = await openDatabase(databaseUrl, path.join(root, "drizzle"));
  const keys = keysFrom(secret);
  const setupToken = await installed(database, keys);
  const http = openHttp();
  let port = config.port;
  const origins = openOrigins(config.origin, () => port);
  const cookies = openCookies(origins.isHttps ? "https" : "http", keys);
  const links = secretLinks(keys);
  const halls = openHalls(database, (reason) => { log.fault(reason, "folds"); });
  const later: { live?: Live; nodes?: Nodes; pages?: () => Promise<ServerBuild> } = {};
  const pages = async () => (await later.pages!()).entry.module as unknown as PaperPages;
  const metrics = openMetrics(log, () => later.live?.sockets() ?? 0);
  const press = openPress({ database, pages, origin: () => origins.reachable("localhost"), failed: (reason) => { log.fault(reason, "press"); } });
  const talk = openTalk({ database, halls, clock, onFault: (reason) => log.fault(reason, "talk"), tellNodes: (place, kind, ids) => later.nodes?.talk(place, kind, ids) });
  const council = openCouncil({ database, halls, talk, press, clock, metrics, tellNodes: (place, what) => (what === "acted" ? later.nodes?.meeting(place) : later.nodes?.unread(place)) });
  const auth = openAuth(database, links);
  const presence = presenceCodes(keys);
  const house: House = {
    database, halls, talk, press, council, auth, cookies, links, presence, keys, clock, log, metrics, pulse: pulseOf(database.sql), demo: config.demo,
    attempts: openAttempts(database.sql), phones: phoneBook(keys), live: () => later.live!, nodes: () => later.nodes!,
  };
  later.live = openLive({ http: http.server, database, halls, talk, council, auth, cookies, links, presence, clock, log, metrics, nodes: house.nodes, mayConnect: origins.mayConnect });
  later.nodes = await joinNodes(databaseUrl, newsFor(house));
  const dev = vite ? await vite(http.server) : null;
  const build = dev ? null : (await import(/* @vite-ignore */ path.join(root, "build/server/index.js")) as ServerBuild);
  later.pages = () => (build ? Promise.resolve(build) : dev!.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>);
  http.mount({ house, config, origins, build, vite: dev, clientFolder: path.join(root, "build/client") });
  await fillSearch(database.db);
  const stopTidying = await tidyHourly(house);
  port = await listen(http.server, config.port);

  return {
    house, port, setupToken, addresses: origins.forPeople(),
    async close() {
      http.drain();
      stopTidying();
      metrics.close();
      // First, or its sockets to open pages would hold the server.
      await dev?.close();
      await later.live!.close();
      await later.nodes!.close();
      await database.close();
    },
  };
}

/** What other nodes say, and what is done about it. */
function newsFor(house: House): Parameters<typeof joinNodes>[1] {
  const { halls, log, live } = house;
  const quietly = (work: Promise<unknown>) => { work.catch((reason: unknown) => log.fault(reason, "nodes")); };
  return {
    meeting: (place) => quietly(halls.refresh(place)),
    talk: (place, kind, ids) => quietly(heardTalk(house, place, { kind, ids })),
    names: () => halls.forgetNames(),
    sessions: (ended, moved) => live().endSessions(ended, moved),
    presence: (from, place, online) => live().heardPresence(from, place, online),
    relistened: () => { halls.forgetNames(); for (const hall of halls.all()) quietly(caughtUp(house, hall.place)); },
  };
}

/** What another node stored of opinions, agreement and rehearsals. */
async function heardTalk({ halls, talk }: House, place: Place, { kind, ids }: { kind: TalkNews; ids: readonly string[] }) {
  if (kind === "practised") return talk.heardPractised(place);
  const hall = await halls.get(place);
  if (hall) await (kind === "said" ? talk.heardSaid(hall) : talk.heardAgreed(hall, ids));
}

async function caughtUp(house: House, place: Place) {
  await house.halls.refresh(place);
  const hall = await house.halls.get(place);
  if (hall) await house.talk.renew(hall);
}

/** Deletes what has run out, now and once an hour: sessions, one-time links, counted tries. */
async function tidyHourly({ auth, attempts, database, clock, log }: House): Promise<() => void> {
  const tidy = () => Promise.all([auth.forgetExpired(), attempts.forgetExpired(), forgetInvitations(database.db, clock.now()), forgetRehearsals(database.db, new Date(clock.now() - 24 * 3600_000)), forgetUnnamed(database.db, new Date(clock.now() - 24 * 3600_000))]);
  await tidy();
  const hourly = setInterval(() => void tidy().catch((reason: unknown) => log.fault(reason, "tidy")), 3600_000).unref();
  return () => clearInterval(hourly);
}

/** Connections that wait while the process is busy: beyond Node's own 511 a phone's first try is dropped, and it tries again after a second. */
const mostDialling = 4096;

const listen = (server: import("node:http").Server, port: number) => new Promise<number>((resolve, reject) => {
  server.once("error", (error: NodeJS.ErrnoException) => reject(error.code === "EADDRINUSE" ? new Error(`端口 ${port} 已经有别的程序在用。请换一个：PORT=3001 npm start`) : error));
  server.listen({ port, backlog: mostDialling }, () => resolve((server.address() as import("node:net").AddressInfo).port));
});

/** Answers the first-run token while it is open; refuses a database that another secret set up. */
async function installed({ db }: Database, keys: Keys): Promise<string | null> {
  const marked = await markInstalled(db, { keyCheck: keys.mac("installation", "1", 12).toString("base64url"), token: newId() + newId() });
  if (marked === "foreign") throw new Error("这份数据是用另一把密钥（YISHI_SECRET）建立的，入场条和登录都会失效。请改回原来的密钥");
  return marked.setupToken;
}
