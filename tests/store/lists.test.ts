import { expect, test } from "vitest";
import { liveMeetings, meetingsOf, resultsOf } from "../../server/store/meetings";
import { publishedMinutes } from "../../server/store/public";
import { meetingAt, openHouse, settle } from "../house";

test("a community lists its own meetings, results and minutes alone, and of each minutes the newest edition", async () => {
  const house = await openHouse();
  const { db } = house.house.database;
  const [home, away] = [await settle(house), await settle(house, { slug: "bie-chu" })];
  const own = [await meetingAt(house, home, "over"), await meetingAt(house, home, "in-session")];
  const draft = await meetingAt(house, home, "unnoticed");
  for (const stage of ["over", "in-session", "draft", "unnoticed"] as const) await meetingAt(house, away, stage);
  for (const [place, community, versions] of [[own[0]!, home, [1, 2, 3]], [await meetingAt(house, away, "over"), away, [1]]] as const) {
    for (const version of versions) await house.sql!`insert into minutes_edition (community_id, meeting_id, version, content, published_at, from_day, to_day) values (${community.id}, ${place.meeting}, ${version}, '{}', ${new Date(1_800_000_000_000 + version)}, '2026-12-01', ${`2026-12-0${version}`})`;
  }
  const ids = async (list: Promise<readonly { id: string }[]>) => (await list).map(({ id }) => id).sort();
  expect(await ids(meetingsOf(db, home.id, { most: 50 }))).toEqual(own.map(({ meeting }) => meeting).sort());
  expect(await ids(meetingsOf(db, home.id, { most: 50, unnoticed: true }))).toEqual([...own, draft].map(({ meeting }) => meeting).sort());
  expect(await ids(liveMeetings(db, home.id))).toEqual([own[1]!.meeting]);
  expect(await ids(resultsOf(db, home.id, 50))).toEqual([own[0]!.round]);
  expect((await publishedMinutes(db, home.id, 50)).map(({ meeting, to }) => [meeting, to])).toEqual([[own[0]!.meeting, "2026-12-03"]]);
});
