import canonicalize from "canonicalize";
import { apply } from "../app/rules/meeting/apply";
import { withHands } from "../app/rules/meeting/round";
import { emptyMeeting, type MeetingState } from "../app/rules/meeting/state";
import { namedIn } from "../app/wire/views";
import { countBallots } from "./store/ballots";
import { brokenEdition } from "./minutes/verify";
import { linkHash, textHash, type Link, type Place } from "./store/chain";
import { commentTexts, digestOf } from "./store/comments";
import type { Drizzle, Transaction } from "./store/database";
import { allMeetings, readLinks, readTextRows, type Head } from "./store/log";

/** seq: the first link that is broken, 0 where no single link is to blame. */
export type Finding = { readonly place: Place; readonly seq: number; readonly why: string };
export type Verified = { readonly meetings: number; readonly links: number; readonly findings: readonly Finding[] };

/** Walks every chain: numbers, hashes, the end of the log, texts, announced counts against the ballots' rows and the hands, polls, and opinions against their digests. */
export const verifyAll = (db: Drizzle): Promise<Verified> =>
  // One snapshot: a live meeting's log would otherwise grow between reading its head and its links, and look tampered with.
  db.transaction(verifySnapshot, { isolationLevel: "repeatable read", accessMode: "read only" });

async function verifySnapshot(db: Transaction): Promise<Verified> {
  const meetings = await allMeetings(db);
  const findings: Finding[] = [];
  let count = 0;
  for (const { head, ...place } of meetings) {
    const { links, broken } = await verifyOne(db, { head, ...place });
    count += links;
    if (broken) findings.push({ place, ...broken });
  }
  return { meetings: meetings.length, links: count, findings };
}

type Broken = Omit<Finding, "place">;

/** From the first link on: what this installation keeps to open a meeting sooner is not asked. */
export async function verifyOne(db: Transaction, { head, ...place }: Place & { readonly head: Head }): Promise<{ links: number; broken: Broken | null }> {
  const links = await readLinks(db, place, 0);
  const broken = brokenLink(place, links, head) ?? await brokenText(db, place, links) ?? await brokenCount(db, place, links) ?? await brokenComments(db, place, links) ?? await brokenEdition(db, place, links);
  return { links: links.length, broken };
}

function brokenLink(place: Place, links: readonly Link[], head: Head): Broken | null {
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

/** Counts every closed round anew from the rows, with the hands that two counted alike, and every poll that is over. */
async function brokenCount(db: Transaction, place: Place, links: readonly Link[]): Promise<Broken | null> {
  const state = links.reduce<MeetingState>(apply, emptyMeeting);
  const at = (type: string, id: string) => links.find(({ event }) => event.type === type && (("round" in event && event.round === id) || ("poll" in event && event.poll === id)))?.seq ?? 0;
  for (const round of state.rounds) {
    const said = round.result?.count ?? round.counted?.count;
    if (!said) continue;
    if (canonicalize(said) !== canonicalize(withHands(round, await countBallots(db, { community: place.community, round: round.id })))) return { seq: at("round.counted", round.id), why: "选票和计票结果对不上" };
  }
  for (const { id, closedAt } of state.polls) {
    const { event } = links.find((link) => link.event.type === "poll.closed" && link.event.poll === id) ?? {};
    if (closedAt === null || event?.type !== "poll.closed") continue;
    const { tally, digest } = await countBallots(db, { community: place.community, round: id });
    if (canonicalize({ tally, digest }) !== canonicalize({ tally: event.tally, digest: event.digest })) return { seq: at("poll.closed", id), why: "现场征询的答复和公布的数字对不上" };
  }
  return null;
}

/** Digests every item's opinions anew as often as the meeting left it; what came after it was taken up again is behind what came before. */
async function brokenComments(db: Transaction, place: Place, links: readonly Link[]): Promise<Broken | null> {
  const { items } = links.reduce<MeetingState>(apply, emptyMeeting);
  for (const { seq, event } of links) {
    if (event.type !== "item.ended") continue;
    const { item, comments } = event;
    const isLast = !links.some((link) => link.seq > seq && link.event.type === "item.ended" && link.event.item === item);
    const over = isLast && items.find(({ id }) => id === item)?.endedAt !== null;
    const found = (await digestOf(db, place, { items: [item], ...(!over && { first: comments.count }) }))[item]!;
    if (canonicalize(found) !== canonicalize(comments)) return { seq, why: "意见和会议离开这一项时的摘要对不上" };
  }
  return brokenWords(db, place);
}

/** The words of an opinion against its hash; removed by law, they are gone together with their salt. */
async function brokenWords(db: Transaction, place: Place): Promise<Broken | null> {
  const rows = await commentTexts(db, place);
  const changed = rows.some(({ body, salt, hash }) => !(body === null && salt === null) && textHash(salt ?? "", body ?? "") !== hash);
  return changed ? { seq: 0, why: "有一条意见的文字被改过" } : null;
}
