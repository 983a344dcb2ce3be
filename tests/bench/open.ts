/**
 * A meeting as a node opens it after a start, with what is said in it. Beside a short one, a long evening: its log and its opinions
 * must cost nothing more. State and words are what the meeting is, however it came to it (a thousand people, seven hundred
 * speeches): they are read from the kept fold and the texts, measured by themselves and taken off both.
 */
import path from "node:path";
import { sql } from "drizzle-orm";
import { openHalls } from "../../server/hall";
import { foldVersion } from "../../server/fold-version";
import { openSaid } from "../../server/said";
import type { Place } from "../../server/store/chain";
import { countShown } from "../../server/store/comments";
import { openDatabase, type Drizzle } from "../../server/store/database";
import { readFold } from "../../server/store/folds";
import { readTexts } from "../../server/store/log";
import { play } from "../rules/play";
import { storeLog } from "../stored-log";
import { median, now, pause } from "./child";
import type { Figure, Round } from "./figure";
import { root, type Bench, type Seeded } from "./product";

const people = (count: number) => Array.from({ length: count }, (_, i) => `member${i}`);
const fault = (reason: unknown) => { throw reason; };

/** So many present, and talk and coming and going until there are so many links. */
function evening({ present, links }: { present: number; links: number }) {
  const roster = people(present);
  const meeting = play({ roster }).to("check-in");
  for (const person of roster) meeting.must("recorder", { type: "attendance.arrive", person });
  meeting.must("wang", { type: "meeting.open" });
  meeting.must("wang", { type: "item.take", item: meeting.item() });
  for (let i = 0; meeting.log.length < links; i++) {
    const person = roster[i % roster.length]!;
    meeting.must(person, { type: "speak.ask", person, side: "pro" });
    const { request } = meeting.state().speeches.at(-1)!;
    meeting.must("wang", { type: "floor.grant", request });
    meeting.must("wang", { type: "floor.end", request });
    meeting.must("recorder", { type: "speech.note", request, text: `第${i}次发言的记录，一两句话，记下意见和理由。` });
    for (const type of ["attendance.leave", "attendance.arrive"] as const) meeting.must("recorder", { type, person });
  }
  return meeting;
}

async function made(db: Drizzle, { community }: Seeded, { comments, ...size }: { present: number; links: number; comments: number }): Promise<Place> {
  const [body] = await db.execute<{ id: string }>(sql`select id from body where community_id = ${community}`);
  const meeting = evening(size);
  const place = await storeLog(db, { community, body: body!.id }, meeting.log);
  const items = meeting.state().items.map(({ id }) => id);
  await db.transaction(async (tx) => {
    await tx.execute(sql`insert into comment (community_id, meeting_id, id, number, item_id, author, body, salt, hash, key, at)
      select ${community}, ${place.meeting}, md5(${place.meeting} || n), n, (${sql.param(items)}::text[])[1 + n % ${items.length}::int], 'member' || n % 1000, '楼下晚上灯太暗，老人走路看不清。', 's', 'h', 'k' || n, now() from generate_series(1, ${comments}::int) n`);
    await tx.execute(sql`insert into comment_counter values (${community}, ${place.meeting}, ${comments})`);
    await countShown(tx, place);
  });
  return place;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = now();
  await work();
  return now() - began;
}

export async function opened(bench: Bench, seeded: Seeded, { long, short, times }: Record<"long" | "short", { present: number; links: number; comments: number }> & { times: number }): Promise<Figure[]> {
  const database = await openDatabase(bench.databaseUrl, path.join(root, "drizzle"));
  const { db } = database;
  const places = { product: await made(db, seeded, long), limit: await made(db, seeded, short) };
  await database.sql`vacuum analyze comment, comment_total, meeting_event, meeting_text`;
  const open = (place: Place) => timed(async () => {
    const halls = openHalls(database, fault);
    await openSaid({ db, halls }).read((await halls.get(place))!);
  });
  const fromFirst = await open(places.product);
  for (let i = 0; !await readFold(db, places.product, foldVersion); i++) { if (i > 100) throw new Error("the fold was not kept"); await pause(50); }
  const own = async (place: Place) => median([await timed(() => readFold(db, place, foldVersion)), await timed(() => readFold(db, place, foldVersion)), await timed(() => readFold(db, place, foldVersion))]) + await timed(() => readTexts(db, place));
  const [rest, whole]: [Round[], Round[]] = [[], []];
  const taken: { whole: number; own: number }[] = [];
  for (let i = 0; i < times; i++) {
    const costs = { product: { whole: await open(places.product), own: await own(places.product) }, limit: { whole: await open(places.limit), own: await own(places.limit) } };
    taken.push(costs.product);
    rest.push({ product: costs.product.whole - costs.product.own, limit: costs.limit.whole - costs.limit.own });
    whole.push({ product: costs.product.whole, limit: costs.limit.whole });
  }
  const fold = await readFold(db, places.product, foldVersion);
  await database.close();
  const note = `the long one whole ${median(taken.map((one) => one.whole)).toFixed(1)} ms, of it state (${Math.round(JSON.stringify(fold!.state).length / 1000)} kB) and words ${median(taken.map((one) => one.own)).toFixed(1)} ms; from the first link ${fromFirst.toFixed(0)} ms`;
  return [{ name: `open: ${long.links} events, ${long.comments} comments against ${short.links} and ${short.comments}`, goal: 1.3, unit: "ms", rounds: rest, note }];
}
