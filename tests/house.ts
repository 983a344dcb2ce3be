/** A real house on a real server for a test: its own database, port 0, a small community, and people with browsers. */
import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import postgres, { type Sql } from "postgres";
import { inject } from "vitest";
import type { Command } from "../app/rules/meeting/commands";
import { emptyMeeting } from "../app/rules/meeting/state";
import { answered, hear, knownFrom, type Known } from "../app/live/scene";
import { protocol, type Act, type Answer, type Desk, type Down, type Happened, type Hello, type Mine, type Outdated, type Up } from "../app/wire/protocol";
import type { Clock } from "../server/council";
import { newId } from "../server/ids";
import type { Place } from "../server/store/chain";
import { openYishi } from "../server/yishi";
import { newKey } from "./community";
import { whenOver } from "./shared";

export * from "./community";

export const secret = "a secret for tests, long enough to be one";

const asAdmin = async (statement: string) => {
  const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => {} });
  await admin.unsafe(statement);
  await admin.end();
};

async function copyTemplate(): Promise<string> {
  const name = `${inject("template")}_${randomBytes(6).toString("hex")}`;
  await asAdmin(`create database ${name} template ${inject("template")} strategy wal_log`);
  return name;
}

let ahead: Promise<string> | null = null;

/** A fresh database from the template, dropped when the test is over. The next one is copied while this one is in use. */
export async function newDatabase(): Promise<{ url: string; sql: Sql }> {
  const name = await (ahead ?? copyTemplate());
  ahead = copyTemplate();
  ahead.catch(() => { ahead = null; });
  const address = new URL(inject("databaseUrl"));
  address.pathname = `/${name}`;
  const sql = postgres(address.href, { max: 4, onnotice: () => {} });
  whenOver(async () => {
    await sql.end();
    await asAdmin(`drop database if exists ${name} with (force)`);
  });
  return { url: address.href, sql };
}

type HouseOptions = { databaseUrl?: string; origin?: string | null; clock?: Clock; metrics?: readonly string[] | "off" };

/** Starts the product as users run it, but for the terminal. */
export async function openHouse({ databaseUrl, origin = null, clock, metrics = [] }: HouseOptions = {}) {
  const database = databaseUrl ? { url: databaseUrl, sql: null } : await newDatabase();
  const yishi = await openYishi({
    config: { port: 0, databaseUrl: database.url, origin, demo: false, dataFolder: "", secret, metrics, logLevel: "fatal" },
    databaseUrl: database.url, secret, root: inject("root"), ...(clock && { clock }),
  });
  whenOver(() => yishi.close());
  return { yishi, house: yishi.house, url: `http://localhost:${yishi.port}`, databaseUrl: database.url, sql: database.sql };
}
export type TestHouse = Awaited<ReturnType<typeof openHouse>>;

export const waitFor = async (what: () => boolean | Promise<boolean>, ms = 5000): Promise<void> => {
  const until = Date.now() + ms;
  while (!await what()) {
    if (Date.now() > until) throw new Error("it did not happen in time");
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
};

export type TestPhone = {
  readonly socket: Socket<Down, Up>;
  known(): Known;
  readonly outdated: Outdated["why"][];
  /** Everything that came down, as it came. */
  readonly heard: Happened[];
  act(command: Command, key?: string): Promise<Answer>;
  send(act: unknown): Promise<Answer>;
  close(): void;
};
type PhoneOptions = { cookie?: string; desk?: Desk; screen?: string; origin?: string; url?: string; headers?: Record<string, string>; transports?: ("websocket" | "polling")[]; hello?: Partial<Hello> };

/** A browser's socket, folding what it hears with the very code of the pages. */
export function phone(url: string, place: Place, { cookie, desk = "hall", screen, origin = new URL(url).origin, headers = {}, transports = ["websocket"], hello = {} }: PhoneOptions = {}): TestPhone {
  let known: Known = knownFrom({ view: emptyMeeting, texts: {}, names: {} }, null, null);
  const outdated: Outdated["why"][] = [];
  const heard: Happened[] = [];
  const socket: Socket<Down, Up> = io(url, {
    path: "/live", transports, forceNew: true, reconnectionDelay: 30, reconnectionDelayMax: 150,
    extraHeaders: { origin, ...(cookie && { cookie }), ...headers },
    auth: (give) => give({ protocol, community: place.community, meeting: place.meeting, desk, events: known.view.seq, ...(screen && { screen }), ...hello } satisfies Hello),
  });
  socket.on("outdated", ({ why }) => { outdated.push(why); });
  socket.on("happened", (news) => {
    heard.push(news);
    const next = hear(known, news, Date.now());
    if (!next) return void socket.disconnect().connect();
    known = next;
  });
  const close = () => { socket.off(); socket.disconnect(); };
  whenOver(close);
  async function send(act: unknown) {
    const answer = await socket.timeout(15_000).emitWithAck("act", act as Act) as Answer;
    known = answered(known, answer);
    return answer;
  }
  return { socket, known: () => known, outdated, heard, close, send, act: (command, key = newKey()) => send({ key, command }) };
}

/** A phone that has its first state. */
export async function connected(url: string, place: Place, options: PhoneOptions = {}): Promise<TestPhone> {
  const one = phone(url, place, options);
  await waitFor(() => one.known().view.seq > 0 && one.known().mine !== null);
  return one;
}

export const mineOf = (one: TestPhone): Extract<Mine, { as: "person" }> => one.known().mine as Extract<Mine, { as: "person" }>;
export { newId };

type Browser = { get(path: string, headers?: Record<string, string>): Promise<Response>; post(path: string, form: Record<string, string>, headers?: Record<string, string>): Promise<Response>; cookies: Map<string, string> };

/** A browser without script: cookies, forms, and no following of redirects. */
export function browser(url: string, cookie = ""): Browser {
  const cookies = new Map(cookie.split("; ").filter(Boolean).map((one) => [one.split("=")[0]!, one] as const));
  const keep = async (response: Response) => {
    for (const set of response.headers.getSetCookie()) cookies.set(set.split("=")[0]!, set.split(";")[0]!);
    // Read to its end, so that the connection is free and the house can close.
    await response.clone().arrayBuffer();
    return response;
  };
  const sent = () => ({ cookie: [...cookies.values()].join("; ") });
  return {
    cookies,
    get: async (path, headers = {}) => keep(await fetch(url + path, { redirect: "manual", headers: { ...sent(), ...headers } })),
    post: async (path, form, headers = {}) => keep(await fetch(url + path, { method: "POST", redirect: "manual", headers: { ...sent(), origin: new URL(url).origin, "content-type": "application/x-www-form-urlencoded", ...headers }, body: new URLSearchParams(form) })),
  };
}
