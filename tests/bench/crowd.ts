/** Crowds of phones at the product and at the floor, and the officer's page that acts. */
import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import type { Command } from "../../app/rules/meeting/commands";
import { protocol, type Answer, type Down, type Up } from "../../app/wire/protocol";
import { start, type Child } from "./child";
import type { Bench, Seeded } from "./product";

export const helloOf = ({ community, meeting }: Seeded) => ({ protocol, community, meeting, events: 0, desk: "hall" });
export const newKey = () => randomBytes(16).toString("hex");
export const livePath = "/live/?EIO=4&transport=websocket";

export type Officer = { act(command: Command): Promise<Answer>; close(): void };

/** An officer's page: its socket acts. */
export async function officer({ port }: Pick<Bench, "port">, { community, meeting }: Seeded, cookie: string): Promise<Officer> {
  const socket: Socket<Down, Up> = io(`http://localhost:${port}`, { path: "/live", transports: ["websocket"], forceNew: true, reconnectionDelay: 100, reconnectionDelayMax: 200, extraHeaders: { origin: `http://localhost:${port}`, cookie }, auth: { protocol, community, meeting, events: 0, desk: "staff" } });
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
type Asked = { readonly port: number; readonly phones: number; readonly cookies?: readonly string[]; readonly width?: number };

async function gather(way: { path: string; hello: unknown }, { port, phones, cookies = [], width = 100 }: Asked): Promise<Crowd> {
  const swarm = start("swarm");
  await swarm.call("order", true);
  const { failed } = await swarm.call<{ failed: number }>("open", { ...way, port, phones, cookies, width });
  if (failed > 0) throw new Error(`${failed} of ${phones} phones did not get in`);
  return { swarm, phones };
}

/** Phones on the meeting's page, each told the state. */
export const atProduct = (seeded: Seeded, asked: Asked) => gather({ path: livePath, hello: helloOf(seeded) }, asked);
export const atFloor = (asked: Asked) => gather({ path: "/", hello: null }, asked);

/** What is true of every page at the end: the newest number, each number once and in its order. */
export async function allEqual({ swarm, phones }: Crowd, seq: number): Promise<void> {
  const counts = await swarm.call<{ seq: number; gaps: number; ready: boolean }[]>("counts");
  const odd = counts.filter((one) => one.seq !== seq || one.gaps > 0 || !one.ready);
  if (odd.length > 0) throw new Error(`${odd.length} of ${phones} pages are not as the meeting is at ${seq}: ${JSON.stringify(odd[0])}`);
}

export async function headOf({ database }: Pick<Bench, "database">, { meeting }: Seeded): Promise<number> {
  const [row] = await database<{ seq: number }[]>`select head_seq::int as seq from meeting where id = ${meeting}`;
  return row!.seq;
}
