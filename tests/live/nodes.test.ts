import { describe, expect, test } from "vitest";
import { latestRound } from "../../app/rules/meeting/state";
import { seatPeople } from "../../server/store/bodies";
import { joinNodes } from "../../server/store/nodes";
import { whenOver } from "../shared";
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

  test("many sessions that end at once are all heard on the other node, and so is later news", async () => {
    const { databaseUrl } = await openHouse();
    const ended: string[] = [];
    const meetings: string[] = [];
    const deaf = { meeting: () => {}, talk: () => {}, names: () => {}, sessions: () => {}, presence: () => {}, relistened: () => {} };
    const from = await joinNodes(databaseUrl, deaf);
    const to = await joinNodes(databaseUrl, { ...deaf, sessions: (some) => { ended.push(...some); }, meeting: ({ meeting }) => { meetings.push(meeting); } });
    whenOver(() => Promise.all([from.close(), to.close()]));
    const ids = Array.from({ length: 180 }, (_, i) => String(i).padStart(64, "0"));
    from.sessionsEnded(ids, false);
    from.meeting({ community: "c", meeting: "later" });
    await waitFor(() => meetings.includes("later") && ended.length >= ids.length);
    expect(ended).toEqual(ids);
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

  test("a node that died is counted no more, and one that lives goes on counting", async () => {
    let ahead = 0;
    const first = await openHouse({ clock: { now: () => Date.now() + ahead, told: false } });
    const second = await openHouse({ databaseUrl: first.databaseUrl });
    const community = await settle(first);
    const place = await meetingAt(first, community, "check-in");
    const counted: number[] = [];
    phone(first.url, place).socket.on("presence", ({ online }) => counted.push(online));
    await connected(second.url, place);
    await waitFor(() => counted.at(-1) === 2);
    const last = { from: "dead", kind: "presence", community: place.community, meeting: place.meeting, online: 5 };
    await first.sql!`select pg_notify('yishi_news', ${JSON.stringify(last)})`;
    await waitFor(() => counted.at(-1) === 7);
    ahead = 60_000;
    await waitFor(() => counted.at(-1) === 2, 25_000);
  });
});

test("who leaves while others are seated anew is not counted in again", async () => {
  const house = await openHouse();
  const community = await settle(house);
  const place = await meetingAt(house, community, "draft");
  const names = ["居民", "居民二"];
  const [stays, leaves] = [await connected(house.url, place, { cookie: await cookieOf(house, community, names[0]!) }), await connected(house.url, place, { cookie: await cookieOf(house, community, names[1]!) })];
  const counted: number[] = [];
  stays.socket.on("presence", ({ online }) => counted.push(online));
  await waitFor(() => counted.at(-1) === 2);
  await seatPeople(house.house.database.db, { community: community.id, body: community.body }, { people: names.map(community.person), seat: "member" });
  house.house.halls.forgetNames();
  // The first one's names cannot be read for a while; meanwhile the second one goes.
  await house.sql!.begin(async (tx) => {
    await tx`lock table person in access exclusive mode`;
    await actor(house, community).must("书记", place, { type: "check-in.open" });
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    leaves.close();
    await waitFor(() => counted.at(-1) === 1);
  });
  await waitFor(() => mineOf(stays).roles.includes("member") && stays.known().view.stage === "check-in");
  counted.length = 0;
  const third = phone(house.url, place);
  await waitFor(() => counted.length > 0);
  expect(counted.at(-1)).toBe(2);
  third.close();
});
