import { describe, expect, test } from "vitest";
import { pairsOf, termsOf, excerptOf } from "../../server/search-words";
import { fillSearch, searchIn } from "../../server/store/search";
import { actor, meetingAt, newKey, openHouse, settle, testDraft, type Community, type TestHouse } from "../house";
import { meetingIdFor } from "../../server/council";

type Item = { title: string; text?: string; resolution?: string };

/** A meeting with these items, noticed or not. */
async function noticed(test: TestHouse, community: Community, { title, items, post = true }: { title: string; items: readonly Item[]; post?: boolean }) {
  const draft = { ...testDraft, title, items: items.map(({ title: name, text = "说明", resolution = "同意。" }) => ({ ...testDraft.items[0]!, title: name, text, resolution })) };
  const asked = { actor: { person: community.person("记录员"), administrator: false, level: "password" as const }, place: { community: community.id, meeting: "" }, act: { key: newKey(), command: { type: "meeting.make" as const, body: community.body, draft } } };
  expect(await test.house.council.act(asked)).toMatchObject({ ok: true });
  const place = { community: community.id, meeting: meetingIdFor(asked) };
  if (post) await actor(test, community).must("记录员", place, { type: "notice.post", reason: "测试" });
  return { place, draft };
}
const find = async ({ house }: TestHouse, community: Community, words: string) => (await searchIn(house.database.db, community.id, words))?.map(({ title }) => title) ?? null;

describe("what people look for is cut as the texts are", () => {
  test.each([
    ["充电", ["充电"]], ["充电桩", ["充电", "电桩"]], ["ＡＢＣ", ["ab", "bc"]], ["9栋", ["9栋"]], ["充 电", []], ["", []], ["电", []], ["一、二", []],
  ])("%s", (words, pairs) => expect(pairsOf(words)).toEqual(pairs));
  test("separate words are looked for together, at most eight of them", () => {
    expect(termsOf("充电、停车  电梯!充电")).toEqual(["充电", "停车", "电梯"]);
    expect(termsOf(Array.from({ length: 50 }, (_, i) => `词语${i}`).join(" "))).toHaveLength(8);
  });
  test("the place where it stands, whatever its width and case", () => {
    expect(excerptOf("## 方案\n\n- 位置：９栋东侧ABC空地", ["9栋"])).toMatchObject({ found: "９栋", after: "东侧ABC空地" });
    expect(excerptOf("没有这个词", ["电梯"])).toEqual({ before: "没有这个词", found: "", after: "" });
  });
});

describe("the public search", () => {
  test("finds words of two characters in titles, texts and resolutions, and mixed ones, newest first", async () => {
    const house = await openHouse();
    const home = await settle(house);
    await noticed(house, home, { title: "第7次会议", items: [{ title: "甲苑9栋充电点", text: "- 加装**烟感**和喷淋\n- 位置在东侧", resolution: "同意设ABC型充电桩。" }, { title: "停车收费", text: "晚上留6个车位" }] });
    for (const [words, titles] of [
      ["充电", ["甲苑9栋充电点"]], ["烟感", ["甲苑9栋充电点"]], ["电桩", ["甲苑9栋充电点"]], ["abc型", ["甲苑9栋充电点"]], ["ＡＢＣ", ["甲苑9栋充电点"]], ["9栋", ["甲苑9栋充电点"]], ["车位", ["停车收费"]], ["第7次", ["第7次会议"]],
      ["居民议事会", ["第7次会议"]], ["充电 烟感", ["甲苑9栋充电点"]], ["充电 车位", []], ["感喷", []], ["点充", []], ["收费电", []], ["电", null], ["？！", null],
    ] as const) expect([words, await find(house, home, words)]).toEqual([words, titles]);
    const [hit] = (await searchIn(house.house.database.db, home.id, "烟感"))!;
    expect(hit).toMatchObject({ kind: "item", before: "加装", found: "烟感" });
  });
  test("is asked by a plain address, and hostile words find nothing and break nothing", async () => {
    const house = await openHouse();
    const home = await settle(house);
    await noticed(house, home, { title: "第8次会议", items: [{ title: "百分之百_停车%收费", text: "<script>alert(1)</script>路灯" }] });
    const page = async (words: string) => {
      const answer = await fetch(`${house.url}/c/ce-shi?q=${encodeURIComponent(words)}`);
      return { status: answer.status, html: await answer.text() };
    };
    for (const words of ["%%", "__", "'; drop table search_entry; --", "路灯' or '1'='1", "a".repeat(500), "{\"a\"}", "\\\\", "<script>alert(2)</script>", "🐕🐕", "路 灯 ".repeat(40)]) {
      const { status, html } = await page(words);
      expect([words.slice(0, 20), status]).toEqual([words.slice(0, 20), 200]);
      expect(html).not.toContain("<script>alert");
    }
    expect((await page("路灯")).html).toContain("百分之百_停车%收费");
    expect((await fetch(`${house.url}/c/ce-shi?q=${"%00"}%E8%B7%AF%E7%81%AF`)).status).toBeLessThan(500);
  });
  test("never finds another community's, nor what was not noticed, nor a paper changed after its notice", async () => {
    const house = await openHouse();
    const [home, away] = [await settle(house), await settle(house, { slug: "bie-chu" })];
    await noticed(house, away, { title: "别处的会议", items: [{ title: "别处的电梯" }] });
    const secret = await noticed(house, home, { title: "还没通知", items: [{ title: "秘密的电梯" }], post: false });
    expect(await find(house, home, "电梯")).toEqual([]);
    expect(await find(house, away, "电梯")).toEqual(["别处的电梯"]);
    const { must, state } = actor(house, home);
    await must("记录员", secret.place, { type: "notice.post", reason: "测试" });
    expect(await find(house, home, "电梯")).toEqual(["秘密的电梯"]);
    const items = (await state(secret.place)).items;
    await must("记录员", secret.place, { type: "meeting.revise", seen: (await state(secret.place)).seq, draft: { ...secret.draft, items: [{ ...secret.draft.items[0]!, id: items[0]!.id, title: "改成水泵" }] } });
    expect(await find(house, home, "水泵")).toEqual([]);
    await must("记录员", secret.place, { type: "notice.post", reason: "测试" });
    expect([await find(house, home, "水泵"), await find(house, home, "电梯")]).toEqual([["改成水泵"], []]);
  });
  test("never tells a result before it is announced", async () => {
    const house = await openHouse();
    const home = await settle(house);
    const { must } = actor(house, home);
    const place = await meetingAt(house, home, "checked");
    expect(await find(house, home, "没有形成决定")).toEqual([]);
    expect(await find(house, home, "未通过")).toEqual([]);
    await must("书记", place, { type: "round.announce", round: place.round });
    expect(await find(house, home, "未通过")).toEqual(["充电点（24位）"]);
  });
  test("finds published minutes by the public edition alone, and meetings from before there was a search", async () => {
    const house = await openHouse();
    const home = await settle(house);
    const place = await meetingAt(house, home, "over");
    const content = JSON.stringify({ v: 1, meeting: place.meeting, public: { heading: "第1次会议纪要", opening: [{ kind: "paragraph", runs: ["王**说楼道要装扶手"] }] }, archive: { heading: "第1次会议纪要", opening: [{ kind: "paragraph", runs: ["王秀英说楼道要装扶手"] }] } });
    await house.sql!`insert into minutes_edition (community_id, meeting_id, version, content, published_at, from_day, to_day) values (${home.id}, ${place.meeting}, 1, ${content}, now(), '2026-12-01', '2026-12-07')`;
    await house.sql!`delete from search_entry`;
    await fillSearch(house.house.database.db);
    expect(await find(house, home, "扶手")).toEqual(["第1次会议纪要"]);
    expect(await find(house, home, "秀英")).toEqual([]);
    expect(await find(house, home, "paragraph")).toEqual([]);
    expect(await find(house, home, "充电点")).toEqual(["充电点（24位）"]);
    const before = await house.sql!`select * from search_entry order by kind, ref`;
    await fillSearch(house.house.database.db);
    expect(await house.sql!`select * from search_entry order by kind, ref`).toEqual(before);
  });
});
