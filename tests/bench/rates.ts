/** Two hundred opinions a second, written by four hundred phones, read by a thousand; beside it, as many events gathered in ticks on bare WebSockets. */
import { cpuOf, now, pause, percentile, spending, start } from "./child";
import { loadFigure, type Figure, type Round } from "./figure";
import { atFloor, atProduct, newKey, type Crowd } from "./crowd";
import type { Bench, Seeded } from "./product";

type Asked = { readonly phones: number; readonly talkers: number; readonly rate: number; readonly ms: number; readonly rounds: number };
type Said = { took: number; acks: number; ok: number; p50: number; p99: number; no: string[] };
type Stamps = { each: number[]; delays: number[] };
type Measured = { cpu: number; p99: number };
type Spent = { server: number; load: number };

/** Phones whose news is read to the last word; the others count bytes. */
const sampled = 20;

export async function rates(bench: Bench, seeded: Seeded, asked: Asked): Promise<Figure[]> {
  const product = await atProduct(seeded, { port: bench.port, phones: asked.phones, cookies: seeded.cookies.slice(0, asked.talkers) });
  const floor = start("floor");
  const bare = await atFloor({ port: await floor.call<number>("open"), phones: asked.phones });
  const [cpu, delay, acks]: Round[][] = [[], [], []] as const;
  const spents: Spent[] = [];
  await product.swarm.call("order", false);
  for (let i = 0; i < asked.rounds; i++) {
    const { measured, p99, spent } = await viaProduct(product, { bench, seeded, asked });
    const limit = await viaFloor(bare, floor, asked);
    spents.push(spent);
    cpu.push({ product: measured.cpu, limit: limit.cpu });
    delay.push({ product: measured.p99, limit: limit.p99 });
    acks.push({ product: p99, limit: limit.p99 });
  }
  await Promise.all([product.swarm.stop(), bare.swarm.stop(), floor.stop()]);
  const name = `${asked.rate} opinions/s to ${asked.phones} phones`;
  return [
    { name: `rates: ${name}, p99`, goal: 150, of: "product", unit: "ms", rounds: delay },
    { name: `rates: ${name}, share of a core`, goal: 0.5, of: "product", unit: "cores", rounds: cpu },
    { name: `rates: ${name}, acknowledged, p99`, goal: 150, of: "product", unit: "ms", rounds: acks },
    loadFigure("rates", spents),
  ];
}

async function viaProduct({ swarm }: Crowd, { bench, seeded, asked }: { bench: Bench; seeded: Seeded; asked: Asked }): Promise<{ measured: Measured; p99: number; spent: Spent }> {
  const written = (asked.rate * asked.ms) / 1000;
  const acts = Array.from({ length: written }, (_, i) => {
    const phone = i % asked.talkers;
    return { phone, id: i, text: `42${i}${JSON.stringify(["act", { key: newKey(), command: { type: "comment.post", item: seeded.item, person: seeded.people[phone], tag: null, parent: null, text: `楼下晚上灯太暗，老人走路看不清，请在拐弯的地方加一盏灯。~now~` } }])}` };
  });
  const rows = async () => Number((await bench.database`select count(*) as rows from comment where community_id = ${seeded.community}`)[0]!.rows);
  const stored = await rows();
  await swarm.call("sample", sampled);
  const [costs, began] = [spending(bench.pid(), swarm.pid), now()];
  const said = await swarm.call<Said>("say", { acts, over: asked.ms });
  const [server, load] = costs() as [number, number];
  const cpu = server / (now() - began);
  await pause(600);
  const { each, delays } = await swarm.call<Stamps>("stamps");
  if (said.ok !== written) throw new Error(`${said.ok} of ${written} opinions were acknowledged: ${said.no.join(" ")}`);
  if (await rows() - stored !== written) throw new Error(`${await rows() - stored} rows for ${written} acknowledged opinions`);
  if (each.some((heard) => heard !== written)) throw new Error(`of ${written} opinions the phones heard ${[...new Set(each)].join(", ")}`);
  return { measured: { cpu, p99: percentile(delays, 0.99) }, p99: said.p99, spent: { server, load } };
}

async function viaFloor({ swarm }: Crowd, floor: ReturnType<typeof start>, { rate, ms }: Asked): Promise<Measured> {
  await swarm.call("sample", sampled);
  const [before, began] = [cpuOf(floor.pid), now()];
  await floor.call("stream", { rate, ms, tick: 100, text: `["happened",{"id":"0123456789abcdef","by":"0123456789abcdef","name":"代表第一位","text":"楼下晚上灯太暗，老人走路看不清，请在拐弯的地方加一盏灯。~now~","at":1800000000000}]` });
  const cpu = (cpuOf(floor.pid) - before) / (now() - began);
  await pause(300);
  return { cpu, p99: percentile((await swarm.call<Stamps>("stamps")).delays, 0.99) };
}
