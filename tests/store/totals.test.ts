/** How many opinions are shown is counted as they come and go: always what counting the rows would say. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, inject, test } from "vitest";
import { newestOf } from "../../server/store/comments";
import { rebuild } from "../../server/store/projections";
import { actor, meetingAt, newDatabase, openHouse, settle } from "../house";

test("[C1] the figure of each item follows posts on two nodes at once, hiding, restoring and letting in, and is rebuilt from the rows", async () => {
  const one = await openHouse();
  const two = await openHouse({ databaseUrl: one.databaseUrl });
  const community = await settle(one);
  const place = await meetingAt(one, community, "taken");
  const [here, there] = [actor(one, community), actor(two, community)];
  const post = ({ must }: typeof here, name: string, i: number) => must(name, place, { type: "comment.post", item: place.item, person: community.person(name), tag: null, parent: null, text: `第${i}条` });
  const told = async () => (await newestOf(one.house.database.db, place, 20)).totals.get(place.item);
  const counted = async () => (await one.sql!<[{ shown: number }]>`select count(*)::int as shown from comment where not held and not hidden`)[0].shown;
  const ids = (await Promise.all(["代表一", "代表二", "代表三", "居民"].flatMap((name) => [0, 1].map((i) => post(i === 0 ? here : there, name, i))))).map(({ comment }) => comment!.id);
  expect([await told(), await counted()]).toEqual([8, 8]);
  const both = async (shown: number) => expect([await told(), await counted()]).toEqual([shown, shown]);
  await here.must("书记", place, { type: "comment.hide", comment: ids[0]!, reason: "骂人" });
  await both(7);
  await here.must("书记", place, { type: "comments.moderate", on: true });
  await two.house.halls.refresh(place);
  const { comment: held } = await post(there, "居民二", 9);
  await both(7);
  await here.must("记录员", place, { type: "comment.admit", comment: held!.id });
  await both(8);
  await here.must("书记", place, { type: "comment.restore", comment: ids[0]! });
  await both(9);
  await here.must("书记", place, { type: "comment.hide", comment: ids[1]!, reason: "骂人" });
  await one.sql!`update comment_total set shown = 1000`;
  await one.house.database.db.transaction((tx) => rebuild(tx, place));
  await both(8);
});

test("a database from before is counted, and its search entries are the community's", async () => {
  const { sql } = await newDatabase();
  const growth = readFileSync(path.join(inject("root"), "drizzle/0003_growth.sql"), "utf8").split("--> statement-breakpoint");
  const fills = growth.filter((statement) => /^\s*(INSERT|UPDATE)/.test(statement));
  expect(fills).toHaveLength(2);
  await sql`insert into community (id, slug, name, time_zone) values ('c', 'c', 'c', 'Asia/Shanghai')`;
  await sql`insert into body values ('c', 'b', 'b', 'council', '2026-01-01', '2027-01-01')`;
  await sql`insert into meeting (community_id, id, body_id, code) values ('c', 'm', 'b', 'x')`;
  await sql`insert into comment (community_id, meeting_id, id, number, item_id, author, hash, held, hidden, key, at) select 'c', 'm', n::text, n, 'i' || n % 2, 'a', 'h', n = 1, n = 3, n::text, now() from generate_series(1, 7) n`;
  await sql`insert into search_entry (community_id, kind, meeting_id, ref, title, body, pairs, at) values ('c', 'meeting', 'm', 'm', '充电', '', '{充电}', now())`;
  for (const statement of fills) await sql.unsafe(statement);
  expect([...await sql`select item_id, shown from comment_total order by 1`]).toEqual([{ item_id: "i0", shown: 3 }, { item_id: "i1", shown: 2 }]);
  expect((await sql`select pairs from search_entry`)[0]!.pairs).toEqual(["充电", "c"]);
});
