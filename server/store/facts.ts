import { and, eq, isNull } from "drizzle-orm";
import { body, person } from "../../drizzle/schema";
import { customaryConduct } from "../../app/rules/meeting/rule-set";
import type { Command } from "../../app/rules/meeting/commands";
import type { Facts } from "../../app/rules/meeting/rule";
import type { MeetingState } from "../../app/rules/meeting/state";
import { dayValue } from "../../app/words/date-fields";
import { ballotOf, countBallots, lockRound } from "./ballots";
import { chairOf, setupOf } from "./bodies";
import type { Place } from "./chain";
import { commentFacts, digestItems } from "./comments";
import { filesOf } from "./files";
import type { Transaction } from "./database";
import { basisOf, type Print } from "../minutes/press";
import { communityById } from "./meetings";
import { draftHashOf } from "./minutes";

type Ask = { readonly place: Place; readonly state: MeetingState; readonly command: Command; readonly now: number; readonly print: Print | null };

/** What the rules ask beside the fold, read under the meeting's lock; order of locks: meeting, then round or item. */
export async function readFacts(tx: Transaction, { place, state, command, now, print }: Ask): Promise<Facts> {
  const { community } = place;
  switch (command.type) {
    case "meeting.make": return { ...await aboutBody(tx, community, command.body), ...await files(tx, place) };
    case "meeting.revise": return { ...await aboutBody(tx, community, state.body ?? ""), ...await files(tx, place) };
    case "notice.post": return { notice: await noticePeriod(tx, { community, state }, now) };
    case "reply.give": case "check-in.open": return { setup: await setupOf(tx, { community, body: state.body ?? "" }, await today(tx, community, now)) };
    case "attendance.arrive": case "speak.ask": case "late.enter": return { known: await isKnown(tx, community, command.person) };
    case "item.take": case "item.defer": case "matter.raise": case "meeting.close": return { digests: await digestItems(tx, place, leftBy(state, command)) };
    case "comment.admit": case "comment.hide": case "comment.show": return { comment: await commentFacts(tx, place, command.comment) };
    case "round.close": case "round.recount": return { count: await counted(tx, { community, round: command.round }) };
    case "poll.close": return { count: await counted(tx, { community, round: command.poll }) };
    case "ballot.enter": return { votedAt: await votedAt(tx, { community, round: command.round }, command.person) };
    case "ballot.witness": {
      const voter = state.rounds.find((round) => round.id === command.round)?.entries?.[command.entry]?.person;
      return { votedAt: voter ? await votedAt(tx, { community, round: command.round }, voter) : null };
    }
    case "minutes.confirm": return { draftHash: await draftHashOf(tx, place, state) };
    case "minutes.sign": return { draftHash: await draftHashOf(tx, place, state), ...await files(tx, place) };
    case "minutes.publish": return editionFacts(tx, { place, state, now, print });
    case "objection.file": return { known: await isKnown(tx, community, command.person), noticeRuns: noticeRuns(state, await today(tx, community, now)) };
    default: return {};
  }
}

/** Documents of another state of the minutes, or of another day, are as if the draft had changed. */
async function editionFacts(tx: Transaction, { place, state, now, print }: Pick<Ask, "place" | "state" | "now" | "print">): Promise<Facts> {
  if (!print || print.basis !== basisOf(state, await today(tx, place.community, now))) return { draftHash: null };
  const draftHash = await draftHashOf(tx, place, state);
  return print.hash === draftHash ? { draftHash, edition: print.edition } : { draftHash: null };
}

/** [D5] Objections are taken from the publication to the end of the last day. */
export const noticeRuns = ({ minutes: { editions } }: MeetingState, day: string) => {
  const newest = editions[editions.length - 1];
  return newest !== undefined && newest.from <= newest.to && day <= newest.to;
};

/** The items that the act leaves: the one in hand, or all at the end. */
function leftBy({ items, current }: MeetingState, { type }: Command): string[] {
  const open = items.filter(({ endedAt, kind }) => endedAt === null && kind !== "procedure").map(({ id }) => id);
  return type === "meeting.close" ? open : open.filter((id) => id === current);
}

async function counted(tx: Transaction, at: { community: string; round: string }) {
  await lockRound(tx, at);
  return countBallots(tx, at);
}

const files = async (tx: Transaction, place: Place) => {
  const sent = await filesOf(tx, place);
  return { fileOf: (id: string) => sent.get(id) ?? null };
};

const day = 24 * 3600_000;

/** Whole days of the calendar between the notice and the meeting, the day of the notice not counted. */
async function noticePeriod(tx: Transaction, { community, state }: { community: string; state: MeetingState }, now: number) {
  const { timeZone } = (await communityById(tx, community))!;
  const [from, to] = [now, state.plan?.startsAt ?? now].map((at) => Date.parse(dayValue(at, timeZone)));
  const setup = await setupOf(tx, { community, body: state.body ?? "" }, dayValue(now, timeZone));
  return { days: Math.max(0, Math.round((to! - from!) / day)), needed: (setup.conduct ?? customaryConduct).noticeDays };
}

/** The community's own date. */
const today = async (tx: Transaction, community: string, now: number) => dayValue(now, (await communityById(tx, community))!.timeZone);

async function aboutBody(tx: Transaction, community: string, id: string): Promise<Facts> {
  const [found] = await tx.select({ kind: body.kind }).from(body).where(and(eq(body.communityId, community), eq(body.id, id)));
  const chair = found ? await chairOf(tx, community, id) : null;
  return { bodyKind: found?.kind ?? "council", chairOf: () => chair };
}

async function isKnown(tx: Transaction, community: string, id: string): Promise<boolean> {
  const rows = await tx.select({ id: person.id }).from(person).where(and(eq(person.communityId, community), eq(person.id, id), isNull(person.removedAt)));
  return rows.length > 0;
}

async function votedAt(tx: Transaction, at: { community: string; round: string }, voter: string): Promise<number | null> {
  await lockRound(tx, at);
  return (await ballotOf(tx, at, voter))?.at ?? null;
}
