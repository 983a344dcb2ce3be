/** Versions of rules and papers: which of them holds on a day, and that nobody saves over one that was not read. */
import { expect, test } from "vitest";
import { addRules } from "../../server/store/bodies";
import { actor, browser, cookieOf, meetingAt, newKey, openHouse, settle, testRules } from "../house";
import { doors } from "./registry";
import { openWorld, type RoleName, type World } from "./world";

const minute = 60_000;
/** In Shanghai the next day begins a minute later, while it stays the same day in UTC. */
const lastMinuteOf = (day: string) => Date.parse(`${day}T23:59:00+08:00`);

async function houseAt(start: number) {
  const time = { at: start, now: () => time.at, told: false };
  const test = await openHouse({ clock: time });
  const community = await settle(test);
  const page = browser(test.url, await cookieOf(test, community, "管理员"));
  const text = async (path: string) => (await (await page.get(`/c/ce-shi${path}`)).text()).replace(/<!-- -->/g, "");
  return { test, community, time, text, rules: `/bodies/${community.body}/rules`, ...actor(test, community) };
}

test("check-in takes the newest rules in force on the community's own date, and the pages say which from when", async () => {
  const { test, community, time, text, rules, state } = await houseAt(lastMinuteOf("2026-11-30"));
  await addRules(test.house.database.db, { community: community.id, body: community.body }, { seen: 2, fields: testRules, effectiveOn: "2026-12-01", approvedBy: "", by: "test" });
  for (const page of [rules, rules.replace("/rules", "")]) expect(await text(page)).toContain("现在用第2版，自2026年1月1日起。第3版自2026年12月1日起。");
  const before = await meetingAt(test, community, "check-in");
  expect((await state(before)).rules?.version).toBe(2);

  time.at += minute;
  expect(await text(rules)).toContain("现在用第3版，自2026年12月1日起。</p>");
  expect((await state(await meetingAt(test, community, "check-in"))).rules?.version).toBe(3);
  expect((await state(before)).rules?.version).toBe(2);
});

test("before its rules are in force a body has no check-in; rules page, meeting form and refusal say so", async () => {
  const { test, community, time, text, rules, ask } = await houseAt(lastMinuteOf("2025-12-31"));
  const place = await meetingAt(test, community, "draft");
  const open = () => ask("书记", place, { type: "check-in.open" });
  const words = "议事规则自2026年1月1日起用，那以前不能开始签到";
  expect(await open()).toMatchObject({ ok: false, code: "rules-later", rule: "Q5", facts: { from: "2026-01-01" } });
  expect(await text("/meetings/new")).toContain(words);
  expect(await text(`/meetings/${place.meeting}/chair?no=rules-later&from=2026-01-01`)).toContain(words);
  expect(await text(rules)).toContain("现在没有能用的规则，不能开始签到。第2版自2026年1月1日起。");

  time.at += minute;
  expect(await text("/meetings/new")).not.toContain(words);
  expect(await open()).toMatchObject({ ok: true });
});

/** The form as it stands on a page: what its fields hold. */
const field = (body: string, name: string) => new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(body)?.[1];

type Page = { id: string; stage: "draft" | "check-in"; by: RoleName; no: number; name: string; said: string };
const pages: Page[] = [
  { id: "routes/meeting-edit/route", stage: "draft", by: "recorder", no: 422, name: "place", said: "三楼" },
  { id: "routes/rules/route", stage: "check-in", by: "administrator", no: 409, name: "approvedBy", said: "居民代表会议" },
];

test.each(pages)("$id: what another saved is not saved over unread, however often one presses", async ({ id, stage, by, no, name, said }) => {
  const world: World = await openWorld(stage);
  const door = doors[id]!;
  const [address, session] = [await door.path(world, by), await world.cookie(by)];
  const fields = await door.acts[0]!.fields(world, session, by);
  const mine = { ...fields, [name]: "我填的" };
  const seen = field((await world.get(address, session)).body, "seen")!;
  expect((await world.post(address, session, { ...fields, seen, [name]: said })).status).toBe(303);

  const before = await world.dump();
  let sent = seen;
  for (const press of [1, 2, 3]) {
    const { status, body } = await world.post(address, session, { ...mine, seen: sent, key: newKey() });
    expect([press, status, field(body, name)]).toEqual([press, no, "我填的"]);
    expect(body).toContain("刚刚有别人改过");
    expect(body).toMatch(new RegExp(`<dd[^>]*>${said}</dd>`));
    expect(body).toMatch(new RegExp(`<a[^>]*href="${address}"[^>]*>打开最新的`));
    sent = field(body, "seen")!;
  }
  expect(await world.dump()).toBe(before);

  const newest = (await world.get(address, session)).body;
  expect([field(newest, name), newest.includes("打开最新的")]).toEqual([said, false]);
  expect((await world.post(address, session, { ...mine, seen: field(newest, "seen")!, key: newKey() })).status).toBe(303);
  expect(field((await world.get(address, session)).body, name)).toBe("我填的");
});
