/** One event through the whole app to thousands of phones; beside it, the same bytes on bare WebSockets. */
import type { Command } from "../../app/rules/meeting/commands";
import { mean, memoryOf, now, pause, percentile, spending, start, type Child } from "./child";
import { allEqual, atFloor, atProduct, headOf, officer, type Crowd, type Officer } from "./crowd";
import { loadFigure, type Figure, type Round } from "./figure";
import type { Bench, Seeded } from "./product";

type Heard = { heard: number; doubled: number; times: number[] };
/** cpu: of the server per recipient, µs; load: of the phones; p99: until the p99 phone had it, ms; from, to: when it was sent and when the last phone had it. */
type Told = { readonly cpu: number; readonly load: number; readonly p99: number; readonly from: number; readonly to: number };

async function told({ swarm, phones }: Crowd, pid: number, { marker, send }: { marker: string; send: () => Promise<unknown> }): Promise<Told> {
  await swarm.call("watch", marker);
  // One event in the quiet, after the tick of the one before.
  await pause(250);
  const [spent, from] = [spending(pid, swarm.pid), now()];
  await send();
  const { heard, doubled, times } = await swarm.call<Heard>("watched", { within: 20_000 });
  if (heard !== phones || doubled > 0) throw new Error(`${heard} of ${phones} phones heard the event, ${doubled} twice`);
  const [cpu, load] = spent().map((ms) => (ms * 1000) / phones) as [number, number];
  return { cpu, load, p99: percentile(times, 0.99) - from, from, to: Math.max(...times) };
}

/** The product's event: a member comes back or goes, stored, chained, cut for each audience, and told to every page. */
async function eventsOf(bench: Bench, seeded: Seeded): Promise<{ officer: Officer; tell: (crowd: Crowd) => Promise<Told> }> {
  const recorder = await officer(bench, seeded, seeded.recorder);
  const person = seeded.people.at(-1)!;
  let here = true;
  return {
    officer: recorder,
    async tell(crowd) {
      const command: Command = here ? { type: "attendance.leave", person } : { type: "attendance.arrive", person };
      here = !here;
      return told(crowd, bench.pid(), { marker: `"seq":${await headOf(bench, seeded) + 1},`, send: () => recorder.act(command) });
    },
  };
}

function floorEvents(floor: Child, size: number) {
  let turn = 0;
  return (crowd: Crowd) => { const marker = `#${++turn}#`; return told(crowd, floor.pid, { marker, send: () => floor.call("tell", `42["happened",${marker}${"x".repeat(Math.max(0, size - 20))}]`) }); };
}

/** Bytes of the frame that one event is. */
async function sizeOf({ swarm, phones }: Crowd, send: () => Promise<unknown>): Promise<number> {
  const total = async () => (await swarm.call<{ bytes: number }[]>("counts")).reduce((sum, { bytes }) => sum + bytes, 0);
  await send();
  await pause(2500);
  const before = await total();
  await send();
  await pause(200);
  return Math.round((await total() - before) / phones);
}

async function times(count: number, one: () => Promise<Told>): Promise<{ cpu: number; load: number; p99: number; all: Told[] }> {
  const all: Told[] = [];
  for (let i = 0; i < count; i++) all.push(await one());
  return { cpu: mean(all.map(({ cpu }) => cpu)), load: mean(all.map(({ load }) => load)), p99: mean(all.map(({ p99 }) => p99)), all };
}

export async function fanOut(bench: Bench, seeded: Seeded, { phones, rounds, events }: { phones: number; rounds: number; events: number }): Promise<Figure[]> {
  const { officer: recorder, tell } = await eventsOf(bench, seeded);
  const product = await atProduct(seeded, { port: bench.port, phones });
  const floor = start("floor");
  const bare = await atFloor({ port: await floor.call<number>("open"), phones });
  const size = await sizeOf(product, () => tell(product));
  const tellBare = floorEvents(floor, size);
  const [cpu, delay]: [Round[], Round[]] = [[], []];
  const spents: { server: number; load: number }[] = [];
  for (let i = 0; i < rounds; i++) {
    const [a, b] = [await times(events, () => tell(product)), await times(events, () => tellBare(bare))];
    cpu.push({ product: a.cpu, limit: b.cpu });
    spents.push({ server: (a.cpu * phones) / 1000, load: (a.load * phones) / 1000 });
    delay.push({ product: a.p99, limit: b.p99 });
  }
  await allEqual(product, await headOf(bench, seeded));
  recorder.close();
  await Promise.all([product.swarm.stop(), bare.swarm.stop(), floor.stop()]);
  return [
    { name: `fan-out: one event to ${phones} phones, CPU a phone`, goal: 1.5, unit: "µs", rounds: cpu, note: `${size} bytes a frame` },
    { name: `fan-out: one event to ${phones} phones, p99`, goal: 1.5, unit: "ms", rounds: delay },
    loadFigure("fan-out", spents),
  ];
}

/** Other people's requests while one event goes to very many phones. */
export async function held(bench: Bench, seeded: Seeded, { phones, rounds, events }: { phones: number; rounds: number; events: number }): Promise<Figure[]> {
  const { officer: recorder, tell } = await eventsOf(bench, seeded);
  const product = await atProduct(seeded, { port: bench.port, phones });
  const floor = start("floor");
  const port = await floor.call<number>("open");
  const bare = await atFloor({ port, phones });
  const page = `/c/${seeded.slug}/meetings/${seeded.meeting}`;
  await floor.call("keep", { files: { [page]: new Uint8Array(8000) }, greeting: null });
  const tellBare = floorEvents(floor, await sizeOf(product, () => tell(product)));
  const other = start("swarm");
  async function meanwhile(at: number, path: string, one: () => Promise<Told>): Promise<number> {
    await other.call("pester", { path, port: at, cookie: null, every: 1 });
    const { all } = await times(events, one);
    const asked = await other.call<{ at: number; after: number }[]>("pestered");
    const during = asked.filter(({ at: from, after }) => all.some((event) => from + after >= event.from && from <= event.to));
    return percentile(during.map(({ after }) => after), 0.99);
  }
  const measured: Round[] = [];
  for (let i = 0; i < rounds; i++) measured.push({ product: await meanwhile(bench.port, "/healthz", () => tell(product)), limit: await meanwhile(port, page, () => tellBare(bare)) });
  await allEqual(product, await headOf(bench, seeded));
  recorder.close();
  await Promise.all([product.swarm.stop(), bare.swarm.stop(), other.stop(), floor.stop()]);
  return [{ name: `hold: other requests while ${phones} phones hear, p99`, goal: 10, of: "product", unit: "ms", rounds: measured, note: "limit: all written in one go" }];
}

/** What one more phone costs, in time and in memory, where there are many already. */
export async function grown(bench: Bench, seeded: Seeded, { few, many, rounds, events }: { few: number; many: number; rounds: number; events: number }): Promise<Figure[]> {
  // A process that has carried more before would not grow.
  await bench.restart();
  const { officer: recorder, tell } = await eventsOf(bench, seeded);
  const floor = start("floor");
  const port = await floor.call<number>("open");
  // What the process takes once and keeps is no phone's.
  const first = await atProduct(seeded, { port: bench.port, phones: few });
  const small: { cpu: number }[] = [];
  for (let i = 0; i < rounds; i++) small.push(await times(events * 2, () => tell(first)));
  await first.swarm.stop();
  await pause(3000);
  const before = { product: memoryOf(bench.pid()), limit: memoryOf(floor.pid) };
  const [crowd, bare] = [await atProduct(seeded, { port: bench.port, phones: many }), await atFloor({ port, phones: many })];
  const large: { cpu: number }[] = [];
  for (let i = 0; i < rounds; i++) large.push(await times(events, () => tell(crowd)));
  const grew: Round = { product: (memoryOf(bench.pid()) - before.product) / many, limit: (memoryOf(floor.pid) - before.limit) / many };
  await allEqual(crowd, await headOf(bench, seeded));
  recorder.close();
  await Promise.all([crowd.swarm.stop(), bare.swarm.stop(), floor.stop()]);
  return [
    { name: `recipients: CPU a phone at ${many} beside ${few} (the limit)`, goal: 1.2, unit: "µs", rounds: large.map(({ cpu }, i) => ({ product: cpu, limit: small[i]!.cpu })) },
    { name: `memory: a connected phone of ${many}`, goal: 30, of: "product", unit: "KiB", rounds: [grew] },
  ];
}
