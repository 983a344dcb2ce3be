import canonicalize from "canonicalize";
import { apply } from "../app/rules/meeting/apply";
import { emptyMeeting, type MeetingState } from "../app/rules/meeting/state";
import { namedIn } from "../app/wire/views";
import { countBallots } from "./store/ballots";
import { brokenEdition } from "./minutes/verify";
import { linkHash, textHash, type Link, type Place } from "./store/chain";
import type { Drizzle, Transaction } from "./store/database";
import { allMeetings, readLinks, readTextRows } from "./store/log";

/** seq: the first link that is broken, 0 where no single link is to blame. */
export type Finding = { readonly place: Place; readonly seq: number; readonly why: string };
export type Verified = { readonly meetings: number; readonly links: number; readonly findings: readonly Finding[] };

/** Walks every chain: numbers, hashes, the end of the log, texts, and announced counts against the ballots' rows. */
export const verifyAll = (db: Drizzle): Promise<Verified> =>
  // One snapshot: a live meeting's log would otherwise grow between reading its head and its links, and look tampered with.
  db.transaction(verifySnapshot, { isolationLevel: "repeatable read", accessMode: "read only" });

async function verifySnapshot(db: Transaction): Promise<Verified> {
  const meetings = await allMeetings(db);
  const findings: Finding[] = [];
  let count = 0;
  for (const { head, ...place } of meetings) {
    const links = await readLinks(db, place, 0);
    count += links.length;
    const broken = brokenLink(place, links, head) ?? await brokenText(db, place, links) ?? await brokenCount(db, place, links) ?? await brokenEdition(db, place, links);
    if (broken) findings.push({ place, ...broken });
  }
  return { meetings: meetings.length, links: count, findings };
}

type Broken = Omit<Finding, "place">;

function brokenLink(place: Place, links: readonly Link[], head: { seq: number; hash: string }): Broken | null {
  let prev = "";
  for (const [i, link] of links.entries()) {
    if (link.seq !== i + 1) return { seq: i + 1, why: `第${i + 1}条不见了` };
    if (link.prev !== prev) return { seq: link.seq, why: "和前一条接不上" };
    if (linkHash(place, link) !== link.hash) return { seq: link.seq, why: "内容和哈希对不上" };
    prev = link.hash;
  }
  return head.seq === links.length && head.hash === prev ? null : { seq: links.length, why: "记录的末尾和会议上写的不一致" };
}

async function brokenText(db: Transaction, place: Place, links: readonly Link[]): Promise<Broken | null> {
  const rows = new Map((await readTextRows(db, place)).map((row) => [row.id, row]));
  for (const link of links) {
    for (const { id, hash } of namedIn([link]).texts.values()) {
      const row = rows.get(id);
      if (!row) return { seq: link.seq, why: "它写到的文字不见了" };
      const erased = row.body === null && row.salt === null;
      if (row.hash !== hash || (!erased && textHash(row.salt ?? "", row.body ?? "") !== hash)) return { seq: link.seq, why: "它写到的文字被改过" };
    }
  }
  return null;
}

/** Counts every closed round anew from the rows. */
async function brokenCount(db: Transaction, place: Place, links: readonly Link[]): Promise<Broken | null> {
  const state = links.reduce<MeetingState>(apply, emptyMeeting);
  for (const round of state.rounds) {
    const said = round.result?.count ?? round.counted?.count;
    if (!said || canonicalize(said) === canonicalize(await countBallots(db, { community: place.community, round: round.id }))) continue;
    const at = links.find(({ event }) => event.type === "round.counted" && event.round === round.id);
    return { seq: at?.seq ?? 0, why: "选票和计票结果对不上" };
  }
  return null;
}
