/** The built product as users run it, on a database of the bench's own, with a community whose council has thousands of members. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { count, eq } from "drizzle-orm";
import postgres, { type Sql } from "postgres";
import { account, ballot, person } from "../../drizzle/schema";
import type { House } from "../../server/house";
import { startEmbedded } from "../../server/embedded-postgres";
import { newId } from "../../server/ids";
import { freePort } from "../../server/ports";
import { seatPeople } from "../../server/store/bodies";
import { slipsFor } from "../../server/store/slips";
import { openYishi } from "../../server/yishi";
import { actor, cookieOf, meetingAt, settle, testRules } from "../community";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const secret = "the bench's own secret, which opens nothing else";
const startsWithin = 120_000;

export type Seeded = { readonly community: string; readonly slug: string; readonly meeting: string; readonly item: string; readonly cookies: readonly string[]; readonly people: readonly string[]; readonly recorder: string; readonly chair: string; readonly supervisor: string };
export type Bench = {
  readonly database: Sql; readonly databaseUrl: string; readonly port: number; readonly pid: () => number;
  /** kill -9 and a new start on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
};

/** BENCH_NODE: options for the product's Node, such as --cpu-prof --cpu-prof-dir=…, to see which function costs. */
function launch(databaseUrl: string, port: number): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, PORT: String(port), YISHI_SECRET: secret, YISHI_DEMO: "off", YISHI_LOG: "error", PUBLIC_ORIGIN: "" };
  const child = spawn(process.execPath, [...(process.env.BENCH_NODE ?? "").split(" ").filter(Boolean), "server/boot/start.mjs"], { cwd: root, env, stdio: ["ignore", "pipe", "inherit"] });
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => { child.kill("SIGKILL"); reject(new Error("the product did not start in time")); }, startsWithin);
    let said = "";
    child.stdout.on("data", (part: Buffer) => {
      said += part.toString();
      if (said.includes("Ctrl-C")) { clearTimeout(timer); resolve(child); }
    });
    child.once("exit", (code) => reject(new Error(`the product ended with ${code}:\n${said}`)));
  });
}

const ended = (child: ChildProcess) => (child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise<void>((resolve) => child.once("exit", () => resolve())));

/** Puts something into the database by the product's own doors, as a node beside those that run. */
export async function putIn<Filled>(databaseUrl: string, fill: (house: House) => Promise<Filled>): Promise<Filled> {
  const yishi = await openYishi({ config: { port: 0, databaseUrl, origin: null, demo: false, dataFolder: "", secret, logLevel: "error", metrics: [] }, databaseUrl, secret, root });
  const filled = await fill(yishi.house);
  await yishi.close();
  return filled;
}

/** Database and product, with what `fill` puts into it before the product starts. */
export async function startProduct<Filled>(fill: (house: House) => Promise<Filled>): Promise<Bench & { readonly filled: Filled }> {
  const folder = mkdtempSync(path.join(tmpdir(), "yishi-bench-"));
  chmodSync(folder, 0o755);
  const embedded = await startEmbedded(folder);
  async function end() {
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  // What does not come to run must leave no database behind.
  const { filled, port, child: first } = await begun(embedded.url, fill).catch(async (reason: unknown) => { await end(); throw reason; });
  let child = first;
  const database = postgres(embedded.url, { max: 2, onnotice: () => {} });
  return {
    filled, database, databaseUrl: embedded.url, port, pid: () => child.pid!,
    async restart() {
      child.kill("SIGKILL");
      await ended(child);
      child = await launch(embedded.url, port);
    },
    async stop() {
      child.kill("SIGTERM");
      await ended(child);
      await database.end();
      await end();
    },
  };
}

async function begun<Filled>(url: string, fill: (house: House) => Promise<Filled>): Promise<{ filled: Filled; port: number; child: ChildProcess }> {
  const [filled, port] = [await putIn(url, fill), await freePort()];
  return { filled, port, child: await launch(url, port) };
}

/** A council of so many members, all present, in session on its first item; each phone has its seat by slip. Everybody may write as often as the figure needs. */
export async function council(house: House, { members, slug = "bench" }: { members: number; slug?: string }): Promise<Seeded> {
  const test = { house };
  const rules = { ...testRules, commentBurst: { value: 100, source: "" }, commentSeconds: { value: 1, source: "" } };
  const community = await settle(test, { slug, rules });
  const { db } = house.database;
  const people = Array.from({ length: members }, (_, i) => ({ communityId: community.id, id: newId(), name: `代表第${i + 1}位`, building: "3栋", room: String(1000 + i), accountId: newId() }));
  for (let at = 0; at < people.length; at += 500) {
    const part = people.slice(at, at + 500);
    await db.insert(account).values(part.map(({ accountId }) => ({ id: accountId })));
    await db.insert(person).values(part);
  }
  await seatPeople(db, { community: community.id, body: community.body }, { people: people.map(({ id }) => id), seat: "member" });
  const place = await meetingAt(test, community, "check-in");
  const { must } = actor(test, community);
  for (const { id } of people) await must("记录员", place, { type: "attendance.arrive", person: id });
  await must("书记", place, { type: "meeting.open" });
  await must("书记", place, { type: "item.take", item: place.item });
  const slips = await slipsFor(db, house.links, { community: community.id, people: people.map(({ id }) => id) });
  const seated = new Map<string, string>();
  for (const { id, person: who } of slips) seated.set(who, house.cookies.write("session", (await house.auth.seat({ community: community.id, person: who, slip: id }, "bench"))!.token, 3600).split(";")[0]!);
  const of = (name: string) => cookieOf(test, community, name);
  return { community: community.id, slug, meeting: place.meeting, item: place.item, cookies: people.map(({ id }) => seated.get(id)!), people: people.map(({ id }) => id), recorder: await of("记录员"), chair: await of("书记"), supervisor: await of("监票人") };
}

/** Rows of counted ballots in the round. */
export const ballotRows = async (house: Pick<House, "database">, round: string) => (await house.database.db.select({ rows: count() }).from(ballot).where(eq(ballot.roundId, round)))[0]!.rows;
