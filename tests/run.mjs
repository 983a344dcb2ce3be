/**
 * `npm test`: types, lint, walls, rules, store, live, guards, faults, journeys and a quick bench, each on a real PostgreSQL and the
 * built product. Ends with one plain line `N passed, N failed`; what is skipped counts as failed. `npm test -- store` runs one part.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { build, isFresh, root } from "../server/boot/build.mjs";
import { patchPostgres } from "../server/boot/patch-postgres.mjs";
import { findChromium } from "./chromium.mjs";

const results = path.join(root, "test-results");
const parts = ["checks", "walls", "rules", "store", "live", "guards", "doors", "faults", "journeys", "bench"];
const asked = process.argv.slice(2);
const wanted = (/** @type {string} */ part) => asked.length === 0 || asked.includes(part);
/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();
const totals = { passed: 0, failed: 0 };

/** @param {string} name @param {string[]} args @param {Record<string, string>} [env] @returns {Promise<boolean>} */
const run = (name, args, env = {}) => new Promise((resolve) => {
  const child = spawn(process.execPath, [path.join(root, "node_modules", name), ...args], { cwd: root, stdio: "inherit", env: { ...process.env, ...env } });
  children.add(child);
  child.on("exit", (code) => { children.delete(child); resolve(code === 0); });
});

/** @param {boolean} ok @param {string} what */
function count(ok, what) {
  totals[ok ? "passed" : "failed"] += 1;
  if (!ok) console.log(`failed: ${what}`);
}

async function checks() {
  const all = await Promise.all([
    run("typescript/bin/tsc", ["--noEmit"]), run("typescript/bin/tsc", ["--noEmit", "-p", "app/rules"]), run("eslint/bin/eslint.js", [".", "--max-warnings", "0"]),
  ]);
  all.forEach((ok, i) => count(ok, ["types", "types of the rules", "lint"][i] ?? ""));
}

/** Vitest over the wanted folders; counts come from its own report. */
async function vitest() {
  const folders = parts.slice(1, -2).filter(wanted).map((part) => `tests/${part}`);
  if (folders.length === 0) return;
  const report = path.join(results, "vitest.json");
  await run("vitest/vitest.mjs", ["run", ...folders, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`]);
  const said = read(report);
  if (!said) return count(false, "vitest gave no report");
  totals.passed += said.numPassedTests;
  totals.failed += said.numTotalTests - said.numPassedTests + (said.success || said.numFailedTests > 0 ? 0 : 1);
}

async function journeys() {
  const report = path.join(results, "journeys.json");
  await run("@playwright/test/cli.js", ["test"], { CHROMIUM_PATH: findChromium() });
  const said = read(report);
  if (!said) return count(false, "the journeys gave no report");
  totals.passed += said.stats.expected;
  totals.failed += said.stats.unexpected + said.stats.flaky + said.stats.skipped + said.errors.length;
}

/** @param {string} file @returns {any} */
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : null);

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => { for (const child of children) child.kill(signal); process.exit(130); });

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
try {
  const odd = asked.filter((part) => !parts.includes(part));
  if (odd.length > 0) throw new Error(`没有这一部分：${odd.join("、")}。可以写 ${parts.join("、")}`);
  if (wanted("journeys")) findChromium();
  patchPostgres();
  if (!isFresh()) await build();
  if (wanted("checks")) await checks();
  await vitest();
  if (wanted("journeys")) await journeys();
  // For correctness only: speed is judged by npm run bench, on an idle machine.
  if (wanted("bench")) count(await run("tsx/dist/cli.mjs", ["tests/bench/main.ts", "--quick"]), "bench --quick");
} catch (reason) {
  count(false, reason instanceof Error ? reason.message : String(reason));
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;
