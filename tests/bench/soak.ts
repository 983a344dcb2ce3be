/** A quarter of an hour of a lively meeting: phones come and go, opinions are written, votes are held; the product's memory must not creep. */
import { median, memoryOf, now, pause } from "./child";
import { openRound, rowsOf } from "./ballots";
import { atProduct, headOf, helloOf, livePath, newKey, officer, type Crowd } from "./crowd";
import type { Figure } from "./figure";
import type { Bench, Seeded } from "./product";

type Said = { ok: number; acks: number; no: string[] };
type Asked = { readonly phones: number; readonly talkers: number; readonly minutes: number; readonly settled: number };

/** settled: minutes after which memory is what it should stay at. */
export async function soak(bench: Bench, seeded: Seeded, { phones, talkers, minutes, settled }: Asked): Promise<Figure[]> {
  const chair = await officer(bench, seeded, seeded.chair);
  const watchers = await atProduct(seeded, { port: bench.port, phones: phones - talkers });
  const members = await atProduct(seeded, { port: bench.port, phones: talkers, cookies: seeded.cookies });
  const memory: { at: number; kib: number }[] = [];
  const [began, total] = [now(), minutes * 60_000];
  const timer = setInterval(() => memory.push({ at: now() - began, kib: memoryOf(bench.pid()) }), 1000);
  try {
    while (now() - began < total) {
      await Promise.all([comeAndGo(watchers, { bench, seeded }), write(members, seeded)]);
      await vote(members, { bench, seeded, chair });
    }
  } finally {
    clearInterval(timer);
  }
  await members.swarm.call("order", false);
  if (await members.swarm.call<number>("in") !== talkers) throw new Error("a member's line was lost");
  chair.close();
  await Promise.all([watchers.swarm.stop(), members.swarm.stop()]);
  const between = (from: number, to: number) => median(memory.filter(({ at }) => at >= from && at < to).map(({ kib }) => kib)) / 1024;
  const minute = 60_000;
  return [{ name: `soak: memory after ${minutes} minutes beside ${settled} (the limit)`, goal: 1.1, unit: "MiB", rounds: [{ product: between(total - minute, total + minute), limit: between(settled * minute, (settled + 1) * minute) }], note: `${phones} phones, event ${await headOf(bench, seeded)}` }];
}

/** A fifth of the phones leaves without a word, and as many others come. */
async function comeAndGo({ swarm, phones }: Crowd, { bench, seeded }: { bench: Bench; seeded: Seeded }) {
  const some = Math.ceil(phones / 5);
  for (let i = 0; i < 5; i++) {
    await swarm.call("cut", some);
    await pause(1000);
    const { failed } = await swarm.call<{ failed: number }>("open", { path: livePath, hello: helloOf(seeded), port: bench.port, phones: some, cookies: [], width: 20 });
    if (failed > 0) throw new Error(`${failed} of ${some} phones did not get in`);
    await pause(1000);
  }
}

async function write({ swarm, phones }: Crowd, { item, people }: Seeded) {
  const acts = Array.from({ length: phones }, (_, phone) => ({ phone, id: 1, text: `421${JSON.stringify(["act", { key: newKey(), command: { type: "comment.post", item, person: people[phone], tag: null, parent: null, text: "拐弯的地方加一盏灯，晚上好走。" } }])}` }));
  taken(await swarm.call<Said>("say", { acts, over: 8000 }), phones);
}

async function vote({ swarm, phones }: Crowd, { bench, seeded, chair }: { bench: Bench; seeded: Seeded; chair: Awaited<ReturnType<typeof officer>> }) {
  const round = await openRound(bench, seeded, chair);
  const acts = Array.from({ length: phones }, (_, phone) => ({ phone, id: 2, text: `422${JSON.stringify(["act", { key: newKey(), command: { type: "ballot.cast", round, choice: "for" } }])}` }));
  taken(await swarm.call<Said>("say", { acts, over: 3000 }), phones);
  if (await rowsOf(bench, seeded, round) !== phones) throw new Error(`not ${phones} rows in the round`);
  await chair.act({ type: "round.void", round, reason: "测量" });
}

function taken({ ok, no }: Said, all: number) {
  if (ok !== all) throw new Error(`${ok} of ${all} were acknowledged: ${no.join(" ")}`);
}
