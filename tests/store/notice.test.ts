/** The notice: its period by the days of the community's zone, the appointment, what it shows after the paper changed, answers and where it hangs. */
import { expect, test } from "vitest";
import { calendarOf } from "../../server/documents/calendar";
import { meetingIdFor, type Clock } from "../../server/council";
import { fromField } from "../../app/words/date-fields";
import { actor, browser, cookieOf, meetingAt, newKey, openHouse, settle, testDraft } from "../house";

const periods: [zone: string, posted: string, starts: string, days: number][] = [
  ["Asia/Shanghai", "2026-11-25T23:59", "2026-11-28T19:00", 3], ["Asia/Shanghai", "2026-11-26T00:00", "2026-11-28T19:00", 2],
  ["Asia/Shanghai", "2026-11-26T07:59", "2026-11-28T00:00", 2], ["Asia/Shanghai", "2026-11-28T00:00", "2026-11-28T23:59", 0], ["Asia/Shanghai", "2026-11-28T20:00", "2026-11-28T19:00", 0], ["Asia/Shanghai", "2026-12-30T12:00", "2027-01-02T19:00", 3],
  // The clocks go forward on 29 March and back on 25 October: days of 23 and of 25 hours are days.
  ["Europe/Berlin", "2026-03-28T23:30", "2026-03-31T00:30", 3], ["Europe/Berlin", "2026-03-29T00:30", "2026-03-31T23:30", 2], ["Europe/Berlin", "2026-10-24T23:30", "2026-10-27T00:30", 3], ["Europe/Berlin", "2026-10-25T00:30", "2026-10-28T19:00", 3],
  ["America/St_Johns", "2026-03-07T23:45", "2026-03-10T19:00", 3], ["Pacific/Kiritimati", "2026-06-01T00:15", "2026-06-04T19:00", 3], ["Pacific/Pago_Pago", "2026-06-01T23:45", "2026-06-04T00:15", 3],
];

test("[N1] the days of notice are those of the community's calendar, around midnight and where the clocks change; too few need a written reason, which is kept", async () => {
  const clock: Clock & { time: number } = { told: true, time: 0, now: () => clock.time };
  const house = await openHouse({ clock });
  const home = await settle(house);
  const { ask, must, state } = actor(house, home);
  await house.sql!`update rule_set set effective_on = '2020-01-01'`;
  for (const [zone, posted, starts, days] of periods) {
    await house.sql!`update community set time_zone = ${zone} where id = ${home.id}`;
    clock.time = fromField(posted, zone)!;
    const asked = { actor: { person: home.person("记录员"), administrator: false, level: "password" as const }, place: { community: home.id, meeting: "" }, act: { key: newKey(), command: { type: "meeting.make" as const, body: home.body, draft: { ...testDraft, startsAt: fromField(starts, zone)! } } } };
    expect(await house.house.council.act(asked)).toMatchObject({ ok: true });
    const place = { community: home.id, meeting: meetingIdFor(asked) };
    const answer = await ask("记录员", place, { type: "notice.post", reason: " \n " });
    if (days < 3) {
      expect([zone, posted, answer]).toMatchObject([zone, posted, { ok: false, code: "notice-short", facts: { days, needed: 3 } }]);
      expect((await state(place)).notice).toBeNull();
      await must("书记", place, { type: "notice.post", reason: "消防整改限期已到" });
    } else expect([zone, posted, answer.ok]).toEqual([zone, posted, true]);
    const { notice } = await state(place);
    expect([zone, posted, notice]).toMatchObject([zone, posted, { days, needed: 3, stale: false }]);
    expect(notice!.short === null).toBe(days >= 3);
  }
}, 60_000);

const unfolded = (ics: string) => Object.fromEntries(ics.replace(/\r\n[ \t]/g, "").split("\r\n").map((line) => [line.split(/[:;]/)[0]!, line.slice(line.indexOf(":") + 1)]));

test("the appointment is in UTC, whatever the zone of the process, and says what the notice says", () => {
  const before = process.env.TZ;
  const at = Date.UTC(2026, 11, 5, 11, 0);
  const made = ["UTC", "Asia/Shanghai", "America/New_York"].map((zone) => {
    process.env.TZ = zone;
    return calendarOf({ id: "m1", at, end: at + 80 * 60_000, title: "第5次会议；停车, 养犬\\条款", place: "二楼, 东侧; 会议室", words: "议程：\n1．停车", url: "http://x/c/a/meetings/m1", changed: at });
  });
  if (before === undefined) delete process.env.TZ;
  else process.env.TZ = before;
  expect(new Set(made).size).toBe(1);
  const said = unfolded(made[0]!);
  expect(said).toMatchObject({ BEGIN: "VEVENT", UID: "m1@yishi", DTSTART: "20261205T110000Z", DTEND: "20261205T122000Z", DTSTAMP: "20261205T110000Z" });
  const plain = (text: string) => text.replace(/\\n/g, "\n").replace(/\\([\\,;])/g, "$1");
  expect([plain(said.SUMMARY!), plain(said.LOCATION!), plain(said.DESCRIPTION!)]).toEqual(["第5次会议；停车, 养犬\\条款", "二楼, 东侧; 会议室", "议程：\n1．停车"]);
  expect(made[0]).not.toMatch(/TZID|X-WR-TIMEZONE/);
});

const item = testDraft.items[0]!;

async function unnoticed() {
  const house = await openHouse();
  const home = await settle(house);
  const place = await meetingAt(house, home, "unnoticed");
  const at = `/c/ce-shi/meetings/${place.meeting}`;
  const staff = browser(house.url, await cookieOf(house, home, "记录员"));
  const member = browser(house.url, await cookieOf(house, home, "代表一"));
  return { house, home, place, at, staff, member, guest: browser(house.url), ...actor(house, home) };
}

test("before it is posted only staff see notice and meeting's entry; afterwards it stands as it was told, until it is told anew", async () => {
  const { place, at, staff, guest, must, state } = await unnoticed();
  for (const path of ["/notice", "/notice/print", "/notice.ics"]) expect([path, (await guest.get(at + path)).status]).toEqual([path, 404]);
  expect(await (await staff.get(`${at}/notice`)).text()).toContain("通知还没有发布，这一页现在只有工作人员看得到。");
  expect(await (await guest.get("/c/ce-shi")).text()).not.toContain("第1次会议");
  expect(await (await staff.get("/c/ce-shi")).text()).toContain("第1次会议");
  await must("记录员", place, { type: "notice.post", reason: "" });
  expect(await (await guest.get("/c/ce-shi")).text()).toContain("第1次会议");
  const told = await (await guest.get(`${at}/notice`)).text();
  for (const words of ["充电点（24位）", "居民代表提出", "20分钟", "二楼", "书记（书记）", "记录员", "居民议事会全体成员（6人）", "到会人数达到三分之二（4人）可以开会"]) expect(told).toContain(words);
  expect(told).not.toContain("居民二");
  expect(await (await guest.get(`${at}/notice.ics`)).text()).toContain("DTSTART:20270115T080000Z\r\nDTEND:20270115T082000Z");
  const { seq, items } = await state(place);
  await must("记录员", place, { type: "meeting.revise", seen: seq, draft: { ...testDraft, place: "三楼", items: [{ ...item, id: items[0]!.id, title: "改了的题目" }] } });
  const changed = await (await guest.get(`${at}/notice`)).text();
  for (const words of ["充电点（24位）", "二楼", "通知发布以后议程改过"]) expect(changed).toContain(words);
  expect(changed).not.toContain("改了的题目");
  await must("书记", place, { type: "notice.post", reason: "" });
  const again = await (await guest.get(`${at}/notice`)).text();
  expect(again).toContain("改了的题目");
  expect(again).not.toContain("通知发布以后议程改过");
});

test("[N3] a member answers without script and may change it, the own reason at hand; to others it is not told", async () => {
  const { home, place, at, staff, member, guest, must, state } = await unnoticed();
  expect(await (await member.get(`${at}/reply`)).text()).toContain("会议通知还没有发布");
  expect((await member.post(`${at}/reply`, { key: newKey(), coming: "true" })).status).toBe(422);
  await must("记录员", place, { type: "notice.post", reason: "" });
  const empty = await member.post(`${at}/reply`, { key: newKey(), reason: "家里有事" });
  expect(empty.status).toBe(422);
  expect(await empty.text()).toMatch(/请选出席或请假[^]*家里有事/);
  expect((await member.post(`${at}/reply`, { key: newKey(), coming: "false", reason: "家里有事" })).status).toBe(303);
  expect(await (await member.get(`${at}/reply`)).text()).toMatch(/您已于[^<]*<span class="nb">答复：请假[^]*家里有事/);
  expect((await state(place)).replies).toMatchObject({ coming: 0, away: 1 });
  const hidden = [at, `${at}.data`, `${at}/notice`];
  for (const path of hidden) expect(await (await member.get(path)).text()).not.toContain("家里有事");
  for (const path of [...hidden, `${at}/reply`, `${at}/reply.data`]) expect(await (await guest.get(path)).text()).not.toContain("家里有事");
  expect((await member.get(`${at}/replies`)).status).toBe(403);
  const list = await (await staff.get(`${at}/replies`)).text();
  for (const words of ["出席0人，请假1人，未答复5人", "原因：家里有事"]) expect(list).toContain(words);
  // The recorder answers for somebody who called.
  expect((await staff.post(`${at}/act`, { key: newKey(), type: "reply.give", person: home.person("代表二"), coming: "true", reason: "", back: `${at}/replies` })).headers.get("location")).toBe(`${at}/replies`);
  expect((await member.post(`${at}/reply`, { key: newKey(), coming: "true" })).status).toBe(303);
  expect((await state(place)).replies).toMatchObject({ coming: 2, away: 0 });
});

test("where the notice hangs is told to everybody with its days, its photo to staff", async () => {
  const { place, at, staff, guest, must } = await unnoticed();
  await must("记录员", place, { type: "notice.post", reason: "" });
  const hang = (fields: Record<string, string>) => staff.post(`${at}/notice`, { do: "hang", key: newKey(), ...fields });
  const wrong = await hang({ place: " ", postedOn: "明天" });
  expect([wrong.status, (await wrong.text()).match(/class="why"/g)?.length]).toEqual([422, 2]);
  expect((await hang({ place: "甲苑北门公告栏", postedOn: "2026-11-25" })).status).toBe(303);
  const [, posting] = /name="posting" value="([0-9a-z]{16})"/.exec(await (await staff.get(`${at}/notice`)).text())!;
  expect((await staff.post(`${at}/notice`, { do: "down", posting: posting!, takenDownOn: "2026-11-24" })).status).toBe(422);
  expect((await staff.post(`${at}/notice`, { do: "down", posting: posting!, takenDownOn: "2026-12-06" })).status).toBe(303);
  const shown = await (await guest.get(`${at}/notice`)).text();
  for (const words of ["甲苑北门公告栏", "2026年11月25日张贴，2026年12月6日取下"]) expect(shown).toContain(words);
  expect(shown).not.toContain("登记一处张贴");
  expect((await guest.post(`${at}/notice`, { do: "drop", posting: posting! })).status).toBe(302);
  expect((await staff.post(`${at}/notice`, { do: "drop", posting: posting! })).status).toBe(303);
  expect(await (await guest.get(`${at}/notice`)).text()).toContain("还没有登记张贴的地方。");
});

test("the agenda's buttons move, take out and keep in one act; an unchanged paper is no new one and leaves the notice as it is", async () => {
  const { place, at, staff, must, state } = await unnoticed();
  const own = { title: "第1次会议", startsAt: "2027-01-15T16:00", place: "二楼", kind: "regular", convener: "居委会", chairStanding: "书记", basis: "第三条" };
  const seen = async () => String((await state(place)).seq);
  const press = async (what: string, fields: Record<string, string> = {}) => staff.post(`${at}/edit`, { key: newKey(), seen: await seen(), ...own, do: what, ...fields });
  await must("记录员", place, { type: "notice.post", reason: "" });
  const before = await seen();
  for (const what of ["save", "add", `up-${place.item}`, `drop-${place.item}`, "nonsense"]) expect([what, (await press(what)).status, await seen()]).toEqual([what, 303, before]);
  const add = async (itemTitle: string, itemKind: string) => staff.post(`${at}/edit/items/new`, { key: newKey(), seen: await seen(), itemTitle, itemKind, proposer: "居委会", minutes: "15", itemText: "", resolution: "", decider: "council" });
  expect((await add("要表决却没有草案", "vote")).status).toBe(422);
  for (const [title, kind] of [["听听意见", "consult"], ["情况通报", "report"]] as const) expect((await add(title, kind)).status).toBe(303);
  const ids = async () => (await state(place)).items.map(({ id }) => id);
  const [first, second, third] = await ids() as [string, string, string];
  expect((await state(place)).notice?.stale).toBe(true);
  expect((await press(`down-${first}`, { place: "三楼" })).headers.get("location")).toBe(`${at}/edit#item-${first}`);
  expect(await ids()).toEqual([second, first, third]);
  const page = await (await staff.get(`${at}/edit`)).text();
  for (const words of ["三楼", "各项合计50分钟", "预计16:50结束", "通知发布以后议程改过，请重新发布通知"]) expect(page).toContain(words);
  await press(`up-${third}`, { place: "三楼" });
  await press(`drop-${first}`, { place: "三楼" });
  expect(await ids()).toEqual([second, third]);
  // Somebody took it out while it was written on: what was typed stays on the page.
  const late = await staff.post(`${at}/edit/items/${first}?typed`, { key: newKey(), seen: await seen(), itemTitle: "写了很久的题目", itemKind: "report", proposer: "", minutes: "5", itemText: "", resolution: "", decider: "council" });
  expect([late.status, (await late.text()).includes("写了很久的题目")]).toEqual([422, true]);
  const stale = await staff.post(`${at}/edit/items/${second}`, { key: newKey(), seen: "2", itemTitle: "旧版上改的", itemKind: "consult", proposer: "", minutes: "15", itemText: "", resolution: "", decider: "council" });
  const said = await stale.text();
  expect(stale.status).toBe(422);
  for (const words of ["刚刚有别人改过", "旧版上改的", "听听意见", "打开最新的"]) expect(said).toContain(words);
});
