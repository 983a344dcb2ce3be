/** kill -9 under a thousand phones: all are back, and know what happened meanwhile. */
import { now, pause, start } from "./child";
import { allEqual, headOf, helloOf, livePath, officer } from "./crowd";
import type { Figure, Round } from "./figure";
import type { Bench, Seeded } from "./product";

/** As app/live/useMeeting.ts tells Socket.IO. */
const patience = { first: 500, most: 2000, jitter: 0.8 };

export async function restart(bench: Bench, seeded: Seeded, { phones, rounds }: { phones: number; rounds: number }): Promise<Figure[]> {
  const swarm = start("swarm");
  await swarm.call("order", true);
  const { failed } = await swarm.call<{ failed: number }>("stay", { port: bench.port, phones, path: livePath, hello: helloOf(seeded), cookies: seeded.cookies, patience });
  if (failed > 0) throw new Error(`${failed} of ${phones} phones did not get in`);
  const person = seeded.people.at(-1)!;
  const all: Round[] = [];
  for (let i = 0; i < rounds; i++) {
    const killed = now();
    await bench.restart();
    const up = now();
    // Something happens while half of the phones are still out.
    const recorder = await officer(bench, seeded, seeded.recorder);
    await recorder.act({ type: "attendance.leave", person });
    while (await swarm.call<number>("in") < phones && now() - killed < 60_000) await pause(10);
    all.push({ product: (now() - killed) / 1000, limit: (up - killed) / 1000 });
    await recorder.act({ type: "attendance.arrive", person });
    await pause(1000);
    await allEqual({ swarm, phones }, await headOf(bench, seeded));
    recorder.close();
  }
  await swarm.stop();
  return [{ name: `restart: kill -9 until ${phones} phones are back`, goal: 5, of: "product", unit: "s", rounds: all, note: "limit: until the process listens" }];
}
