import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { readConfig } from "../../server/config";
import { takeFolder } from "../../server/folder-lock";
import { startEmbedded } from "../../server/embedded-postgres";
import { openDatabase } from "../../server/store/database";
import { newDatabase, openHouse } from "../house";

const folder = () => {
  const made = mkdtempSync(path.join(tmpdir(), "yishi-start-"));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

describe("on a server", () => {
  test("the systemd unit runs what is there, and systemd finds nothing to say", () => {
    const unit = readFileSync(path.join(inject("root"), "server/boot/yishi.service"), "utf8");
    const [, script] = /^ExecStart=\/usr\/bin\/node (\S+)$/m.exec(unit)!;
    expect(existsSync(path.join(inject("root"), script!))).toBe(true);
    const config = readFileSync(path.join(inject("root"), "server/config.ts"), "utf8");
    for (const name of unit.match(/^# One line a setting: (.*)$/m)![1]!.split(", ")) expect(config).toContain(name);
    const copy = path.join(folder(), "yishi.service");
    writeFileSync(copy, unit.replace("/usr/bin/node", process.execPath));
    const said = spawnSync("systemd-analyze", ["verify", copy], { encoding: "utf8" });
    if (said.error) return console.log("no systemd here: the unit was read, not verified by systemd-analyze");
    expect([said.status, said.stderr.trim()]).toEqual([0, ""]);
  });
});

describe("configuration", () => {
  test("nothing set: the embedded database and the demo; a real server: no demo", () => {
    expect(readConfig({})).toEqual({ port: 3000, databaseUrl: null, origin: null, demo: true, dataFolder: ".yishi", secret: null, metrics: [], logLevel: "info" });
    expect(readConfig({ YISHI_METRICS: "off" }).metrics).toBe("off");
    expect(readConfig({ YISHI_METRICS: "10.0.0.5, fd00::/8" }).metrics).toEqual(["10.0.0.5", "fd00::/8"]);
    expect(readConfig({ DATABASE_URL: "postgres://a@b/c", YISHI_DEMO: "" }).demo).toBe(false);
    expect(readConfig({ DATABASE_URL: "postgres://a@b/c", YISHI_DEMO: "on" }).demo).toBe(true);
    expect(readConfig({ YISHI_DEMO: "off" }).demo).toBe(false);
  });
  test.each([["PORT", "eighty"], ["PORT", "70000"], ["DATABASE_URL", "mysql://a"], ["PUBLIC_ORIGIN", "yishi.example"], ["PUBLIC_ORIGIN", "https://a.example/"], ["PUBLIC_ORIGIN", "https://A.example"], ["PUBLIC_ORIGIN", "https://a.example:443"], ["YISHI_DEMO", "yes"], ["YISHI_SECRET", "short"], ["YISHI_LOG", "loud"], ["YISHI_METRICS", "on"], ["YISHI_METRICS", "10.0.0.5/33"], ["YISHI_METRICS", "10.0.0.5,"]])("%s=%s is one clear line that names it", (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`^[^\\n]*${name}[^\\n]*$`));
  });
});

describe("one process owns a data folder", () => {
  test("a second start is refused in one line; a lock left by a killed process is taken over", async () => {
    const home = folder();
    const other = spawn(process.execPath, ["--import", "tsx", "-e", `import("${inject("root")}/server/folder-lock.ts").then(({ takeFolder }) => { takeFolder(${JSON.stringify(home)}); console.log("taken"); setInterval(() => {}, 1000); })`], { cwd: inject("root") });
    await new Promise<void>((resolve) => { other.stdout.once("data", () => resolve()); });
    expect(() => takeFolder(home)).toThrow(/^已经有一个议事厅在用这份数据[^\n]*$/);
    const gone = new Promise((resolve) => { other.once("exit", resolve); });
    other.kill("SIGKILL");
    await gone;
    const release = takeFolder(home);
    expect(readFileSync(path.join(home, "yishi.lock"), "utf8")).toContain(String(process.pid));
    release();
  });
});

describe("the database", () => {
  test("three nodes that start together on an empty database migrate it once", async () => {
    const admin = postgres(inject("databaseUrl"), { max: 1, onnotice: () => {} });
    const name = `yishi_empty_${process.pid}`;
    await admin.unsafe(`create database ${name}`);
    const address = new URL(inject("databaseUrl"));
    address.pathname = `/${name}`;
    const opened = await Promise.all([1, 2, 3].map(() => openDatabase(address.href, path.join(inject("root"), "drizzle"))));
    const [count] = await opened[0]!.sql<{ n: number }[]>`select count(*)::int as n from drizzle.__drizzle_migrations`;
    const files = JSON.parse(readFileSync(path.join(inject("root"), "drizzle/meta/_journal.json"), "utf8")) as { entries: unknown[] };
    expect(count!.n).toBe(files.entries.length);
    await Promise.all(opened.map((database) => database.close()));
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });

  test("the migrations are what the schema says", () => {
    const out = folder();
    execFileSync("cp", ["-r", path.join(inject("root"), "drizzle"), out]);
    const said = execFileSync(process.execPath, ["node_modules/drizzle-kit/bin.cjs", "generate", "--dialect", "postgresql", "--schema", "./drizzle/schema.ts", "--out", path.relative(inject("root"), path.join(out, "drizzle"))], { cwd: inject("root"), encoding: "utf8" });
    expect(said).toContain("No schema changes");
  });

  test("every table's key leads with community_id, but for accounts, sessions, the directory and the installation", async () => {
    const { sql } = await newDatabase();
    const rows = await sql<{ table: string; first: string }[]>`
      select c.relname as table, a.attname as first from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0] where i.indisprimary and n.nspname = 'public' order by 1`;
    const free = ["account", "attempt", "community", "directory", "installation", "session"];
    expect(rows.filter(({ first }) => first !== "community_id").map(({ table }) => table)).toEqual(free);
    expect(rows.length).toBeGreaterThan(free.length + 10);
  });

  test.each(["fsync", "full_page_writes"])("a server with %s off is refused in one line that names it", async (name) => {
    const server = await startEmbedded(folder(), ["-c", `${name}=off`]);
    onTestFinished(() => server.stop());
    await expect(openDatabase(server.url, path.join(inject("root"), "drizzle"))).rejects.toThrow(new RegExp(`^PostgreSQL 的 ${name} 必须是 on[^\\n]*$`));
  });

  test("a role whose commits are not durable does not make ours so", async () => {
    const { url, sql } = await newDatabase();
    const database = new URL(url).pathname.slice(1);
    await sql.unsafe(`alter database ${database} set synchronous_commit = off`);
    const opened = await openDatabase(url, path.join(inject("root"), "drizzle"));
    expect((await opened.ballots<{ value: string }[]>`select current_setting('synchronous_commit') as value`)[0]!.value).toBe("on");
    expect((await opened.sql<{ value: string }[]>`select current_setting('synchronous_commit') as value`)[0]!.value).toBe("on");
    await opened.close();
  });

  test("a role whose transactions keep their first view does not make ours so: the close must see the batch it waited for", async () => {
    const { url, sql } = await newDatabase();
    await sql.unsafe(`alter database ${new URL(url).pathname.slice(1)} set default_transaction_isolation = 'repeatable read'`);
    const opened = await openDatabase(url, path.join(inject("root"), "drizzle"));
    for (const one of [opened.sql, opened.ballots]) expect((await one<{ value: string }[]>`select current_setting('transaction_isolation') as value`)[0]!.value).toBe("read committed");
    await opened.close();
  });

  test("a database that another secret set up is refused in one line", async () => {
    const house = await openHouse();
    const { openYishi } = await import("../../server/yishi");
    const config = readConfig({ DATABASE_URL: house.databaseUrl, PORT: "0" });
    await expect(openYishi({ config, databaseUrl: house.databaseUrl, secret: "quite another secret, long enough too", root: inject("root") })).rejects.toThrow(/^这份数据是用另一把密钥[^\n]*$/);
  });

  test("browsers that keep asking on kept connections do not hold the stop", async () => {
    const house = await openHouse();
    const agent = new http.Agent({ keepAlive: true, maxSockets: 10 });
    let open = 0;
    // Whether it was answered; a stopped house refuses the connection.
    const asked = () => new Promise<boolean>((resolve) => { http.get(`${house.url}/sign-in`, { agent }, (answer) => answer.resume().on("end", () => resolve(true))).on("error", () => resolve(false)); });
    const storms = Array.from({ length: 10 }, async () => { open += 1; while (await asked()) open += 1; });
    while (open < 30) await asked();
    await house.yishi.close();
    await Promise.all(storms);
    agent.destroy();
  });

  test("a port that is taken is one clear line", async () => {
    const house = await openHouse();
    const { openYishi } = await import("../../server/yishi");
    const { url } = await newDatabase();
    const config = readConfig({ DATABASE_URL: url, PORT: String(house.yishi.port) });
    await expect(openYishi({ config, databaseUrl: url, secret: "a secret for tests, long enough to be one", root: inject("root") })).rejects.toThrow(/^端口 \d+ 已经有别的程序在用[^\n]*$/);
  });
});
