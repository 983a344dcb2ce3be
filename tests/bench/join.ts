/** A thousand phones come in the same moment: page, scripts, style, socket, state, with the cookies of their seats; beside it, the same bytes ready and bare WebSockets. */
import { brotliCompressSync } from "node:zlib";
import { pause, spending, start, type Child } from "./child";
import { loadFigure, type Figure, type Round } from "./figure";
import { helloOf, livePath } from "./crowd";
import type { Bench, Seeded } from "./product";

type Joined = { failed: number; took: number; p99: number; bytes: number };
type Spent = { readonly server: number; readonly load: number };
type Asked = { port: number; phones: number; files: readonly string[]; path: string; hello: unknown; greeted?: true; cookies: readonly string[] };

export async function join(bench: Bench, seeded: Seeded, { phones, rounds }: { phones: number; rounds: number }): Promise<Figure[]> {
  const origin = `http://localhost:${bench.port}`;
  const page = `/c/${seeded.slug}/meetings/${seeded.meeting}`;
  const html = await (await fetch(origin + page)).text();
  // What a browser fetches before the page can do anything.
  const assets = [...new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+\.(?:js|css))"/g)].map((found) => found[1]!))];
  const files = [page, ...assets];
  const ready: Record<string, Uint8Array> = { [page]: brotliCompressSync(html) };
  for (const asset of assets) ready[asset] = brotliCompressSync(Buffer.from(await (await fetch(origin + asset)).arrayBuffer()));
  const floor = start("floor");
  const port = await floor.call<number>("open");
  await floor.call("keep", { files: ready, greeting: `42["happened",{"mine":1,"state":"${"x".repeat(await stateBytes(bench, seeded))}"}]` });
  const [cpu, time, spent]: [Round[], Round[], Spent[]] = [[], [], []];
  const asked = await statements(bench);
  for (let i = 0; i < rounds; i++) {
    const product = await once(bench.pid(), { port: bench.port, phones, files, path: livePath, hello: helloOf(seeded), cookies: seeded.cookies });
    const limit = await once(floor.pid, { port, phones, files, path: "/", hello: null, greeted: true, cookies: seeded.cookies });
    cpu.push({ product: product.spent.server / phones, limit: limit.spent.server / phones });
    spent.push(product.spent);
    time.push({ product: product.took, limit: limit.took });
  }
  await floor.stop();
  const note = `${assets.length} files beside the page, ${((await statements(bench) - asked) / phones / rounds).toFixed(2)} statements a phone`;
  return [
    { name: `join: ${phones} phones at once, CPU a phone`, goal: 2, unit: "ms", rounds: cpu, note },
    { name: `join: ${phones} phones at once, until the last is in`, goal: 2, unit: "ms", rounds: time },
    loadFigure("join", spent),
  ];
}

/** A tenth comes before and is gone again, so that neither side learns its work while it is measured. */
async function once(pid: number, asked: Asked): Promise<{ spent: Spent; took: number }> {
  const swarm: Child = start("swarm");
  const before = asked.phones / 10;
  await swarm.call("join", { ...asked, phones: before });
  await swarm.call("cut", before);
  await pause(500);
  const spent = spending(pid, swarm.pid);
  const { failed, took } = await swarm.call<Joined>("join", asked);
  const [server, load] = spent() as [number, number];
  await swarm.stop();
  if (failed > 0) throw new Error(`${failed} of ${asked.phones} phones did not get in`);
  return { spent: { server, load }, took };
}

/** Statements that the database has answered; each is its own transaction here. */
async function statements({ database }: Bench): Promise<number> {
  // PostgreSQL adds the counts of an idle connection up within ten seconds.
  await pause(11_000);
  const [row] = await database<{ done: string }[]>`select xact_commit as done from pg_stat_database where datname = current_database()`;
  return Number(row!.done);
}

/** How much a phone is told when it comes in. */
async function stateBytes(bench: Bench, seeded: Seeded): Promise<number> {
  const swarm = start("swarm");
  await swarm.call("open", { port: bench.port, phones: 1, path: livePath, hello: helloOf(seeded), cookies: seeded.cookies.slice(0, 1), width: 1 });
  const [line] = await swarm.call<{ bytes: number }[]>("counts");
  await swarm.stop();
  return line!.bytes;
}
