/** A whole machine for fault injection: PostgreSQL, a line that can be cut, and the built product as a process. */
import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import net from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { inject, onTestFinished } from "vitest";
import { isAlive, startEmbedded, type Embedded } from "../../server/embedded-postgres";
import { freePort } from "../../server/ports";
import { secret } from "../house";

const temporary = (name: string) => {
  const made = mkdtempSync(path.join(tmpdir(), `yishi-${name}-`));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};

export type Postgres = { url(): string; sql(): Sql; kill(): Promise<void>; start(): Promise<void>; stop(): Promise<void> };

/** A server of its own, reached through a port that stays the same over restarts. */
export async function startPostgres(flags: readonly string[] = []): Promise<Postgres> {
  const home = temporary("pg");
  let server: Embedded = await startEmbedded(home, flags);
  const line = await openLine(() => Number(new URL(server.url).port));
  const clients: Sql[] = [];
  onTestFinished(async () => {
    await Promise.all(clients.map((client) => client.end({ timeout: 1 }).catch(() => {})));
    line.close();
    await server.stop();
  });
  return {
    url: () => {
      const address = new URL(server.url);
      address.port = String(line.port);
      return address.href;
    },
    /** Past the line, for looking. */
    sql: () => {
      const client = postgres(server.url, { max: 2, onnotice: () => {} });
      clients.push(client);
      return client;
    },
    async kill() {
      const children = childrenOf(server.pid);
      for (const pid of [server.pid, ...children]) if (isAlive(pid)) process.kill(pid, "SIGKILL");
      while (isAlive(server.pid) || children.some(isAlive)) await new Promise((resolve) => { setTimeout(resolve, 10); });
    },
    async start() { server = await startEmbedded(home, flags); },
    stop: () => server.stop(),
  };
}

/** Children of a process, from /proc. */
function childrenOf(pid: number): number[] {
  try {
    return readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  } catch {
    return [];
  }
}

/** A TCP line to a port that may change; what is sent while nothing listens there is refused, as a real server would. */
async function openLine(target: () => number): Promise<{ port: number; close(): void }> {
  const open = new Set<net.Socket>();
  const server = net.createServer((near) => {
    const far = net.connect(target(), "127.0.0.1");
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on("error", () => {}).on("close", () => { open.delete(socket); near.destroy(); far.destroy(); });
    }
    near.pipe(far);
    far.pipe(near);
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return { port: (server.address() as net.AddressInfo).port, close: () => { server.close(); for (const socket of open) socket.destroy(); } };
}

/** The built product, or a mutant of it: a copy of its server with some text replaced. */
export function buildOf(replacements: readonly [before: string, after: string][] = []): string {
  const root = inject("root");
  if (replacements.length === 0) return root;
  const copy = temporary("mutant");
  mkdirSync(path.join(copy, "build"));
  mkdirSync(path.join(copy, "server"));
  for (const name of ["drizzle", "node_modules", "server/boot", "build/server", "build/client", "package.json"]) symlinkSync(path.join(root, name), path.join(copy, name));
  cpSync(path.join(root, "build/main.js"), path.join(copy, "build/main.js"));
  const file = path.join(copy, "build/main.js");
  const mutated = replacements.reduce((source, [before, after]) => {
    if (!source.includes(before)) throw new Error(`the product has no "${before}" to mutate`);
    return source.replaceAll(before, after);
  }, readFileSync(file, "utf8"));
  writeFileSync(file, mutated);
  return copy;
}

/** until: what the product has said when it counts as started; its last line, or nothing for one that only listens. */
export type App = { url: string; kill(): Promise<void>; start(): Promise<void>; deaths(): number; log(): string };

/** The product as a process; it is started again by the test alone, so that every death is counted. */
export async function startApp(databaseUrl: string, root: string, { env = {}, until = "Ctrl-C" }: { env?: Readonly<Record<string, string>>; until?: string } = {}): Promise<App> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  let child: ChildProcess;
  let wanted = 0;
  let deaths = 0;
  let log = "";
  const start = async () => {
    child = spawn(process.execPath, ["--input-type=module", "-e", `const { main } = await import(${JSON.stringify(path.join(root, "build/main.js"))}); await main(${JSON.stringify(root)});`], {
      cwd: root, stdio: ["ignore", "pipe", "pipe"], env: { ...process.env, NODE_ENV: "production", DATABASE_URL: databaseUrl, YISHI_SECRET: secret, YISHI_DATA: temporaryData, PORT: String(port), YISHI_LOG: "error", ...env },
    });
    child.stdout!.on("data", (bytes) => { log += String(bytes); });
    child.stderr!.on("data", (bytes) => { log += String(bytes); });
    child.on("exit", () => { deaths += 1; });
    const before = log.length;
    for (let i = 0; i < 300; i++) {
      const up = await fetch(`${url}/healthz`).then(({ ok }) => ok, () => false);
      if (up && log.slice(before).includes(until)) return;
      await new Promise((resolve) => { setTimeout(resolve, 50); });
    }
    throw new Error(`the product did not start: ${log}`);
  };
  const kill = async () => {
    wanted += 1;
    const gone = new Promise((resolve) => { child.once("exit", resolve); });
    if (child.exitCode === null && child.signalCode === null) {
      child.kill("SIGKILL");
      await gone;
    }
  };
  const temporaryData = temporary("data");
  await start();
  onTestFinished(kill);
  return { url, kill, start, deaths: () => deaths - wanted, log: () => log };
}
