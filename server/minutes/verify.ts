import type { EventOf } from "../../app/rules/meeting/events";
import { sha256 } from "../ids";
import type { Link, Place } from "../store/chain";
import type { Transaction } from "../store/database";
import { editionContent, editionsOf, renditionsOf } from "../store/minutes-rows";
import { bytesHash } from "./press";

type Broken = { readonly seq: number; readonly why: string };

/** Every published version against its event: the record, and each document byte for byte; and none that no event names. */
export async function brokenEdition(db: Transaction, place: Place, links: readonly Link[]): Promise<Broken | null> {
  const published = links.flatMap(({ seq, event }) => (event.type === "minutes.published" ? [{ seq, event }] : []));
  for (const { seq, event } of published) {
    const why = await wrongIn(db, place, event);
    if (why) return { seq, why };
  }
  return (await editionsOf(db, place)).length === published.length ? null : { seq: 0, why: "有一版纪要没有公布的记录" };
}

async function wrongIn(db: Transaction, place: Place, { version, hash, renditions }: EventOf<"minutes.published">): Promise<string | null> {
  const content = await editionContent(db, place, version);
  if (content === null) return "公布的纪要不见了";
  if (sha256(content) !== hash) return "公布的纪要和记录里的哈希对不上";
  const stored = (await renditionsOf(db, place, version)).map((one) => `${one.name} ${bytesHash(one.content)}`).sort();
  return stored.join() === renditions.map((one) => `${one.name} ${one.hash}`).sort().join() ? null : "公布的文件和记录里的哈希对不上";
}
