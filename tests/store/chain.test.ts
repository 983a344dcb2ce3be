import { describe, expect, test } from "vitest";
import type { Sql } from "postgres";
import { verifyAll } from "../../server/verify";
import { actor, meetingAt, openHouse, settle } from "../house";

async function announced() {
  const house = await openHouse();
  const community = await settle(house);
  const place = await meetingAt(house, community, "open");
  const { must } = actor(house, community);
  await must("代表一", place, { type: "ballot.cast", round: place.round, choice: "for" });
  for (const [name, type] of [["书记", "round.close"], ["监票人", "round.check"], ["书记", "round.announce"]] as const) await must(name, place, { type, round: place.round });
  return { house, community, place, sql: house.sql!, findings: async () => (await verifyAll(house.house.database.db)).findings };
}

describe("the chain", () => {
  test("[M1] an untouched log verifies", async () => {
    const { findings, place, house } = await announced();
    expect(await findings()).toEqual([]);
    const { links } = await verifyAll(house.house.database.db);
    expect(links).toBe((await house.sql!`select 1 from meeting_event where meeting_id = ${place.meeting}`).length);
  });

  test("[M1] verifying beside a live meeting finds nothing", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const { must } = actor(house, community);
    let over = false;
    const acts = (async () => {
      const person = community.person("代表一");
      for (let i = 0; i < 60; i += 1) await must("记录员", place, { type: i % 2 ? "attendance.leave" : "attendance.arrive", person });
    })().finally(() => { over = true; });
    const found = [];
    while (!over) found.push(...(await verifyAll(house.house.database.db)).findings);
    await acts;
    expect(found).toEqual([]);
  });

  test("[M1] changing any column of any event is found, and the first broken event is named", async () => {
    const { sql, findings, place } = await announced();
    const changes: [string, string][] = [
      ["v", "v + 1"], ["type", "type || 'x'"], ["actor", "actor || 'x'"], ["on_behalf_of", "'x'"], ["at", "at + interval '1 millisecond'"],
      ["body", `body || '{"x":1}'`], ["salt", "salt || 'x'"], ["prev", "prev || 'x'"], ["hash", "hash || 'x'"],
    ];
    const rows = await sql<{ seq: number }[]>`select seq from meeting_event where meeting_id = ${place.meeting} order by seq`;
    expect(rows.length).toBeGreaterThan(10);
    for (const { seq } of rows) {
      for (const [column, value] of changes) {
        await tried(sql, `update meeting_event set ${column} = ${value} where meeting_id = '${place.meeting}' and seq = ${seq}`, async () => {
          const [found] = await findings();
          expect([column, found?.seq]).toEqual([column, seq]);
        });
      }
    }
  }, 120_000);

  /** Does, looks, and puts everything back. */
  async function tried(sql: Sql, change: string, look: () => Promise<void>) {
    const tables = ["meeting_event", "meeting_text", "ballot", "meeting", "comment"];
    for (const table of tables) await sql.unsafe(`create table copy_${table} as table ${table}`);
    await sql.unsafe(change);
    await look();
    await sql.unsafe(`set session_replication_role = replica; ${tables.map((table) => `delete from ${table}; insert into ${table} select * from copy_${table}; drop table copy_${table};`).join(" ")} set session_replication_role = default`);
  }

  test("[M1] an event moved, removed or renumbered is found", async () => {
    const { sql, findings, place } = await announced();
    for (const [change, seq] of [
      [`delete from meeting_event where meeting_id = '${place.meeting}' and seq = 3`, 3],
      [`delete from meeting_event where meeting_id = '${place.meeting}' and seq = (select max(seq) from meeting_event where meeting_id = '${place.meeting}')`, 18],
      [`update meeting_event set seq = 99 where meeting_id = '${place.meeting}' and seq = 4`, 4],
    ] as const) await tried(sql, change, async () => expect((await findings())[0]?.seq).toBeLessThanOrEqual(seq));
  });

  test("[M1] a text that was changed is found; one that was erased by law is not a break", async () => {
    const { sql, findings } = await announced();
    await tried(sql, "update meeting_text set body = '同意建停车场。' where kind = 'resolution'", async () => expect((await findings())[0]?.why).toContain("文字被改过"));
    await tried(sql, "delete from meeting_text where kind = 'resolution'", async () => expect((await findings())[0]?.why).toContain("不见了"));
    await sql`update meeting_text set body = null, salt = null where kind = 'item-text'`;
    expect(await findings()).toEqual([]);
  });

  test("[R5] a ballot that was changed, added or removed after the count is found", async () => {
    const { sql, findings } = await announced();
    await tried(sql, "update ballot set choice = 'against'", async () => expect((await findings())[0]?.why).toContain("选票"));
    await tried(sql, "delete from ballot", async () => expect((await findings())[0]?.why).toContain("选票"));
    await tried(sql, "insert into ballot select community_id, round_id, 'x', 'x', 'for', 'counted', 'phone', 'x', at, null, null from ballot", async () => expect((await findings())[0]?.why).toContain("选票"));
  });

  /** Everything that a count or a digest stands for: opinions, a poll, and a show of hands with one ballot from elsewhere. */
  async function talked() {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "taken");
    const { must, state } = actor(house, community);
    for (const name of ["居民", "居民二"]) await must(name, place, { type: "comment.post", item: place.item, person: community.person(name), tag: "worry", parent: null, text: `${name}的话` });
    await must("书记", place, { type: "poll.open", item: place.item, text: "晚上几点关风扇？" });
    const poll = (await state(place)).polls[0]!.id;
    await must("居民", place, { type: "poll.answer", poll, choice: "for" });
    await must("书记", place, { type: "poll.close", poll });
    await must("代表五", place, { type: "attendance.join", person: community.person("代表五") });
    await must("书记", place, { type: "round.freeze", item: place.item, motion: null, form: "hands" });
    const round = (await state(place)).rounds[0]!.id;
    await must("书记", place, { type: "round.open", round });
    await must("代表五", place, { type: "ballot.cast", round, choice: "against" });
    const hall = (await state(place)).rounds[0]!.hands!.hall;
    for (const name of ["记录员", "计票人"]) await must(name, place, { type: "hands.enter", round, tally: { for: hall, against: 0, abstain: 0 } });
    for (const [name, type] of [["书记", "round.close"], ["监票人", "round.check"], ["书记", "round.announce"]] as const) await must(name, place, { type, round });
    await must("书记", place, { type: "meeting.close" });
    return { sql: house.sql!, poll, round, findings: async () => (await verifyAll(house.house.database.db)).findings };
  }

  test("[C6] [K1] opinions, answers to a poll and ballots beside hands are counted and digested anew, and any change is found", async () => {
    const { sql, poll, round, findings } = await talked();
    expect(await findings()).toEqual([]);
    const changes: [string, string][] = [
      ["delete from comment where number = 2", "意见"], ["update comment set number = 9 where number = 2", "意见"], ["update comment set author = 'x' where number = 1", "意见"], ["update comment set tag = null where number = 1", "意见"],
      ["update comment set at = at + interval '1 second' where number = 1", "意见"], ["update comment set body = '别的话' where number = 1", "意见"], ["update comment set hash = 'x' where number = 1", "意见"],
      ["insert into comment select community_id, meeting_id, 'x', 3, item_id, author, entered_by, tag, parent, body, salt, hash, held, hidden, agreed, 'x', at from comment where number = 1", "意见"],
      [`update ballot set choice = 'against' where round_id = '${poll}'`, "征询"], [`delete from ballot where round_id = '${poll}'`, "征询"], [`delete from ballot where round_id = '${round}'`, "选票"],
    ];
    for (const [change, word] of changes) await tried(sql, change, async () => expect([change, (await findings())[0]?.why]).toEqual([change, expect.stringContaining(word)]));
    // What is no part of what was said may change.
    await sql`update comment set hidden = true, agreed = 5`;
    await sql`update comment set body = null, salt = null where number = 1`;
    expect(await findings()).toEqual([]);
  });
});
