import { describe, expect, test } from "vitest";
import { latestRound } from "../../app/rules/meeting/state";
import { actor, connected, cookieOf, meetingAt, mineOf, newKey, openHouse, phone, settle, waitFor } from "../house";

async function twoNodes() {
  const first = await openHouse();
  const second = await openHouse({ databaseUrl: first.databaseUrl });
  const community = await settle(first);
  return { first, second, community };
}

describe("two nodes on one database", () => {
  test("an act on one is seen on the other, and any node serves any phone", async () => {
    const { first, second, community } = await twoNodes();
    const place = await meetingAt(first, community, "open");
    const cookie = await cookieOf(first, community, "代表一");
    const here = await connected(first.url, place, { cookie });
    const there = await connected(second.url, place, { cookie });
    const watcher = await connected(second.url, place);
    expect(await here.act({ type: "ballot.cast", round: place.round, choice: "for" })).toMatchObject({ ok: true });
    await waitFor(() => mineOf(there).ballot?.choice === "for");
    await waitFor(() => watcher.known().cast?.cast === 1);
    await actor(first, community).must("书记", place, { type: "round.close", round: place.round });
    await waitFor(() => latestRound(watcher.known().view)?.stage === "closed");
    expect(watcher.known().view).toEqual((await connected(first.url, place)).known().view);
  });

  test("the same key on both nodes is one act and one answer", async () => {
    const { first, second, community } = await twoNodes();
    const place = await meetingAt(first, community, "check-in");
    const command = { type: "attendance.arrive" as const, person: community.person("代表一") };
    const key = newKey();
    const answers = await Promise.all([first, second, first, second].map((node) => actor(node, community).ask("记录员", place, command, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const ballotKey = newKey();
    const open = await meetingAt(first, community, "open");
    const votes = await Promise.all([first, second].map((node) => actor(node, community).ask("代表一", open, { type: "ballot.cast", round: open.round, choice: "for" }, ballotKey)));
    expect(votes[0]).toMatchObject({ ok: true });
    expect(votes[0]).toEqual(votes[1]);
  });

  test("signing out on one node ends the open sockets on the other at once", async () => {
    const { first, second, community } = await twoNodes();
    const place = await meetingAt(first, community, "check-in");
    const cookie = await cookieOf(first, community, "书记");
    const there = await connected(second.url, place, { cookie, desk: "staff" });
    const answer = await fetch(`${first.url}/sign-out`, { method: "POST", redirect: "manual", headers: { cookie, origin: first.url, "content-type": "application/x-www-form-urlencoded", "content-length": "0" } });
    expect(answer.status).toBe(303);
    await waitFor(() => there.outdated.includes("signed-out"), 2000);
    expect(there.socket.connected || there.outdated.length > 0).toBe(true);
  });

  test("news lost while the listener was away is made up for by the log", async () => {
    const { first, second, community } = await twoNodes();
    const place = await meetingAt(first, community, "check-in");
    const watcher = await connected(second.url, place);
    await first.sql!`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen%'`;
    await actor(first, community).must("记录员", place, { type: "attendance.arrive", person: community.person("代表一") });
    await waitFor(() => watcher.known().view.here.member === 1, 10_000);
  });

  test("devices are counted over all nodes", async () => {
    const { first, second, community } = await twoNodes();
    const place = await meetingAt(first, community, "check-in");
    const here = phone(first.url, place);
    const counted: number[] = [];
    here.socket.on("presence", ({ online }) => counted.push(online));
    await Promise.all([connected(second.url, place), connected(second.url, place)]);
    await waitFor(() => counted.at(-1) === 3);
  });
});
