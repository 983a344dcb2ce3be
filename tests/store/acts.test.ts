import { describe, expect, test } from "vitest";
import { roundInHand } from "../../app/rules/meeting/state";
import type { Command } from "../../app/rules/meeting/commands";
import { setOffice } from "../../server/store/bodies";
import { openCouncil } from "../../server/council";
import { openHalls } from "../../server/hall";
import type { Place } from "../../server/store/chain";
import { actor, meetingAt, newKey, openHouse, settle, testDraft } from "../house";

describe("acts", () => {
  test("[M1] the same key gets the first answer, another command under it is refused, and nothing is recorded twice", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const { ask, state } = actor(house, community);
    const key = newKey();
    const command = { type: "attendance.arrive" as const, person: community.person("代表一") };
    const first = await ask("记录员", place, command, key);
    expect(first).toMatchObject({ ok: true });
    const before = (await state(place)).seq;
    expect(await Promise.all(Array.from({ length: 5 }, () => ask("记录员", place, command, key)))).toEqual(Array(5).fill(first));
    expect(await ask("记录员", place, { type: "attendance.leave", person: command.person }, key)).toMatchObject({ ok: false, code: "key-used" });
    expect(await ask("书记", place, { type: "meeting.open" }, key)).toMatchObject({ ok: false, code: "no-quorum" });
    expect((await state(place)).seq).toBe(before);
  });

  test("[M1] a node that learns from a repeated key that an act stands learns the act too", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const { database, clock, talk, press, metrics } = house.house;
    const halls = openHalls(database, (reason) => { throw reason; });
    const told: Place[] = [];
    const deaf = openCouncil({ database, halls, talk, press, clock, metrics, tellNodes: (about) => { told.push(about); } });
    const hall = (await halls.get(place))!;
    const asked = { actor: { person: community.person("记录员"), administrator: false, level: "password" as const }, place, act: { key: newKey(), command: { type: "attendance.arrive" as const, person: community.person("代表一") } } };
    const first = await house.house.council.act(asked);
    expect(hall.state.here.member).toBe(0);
    expect(await deaf.act(asked)).toEqual(first);
    expect([hall.state.here.member, told]).toEqual([1, [place]]);
  });

  test("[M1] a refusal is not remembered: the same key may succeed later", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const { ask, must } = actor(house, community);
    const key = newKey();
    expect(await ask("书记", place, { type: "meeting.open" }, key)).toMatchObject({ code: "no-quorum" });
    for (const name of community.members) await must("记录员", place, { type: "attendance.arrive", person: community.person(name) });
    expect(await ask("书记", place, { type: "meeting.open" }, key)).toMatchObject({ ok: true });
  });

  test("the same key makes one meeting, however often the form is sent", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const { ask } = actor(house, community);
    const key = newKey();
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask("记录员", { community: community.id, meeting: "" }, { type: "meeting.make", body: community.body, draft: testDraft }, key)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await house.sql!`select count(*)::int as n from meeting`).toEqual([{ n: 1 }]);
    expect(await house.sql!`select count(*)::int as n from directory where kind = 'meeting'`).toEqual([{ n: 1 }]);
  });

  test("two chairs who press different keys in the same moment, on two nodes, 200 times: the log is one line", async () => {
    const first = await openHouse();
    const second = await openHouse({ databaseUrl: first.databaseUrl });
    const community = await settle(first);
    const place = await meetingAt(first, community, "taken");
    const here = actor(first, community);
    const there = actor(second, community);
    for (let i = 0; i < 200; i++) {
      const answers = await Promise.all([here, there].map(({ ask }) => ask("书记", place, { type: "round.freeze", item: place.item, motion: null, form: "named" })));
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(answers.find((answer) => !answer.ok)).toMatchObject({ code: "question-in-hand" });
      const round = roundInHand(await here.state(place))!.id;
      const withdrawn = await Promise.all([here, there].map(({ ask }) => ask("书记", place, { type: "round.withdraw", round })));
      expect(withdrawn.filter((answer) => answer.ok)).toHaveLength(1);
    }
    const rows = await first.sql!<{ seq: number }[]>`select seq from meeting_event where meeting_id = ${place.meeting} order by seq`;
    expect(rows.map(({ seq }) => seq)).toEqual(rows.map((_, i) => i + 1));
    expect(await there.state(place)).toEqual(await here.state(place));
  }, 60_000);

  test("500 acts at once on two nodes: each accepted one has one number, none is missing", async () => {
    const first = await openHouse();
    const second = await openHouse({ databaseUrl: first.databaseUrl });
    const community = await settle(first, { more: 250 });
    const place = await meetingAt(first, community, "check-in");
    const nodes = [actor(first, community), actor(second, community)];
    const people = community.members.slice(0, 250);
    const answers = await Promise.all(nodes.flatMap(({ ask }) => people.map((name) => ask("记录员", place, { type: "attendance.arrive", person: community.person(name) }))));
    const accepted = answers.filter((answer) => answer.ok);
    expect(accepted).toHaveLength(250);
    const numbers = accepted.map((answer) => (answer.ok ? answer.seq! : 0)).sort((a, b) => a - b);
    expect(new Set(numbers).size).toBe(250);
    expect((await nodes[1]!.state(place)).here.member).toBe(250);
  }, 60_000);

  test("[A4] whoever sits by a slip does nothing of staff, so that one who prints slips is never two people", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "open");
    const { must, state } = actor(house, community);
    const bySlip = (name: string, command: Command) => house.house.council.act({ actor: { person: community.person(name), administrator: false, level: "slip" }, place, act: { key: newKey(), command }, proven: true });
    const enter = { type: "ballot.enter", round: place.round, person: community.person("代表一"), choice: "for" } as const;
    for (const name of ["记录员", "计票人"]) expect(await bySlip(name, enter)).toMatchObject({ code: "not-entitled" });
    await must("计票人", place, enter);
    const [entry] = Object.keys(roundInHand(await state(place))!.entries!);
    expect(await bySlip("监票人", { type: "ballot.witness", round: place.round, entry: entry! })).toMatchObject({ code: "not-entitled" });
    await must("监票人", place, { type: "ballot.witness", round: place.round, entry: entry! });
  });

  test("[M5] a chair named between the paper and check-in opens it and chairs, and the one before does not", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "draft");
    const { ask, must, state } = actor(house, community);
    const paper = (await state(place)).plan!;
    const name = (people: string[]) => setOffice(house.house.database.db, { community: community.id, body: community.body }, { role: "chair", people: people.map(community.person) });
    await name([]);
    expect(await ask("书记", place, { type: "check-in.open" })).toMatchObject({ code: "not-entitled" });
    await name(["代表一"]);
    expect(await ask("书记", place, { type: "check-in.open" })).toMatchObject({ code: "not-entitled" });
    await must("代表一", place, { type: "check-in.open" });
    expect((await state(place)).plan).toEqual({ ...paper, chair: community.person("代表一") });
    await name(["书记"]);
    expect(await ask("书记", place, { type: "meeting.close" })).toMatchObject({ code: "not-entitled" });
    await must("代表一", place, { type: "meeting.close" });
  });

  test("an act holds up no row that only refers to the meeting", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const sql = house.sql!;
    await sql.begin(async (tx) => {
      await tx`select 1 from meeting where community_id = ${place.community} and id = ${place.meeting} for no key update`;
      const other = sql`insert into screen_link (community_id, meeting_id, id, made_by) values (${place.community}, ${place.meeting}, 'x', 'y')`;
      const won = await Promise.race([other.then(() => "written"), new Promise((resolve) => { setTimeout(() => resolve("blocked"), 2000); })]);
      expect(won).toBe("written");
    });
  });

  test("bad input at the council's door changes nothing: foreign meetings, rounds and people", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const other = await settle(house, { slug: "other" });
    const place = await meetingAt(house, community, "open");
    const foreign = await meetingAt(house, other, "open");
    const { ask } = actor(house, community);
    const before = await house.sql!`select count(*)::int as n from meeting_event`;
    expect(await ask("书记", { community: community.id, meeting: "none" }, { type: "meeting.open" })).toMatchObject({ ok: false });
    expect(await ask("书记", place, { type: "round.close", round: foreign.round })).toMatchObject({ code: "unknown-round" });
    expect(await ask("代表一", place, { type: "ballot.cast", round: foreign.round, choice: "for" })).toMatchObject({ code: "unknown-round" });
    expect(await ask("记录员", place, { type: "attendance.arrive", person: other.person("居民") })).toMatchObject({ code: "unknown-person" });
    expect(await ask("记录员", place, { type: "ballot.enter", round: place.round, person: other.person("代表一"), choice: "for" })).toMatchObject({ code: "not-on-roll" });
    expect(await ask("书记", foreign, { type: "round.close", round: foreign.round })).toMatchObject({ code: "not-entitled" });
    expect(await house.sql!`select count(*)::int as n from meeting_event`).toEqual(before);
  });
});
