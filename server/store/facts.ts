import { and, eq, isNull } from "drizzle-orm";
import { body, person } from "../../drizzle/schema";
import type { Command } from "../../app/rules/meeting/commands";
import type { Facts } from "../../app/rules/meeting/rule";
import type { MeetingState } from "../../app/rules/meeting/state";
import { dayValue } from "../../app/words/time";
import { ballotOf, countBallots, lockRound } from "./ballots";
import { chairOf, setupOf } from "./bodies";
import type { Transaction } from "./database";
import { communityById } from "./meetings";

/** What the rules ask beside the fold, read under the meeting's lock; order of locks: meeting, then round. */
export async function readFacts(tx: Transaction, { community, state, command, now }: { community: string; state: MeetingState; command: Command; now: number }): Promise<Facts> {
  switch (command.type) {
    case "meeting.make": return aboutBody(tx, community, command.body);
    case "meeting.revise": return aboutBody(tx, community, state.body ?? "");
    case "check-in.open": return { setup: await setupOf(tx, { community, body: state.body ?? "" }, await today(tx, community, now)) };
    case "attendance.arrive": return { known: await isKnown(tx, community, command.person) };
    case "round.close": case "round.recount": {
      const at = { community, round: command.round };
      await lockRound(tx, at);
      return { count: await countBallots(tx, at) };
    }
    case "ballot.enter": return { votedAt: await votedAt(tx, { community, round: command.round }, command.person) };
    case "ballot.witness": {
      const voter = state.rounds.find((round) => round.id === command.round)?.entries?.[command.entry]?.person;
      return { votedAt: voter ? await votedAt(tx, { community, round: command.round }, voter) : null };
    }
    default: return {};
  }
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
