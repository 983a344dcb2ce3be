/** Ballots: a burst through the product's own lane, and a thousand phones that vote at once; beside each, the same with nothing but one batched insert. */
import path from "node:path";
import { openDatabase } from "../../server/store/database";
import { ballotLanes } from "../../server/store/ballots";
import { gather as batched } from "../../server/gather";
import { newId } from "../../server/ids";
import { now, start } from "./child";
import type { Figure, Round } from "./figure";
import { gather, helloOf, livePath, newKey, officer, type Crowd } from "./fan-out";
import { root, type Bench, type Seeded } from "./product";

const words = ["for", "against", "abstain"] as const;

/** So many ballots at once, one in ten sent twice. Per second, by both ways. */
export async function stored(bench: Bench, seeded: Seeded, { ballots, rounds }: { ballots: number; rounds: number }): Promise<Figure[]> {
  const database = await openDatabase(bench.databaseUrl, path.join(root, "drizzle"));
  const { sql } = database;
  await sql`create table if not exists floor_ballot (round text not null, voter text not null, choice text not null, key text not null, at timestamptz not null default now(), primary key (round, voter))`;
  const measured: Round[] = [];
  for (let i = 0; i < rounds; i++) {
    const round = newId();
    const voters = Array.from({ length: ballots }, () => newId());
    await sql`insert into round (community_id, id, meeting_id, item_id, title_id, stage) values (${seeded.community}, ${round}, ${seeded.meeting}, ${seeded.item}, 'bench', 'open')`;
    await sql`insert into round_roll (community_id, round_id, person_id) select ${seeded.community}, ${round}, unnest(${voters}::text[])`;
    const asks = voters.map((voter, j) => ({ voter, choice: words[j % 3]!, key: newKey() }));
    const twice = [...asks, ...asks.filter((_, j) => j % 10 === 0)];
    const lanes = ballotLanes(database.ballots, () => null, () => {});
    const began = now();
    const answers = await Promise.all(twice.map((ask) => lanes.cast({ community: seeded.community, round }, ask)));
    const product = (1000 * twice.length) / (now() - began);
    const [{ rows } = { rows: 0 }] = await sql<{ rows: number }[]>`select count(*)::int as rows from ballot where community_id = ${seeded.community} and round_id = ${round} and standing = 'counted'`;
    if (answers.some(({ ok }) => !ok) || rows !== ballots) throw new Error(`${answers.filter(({ ok }) => ok).length} of ${twice.length} ballots were acknowledged, ${rows} rows for ${ballots} voters`);
    const bare = batched<(typeof asks)[number], true>(async (some) => {
      await database.ballots`insert into floor_ballot (round, voter, choice, key) select round.id, asked.voter, asked.choice, asked.key
        from unnest(${some.map(({ voter }) => voter)}::text[], ${some.map(({ choice }) => choice)}::text[], ${some.map(({ key }) => key)}::text[]) as asked (voter, choice, key)
        join round on round.community_id = ${seeded.community} and round.id = ${round} and round.stage = 'open' join round_roll on round_roll.community_id = ${seeded.community} and round_roll.round_id = ${round} and round_roll.person_id = asked.voter
        on conflict do nothing returning voter`;
      return some.map(() => true as const);
    }, { linger: 5 });
    const from = now();
    await Promise.all(twice.map((ask) => bare(ask)));
    measured.push({ product, limit: (1000 * twice.length) / (now() - from) });
    await sql`delete from ballot where community_id = ${seeded.community} and round_id = ${round}`;
    await sql`delete from round_roll where community_id = ${seeded.community} and round_id = ${round}`;
    await sql`delete from round where community_id = ${seeded.community} and id = ${round}`;
  }
  await database.close();
  return [{ name: `store: ${ballots} ballots in a burst, one in ten twice`, goal: 0.5, least: true, unit: "ballots/s", rounds: measured }];
}

type Said = { took: number; acks: number; ok: number; p50: number; p99: number; no: string[] };

/** Everybody votes in the same moment. */
export async function voted(bench: Bench, seeded: Seeded, { phones, rounds }: { phones: number; rounds: number }): Promise<Figure[]> {
  const chair = await officer(bench, seeded, seeded.chair);
  const product = await gather({ port: bench.port, path: livePath, hello: helloOf(seeded), phones, cookies: seeded.cookies });
  const floor = start("floor");
  const bare = await gather({ port: await floor.call<number>("open"), path: "/", hello: null, phones });
  await floor.call("ballots", bench.databaseUrl);
  const [speed, delay]: [Round[], Round[]] = [[], []];
  for (let i = 0; i < rounds; i++) {
    await chair.act({ type: "round.freeze", item: seeded.item, motion: null, form: "named" });
    const round = await roundOf(bench, seeded);
    await chair.act({ type: "round.open", round });
    const said = await viaProduct(product, { bench, seeded, round, phones });
    const limit = await product.swarm.call("sample", 0).then(() => viaFloor(bare, floor, phones));
    speed.push({ product: (1000 * phones) / said.took, limit: (1000 * phones) / limit.took });
    delay.push({ product: said.p99, limit: limit.p99 });
    await chair.act({ type: "round.void", round, reason: "测量" });
  }
  chair.close();
  await Promise.all([product.swarm.stop(), bare.swarm.stop(), floor.stop()]);
  return [
    { name: `votes: ${phones} phones at once, acknowledged a second`, goal: 0.75, least: true, unit: "votes/s", rounds: speed },
    { name: `votes: ${phones} phones at once, acknowledgement p99`, goal: 1.3, unit: "ms", rounds: delay },
  ];
}

async function roundOf({ database }: Bench, { meeting }: Seeded): Promise<string> {
  const [row] = await database<{ id: string }[]>`select id from round where meeting_id = ${meeting} and stage = 'frozen'`;
  return row!.id;
}

/** One ballot each, and one in ten sent again with its key: rows = acknowledgements = voters. */
async function viaProduct({ swarm }: Crowd, { bench, seeded, round, phones }: { bench: Bench; seeded: Seeded; round: string; phones: number }): Promise<Said> {
  const acts = Array.from({ length: phones }, (_, phone) => ({ phone, id: 1, text: `421${JSON.stringify(["act", { key: newKey(), command: { type: "ballot.cast", round, choice: words[phone % 3] } }])}` }));
  const said = await swarm.call<Said>("say", { acts, over: 0 });
  const again = await swarm.call<Said>("say", { acts: acts.filter((_, i) => i % 10 === 0), over: 0 });
  const [{ rows } = { rows: 0 }] = await bench.database<{ rows: number }[]>`select count(*)::int as rows from ballot where community_id = ${seeded.community} and round_id = ${round} and standing = 'counted'`;
  if (said.ok !== phones || again.ok !== again.acks || rows !== phones) throw new Error(`${said.ok} of ${phones} ballots acknowledged, ${again.ok} of ${again.acks} again, ${rows} rows: ${said.no.join(" ")} ${again.no.join(" ")}`);
  return said;
}

async function viaFloor({ swarm }: Crowd, floor: ReturnType<typeof start>, phones: number): Promise<Said> {
  await floor.call("clear");
  const said = await swarm.call<Said>("say", { acts: Array.from({ length: phones }, (_, phone) => ({ phone, id: phone, text: JSON.stringify({ id: String(phone), voter: `voter${phone}`, choice: words[phone % 3] }) })), over: 0 });
  const rows = await floor.call<number>("rows");
  if (said.ok !== phones || rows !== phones) throw new Error(`the floor acknowledged ${said.ok} of ${phones} and stored ${rows}`);
  return said;
}
