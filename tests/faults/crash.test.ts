import { describe, expect, onTestFinished, test } from "vitest";
import path from "node:path";
import { inject } from "vitest";
import { roundInHand } from "../../app/rules/meeting/state";
import { verifyAll } from "../../server/verify";
import { openDatabase } from "../../server/store/database";
import { actor, cookieOf, meetingAt, openHouse, settle, waitFor } from "../house";
import { buildOf, startApp, startPostgres, type Postgres } from "./machine";
import { check, vote, voteAll, type Voter } from "./voters";

const lost = "on conflict (community_id, round_id, voter) where standing = 'counted' do nothing";

/** A round is open for `count` members, each with a cookie; the house that made it is gone again. */
async function openRound(pg: Postgres, count: number) {
  const house = await openHouse({ databaseUrl: pg.url() });
  const community = await settle(house, { more: count - 6 });
  const place = await meetingAt(house, community, "open", { all: true });
  const voters: Voter[] = await Promise.all(community.members.map(async (name) => ({ name, id: community.person(name), cookie: await cookieOf(house, community, name) })));
  const chair = await cookieOf(house, community, "书记");
  await house.yishi.close();
  return { place, voters, chair, booth: (url: string) => ({ url, slug: community.slug, meeting: place.meeting, round: place.round }) };
}

const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });

describe("crashes in the middle of a vote", () => {
  test("no fault: every ballot is acknowledged and counted once", async () => {
    const pg = await startPostgres();
    const { place, voters, booth } = await openRound(pg, 200);
    const app = await startApp(pg.url(), buildOf());
    const votes = await voteAll(booth(app.url), voters, { spread: 500, until: Date.now() + 20_000 });
    expect(votes.filter(({ answer }) => answer?.ok)).toHaveLength(200);
    expect(await check(pg.sql(), place.round, votes)).toEqual([]);
    expect(app.deaths()).toBe(0);
  }, 90_000);

  test("kill -9 of the app, again and again: every acknowledged ballot counts once, and the chain holds", async () => {
    const pg = await startPostgres();
    const { place, voters, chair, booth } = await openRound(pg, 200);
    const app = await startApp(pg.url(), buildOf());
    const voting = voteAll(booth(app.url), voters, { spread: 3000, until: Date.now() + 40_000 });
    for (let i = 0; i < 4; i++) {
      await pause(400);
      await app.kill();
      await app.start();
    }
    const votes = await voting;
    expect(votes.filter(({ answer }) => answer?.ok)).toHaveLength(200);
    expect(votes.some(({ tries }) => tries > 1)).toBe(true);
    expect(await check(pg.sql(), place.round, votes)).toEqual([]);
    await closeBy(app.url, booth(app.url), chair);
    await expectChainAndCount(pg, place, 200);
  }, 120_000);

  test("kill -9 of PostgreSQL: the app lives, every acknowledged ballot counts once, and phones go on", async () => {
    const pg = await startPostgres();
    const { place, voters, chair, booth } = await openRound(pg, 300);
    const app = await startApp(pg.url(), buildOf());
    const voting = voteAll(booth(app.url), voters, { spread: 4000, until: Date.now() + 60_000 });
    for (let i = 0; i < 3; i++) {
      await pause(700);
      await pg.kill();
      await pause(150);
      await pg.start();
    }
    const votes = await voting;
    expect(await check(pg.sql(), place.round, votes)).toEqual([]);
    expect(votes.filter(({ answer }) => answer?.ok)).toHaveLength(300);
    expect(votes.some(({ tries }) => tries > 1)).toBe(true);
    expect([app.deaths(), app.log().includes("unhandledRejection")]).toEqual([0, false]);
    await closeBy(app.url, booth(app.url), chair);
    await expectChainAndCount(pg, place, 300);
  }, 120_000);

  test("a mutant without the unique key: the checker fails", async () => {
    const pg = await startPostgres();
    const { place, voters, booth } = await openRound(pg, 60);
    await pg.sql()`drop index ballot_once`;
    const app = await startApp(pg.url(), buildOf([[lost, ""]]));
    const votes = (await Promise.all(voters.flatMap((voter) => [1, 2, 3].map(() => vote(booth(app.url), voter, Date.now() + 20_000))))).flat();
    expect((await check(pg.sql(), place.round, votes)).filter((fault) => fault.includes("times")).length).toBeGreaterThan(10);
  }, 90_000);

  test("a mutant whose commits are not durable, by ALTER ROLE after the start: the checker fails", async () => {
    const pg = await startPostgres(["-c", "wal_writer_delay=10s"]);
    const { place, voters, booth } = await openRound(pg, 200);
    const app = await startApp(pg.url(), buildOf([['synchronous_commit: "on"', ""]]));
    const sql = pg.sql();
    await sql`alter role yishi set synchronous_commit = off`;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`;
    const voting = voteAll(booth(app.url), voters, { spread: 100, until: Date.now() + 20_000 });
    await waitFor(async () => (await sql<{ n: number }[]>`select count(*)::int as n from ballot where round_id = ${place.round}`)[0]!.n === 200, 20_000);
    const votes = await voting;
    await pg.kill();
    await pg.start();
    expect((await check(pg.sql(), place.round, votes)).filter((fault) => fault.includes("0 ballots")).length).toBeGreaterThan(0);
  }, 90_000);

  test("the product itself withstands that ALTER ROLE", async () => {
    const pg = await startPostgres(["-c", "wal_writer_delay=10s"]);
    const { place, voters, booth } = await openRound(pg, 200);
    const app = await startApp(pg.url(), buildOf());
    const sql = pg.sql();
    await sql`alter role yishi set synchronous_commit = off`;
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and backend_type = 'client backend'`;
    const votes = await voteAll(booth(app.url), voters, { spread: 100, until: Date.now() + 20_000 });
    await pg.kill();
    await pg.start();
    expect(votes.filter(({ answer }) => answer?.ok)).toHaveLength(200);
    expect(await check(pg.sql(), place.round, votes)).toEqual([]);
  }, 90_000);

  test("a database that goes away is said in plain words with 503, nothing is lost, and it comes back by itself", async () => {
    const pg = await startPostgres();
    const { place, voters, chair, booth } = await openRound(pg, 20);
    const app = await startApp(pg.url(), buildOf());
    await pg.kill();
    const page = await fetch(`${app.url}/c/ce-shi/meetings/${place.meeting}/ballot`, { headers: { cookie: voters[0]!.cookie } });
    const text = await page.text();
    expect(page.status).toBe(503);
    expect(text).toContain("议事厅暂时打不开");
    expect(text).not.toMatch(/ECONN|SQL|select |at \w+ \(/);
    const act = await fetch(`${app.url}/c/ce-shi/meetings/${place.meeting}/act`, { method: "POST", headers: { cookie: chair, origin: app.url, "content-type": "application/json" }, body: "{}" });
    expect(act.status).toBe(503);
    await pg.start();
    const votes = await voteAll(booth(app.url), voters, { spread: 10, until: Date.now() + 20_000 });
    expect(votes.every(({ answer }) => answer?.ok)).toBe(true);
    expect(await check(pg.sql(), place.round, votes)).toEqual([]);
  }, 90_000);

  async function closeBy(url: string, { slug, meeting, round }: { slug: string; meeting: string; round: string }, chair: string) {
    const answer = await fetch(`${url}/c/${slug}/meetings/${meeting}/act`, { method: "POST", headers: { cookie: chair, origin: url, "content-type": "application/json" }, body: JSON.stringify({ key: "close-the-round-now-1234", command: { type: "round.close", round } }) });
    expect(await answer.json()).toMatchObject({ ok: true });
  }

  async function expectChainAndCount(pg: Postgres, place: { community: string; meeting: string }, count: number) {
    const database = await openDatabase(pg.url(), path.join(inject("root"), "drizzle"));
    onTestFinished(() => database.close());
    expect((await verifyAll(database.db)).findings).toEqual([]);
    const house = await openHouse({ databaseUrl: pg.url() });
    const counted = roundInHand(await actor(house, { person: String } as never).state(place))!.counted!.count;
    expect(counted.tally.for + counted.tally.against + counted.tally.abstain).toBe(count);
    await house.yishi.close();
  }
});
