import canonicalize from "canonicalize";
import { and, asc, eq, sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { ballot, round } from "../../drizzle/schema";
import type { Channel, Count } from "../../app/rules/meeting/events";
import { refuse, type Refusal } from "../../app/rules/meeting/refusal";
import type { Choice } from "../../app/rules/tally/verdict";
import { gather } from "../gather";
import { newId, sha256 } from "../ids";
import type { Drizzle, Transaction } from "./database";

export type BallotAsk = { readonly voter: string; readonly choice: Choice; readonly key: string };
export type StoredBallot = { readonly id: string; readonly choice: Choice; readonly channel: Channel; readonly key: string; readonly at: number };
export type BallotAnswer = { readonly ok: true; readonly ballot: StoredBallot } | Refusal;

type Round = { readonly community: string; readonly round: string };
type Lane = (ask: BallotAsk) => Promise<BallotAnswer>;

/**
 * The vote door, for votes and for polls, which have no roll: whether somebody may answer one is asked of the rules. What waits is stored together: one statement with status, roll and the database's clock inside,
 * answered after its commit. Sharing the round's row with other batches, it waits for a closing act and then finds the
 * round closed. `now` gives epoch ms where a told clock runs (the demo's past meetings); null takes the database's.
 */
export function ballotLanes(ballots: Sql, now: () => number | null, onBatch: (size: number) => void) {
  const lanes = new Map<string, Lane>();
  return {
    cast({ community, round: id }: Round, ask: BallotAsk): Promise<BallotAnswer> {
      const name = `${community}/${id}`;
      const lane = lanes.get(name) ?? gather<BallotAsk, BallotAnswer>((asks) => { onBatch(asks.length); return store(ballots, { community, round: id }, { asks, told: now() }); }, { linger: 5, lanes: 2, isBadAsk });
      lanes.set(name, lane);
      return lane(ask);
    },
    close: ({ community, round: id }: Round) => lanes.delete(`${community}/${id}`),
  };
}

/** SQLSTATE classes 22 and 23: the data of one ask is to blame, not the database. */
const isBadAsk = (reason: unknown) => /^2[23]/.test(String((reason as { code?: unknown }).code));

async function store(ballots: Sql, at: Round, { asks, told }: { asks: readonly BallotAsk[]; told: number | null }): Promise<BallotAnswer[]> {
  const rows = sorted(asks).map((ask) => ({ ...ask, id: newId() }));
  // All as one text: a thousand rows of their own take this process milliseconds.
  const [all] = await ballots<{ ids: string[]; at: Date | null }[]>`
    with open as (select community_id, id, purpose from round where community_id = ${at.community} and id = ${at.round} and stage = 'open' for share),
    moment as (select coalesce(${told === null ? null : new Date(told)}::timestamptz, clock_timestamp()) as at),
    stored as (insert into ballot (community_id, round_id, id, voter, choice, standing, channel, key, at)
    select open.community_id, open.id, asked.id, asked.voter, asked.choice, 'counted', 'phone', asked.key, moment.at
    from unnest(${rows.map((row) => row.id)}::text[], ${rows.map((row) => row.voter)}::text[], ${rows.map((row) => row.choice)}::text[], ${rows.map((row) => row.key)}::text[])
      as asked (id, voter, choice, key)
    cross join open cross join moment
    left join round_roll roll on roll.community_id = ${at.community} and roll.round_id = ${at.round} and roll.person_id = asked.voter
    where open.purpose = 'poll' or roll.person_id is not null
    on conflict (community_id, round_id, voter) where standing = 'counted' do nothing
    returning id, at)
    select max(at) as at, coalesce(json_agg(id), '[]') as ids from stored`;
  const stored = new Set(all!.ids);
  const fresh = byVoter(rows.filter(({ id }) => stored.has(id)).map((row) => ({ ...row, channel: "phone", at: all!.at! })));
  const missed = asks.filter((ask) => !isAnswered(ask, fresh));
  const second = missed.length > 0 ? await look(ballots, at, missed.map((ask) => ask.voter)) : null;
  return asks.map((ask) => (isAnswered(ask, fresh) ? { ok: true, ballot: fresh.get(ask.voter)! } : answer(ask, second!)));
}

type Row = Omit<StoredBallot, "at"> & { voter: string; at: Date };
const byVoter = (rows: readonly Row[]) => new Map<string, StoredBallot>(rows.map(({ voter, at, ...row }) => [voter, { ...row, at: at.getTime() }]));
const isAnswered = ({ voter, key, choice }: BallotAsk, ballots: ReadonlyMap<string, StoredBallot>) =>
  ballots.get(voter)?.key === key && ballots.get(voter)?.choice === choice;

/** Always in the same order, so that two batches cannot wait for each other. */
const sorted = (asks: readonly BallotAsk[]) => [...asks].sort((a, b) => (a.voter < b.voter ? -1 : a.voter > b.voter ? 1 : 0));

type Second = { readonly stage: string; readonly closedAt: number | null; readonly onRoll: Set<string>; readonly ballots: Map<string, StoredBallot> };

/** The rows as they are now: why a ballot was not stored, or that it was stored before. */
async function look(ballots: Sql, { community, round: id }: Round, voters: readonly string[]): Promise<Second> {
  const [rows, [found], roll] = await Promise.all([
    ballots<Row[]>`
      select voter, id, choice, channel, key, at from ballot
      where community_id = ${community} and round_id = ${id} and standing = 'counted' and voter = any(${[...voters]})`,
    ballots<{ stage: string; closed: Date | null }[]>`
      select stage, (select max(at) from meeting_event e where e.community_id = round.community_id and e.meeting_id = round.meeting_id
        and e.type in ('round.closed', 'round.voided') and e.body->>'round' = round.id) as closed
      from round where community_id = ${community} and id = ${id}`,
    ballots<{ person: string }[]>`select person_id as person from round_roll where community_id = ${community} and round_id = ${id} and person_id = any(${[...voters]})`,
  ]);
  return {
    stage: found?.stage ?? "unknown",
    closedAt: found?.closed?.getTime() ?? null,
    onRoll: new Set(roll.map(({ person }) => person)),
    ballots: byVoter(rows),
  };
}

/** [R12] The same key gets the same answer; another key is told when the first ballot came; the rest are refused for their reason. */
function answer(ask: BallotAsk, { stage, closedAt, onRoll, ballots }: Second): BallotAnswer {
  const kept = ballots.get(ask.voter);
  if (kept && isAnswered(ask, ballots)) return { ok: true, ballot: kept };
  if (kept) return kept.key === ask.key ? refuse("key-used", "R12") : refuse("already-voted", "R12", { at: kept.at });
  if (stage === "unknown") return refuse("unknown-round", "R4");
  if (stage === "open" && !onRoll.has(ask.voter)) return refuse("not-on-roll", "R4");
  // Opened between the two looks: nothing was stored. A fault, not a no, so that the phone sends it again.
  if (stage === "open") throw new Error("the round opened while the ballot was stored");
  if (stage === "frozen") return refuse("not-open", "R4");
  return refuse("round-closed", "R5", { at: closedAt ?? 0 });
}

/** Takes the round for one act alone: ballots under way are finished first, later ones wait for this act. */
export const lockRound = (tx: Transaction, { community, round: id }: Round) =>
  tx.select({ id: round.id }).from(round).where(and(eq(round.communityId, community), eq(round.id, id))).for("update");

const counted = ({ community, round: id }: Round) =>
  and(eq(ballot.communityId, community), eq(ballot.roundId, id), eq(ballot.standing, "counted"));

/** Counts the rows, once, under the round's lock. */
export async function countBallots(db: Transaction | Drizzle, at: Round): Promise<Count> {
  const rows = await db.select().from(ballot).where(counted(at)).orderBy(asc(ballot.id));
  const tally = { for: 0, against: 0, abstain: 0 };
  const channels = { phone: 0, desk: 0 };
  for (const { choice, channel } of rows) {
    tally[choice] += 1;
    channels[channel] += 1;
  }
  const lines = rows.map(({ id, voter, choice, channel, key, at: when, enteredBy, witnessedBy }) =>
    canonicalize({ id, voter, choice, channel, key, at: when.getTime(), enteredBy, witnessedBy })!);
  return { tally, channels, digest: sha256(lines.join("\n")) };
}

export async function ballotOf(db: Transaction | Drizzle, at: Round, voter: string): Promise<StoredBallot | null> {
  const [row] = await db.select().from(ballot).where(and(counted(at), eq(ballot.voter, voter)));
  return row ? { id: row.id, choice: row.choice, channel: row.channel, key: row.key, at: row.at.getTime() } : null;
}

/** The counted ballots of these people in these rounds, in the order that they were asked for. */
export async function ballotsOf(pool: Sql, asks: readonly (Round & { readonly voter: string })[]): Promise<(StoredBallot | null)[]> {
  const rows = await pool<(Row & { round: string })[]>`
    select ballot.round_id as round, ballot.voter, ballot.id, ballot.choice, ballot.channel, ballot.key, ballot.at
    from unnest(${asks.map(({ community }) => community)}::text[], ${asks.map(({ round }) => round)}::text[], ${asks.map(({ voter }) => voter)}::text[]) as asked (community, round, voter)
    join ballot on ballot.community_id = asked.community and ballot.round_id = asked.round and ballot.voter = asked.voter and ballot.standing = 'counted'`;
  const found = new Map<string, StoredBallot>(rows.map(({ round: id, voter, at, ...row }) => [`${id} ${voter}`, { ...row, at: new Date(at).getTime() }]));
  return asks.map(({ round: id, voter }) => found.get(`${id} ${voter}`) ?? null);
}

/** A witnessed desk ballot becomes a counted row in the witness's own transaction. */
export async function countDeskBallot(tx: Transaction, { community, round: id }: Round, row: { entry: string; voter: string; choice: Choice; at: number; enteredBy: string; witnessedBy: string }) {
  const { entry, at, ...rest } = row;
  await tx.insert(ballot).values({ communityId: community, roundId: id, id: newId(), ...rest, standing: "counted", channel: "desk", key: entry, at: new Date(at) });
}

/** How many have voted, and which of `mine` (people connected here) are among them; asked at most once a second while a round is open. */
export async function turnout(db: Drizzle, at: Round, mine: readonly string[]) {
  const [[total], rows] = await Promise.all([
    db.select({ cast: sql<number>`count(*)::int` }).from(ballot).where(counted(at)),
    mine.length === 0 ? [] : db.select().from(ballot).where(and(counted(at), sql`${ballot.voter} = any(${sql.param([...mine])})`)),
  ]);
  return { cast: total!.cast, ballots: rows.map((row) => ({ voter: row.voter, id: row.id, choice: row.choice, channel: row.channel, key: row.key, at: row.at.getTime() })) };
}

/** Who chose what, and who entered and witnessed it at the desk. */
export const choicesOf = (db: Drizzle, at: Round) =>
  db.select({ voter: ballot.voter, choice: ballot.choice, channel: ballot.channel, enteredBy: ballot.enteredBy, witnessedBy: ballot.witnessedBy }).from(ballot).where(counted(at)).orderBy(asc(ballot.at));

export async function votersOf(db: Drizzle, at: Round): Promise<string[]> {
  const rows = await db.select({ voter: ballot.voter }).from(ballot).where(counted(at));
  return rows.map(({ voter }) => voter);
}
