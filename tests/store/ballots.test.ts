import { describe, expect, test } from "vitest";
import type { Answer } from "../../app/wire/protocol";
import { actor, meetingAt, newKey, openHouse, settle, type Community, type TestHouse } from "../house";

const count = async (house: TestHouse, round: string) => (await house.sql!<{ voter: string; choice: string; key: string }[]>`select voter, choice, key from ballot where round_id = ${round} and standing = 'counted'`);
const isYes = (answer: Answer) => answer.ok;

async function openRound(more = 0): Promise<{ house: TestHouse; community: Community; place: Awaited<ReturnType<typeof meetingAt>> }> {
  const house = await openHouse();
  const community = await settle(house, { more });
  return { house, community, place: await meetingAt(house, community, "open", { all: true }) };
}

describe("ballots", () => {
  test("[R12] double click, two tabs, a retry and two phones are one ballot; the same key gets the same answer", async () => {
    const { house, community, place } = await openRound();
    const { ask } = actor(house, community);
    const vote = (choice: "for" | "against", key: string) => ask("代表一", place, { type: "ballot.cast", round: place.round, choice }, key);
    const [one, two] = [newKey(), newKey()];
    const answers = await Promise.all([vote("for", one), vote("for", one), vote("against", two), vote("for", one), vote("against", newKey())]);
    expect(await count(house, place.round)).toHaveLength(1);
    const kept = (await count(house, place.round))[0]!;
    for (const [i, key] of [one, one, two, one].entries()) {
      if (key === kept.key) expect(answers[i]).toMatchObject({ ok: true, ballot: { choice: kept.choice } });
      else expect(answers[i]).toMatchObject({ ok: false, code: "already-voted" });
    }
    const again = await vote(kept.choice as "for", kept.key);
    expect(again).toEqual(answers.find((answer) => answer.ok));
    expect(await vote(kept.choice === "for" ? "against" : "for", kept.key)).toMatchObject({ ok: false, code: "key-used" });
  });

  test("60 voters with three parallel posts each: 60 ballots", async () => {
    const { house, community, place } = await openRound(60);
    const { ask } = actor(house, community);
    const answers = await Promise.all(community.members.flatMap((name) => [1, 2, 3].map(() => ask(name, place, { type: "ballot.cast", round: place.round, choice: "for" }))));
    expect(answers.filter(isYes)).toHaveLength(community.members.length);
    expect(await count(house, place.round)).toHaveLength(community.members.length);
  });

  test("[R5] closing against 500 ballots in flight: every acknowledged one is counted, every refused one is not", async () => {
    const { house, community, place } = await openRound(500);
    const { ask, must, state } = actor(house, community);
    const choices = ["for", "against", "abstain"] as const;
    const vote = (name: string, i: number) => ask(name, place, { type: "ballot.cast", round: place.round, choice: choices[i % 3]! });
    const early = community.members.slice(0, 50).map(vote);
    await Promise.any(early);
    // 50 are on their way, 400 more start together with the closing act, the last come when it is done.
    const [, ...during] = await Promise.all([must("书记", place, { type: "round.close", round: place.round }), ...community.members.slice(50, 450).map(vote)]);
    const answers: Answer[] = [...await Promise.all(early), ...during, ...await Promise.all(community.members.slice(450).map(vote))];
    const yes = answers.filter(isYes).length;
    const { counted, participants } = (await state(place)).rounds[0]!;
    const { tally, channels } = counted!.count;
    expect(yes).toBeGreaterThan(0);
    expect(yes).toBeLessThan(answers.length);
    expect([participants, tally.for + tally.against + tally.abstain, channels.phone, (await count(house, place.round)).length]).toEqual([yes, yes, yes, yes]);
    for (const answer of answers) if (!answer.ok) expect(answer).toMatchObject({ code: "round-closed" });
  }, 60_000);

  test("[R5] nothing is counted after the close record, whatever arrives", async () => {
    const { house, community, place } = await openRound();
    const { ask, must } = actor(house, community);
    await must("书记", place, { type: "round.close", round: place.round });
    expect(await ask("代表一", place, { type: "ballot.cast", round: place.round, choice: "for" })).toMatchObject({ ok: false, code: "round-closed", facts: { at: expect.any(Number) as unknown } });
    expect(await count(house, place.round)).toHaveLength(0);
  });

  test("[R4] only the roll votes: nobody who came later, no attendee, no resident, nobody before the opening", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "frozen");
    const { ask, must } = actor(house, community);
    const vote = (name: string) => ask(name, place, { type: "ballot.cast", round: place.round, choice: "for" });
    expect(await vote("代表一")).toMatchObject({ code: "not-open" });
    await must("书记", place, { type: "round.open", round: place.round });
    await must("记录员", place, { type: "attendance.arrive", person: community.person("代表五") });
    expect(await vote("代表五")).toMatchObject({ code: "not-on-roll" });
    expect(await vote("列席")).toMatchObject({ code: "not-entitled" });
    expect(await vote("居民")).toMatchObject({ code: "not-entitled" });
    expect(await vote("记录员")).toMatchObject({ code: "not-entitled" });
  });

  test("[R6] a desk ballot and a phone ballot of one voter in the same moment: one counts, and the channels add up", async () => {
    for (let i = 0; i < 8; i++) {
      const { house, community, place } = await openRound();
      const { ask, must, state } = actor(house, community);
      await must("记录员", place, { type: "ballot.enter", round: place.round, person: community.person("代表一"), choice: "against" });
      const [entry] = Object.keys((await state(place)).rounds[0]!.entries!);
      const answers = await Promise.all([ask("监票人", place, { type: "ballot.witness", round: place.round, entry: entry! }), ask("代表一", place, { type: "ballot.cast", round: place.round, choice: "for" })]);
      expect(answers.filter(isYes)).toHaveLength(1);
      await must("书记", place, { type: "round.close", round: place.round });
      const { channels, tally } = (await state(place)).rounds[0]!.counted!.count;
      expect([channels.phone + channels.desk, tally.for + tally.against]).toEqual([1, 1]);
      expect(await count(house, place.round)).toHaveLength(1);
      await house.yishi.close();
    }
  }, 60_000);

  test("[R12] one bad ballot in a batch takes no other with it", async () => {
    const { house, community, place } = await openRound(30);
    const { ask } = actor(house, community);
    const good = community.members.map((name) => ask(name, place, { type: "ballot.cast", round: place.round, choice: "for" }));
    const bad = ask("代表一", place, { type: "ballot.cast", round: place.round, choice: "for" }, "\0");
    await expect(bad).rejects.toThrow();
    expect((await Promise.all(good)).filter(isYes)).toHaveLength(community.members.length);
  });

  test("presence, lists and rules may change during a round: roll and base do not", async () => {
    const { house, community, place } = await openRound();
    const { must, state } = actor(house, community);
    const before = (await state(place)).rounds[0]!;
    await must("记录员", place, { type: "attendance.leave", person: community.person("代表二") });
    await must("记录员", place, { type: "attendance.arrive", person: community.person("居民") });
    const after = (await state(place)).rounds[0]!;
    expect([after.roll, after.electorate, after.rule]).toEqual([before.roll, before.electorate, before.rule]);
    await must("代表二", place, { type: "ballot.cast", round: place.round, choice: "for" });
  });
});

test("a ballot or a voter for a round that is not there is refused by the database, whoever writes it, and a round that is there stays", async () => {
  const { house, community, place } = await openRound();
  const sql = house.sql!;
  const row = { community_id: community.id, id: "x", standing: "counted", voter: "x", choice: "for", channel: "phone", key: "x", at: new Date() };
  await expect(sql`insert into ballot ${sql({ ...row, round_id: "none" })}`).rejects.toThrow(/not there/);
  await expect(sql`insert into ballot ${sql([{ ...row, round_id: place.round }, { ...row, id: "y", voter: "y", round_id: "none" }])}`).rejects.toThrow(/not there/);
  await expect(sql`insert into round_roll ${sql({ community_id: "elsewhere", round_id: place.round, person_id: "x" })}`).rejects.toThrow(/not there/);
  await expect(sql`delete from round where id = ${place.round}`).rejects.toThrow(/not taken away/);
  await expect(sql`update round set id = 'other' where id = ${place.round}`).rejects.toThrow(/keeps its name/);
  expect(await count(house, place.round)).toEqual([]);
});
