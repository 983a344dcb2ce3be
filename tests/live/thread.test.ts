import { expect, test } from "vitest";
import { latestRound } from "../../app/rules/meeting/state";
import { actor, connected, cookieOf, meetingAt, mineOf, openHouse, settle, waitFor } from "../house";

test("a vote from opening to announcement, on every kind of page", async () => {
  const house = await openHouse();
  const community = await settle(house);
  const place = await meetingAt(house, community, "frozen");
  const { url } = house;
  const cookie = (name: string) => cookieOf(house, community, name);
  const chair = await connected(url, place, { cookie: await cookie("书记"), desk: "staff" });
  const supervisor = await connected(url, place, { cookie: await cookie("监票人"), desk: "staff" });
  const one = await connected(url, place, { cookie: await cookie("代表一") });
  const other = await connected(url, place, { cookie: await cookie("代表一") });
  const watcher = await connected(url, place);
  expect(watcher.known().mine).toEqual({ as: "watcher" });

  expect(await chair.act({ type: "round.open", round: place.round })).toMatchObject({ ok: true });
  await waitFor(() => latestRound(one.known().view)?.stage === "open" && latestRound(watcher.known().view)?.stage === "open");
  expect(latestRound(one.known().view)!.roll).toContain(community.person("代表一"));
  expect(latestRound(watcher.known().view)!.roll).toBeUndefined();

  const answer = await one.act({ type: "ballot.cast", round: place.round, choice: "for" });
  expect(answer).toMatchObject({ ok: true, ballot: { choice: "for", channel: "phone", round: place.round } });
  expect(mineOf(one).ballot?.choice).toBe("for");
  // Their other page hears of it as news, the one that cast it by its answer alone.
  await waitFor(() => mineOf(other).ballot?.choice === "for");
  expect(one.heard.filter(({ mine }) => mine?.as === "person" && mine.ballot)).toEqual([]);
  await waitFor(() => watcher.known().cast?.cast === 1);
  expect(await watcher.act({ type: "ballot.cast", round: place.round, choice: "for" })).toMatchObject({ code: "not-entitled" });

  await chair.act({ type: "round.close", round: place.round });
  await waitFor(() => latestRound(supervisor.known().view)?.counted !== undefined);
  expect(JSON.stringify(watcher.heard)).not.toMatch(/tally|verdict/);
  expect(await one.act({ type: "ballot.cast", round: place.round, choice: "against" })).toMatchObject({ ok: false, code: "already-voted" });
  await supervisor.act({ type: "round.check", round: place.round });
  await chair.act({ type: "round.announce", round: place.round });
  for (const phone of [chair, supervisor, one, watcher]) {
    await waitFor(() => latestRound(phone.known().view)?.stage === "announced");
    expect(latestRound(phone.known().view)!.result).toMatchObject({ count: { tally: { for: 1, against: 0, abstain: 0 } }, outcome: { verdict: "not-carried", base: 5, needed: 3 } });
  }
  expect((await actor(house, community).state(place)).items[0]!.stage).toBe("decided");
});
