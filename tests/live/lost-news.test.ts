/** What stands in the log reaches the pages, whatever failed between the commit and the news. */
import type { Sql } from "postgres";
import { describe, expect, test } from "vitest";
import { latestRound } from "../../app/rules/meeting/state";
import { lossyLine } from "../guards/lossy-line";
import { actor, connected, cookieOf, meetingAt, mineOf, newDatabase, newKey, openHouse, settle, waitFor } from "../house";

/** Runs with the COMMIT of every act that adds to the log: after all that the act itself asked, and only if it stands. */
async function withTheCommit(sql: Sql, statement: string) {
  await sql.unsafe(`create function with_the_commit() returns trigger language plpgsql as $$ begin ${statement}; return null; end $$`);
  await sql.unsafe("create constraint trigger with_the_commit after insert on meeting_event deferrable initially deferred for each row execute function with_the_commit()");
}

describe("a query that fails after the commit", () => {
  test("news for single persons that cannot be read holds up nobody else's, and comes when it can be", async () => {
    const house = await openHouse();
    const other = await openHouse({ databaseUrl: house.databaseUrl });
    const community = await settle(house);
    const place = await meetingAt(house, community, "open");
    const member = await connected(house.url, place, { cookie: await cookieOf(house, community, "代表一") });
    const watcher = await connected(house.url, place);
    await withTheCommit(house.sql!, "alter table if exists ballot rename to ballot_away");
    // On another node, so that only the last count can tell this one whose ballot came in.
    await actor(other, community).must("代表一", place, { type: "ballot.cast", round: place.round, choice: "for" });
    await actor(house, community).must("书记", place, { type: "round.close", round: place.round });
    for (const phone of [member, watcher]) await waitFor(() => latestRound(phone.known().view)?.stage === "closed");
    await house.sql!`alter table ballot_away rename to ballot`;
    await waitFor(() => mineOf(member).ballot?.choice === "for");
  });

  test("where the names cannot be read, phones are cut, come back and catch up by number", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const staff = await connected(house.url, place, { cookie: await cookieOf(house, community, "书记"), desk: "staff" });
    const watcher = await connected(house.url, place);
    let cut = false;
    staff.socket.on("disconnect", () => { cut = true; });
    // As a page does where the handshake itself ends in a fault.
    staff.socket.on("connect_error", () => { setTimeout(() => staff.socket.connect(), 50); });
    house.house.halls.forgetNames();
    await withTheCommit(house.sql!, "alter table if exists person rename to person_away");
    await actor(house, community).must("记录员", place, { type: "attendance.arrive", person: community.person("代表一") });
    await waitFor(() => cut);
    await house.sql!`alter table person_away rename to person`;
    for (const phone of [staff, watcher]) await waitFor(() => phone.known().view.here.member === 1);
    expect(staff.known().view).toEqual((await actor(house, community).state(place)));
  });
});

describe("a commit whose answer is lost", () => {
  async function twoNodes() {
    const { url, sql } = await newDatabase();
    const line = await lossyLine(url, 1);
    const here = await openHouse({ databaseUrl: line.url });
    const there = await openHouse({ databaseUrl: url });
    const community = await settle(here);
    const place = await meetingAt(here, community, "check-in");
    const phones = { here: await connected(here.url, place), there: await connected(there.url, place) };
    const arrive = (key: string) => actor(here, community).ask("记录员", place, { type: "attendance.arrive", person: community.person("代表一") }, key);
    const knows = (phone: keyof typeof phones) => phones[phone].known().view.here.member === 1;
    return { line, sql, arrive, knows };
  }

  test("reaches the phones of every node, though the database was still at it when the line broke", async () => {
    const { line, sql, arrive, knows } = await twoNodes();
    await withTheCommit(sql, "perform pg_sleep(0.5)");
    const key = newKey();
    line.loseCommit();
    await expect(arrive(key)).rejects.toThrow();
    await waitFor(() => knows("here") && knows("there"));
    expect(await arrive(key)).toMatchObject({ ok: true });
  });

  test("and where the log cannot be read at that moment", async () => {
    const { line, sql, arrive, knows } = await twoNodes();
    await withTheCommit(sql, "alter table if exists meeting rename to meeting_away");
    line.loseCommit();
    await expect(arrive(newKey())).rejects.toThrow();
    await waitFor(() => knows("here") && knows("there"));
  });

  test("and where the database is away for a while: when it is back, without another act", async () => {
    const { line, arrive, knows } = await twoNodes();
    line.loseCommit("away");
    await expect(arrive(newKey())).rejects.toThrow();
    line.cut(0);
    await waitFor(() => knows("here") && knows("there"), 15_000);
  });
});
