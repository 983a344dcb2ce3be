import net from "node:net";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
import * as schema from "../../drizzle/schema";

export type Drizzle = PostgresJsDatabase<typeof schema>;
export type Transaction = Parameters<Parameters<Drizzle["transaction"]>[0]>[0];
/** db: everything but ballots and opinions, which have connections of their own so that nothing can stand in a vote's way, and two hundred opinions a second in nobody's. */
export type Database = { readonly db: Drizzle; readonly sql: Sql; readonly ballots: Sql; readonly opinions: Sql; readonly url: string; close(): Promise<void> };

const migrationLock = 0x79697368; // "yish"

/**
 * Every connection asks itself for durable commits, and for statements that see what was committed before them, whatever the
 * role's settings say: the closing act counts the ballots of batches that it waited for.
 */
const durable = { default_transaction_isolation: "read committed", synchronous_commit: "on" } as const;
/**
 * Each statement is planned for what it is asked with: a plan kept from when a table was small reads it whole when it is large. And what is
 * asked for lies in memory: with PostgreSQL's price for a turning disk, a table of 200 meetings was read whole and one of 2,000 by its index.
 */
const planned = { plan_cache_mode: "force_custom_plan", random_page_cost: "1.1" } as const;
/** What a hall asks for at once is looked up by its keys, also right after thousands of rows came in of which the planner has no figures yet; a merge reads half of a roll for one voter. */
const byKey = { enable_seqscan: "off", enable_mergejoin: "off" } as const;
const quiet = { onnotice: () => {}, connect_timeout: 10 };

/** Connects, migrates and checks the server. Throws one sentence where the server is not fit to keep votes. */
export async function openDatabase(url: string, migrationsFolder: string): Promise<Database> {
  await reachable(url);
  await alone(url, migrationLock, (one) => migrate(drizzle(one), { migrationsFolder }));
  const pool = (max: number, plans: Record<string, string> = {}) => postgres(url, { ...quiet, max, connection: { ...durable, ...planned, ...plans } });
  const [sql, ballots, opinions] = [pool(10), pool(2, byKey), pool(2, byKey)] as const;
  await assertDurable(sql);
  return {
    db: drizzle(sql, { schema }), sql, ballots, opinions, url,
    close: async () => { await Promise.all([sql, ballots, opinions].map((pool) => pool.end({ timeout: 5 }))); },
  };
}

/** postgres.js may crash when the database is down at its first connection, so the port is tried first, for 30 s. */
async function reachable(url: string) {
  const { hostname, port } = new URL(url);
  const tries = (left: number): Promise<void> => new Promise<void>((resolve, reject) => {
    const socket = net.connect(Number(port || 5432), hostname);
    socket.on("connect", () => { socket.destroy(); resolve(); }).on("error", reject);
  }).catch(async () => {
    if (left === 0) throw new Error(`连不上数据库 ${hostname}:${port || 5432}。请检查 DATABASE_URL，以及 PostgreSQL 是否在运行`);
    await new Promise((resolve) => setTimeout(resolve, 500));
    return tries(left - 1);
  });
  await tries(60);
}

/** One node at a time does the work; the lock lives on the one connection, and ends with the process that holds it. */
export async function alone(url: string, lock: number, work: (one: Sql) => Promise<void>): Promise<void> {
  const one = postgres(url, { ...quiet, max: 1 });
  try {
    await one`select pg_advisory_lock(${lock})`;
    await work(one);
  } finally {
    await one`select pg_advisory_unlock(${lock})`.catch(() => {});
    await one.end();
  }
}

/** What "recorded" rests on. */
async function assertDurable(sql: Sql) {
  const [row] = await sql<{ version: number; commit: string; fsync: string; pages: string; encoding: string }[]>`
    select current_setting('server_version_num')::int as version, current_setting('synchronous_commit') as commit,
      current_setting('fsync') as fsync, current_setting('full_page_writes') as pages, current_setting('server_encoding') as encoding`;
  const major = Math.floor(row!.version / 10000);
  if (major < 15 || major > 18) throw new Error(`需要 PostgreSQL 15 到 18，现在是 ${major}`);
  for (const [name, value] of [["synchronous_commit", row!.commit], ["fsync", row!.fsync], ["full_page_writes", row!.pages]]) {
    if (value !== "on") throw new Error(`PostgreSQL 的 ${name} 必须是 on，现在是 ${value}：断电会丢票`);
  }
  if (row!.encoding !== "UTF8") throw new Error(`数据库的编码必须是 UTF8，现在是 ${row!.encoding}`);
}
