/** The demo is whole or not there, whatever ends the start that loads it. */
import type { Sql } from "postgres";
import { expect, test } from "vitest";
import { loadDemo } from "../../server/demo/load";
import { demoSlug } from "../../server/demo/people";
import { verifyAll } from "../../server/verify";
import { browser, newDatabase, openHouse, settle, waitFor } from "../house";
import { shared } from "../shared";
import { buildOf, startApp } from "./machine";

type Database = Awaited<ReturnType<typeof newDatabase>>;

/** A node on the database, whose demo is on; it loads when told. */
async function node({ url }: Database, { demo = true } = {}) {
  const { house, url: at } = await openHouse({ databaseUrl: url });
  return { house, at, load: () => loadDemo({ ...house, demo }) };
}

/** How many rows stand in every table. */
async function rows(sql: Sql): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`select tablename as name from pg_tables where schemaname = 'public'`;
  const counted = await Promise.all(tables.map(async ({ name }) => [name, (await sql<{ n: number }[]>`select count(*)::int as n from ${sql(name)}`)[0]!.n] as const));
  return Object.fromEntries(counted);
}

const slugs = async (sql: Sql) => (await sql<{ slug: string }[]>`select slug from community`).map(({ slug }) => slug);

const clean = shared(async () => {
  const database = await newDatabase();
  await (await node(database)).load();
  return rows(database.sql);
});

async function expectWhole({ sql }: Database, { house }: Awaited<ReturnType<typeof node>>) {
  expect(await slugs(sql)).toEqual([demoSlug]);
  expect(await rows(sql)).toEqual(await clean());
  expect(await verifyAll(house.database.db)).toMatchObject({ meetings: 3, findings: [] });
}

const waiting = ({ sql }: Database, mode: string) => waitFor(async () => (await sql`
  select 1 from pg_locks where not granted and mode = ${mode} and database = (select oid from pg_database where datname = current_database())`).length > 0, 15_000);

/** The built product loads the demo, comes to the row, and is killed before that is committed; what was under way is done when let go. */
async function killedAt(database: Database, [table, row]: readonly [string, string]) {
  const { sql } = database;
  await sql.unsafe(`
    create function hold() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(7); return new; end $$;
    create trigger hold after insert on ${table} for each row when (${row}) execute function hold()`);
  const held = await sql.reserve();
  await held`select pg_advisory_lock(7)`;
  const app = await startApp(database.url, buildOf(), { env: { YISHI_DEMO: "on" }, until: "" });
  await waiting(database, "ShareLock");
  await app.kill();
  expect(app.log()).not.toContain("/demo/");
  return async () => {
    await held`select pg_advisory_unlock(7)`;
    held.release();
  };
}

test.each([["person", "new.name = '居民代表30'"], ["meeting_event", "new.seq = 40"]] as const)("kill -9 while the first start writes %s: the next one loads the demo whole", async (...point) => {
  const database = await newDatabase();
  const letGo = await killedAt(database, point);
  const next = await node(database);
  const loaded = next.load();
  await waiting(database, "ShareRowExclusiveLock");
  await letGo();
  await loaded;
  await expectWhole(database, next);
});

test("kill -9 at the demo's last row: it is on no page and goes at the next start, also where the demo is off; what people made stays", async () => {
  const database = await newDatabase();
  await (await killedAt(database, ["screen_link", "true"]))();
  const off = await node(database, { demo: false });
  expect(await (await browser(off.at).get("/")).text()).not.toContain("青禾");
  const { slug } = await settle(off);
  await off.load();
  await loadDemo({ ...off.house, demo: true });
  expect(await slugs(database.sql)).toEqual([slug]);
  expect(await rows(database.sql)).toMatchObject({ person: 13, body: 1, body_member: 7, meeting: 0, meeting_event: 0, directory: 0 });
});

test("two nodes that start together on one database load one demo; later starts leave it as it is", async () => {
  const database = await newDatabase();
  const [one, other] = [await node(database), await node(database)];
  await Promise.all([one.load(), other.load()]);
  await expectWhole(database, one);
  const before = await database.sql`select * from meeting_event order by hash`;
  await other.load();
  expect(await database.sql`select * from meeting_event order by hash`).toEqual(before);
});
