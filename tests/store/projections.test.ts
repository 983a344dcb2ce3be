import { expect, test } from "vitest";
import { rebuild } from "../../server/store/projections";
import { actor, meetingAt, openHouse, settle } from "../house";

const tables = {
  attendance: "community_id, meeting_id, person_id", round: "community_id, id", round_roll: "community_id, round_id, person_id", meeting: "community_id, id",
};

test("[M1] every projection can be rebuilt from the log, to the last column", async () => {
  const house = await openHouse();
  const community = await settle(house);
  const voided = await meetingAt(house, community, "open");
  const { must, state } = actor(house, community);
  await must("代表一", voided, { type: "ballot.cast", round: voided.round, choice: "for" });
  await must("书记", voided, { type: "round.void", round: voided.round, reason: "重来" });
  await must("书记", voided, { type: "round.freeze", item: voided.item, motion: null, form: "named" });
  await must("书记", voided, { type: "round.withdraw", round: (await state(voided)).rounds.at(-1)!.id });
  await must("记录员", voided, { type: "attendance.leave", person: community.person("代表二") });
  await must("记录员", voided, { type: "attendance.excuse", person: community.person("代表五") });
  const done = await meetingAt(house, community, "announced");
  await must("书记", done, { type: "meeting.close" });
  await meetingAt(house, community, "draft");
  const rowsOf = async ([table, order]: [string, string]): Promise<[string, unknown[]]> => [table, [...await house.sql!.unsafe<Record<string, unknown>[]>(`select * from ${table} order by ${order}`)]];
  const dump = async () => Object.fromEntries(await Promise.all(Object.entries(tables).map(rowsOf)));
  const before = await dump();
  await house.sql!`update attendance set here = not here`;
  await house.sql!`update round set stage = 'open', verdict = 'carried' where stage = 'announced'`;
  await house.sql!`delete from round_roll`;
  await house.sql!`update meeting set stage = 'draft', starts_at = null`;
  expect(await dump()).not.toEqual(before);
  for (const { community: at, meeting } of (await house.sql!<{ community: string; meeting: string }[]>`select community_id as community, id as meeting from meeting`)) {
    await house.house.database.db.transaction((tx) => rebuild(tx, { community: at, meeting }));
  }
  expect(await dump()).toEqual(before);
});
