/** One event through the whole app to thousands of phones; beside it, the same bytes on bare WebSockets. */
import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { Command } from "../../app/rules/meeting/commands";
import { protocol, type Answer, type Down, type Up } from "../../app/wire/protocol";
import { cpuOf, now, pause, percentile, start, type Child } from "./child";
import type { Figure, Round } from "./figure";
import type { Bench, Seeded } from "./product";

export const livePath = "/live/?EIO=4&transport=websocket";
export const helloOf = ({ community, meeting }: Seeded) => ({ protocol, community, meeting, events: 0, desk: "hall" });
export const newKey = () => randomBytes(16).toString("hex");

type Officer = { act(command: Command): Promise<Answer>; close(): void };

/** An officer's page: its socket acts. */
export async function officer({ port }: Pick<Bench, "port">, { community, meeting }: Seeded, cookie: string): Promise<Officer> {
  const socket: Socket<Down, Up> = io(`http://localhost:${port}`, { path: "/live", transports: ["websocket"], forceNew: true, extraHeaders: { origin: `http://localhost:${port}`, cookie }, auth: { protocol, community, meeting, events: 0, desk: "staff" } });
  await new Promise<void>((resolve, reject) => { socket.once("happened", () => resolve()); socket.once("outdated", ({ why }) => reject(new Error(why))); socket.once("connect_error", reject); });
  return {
    async act(command) {
      const answer = await socket.timeout(20_000).emitWithAck("act", { key: newKey(), command }) as Answer;
      if (!answer.ok) throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
      return answer;
    },
    close: () => socket.disconnect(),
  };
}

export type Crowd = { readonly swarm: Child; readonly phones: number };

export async function gather({ port, path, hello, phones, cookies = [], width = 100 }: { port: number; path: string; hello: unknown; phones: number; cookies?: readonly string[]; width?: number }): Promise<Crowd> {
  const swarm = start("swarm");
  const { failed } = await swarm.call<{ failed: number }>("open", { port, phones, path, hello, cookies, width });
  if (failed > 0) throw new Error(`${failed} of ${phones} phones did not get in`);
  return { swarm, phones };
}

type Heard = { heard: number; doubled: number; times: number[] };

/** One event, and how long until the phones had it: CPU of the server per recipient (µs), delay of the p99 phone (ms). */
async function one({ swarm, phones }: Crowd, pid: number, { marker, send }: { marker: string; send: () => Promise<unknown> }): Promise<{ cpu: number; p99: number }> {
  await swarm.call("watch", marker);
  await pause(60);
  const [before, sent] = [cpuOf(pid), now()];
  await send();
  const { heard, doubled, times } = await swarm.call<Heard>("watched", { phones, within: 20_000 });
  if (heard !== phones || doubled > 0) throw new Error(`${heard} of ${phones} phones heard the event, ${doubled} twice`);
  return { cpu: ((cpuOf(pid) - before) * 1000) / phones, p99: percentile(times, 0.99) - sent };
}

type Event = Awaited<ReturnType<typeof one>>;
const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

/** The product's event: a member comes back or goes, stored, chained, cut for each audience, and told to every page. */
export async function fanOut(bench: Bench, seeded: Seeded, { phones, rounds, times }: { phones: number; rounds: number; times: number }): Promise<Figure[]> {
  const recorder = await officer(bench, seeded, seeded.recorder);
  const person = seeded.people.at(-1)!;
  const product = await gather({ port: bench.port, path: livePath, hello: helloOf(seeded), phones });
  const floor = start("floor");
  const port = await floor.call<number>("open");
  const bare = await gather({ port, path: "/", hello: null, phones });
  let here = true;
  async function viaProduct() {
    const answered = await bench.database`select max(seq) as seq from meeting_event where meeting_id = ${seeded.meeting}`;
    const command: Command = here ? { type: "attendance.leave", person } : { type: "attendance.arrive", person };
    here = !here;
    return one(product, bench.pid(), { marker: `"seq":${Number(answered[0]!.seq) + 1},`, send: () => recorder.act(command) });
  }
  const size = await sizeOf(product, viaProduct);
  let turn = 0;
  const viaFloor = () => { const marker = `#${++turn}#`; return one(bare, floor.pid, { marker, send: () => floor.call("tell", `42["happened",${marker}${"x".repeat(Math.max(0, size - 20))}]`) }); };
  const [cpu, delay]: [Round[], Round[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    const [a, b]: [Event[], Event[]] = [[], []];
    for (let j = 0; j < times; j++) { a.push(await viaProduct()); b.push(await viaFloor()); }
    cpu.push({ product: mean(a.map((x) => x.cpu)), limit: mean(b.map((x) => x.cpu)) });
    delay.push({ product: mean(a.map((x) => x.p99)), limit: mean(b.map((x) => x.p99)) });
  }
  recorder.close();
  await Promise.all([product.swarm.stop(), bare.swarm.stop(), floor.stop()]);
  const note = `${size} bytes a frame`;
  return [
    { name: `fan-out: one event to ${phones} phones, CPU a phone`, goal: 1.5, unit: "µs", rounds: cpu, note },
    { name: `fan-out: one event to ${phones} phones, p99`, goal: 1.5, unit: "ms", rounds: delay },
  ];
}

/** Bytes of the frame that one event is. */
async function sizeOf({ swarm, phones }: Crowd, send: () => Promise<unknown>): Promise<number> {
  await send();
  await pause(2500);
  const total = async () => (await swarm.call<{ bytes: number }[]>("counts")).reduce((sum, { bytes }) => sum + bytes, 0);
  const before = await total();
  await send();
  await pause(200);
  return Math.round((await total() - before) / phones);
}
