/** The desk: who works at it, whom its search finds, and that nobody stands on the roster twice; a refusal after registering is told. */
import { describe, expect, test } from "vitest";
import { actor, newKey } from "../house";
import { shared } from "../shared";
import { openWorld, type RoleName, type World } from "./world";

const fields = () => ({ key: newKey(), name: "新来的人", title: "", building: "9栋", room: "901", grid: "", standing: "", phone: "" });

test("the form stands on the desk of those alone who may check others in", async () => {
  const world = await openWorld("check-in");
  for (const role of ["recorder", "chair", "administrator", "counter", "supervisor"] as const satisfies RoleName[]) {
    const { status, body } = await world.get(`/c/ce-shi/meetings/${world.place.meeting}/desk`, await world.cookie(role));
    expect([role, status, body.includes("登记并签到")]).toEqual([role, 200, role === "recorder"]);
  }
});

test("a check-in that is refused after registering is told on the desk", async () => {
  const world = await openWorld("draft");
  const [desk, session] = [`/c/ce-shi/meetings/${world.place.meeting}/desk`, await world.cookie("recorder")];
  const answer = await world.post(desk, session, fields());
  expect([answer.status, answer.headers.location]).toEqual([303, `${desk}?no=wrong-stage&stage=draft`]);
  expect(await world.sql`select name from person where name = '新来的人'`).toHaveLength(1);
  const { body } = await world.get(answer.headers.location!, session);
  expect(/class="banner[^>]*>([^<]*)/.exec(body)?.[1]).toBe("签到还没有开始");
});

const staff = ["recorder", "chair", "administrator", "counter", "supervisor"] as const satisfies RoleName[];
const deskOf = ({ place }: World) => `/c/ce-shi/meetings/${place.meeting}/desk`;
const rows = (html: string) => [...html.matchAll(/<li class="flex[^>]*>(.*?)<\/li>/g)].map(([, row]) => row!);
const read = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim();
const called = async ({ sql, home: { id } }: World, name: string) => (await sql<{ home: string }[]>`select building || room as home from person where community_id = ${id} and name = ${name} and removed_at is null order by 1`).map(({ home }) => home);

test("who may not check others in reads who does, and has no buttons", async () => {
  const world = await openWorld("present");
  for (const role of staff) {
    const { body } = await world.get(deskOf(world), await world.cookie(role));
    const people = rows(body).filter((row) => /代表|列席/.test(row));
    expect([role, people.length, people.some((row) => row.includes("<button")), body.includes("签到、离开和请假由记录员登记。"), body.includes("替别人")]).toEqual([role, 6, role === "recorder", role !== "recorder", false]);
  }
});

test("each reads where they are, also who left and whose excuse was taken back", async () => {
  const world = await openWorld("present");
  const { must } = actor(world, world.home);
  for (const [name, type] of [["代表一", "attendance.leave"], ["代表五", "attendance.excuse"], ["代表五", "attendance.expect"]] as const) await must("记录员", world.place, { type, person: world.home.person(name) });
  const { body } = await world.get(deskOf(world), await world.cookie("recorder"));
  const row = (name: string) => rows(body).find((one) => one.includes(name))!;
  expect([read(row("代表一")), read(row("代表二")), read(row("代表五"))]).toEqual([expect.stringMatching(/^代表一 已离开 \d\d:\d\d 签到$/), expect.stringMatching(/^代表二 到会 \d\d:\d\d 离开$/), "代表五 没到 请假 签到"]);
});

describe("the search", () => {
  const open = shared(() => openWorld("present"));
  const find = async (q: string) => {
    const world = await open();
    const { body } = await world.get(`${deskOf(world)}?q=${encodeURIComponent(q)}`, await world.cookie("recorder"));
    const hits = body.slice(body.indexOf("找一位居民"));
    return { hits: rows(hits).map(read), none: hits.includes("名册里没有") };
  };
  test.each([
    ["代表二", [/^代表二 3栋2 到会 \d\d:\d\d 离开$/]], ["代表五", [/^代表五 3栋5 没到 请假 签到$/]], ["列席", [/^列席 3栋9 没到 签到$/]], ["居民二", [/^居民二 3栋11 没到 签到$/]],
  ])("finds %s, whoever they are, with what can be done", async (name, hits) => expect(await find(name)).toEqual({ hits: hits.map((hit) => expect.stringMatching(hit) as string), none: false }));
  test("says nobody where there is nobody", async () => expect(await find("没有这人")).toEqual({ hits: [], none: true }));
});

describe("registering", () => {
  const open = shared(() => openWorld("check-in"));
  const send = async (form: Record<string, string>) => {
    const world = await open();
    const answer = await world.post(deskOf(world), await world.cookie("recorder"), form);
    return { status: answer.status, to: answer.headers.location, body: answer.body };
  };
  test("the same form twice, also at once, is one person, one check-in and one answer", async () => {
    const world = await open();
    const form = { ...fields(), name: "一次" };
    const answers = [...await Promise.all([send(form), send(form)]), await send(form)];
    expect(answers.map(({ status, to }) => [status, to])).toEqual(Array.from({ length: 3 }, () => [303, deskOf(world)]));
    expect(await called(world, "一次")).toEqual(["9栋901"]);
    expect((await actor(world, world.home).state(world.place)).here.resident).toBe(1);
  });
  test("a name on the roster is refused with the home, shown above, and let pass as somebody else", async () => {
    const world = await open();
    const form = { ...fields(), name: " 代表二" };
    const { status, body } = await send(form);
    expect(status).toBe(422);
    expect(body).toContain("名册里已有代表二（3栋2）");
    expect(rows(body.slice(body.indexOf("找一位居民"))).map(read)).toEqual(["代表二 3栋2 没到 请假 签到"]);
    const tick = /<input type="checkbox"[^>]*name="another"[^>]*value="([^"]*)"[^>]*>确是另一位/.exec(body)![1]!;
    expect((await send({ ...form, another: "别人" })).status).toBe(422);
    expect(await called(world, "代表二")).toEqual(["3栋2"]);
    const meant = { ...form, key: newKey(), another: tick };
    for (const { status: again, to } of [await send(meant), await send(meant)]) expect([again, to]).toEqual([303, deskOf(world)]);
    expect(await called(world, "代表二")).toEqual(["3栋2", "9栋901"]);
  });
  test("two of one name in one home are not told apart, and are not made", async () => {
    const world = await open();
    for (const another of ["", "居民二"]) {
      const { status, body } = await send({ ...fields(), name: "居民二", building: "3栋", room: "11", another });
      expect([status, body.includes("名册里这一户已有同名的人")]).toEqual([422, true]);
    }
    expect(await called(world, "居民二")).toEqual(["3栋11"]);
  });
});
