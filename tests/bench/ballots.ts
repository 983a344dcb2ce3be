/** Ballots: a burst through the product's own lane, and a thousand phones that vote at once; beside each, the same with nothing but one batched insert. */
import path from "node:path";
import { openDatabase } from "../../server/store/database";
import { ballotLanes } from "../../server/store/ballots";
import { gather as batched } from "../../server/gather";
import { newId } from "../../server/ids";
import { bareRows, openBare, storeBare } from "./bare-ballots";
import { now, pause, spending, start } from "./child";
import { loadFigure, type Figure, type Round } from "./figure";
import { atFloor, atProduct, newKey, officer, type Crowd, type Officer } from "./crowd";
import { root, type Bench, type Seeded } from "./product";
import type { Sent } from "./web";

const words = ["for", "against", "abstain"] as const;

/** So many ballots at once, one in ten sent twice. Per second, by both ways. */
export async function stored(bench: Bench, seeded: Seeded, { ballots, rounds }: { ballots: number; rounds: number }): Promise<Figure[]> {
  const database = await openDatabase(bench.databaseUrl, path.join(root, "drizzle"));
  const { sql } = database;
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
    await openBare(database.ballots, voters);
    const bare = batched<(typeof asks)[number], true>(async (some) => { await storeBare(database.ballots, some); return some.map(() => true as const); }, { linger: 5 });
    const from = now();
    await Promise.all(twice.map((ask) => bare(ask)));
    measured.push({ product, limit: (1000 * twice.length) / (now() - from) });
    if (await bareRows(sql) !== ballots) throw new Error(`the floor stored ${await bareRows(sql)} of ${ballots}`);
  }
  await database.close();
  return [{ name: `store: ${ballots} ballots in a burst, one in ten twice`, goal: 0.5, least: true, unit: "ballots/s", rounds: measured }];
}

type Said = { took: number; acks: number; ok: number; p50: number; p99: number; no: string[] };

/** Everybody votes in the same moment. */
export async function voted(bench: Bench, seeded: Seeded, { phones, rounds }: { phones: number; rounds: number }): Promise<Figure[]> {
  const chair = await officer(bench, seeded, seeded.chair);
  const product = await atProduct(seeded, { port: bench.port, phones, cookies: seeded.cookies });
  const floor = start("floor");
  const bare = await atFloor({ port: await floor.call<number>("open"), phones });
  const [speed, delay]: [Round[], Round[]] = [[], []];
  const spents: { server: number; load: number }[] = [];
  for (let i = 0; i < rounds; i++) {
    const round = await openRound(bench, seeded, chair);
    const spent = spending(bench.pid(), product.swarm.pid);
    const said = await viaProduct(product, { bench, seeded, round, phones });
    const [server, load] = spent() as [number, number];
    spents.push({ server, load });
    const limit = await product.swarm.call("sample", 0).then(() => viaFloor(bare, floor, { url: bench.databaseUrl, phones }));
    speed.push({ product: (1000 * phones) / said.took, limit: (1000 * phones) / limit.took });
    delay.push({ product: said.p99, limit: limit.p99 });
    await chair.act({ type: "round.void", round, reason: "测量" });
  }
  chair.close();
  await Promise.all([product.swarm.stop(), bare.swarm.stop(), floor.stop()]);
  return [
    { name: `votes: ${phones} phones at once, acknowledged a second`, goal: 0.75, least: true, unit: "votes/s", rounds: speed },
    { name: `votes: ${phones} phones at once, acknowledgement p99`, goal: 1.3, unit: "ms", rounds: delay },
    loadFigure("votes", spents),
  ];
}

type Posted = { took: number; p99: number; ok: number; no: string[] };

/** The same by plain forms, as a phone without script sends them. */
export async function posted(bench: Bench, seeded: Seeded, { voters, rounds }: { voters: number; rounds: number }): Promise<Figure[]> {
  const chair = await officer(bench, seeded, seeded.chair);
  const [floor, swarm] = [start("floor"), start("swarm")];
  const port = await floor.call<number>("open");
  const delay: Round[] = [];
  const send = async (forms: readonly Sent[]) => {
    const said = await swarm.call<Posted>("post", { forms, ok: "303" });
    if (said.ok !== voters) throw new Error(`${said.ok} of ${voters} forms were taken: ${said.no.join(" ")}`);
    return said;
  };
  for (let i = 0; i < rounds; i++) {
    const round = await openRound(bench, seeded, chair);
    const said = await send(seeded.cookies.slice(0, voters).map((cookie, j) => ({ path: `/c/${seeded.slug}/meetings/${seeded.meeting}/ballot`, port: bench.port, cookie, form: String(new URLSearchParams({ key: newKey(), round, choice: words[j % 3]! })) })));
    if (await rowsOf(bench, seeded, round) !== voters) throw new Error(`${await rowsOf(bench, seeded, round)} rows for ${voters} forms`);
    await floor.call("ballots", { url: bench.databaseUrl, voters: seeded.people.slice(0, voters) });
    const limit = await send(seeded.people.slice(0, voters).map((voter, j) => ({ path: "/ballot", port, cookie: seeded.cookies[j]!, form: String(new URLSearchParams({ voter, choice: words[j % 3]!, key: newKey() })) })));
    delay.push({ product: said.p99, limit: limit.p99 });
    await chair.act({ type: "round.void", round, reason: "测量" });
  }
  chair.close();
  await Promise.all([swarm.stop(), floor.stop()]);
  return [
    { name: `forms: ${voters} ballots by plain form at once, p99`, goal: 5000, of: "product", unit: "ms", rounds: delay },
  ];
}

/** A vote on the item, frozen and opened by the chair. */
export async function openRound(bench: Bench, seeded: Seeded, chair: Officer): Promise<string> {
  await chair.act({ type: "round.freeze", item: seeded.item, motion: null, form: "named" });
  const round = await roundOf(bench, seeded);
  await chair.act({ type: "round.open", round });
  // Nobody votes before the vote stands on their page.
  await pause(500);
  return round;
}

export const rowsOf = async ({ database }: Bench, { community }: Seeded, round: string) => (await database<{ rows: number }[]>`select count(*)::int as rows from ballot where community_id = ${community} and round_id = ${round} and standing = 'counted'`)[0]!.rows;

async function roundOf({ database }: Bench, { meeting }: Seeded): Promise<string> {
  const [row] = await database<{ id: string }[]>`select id from round where meeting_id = ${meeting} and stage = 'frozen'`;
  return row!.id;
}

/** One ballot each, and one in ten sent again with its key: rows = acknowledgements = voters. */
async function viaProduct({ swarm }: Crowd, { bench, seeded, round, phones }: { bench: Bench; seeded: Seeded; round: string; phones: number }): Promise<Said> {
  const acts = Array.from({ length: phones }, (_, phone) => ({ phone, id: 1, text: `421${JSON.stringify(["act", { key: newKey(), command: { type: "ballot.cast", round, choice: words[phone % 3] } }])}` }));
  const said = await swarm.call<Said>("say", { acts, over: 0 });
  const again = await swarm.call<Said>("say", { acts: acts.filter((_, i) => i % 10 === 0), over: 0 });
  const rows = await rowsOf(bench, seeded, round);
  if (said.ok !== phones || again.ok !== again.acks || rows !== phones) throw new Error(`${said.ok} of ${phones} ballots acknowledged, ${again.ok} of ${again.acks} again, ${rows} rows: ${said.no.join(" ")} ${again.no.join(" ")}`);
  return said;
}

async function viaFloor({ swarm }: Crowd, floor: ReturnType<typeof start>, { url, phones }: { url: string; phones: number }): Promise<Said> {
  const voters = Array.from({ length: phones }, (_, phone) => `voter${phone}`);
  await floor.call("ballots", { url, voters });
  const said = await swarm.call<Said>("say", { acts: voters.map((voter, phone) => ({ phone, id: phone, text: JSON.stringify({ id: phone, voter, choice: words[phone % 3], key: newKey() }) })), over: 0 });
  const rows = await floor.call<number>("rows");
  if (said.ok !== phones || rows !== phones) throw new Error(`the floor acknowledged ${said.ok} of ${phones} and stored ${rows}`);
  return said;
}
