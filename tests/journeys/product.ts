/** A product of one's own: the built one, with its database, in a folder that is removed afterwards. */
import { spawn, type ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { networkInterfaces, tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { test } from "@playwright/test";
import { freePort } from "../../server/ports";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const startsWithin = 150_000;

export type Who = "测试书记" | "测试记录员" | "监票甲" | "计票乙" | "代表甲一" | "代表甲三" | "代表乙一" | "王秀英";
export type Product = {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  /** The printed one-tap link of somebody of the demo. */
  door(who: Who): string;
  readonly screen: string;
  readonly setup: string | null;
  /** kill -9: the database goes on, as after a crash. */
  kill(): Promise<void>;
  /** On the same port and data. */
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** The machine's address on its network, as a phone in the hall reaches it: for a browser no trustworthy place. */
export function networkAddress(): string {
  const address = Object.values(networkInterfaces()).flat().find((one) => one && !one.internal && one.family === "IPv4")?.address;
  if (!address) throw new Error("this machine has no IPv4 address but loopback: a phone in the hall cannot be tested without one");
  return address;
}

type Running = { readonly child: ChildProcess; readonly said: string };

/** Runs `npm start`'s command, or another one, until it says that it is ready. */
export function launch(env: Record<string, string>, { cwd = root, script = "server/boot/start.mjs" } = {}): Promise<Running> {
  const child = spawn(process.execPath, [script], { cwd, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  return new Promise((resolve, reject) => {
    let said = "";
    const timer = setTimeout(() => { child.kill("SIGKILL"); reject(new Error(`the product did not start in time:\n${said}`)); }, startsWithin);
    const hear = (text: Buffer) => {
      said += text.toString();
      if (!said.includes("Ctrl-C")) return;
      clearTimeout(timer);
      resolve({ child, said });
    };
    child.stdout.on("data", hear);
    child.stderr.on("data", hear);
    child.once("exit", (code) => { clearTimeout(timer); reject(new Error(`the product ended with ${code}:\n${said}`)); });
  });
}

export const ended = (child: ChildProcess) => (child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise<void>((resolve) => child.once("exit", () => resolve())));

export type Start = { readonly demo?: boolean };

export async function startProduct({ demo = true }: Start = {}): Promise<Product> {
  const folder = mkdtempSync(path.join(tmpdir(), "yishi-journey-"));
  // As root the database runs as another user, who must be able to enter.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const env = { PORT: String(port), YISHI_DATA: folder, YISHI_DEMO: demo ? "on" : "off", YISHI_LOG: "error", DATABASE_URL: "", PUBLIC_ORIGIN: "" };
  let running = await launch(env);
  const { said } = running;
  const link = (pattern: RegExp) => pattern.exec(said)?.[1] ?? null;
  return {
    url: `http://localhost:${port}`, port, folder,
    door(who) {
      const found = link(new RegExp(`${who}　(http\\S+/demo/\\S+)`));
      if (!found) throw new Error(`no link for ${who} in:\n${said}`);
      return found;
    },
    screen: link(/大屏幕　+(http\S+\/screen\/\S+)/) ?? "",
    setup: link(/(http\S+\/setup\/\S+)/),
    async kill() { running.child.kill("SIGKILL"); await ended(running.child); },
    async start() { running = await launch(env); },
    async stop() {
      running.child.kill("SIGTERM");
      await ended(running.child);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts once more on the same data, which must fail: what it says, and how it ends. */
export function startAgain({ folder }: Product): Promise<{ said: string; code: number | null }> {
  const child = spawn(process.execPath, ["server/boot/start.mjs"], { cwd: root, env: { ...process.env, PORT: "0", YISHI_DATA: folder, DATABASE_URL: "" }, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text: Buffer) => { said += text.toString(); });
  return new Promise((resolve) => child.once("close", (code) => resolve({ said: said.trim(), code })));
}

/** The process of its PostgreSQL, which is ours too. */
export function postgresOf({ folder }: { folder: string }): number {
  const data = path.join(folder, "pg18", "postmaster.pid");
  return Number(readFileSync(existsSync(data) ? data : path.join(readFileSync(path.join(folder, "WHERE-THE-DATA-IS"), "utf8").trim(), "postmaster.pid"), "utf8").split("\n")[0]);
}

/** The product of one spec file, started before its tests and removed after them. */
export function ownProduct(start: Start = {}): () => Product {
  let product: Product | null = null;
  test.beforeAll(async () => {
    test.setTimeout(startsWithin + 30_000);
    product = await startProduct(start);
  });
  test.afterAll(async () => { await product?.stop(); });
  return () => product!;
}
