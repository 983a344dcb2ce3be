/** security.md §1.4: a database connection that is cut must not take the process with it, nor a ballot. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { isPatched, unpatched } from "../../server/boot/patch-postgres.mjs";
import type { Answer } from "../../app/wire/protocol";
import type { Choice } from "../../app/rules/tally/verdict";
import { actor, meetingAt, newDatabase, newKey, openHouse, settle } from "../house";
import { deaths } from "./deaths";
import { lossyLine } from "./lossy-line";
import { productAt, served } from "./process";

const choices: readonly Choice[] = ["for", "against", "abstain"];

test("3 % of the chunks from the database are cut while 200 ballots are cast: no death, and every acknowledged ballot counts once", async () => {
  const { url, sql } = await newDatabase();
  const line = await lossyLine(url, 20261125);
  const house = await openHouse({ databaseUrl: line.url });
  const community = await settle(house, { more: 194 });
  const place = await meetingAt(house, community, "open", { all: true });
  const { ask } = actor(house, community);
  const seen = deaths();
  expect(community.members).toHaveLength(200);

  let faults = 0;
  /** A phone that sends one ballot by one key until it has an answer. */
  async function cast(name: string, choice: Choice, key: string): Promise<Answer> {
    for (;;) {
      const answer = await ask(name, place, { type: "ballot.cast", round: place.round, choice }, key).catch(() => null);
      if (answer) return answer;
      faults += 1;
      await new Promise((resolve) => { setTimeout(resolve, 5); });
    }
  }

  line.cut(0.03);
  const told = new Map<string, { key: string; choice: Choice; answer: Answer }>();
  await Promise.all(Array.from({ length: 5 }, async (_, phone) => {
    for (const [i, name] of community.members.entries()) {
      if (i % 5 !== phone) continue;
      const [key, choice] = [newKey(), choices[i % 3]!];
      const answer = await cast(name, choice, key);
      // What is sent once more gets the very same answer.
      expect(await cast(name, choice, key)).toEqual(answer);
      told.set(community.person(name), { key, choice, answer });
    }
  }));
  line.cut(0);

  expect(line.cuts()).toBeGreaterThan(3);
  expect(faults).toBeGreaterThan(0);
  expect([...told.values()].filter(({ answer }) => answer.ok)).toHaveLength(200);
  const rows = await sql<{ voter: string; key: string; choice: Choice }[]>`select voter, key, choice from ballot where round_id = ${place.round}`;
  expect(rows).toHaveLength(200);
  for (const { voter, key, choice } of rows) expect(told.get(voter)).toMatchObject({ key, choice });
  expect(await ask("书记", place, { type: "round.close", round: place.round })).toMatchObject({ ok: true });
  expect(seen).toEqual([]);
}, 120_000);

/** Two hundred small writes over a line that is cut, in a process of its own; answers how it ended. */
async function writer(url: string, driver: string): Promise<{ code: number | null; said: string }> {
  const script = `
    import { createRequire } from "node:module";
    const postgres = ${driver};
    const sql = postgres(${JSON.stringify(url)}, { max: 10, onnotice: () => {} });
    await Promise.all(Array.from({ length: 20 }, async () => {
      for (let i = 0; i < 20; i++) for (;;) {
        const done = await sql.begin(async (tx) => { await tx\`select 1\`; await tx\`select 2\`; return true; }).catch(() => false);
        if (done) break;
      }
    }));
    await sql.end({ timeout: 1 });
    console.log("all written");`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], { cwd: inject("root"), stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(() => { child.kill("SIGKILL"); });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => { said += String(part); });
  const stuck = setTimeout(() => child.kill("SIGKILL"), 40_000);
  const code = await new Promise<number | null>((resolve) => { child.once("exit", resolve); });
  clearTimeout(stuck);
  return { code, said };
}

test("the very same writes kill a process with the driver as it is delivered, so that the line is seen to be rough enough", async () => {
  const { url } = await newDatabase();
  const line = await lossyLine(url, 7);
  line.cut(0.03);
  const { code, said } = await writer(line.url, `createRequire(process.cwd() + "/x.js")("postgres")`);
  expect(code).toBe(1);
  expect(said).toContain("Cannot read properties of null (reading 'write')");
}, 60_000);

test("with our guard the same writes all come to an end, and the process lives", async () => {
  const { url } = await newDatabase();
  const line = await lossyLine(url, 7);
  line.cut(0.03);
  const { code, said } = await writer(line.url, `(await import("postgres")).default`);
  expect([code, said.trim()]).toEqual([0, "all written"]);
  expect(line.cuts()).toBeGreaterThan(10);
}, 60_000);

/** A copy of the built product with a driver of its own. */
function productWith(change: (source: string) => string): string {
  const [root, copy] = [inject("root"), mkdtempSync(path.join(tmpdir(), "yishi-driver-"))];
  onTestFinished(() => rmSync(copy, { recursive: true, force: true }));
  mkdirSync(path.join(copy, "node_modules"));
  for (const name of readdirSync(path.join(root, "node_modules"))) if (name !== "postgres") symlinkSync(path.join(root, "node_modules", name), path.join(copy, "node_modules", name));
  cpSync(path.join(root, "node_modules/postgres"), path.join(copy, "node_modules/postgres"), { recursive: true });
  for (const name of ["build", "server/boot", "drizzle", "package.json"]) cpSync(path.join(root, name), path.join(copy, name), { recursive: true });
  const driver = path.join(copy, "node_modules/postgres/src/connection.js");
  writeFileSync(driver, change(readFileSync(driver, "utf8")));
  return copy;
}

test("the product refuses to start with the driver as it is delivered, in one sentence", async () => {
  const { ended, said } = productAt((await newDatabase()).url, { root: productWith(unpatched) });
  expect([await ended, said().trim()]).toEqual([1, "数据库驱动没有打补丁，连接中断会让程序退出。请用 npm start 启动"]);
}, 60_000);

test("and starts with the patched one", async () => {
  expect(isPatched()).toBe(true);
  const product = productAt((await newDatabase()).url, { root: productWith((source) => source) });
  await served(product);
  product.kill("SIGTERM");
  expect(await product.ended).toBe(0);
}, 60_000);
