/**
 * npm run bench -- growth: what the product asks of the database beside no past meetings, 200 and 2,000. Three databases stand
 * side by side on one server and are asked in turn, so that a noisy moment meets all three. All have the same 50 communities with
 * their people; the first one has only as many past meetings (50) as fill a page, since a list that shows something costs more
 * than an empty one whatever is stored. A statement is judged by the pages that it touches, which no other load on the machine
 * changes, or by its time where that is the better of the two: a small table read as it is has fewer pages than look-ups in an
 * index, and takes longer. A door is judged by the time of its statements together.
 */
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { startEmbedded } from "../../server/embedded-postgres";
import { openYishi, type Yishi } from "../../server/yishi";
import { median } from "./child";
import { isReached, type Figure } from "./figure";
import { errands } from "./growth-errands";
import { grow, surround, type Grown } from "./growth-fill";
import { makeHome, type Home } from "./growth-home";
import { descents, drawn, explaining, listenTo, pagesOf, readWhole, type Ran } from "./growth-plans";
import { tour, type Stop } from "./growth-tour";
import { root } from "./product";

/** The community's own history grows first, then the city's. */
const mostOwn = 200;
type Stage = Grown & { readonly name: string };
type Size = { readonly past: readonly [fill: number, few: number, many: number]; readonly rounds: number };
const secret = "the bench's own secret, which opens nothing else";
const open = (databaseUrl: string) => openYishi({ config: { port: 0, databaseUrl, origin: null, demo: false, dataFolder: "", secret, logLevel: "error", metrics: [] }, databaseUrl, secret, root });

type Asked = { readonly door: string; readonly ran: Ran };

export async function growth({ past, rounds }: Size): Promise<Figure[]> {
  const stages = past.map((meetings, i): Stage => ({ name: `at${i === 0 ? 0 : meetings}`, own: Math.min(mostOwn, meetings), around: Math.max(0, meetings - mostOwn) }));
  const folder = mkdtempSync(path.join(tmpdir(), "yishi-growth-"));
  chmodSync(folder, 0o755);
  const embedded = await startEmbedded(folder, [...explaining, "-c", "shared_buffers=1GB", "-c", "max_wal_size=8GB", "-c", "checkpoint_timeout=30min"]);
  const urlOf = (name: string) => Object.assign(new URL(embedded.url), { pathname: `/${name}` }).href;
  const houses: Yishi[] = [];
  try {
    const home = await fill(stages, embedded.url, urlOf);
    for (const { name } of stages) houses.push(await open(urlOf(name)));
    const asked = await measure(houses.map((house) => [...tour(house, home), ...errands(house, home)]), rounds, listenTo(path.join(folder, "pg18.log")));
    const names = stages.map(({ name }) => name);
    return [...doorFigures(asked, names), ...statementFigures(asked, names)];
  } finally {
    await Promise.all(houses.map((one) => one.close()));
    await embedded.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Each stage is the one before it, grown. */
async function fill(stages: readonly Stage[], adminUrl: string, urlOf: (name: string) => string): Promise<Home> {
  const admin = postgres(adminUrl, { max: 1, onnotice: () => {} });
  let home: Home | null = null;
  for (const [i, { name, ...grown }] of stages.entries()) {
    const began = Date.now();
    await admin.unsafe(`create database ${name}${i > 0 ? ` template ${stages[i - 1]!.name}` : ""}`);
    home ??= await filled(urlOf(name));
    const sql = postgres(urlOf(name), { max: 1, onnotice: () => {} });
    await grow(sql, home, grown);
    await sql.unsafe("vacuum analyze");
    const [rows] = await sql<Record<string, number>[]>`select (select count(*)::int from grown) as meetings, (select count(*)::int from ballot) as ballots, (select count(*)::int from comment) as comments, (select count(*)::int from meeting_event) as events, (pg_database_size(current_database()) / 1000000)::int as mb`;
    await sql.end();
    console.log(`${name}: ${JSON.stringify(rows)} after ${Math.round((Date.now() - began) / 1000)} s`);
  }
  for (const { name } of stages) await admin.unsafe(`alter database ${name} set auto_explain.log_min_duration = 0`);
  await admin.end();
  return home!;
}

async function filled(url: string): Promise<Home> {
  const yishi = await open(url);
  const home = await makeHome(yishi.house);
  await yishi.close();
  const sql: Sql = postgres(url, { max: 1, onnotice: () => {} });
  await surround(sql, home.community.id);
  await sql.end();
  return home;
}

async function measure(tours: readonly (readonly Stop[])[], rounds: number, heard: () => Ran[]): Promise<Asked[][]> {
  const asked: Asked[][] = [];
  for (let i = 0; i < rounds + 1; i++) {
    const round: Asked[] = [];
    for (const stop of tours[0]!.keys()) {
      for (const one of tours) {
        await one[stop]!.go();
        round.push(...heard().map((ran) => ({ door: one[stop]!.name, ran })));
      }
    }
    // The first one warms caches and plans.
    if (i > 0) asked.push(round);
  }
  return asked;
}

/** The database's own look-up of a foreign key, whose time is in the statement that it belongs to. */
const isWithin = ({ text }: Ran) => text.startsWith("SELECT 1 FROM ONLY");
/** ms that a busy machine adds to a few statements, and to one. */
const unfelt = 0.25;
const unfeltOnce = 0.05;
/** Pages of a table that is so small that it is read as it is. */
const handful = 4;

/** A door's statements together. */
function doorFigures(asked: readonly Asked[][], [first, ...later]: readonly string[]): Figure[] {
  const doors = [...new Set(asked.flat().map(({ door }) => door))];
  const spent = (round: readonly Asked[], door: string, database: string) => round.filter((one) => one.door === door && one.ran.database === database && !isWithin(one.ran)).reduce((sum, { ran }) => sum + ran.ms, 0);
  return doors.flatMap((door) => later.map((name): Figure => ({ name: `growth: ${door}, ${name.slice(2)}`, goal: 1.3, unit: "ms", rounds: asked.map((round) => ({ product: spent(round, door, name), limit: spent(round, door, first!) + unfelt })) })));
}

function statementFigures(asked: readonly Asked[][], [first, ...later]: readonly string[]): Figure[] {
  const all = asked.flat();
  const texts = [...new Set(all.map(({ ran }) => ran.text))];
  const wholes = new Map<string, Asked>();
  const figures = texts.flatMap((text) => {
    const own = all.filter(({ ran }) => ran.text === text);
    const of = (database: string) => own.filter(({ ran }) => ran.database === database).map(({ ran }) => ran);
    for (const one of own) if (one.ran.database === later.at(-1) && readWhole(one.ran).length > 0) wholes.set(text, one);
    return later.flatMap((name) => (of(first!).length > 0 && of(name).length > 0 ? [judgedBy(own[0]!.door, { before: of(first!), after: of(name), at: name.slice(2) })] : []));
  });
  for (const { door, ran } of wholes.values()) console.log(`${door} reads ${readWhole(ran).join(", ")} whole: ${ran.text}\n${drawn(ran.plan).join("\n")}`);
  const whole: Figure = { name: "growth: statements that read a whole table", goal: 0, of: "product", unit: "statements", rounds: [{ product: wholes.size, limit: 0 }], note: `of ${texts.length}` };
  return [...figures, whole];
}

/** One page more is granted for every descent into an index, whose tree may have become a level deeper. */
function judgedBy(door: string, { before, after, at }: { before: readonly Ran[]; after: readonly Ran[]; at: string }): Figure {
  const pages = { product: median(after.map(pagesOf)), limit: median(before.map(pagesOf)) + median(after.map(descents)) + handful };
  const time = { product: median(after.map(({ ms }) => ms)), limit: median(before.map(({ ms }) => ms)) + unfeltOnce };
  const isByTime = pages.product > 1.3 * pages.limit && time.product <= 1.3 * time.limit;
  const [verb, ...rest] = after[0]!.text.split(" ");
  const tables = [...new Set([...after[0]!.text.matchAll(/(?:from|join|into|update) (?:only )?(?:"?public"?\.)?"?([a-z]\w+)"?/gi)].map((found) => found[1]!.toLowerCase()))].slice(0, 3).join("+");
  const figure: Figure = { name: `growth: ${door}: ${verb} ${tables || rest.slice(0, 2).join(" ")}, ${at}`, goal: 1.3, unit: isByTime ? "ms" : "pages", rounds: [isByTime ? time : pages], note: `${median(before.map(pagesOf))} pages, ${(time.limit - unfeltOnce).toFixed(3)} ms before; ${pages.product} pages, ${time.product.toFixed(3)} ms after` };
  if (!isReached(figure)) console.log(`${figure.name}: ${after[0]!.text}\n${drawn(after.at(-1)!.plan).join("\n")}`);
  return figure;
}
