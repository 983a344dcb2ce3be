/** A log that the rules alone made (tests/rules/play.ts), chained and stored as a meeting of a community. */
import type { Recorded } from "../app/rules/meeting/events";
import { namedIn } from "../app/wire/views";
import { newId } from "../server/ids";
import { chain, type Link, type Place } from "../server/store/chain";
import type { Drizzle } from "../server/store/database";
import { appendLinks, appendTexts } from "../server/store/log";
import { makeMeetingRow } from "../server/store/meetings";

const atOnce = 500;

export async function storeLog(db: Drizzle, { community, body }: { community: string; body: string }, log: readonly Recorded[]): Promise<Place> {
  const place = { community, meeting: newId() };
  const links: Link[] = [];
  for (const { event, at, actor, onBehalfOf } of log) links.push(...chain(place, links.at(-1) ?? { seq: 0, hash: "" }, { events: [event], by: { at, actor, onBehalfOf } }));
  await db.transaction(async (tx) => {
    await makeMeetingRow(tx, place, body);
    for (let from = 0; from < links.length; from += atOnce) await appendLinks(tx, place, links.slice(from, from + atOnce));
    const texts = [...namedIn(links).texts.values()].map(({ id, hash }) => ({ id, hash, kind: hash.split(":")[0]!, body: hash, salt: "s" }));
    for (let from = 0; from < texts.length; from += atOnce) await appendTexts(tx, place, texts.slice(from, from + atOnce));
  });
  return place;
}
