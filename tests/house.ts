/** A real house on a real server for a test: its own database, port 0, a small community, and people with browsers. */
import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import postgres, { type Sql } from "postgres";
import { inject } from "vitest";
import type { Command, Draft } from "../app/rules/meeting/commands";
import { latestRound, type MeetingState } from "../app/rules/meeting/state";
import { presetFor, type RuleFields } from "../app/rules/meeting/rule-set";
import { emptyMeeting } from "../app/rules/meeting/state";
import { hear, knownFrom, type Known } from "../app/live/scene";
import { protocol, type Act, type Answer, type Desk, type Down, type Happened, type Hello, type Mine, type Outdated, type Up } from "../app/wire/protocol";
import type { Clock } from "../server/council";
import { meetingIdFor } from "../server/council";
import { newId } from "../server/ids";
import { addRules, makeBody, seatPeople, setOffice } from "../server/store/bodies";
import type { Place } from "../server/store/chain";
import { makeCommunity } from "../server/store/installation";
import { accountFor, addPerson, changePerson } from "../server/store/people";
import { draftHashOf } from "../server/store/minutes";
import { openYishi } from "../server/yishi";
import { whenOver } from "./shared";

export const secret = "a secret for tests, long enough to be one";
export const newKey = () => randomBytes(16).toString("hex");

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

const clause = { source: "议事规则第四条" };
const preset = presetFor("council");
export const testRules: RuleFields = { ...preset, quorum: { ...preset.quorum, ...clause }, base: { ...preset.base, ...clause }, threshold: { ...preset.threshold, ...clause }, remote: { value: true, source: "" } };
export const memberNames = ["代表一", "代表二", "代表三", "代表四", "代表五"] as const;
const officers = { chair: "书记", recorder: "记录员", counter: "计票人", supervisor: "监票人" } as const;

/** A community with a council of six (the chair among them), officers, an attendee, residents and an administrator. */
export async function settle({ house }: Pick<TestHouse, "house">, { slug = "ce-shi", rules = testRules, more = 0 }: { slug?: string; rules?: RuleFields; more?: number } = {}) {
  const { db } = house.database;
  const { id } = await makeCommunity(db, { slug, name: "测试社区", address: "测试街道", timeZone: "Asia/Shanghai" });
  const ids = new Map<string, string>();
  const extra = Array.from({ length: more }, (_, i) => `代表第${i + 1}`);
  for (const name of ["书记", ...memberNames, ...extra, "记录员", "计票人", "监票人", "列席", "居民", "居民二", "管理员"]) {
    ids.set(name, (await addPerson(db, id, { name, title: name === "居民" ? "女士" : "", building: "3栋", room: String(ids.size), grid: "", standing: "", phone: null }))!);
  }
  const person = (name: string) => {
    const found = ids.get(name);
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  await changePerson(db, { community: id, person: person("管理员") }, { administrator: true });
  const body = await makeBody(db, id, { name: "居民议事会", kind: "council", termFrom: "2026-01-01", termTo: "2028-12-31", by: "test" });
  const at = { community: id, body };
  await seatPeople(db, at, { people: ["书记", ...memberNames, ...extra].map(person), seat: "member" });
  await seatPeople(db, at, { people: [person("列席")], seat: "attendee" });
  for (const [role, name] of Object.entries(officers)) await setOffice(db, at, { role: role as keyof typeof officers, people: [person(name)] });
  await addRules(db, at, { seen: 1, fields: rules, effectiveOn: "2026-01-01", approvedBy: "", by: "test" });
  return { id, slug, body, person, members: ["书记", ...memberNames, ...extra] };
}
export type Community = Awaited<ReturnType<typeof settle>>;

export const testDraft: Draft = {
  kind: "regular", startsAt: 1_800_000_000_000, title: "第1次会议", place: "二楼", convener: "居委会", chairStanding: "书记", basis: "第三条",
  items: [{ id: null, kind: "vote", title: "充电点（24位）", proposer: "居民代表", minutes: 20, text: "## 说明\n\n- 一\n- 二", resolution: "同意设充电点。", decider: "owners", files: [] }],
};

/** The cookie of a fresh session of the person. */
export async function cookieOf({ house }: Pick<TestHouse, "house">, community: Community, name: string): Promise<string> {
  const account = await accountFor(house.database.db, community.id, community.person(name));
  return house.cookies.write("session", await house.auth.openFor(account, "test"), 3600).split(";")[0]!;
}

/** Acts by the council's own door, as the person. */
export function actor({ house }: Pick<TestHouse, "house">, community: Community) {
  const ask = (name: string, place: Place, command: Command, key = newKey()): Promise<Answer> =>
    house.council.act({ actor: { person: community.person(name), administrator: name === "管理员", level: "password" }, place, act: { key, command }, proven: true });
  const must = async (name: string, place: Place, command: Command) => {
    const answer = await ask(name, place, command);
    if (!answer.ok) throw new Error(`${name} ${command.type}: ${JSON.stringify(answer)}`);
    return answer;
  };
  const state = async (place: Place): Promise<MeetingState> => {
    await house.halls.refresh(place);
    return (await house.halls.get(place))!.state;
  };
  /** The draft of the minutes as it stands: what is confirmed, signed and published names it. */
  const minutesHash = async (place: Place): Promise<string> => (await draftHashOf(house.database.db, place, (await house.halls.get(place))!.state)) ?? "";
  return { ask, must, state, minutesHash };
}

type Stage = "unnoticed" | "draft" | "check-in" | "present" | "in-session" | "taken" | "frozen" | "open" | "closed" | "checked" | "announced" | "over";

/** A meeting brought to a stage, everybody of the council present but the last. */
export async function meetingAt(test: Pick<TestHouse, "house">, community: Community, stage: Stage, { all = false } = {}): Promise<Place & { round: string; item: string }> {
  const { must, state } = actor(test, community);
  const key = newKey();
  const asked = { actor: { person: community.person("记录员"), administrator: false, level: "password" as const }, place: { community: community.id, meeting: "" }, act: { key, command: { type: "meeting.make" as const, body: community.body, draft: testDraft } } };
  const made = await test.house.council.act(asked);
  if (!made.ok) throw new Error(JSON.stringify(made));
  const place = { community: community.id, meeting: meetingIdFor(asked) };
  const round = async () => latestRound(await state(place))!.id;
  const item = (await state(place)).items[0]!.id;
  const present = all ? community.members : community.members.slice(0, -1);
  const steps: [Stage, () => Promise<unknown>][] = [
    ["unnoticed", () => Promise.resolve()],
    ["draft", () => must("记录员", place, { type: "notice.post", reason: "测试" })],
    ["check-in", () => must("书记", place, { type: "check-in.open" })],
    ["present", async () => { for (const name of present) await must("记录员", place, { type: "attendance.arrive", person: community.person(name) }); }],
    ["in-session", () => must("书记", place, { type: "meeting.open" })],
    ["taken", () => must("书记", place, { type: "item.take", item })],
    ["frozen", () => must("书记", place, { type: "round.freeze", item, motion: null, form: "named" })],
    ["open", async () => must("书记", place, { type: "round.open", round: await round() })],
    ["closed", async () => must("书记", place, { type: "round.close", round: await round() })],
    ["checked", async () => must("监票人", place, { type: "round.check", round: await round() })],
    ["announced", async () => must("书记", place, { type: "round.announce", round: await round() })],
    ["over", () => must("书记", place, { type: "meeting.close" })],
  ];
  for (const [name, step] of steps) {
    await step();
    if (name === stage) break;
  }
  const latest = latestRound(await state(place));
  return { ...place, item, round: latest?.id ?? "" };
}

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
  const send = (act: unknown) => socket.timeout(15_000).emitWithAck("act", act as Act);
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
