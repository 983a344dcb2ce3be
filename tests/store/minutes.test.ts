/** The draft and the published minutes in the database: locks, stale saves, two writers at once, publishing against editing, bytes and hashes. */
import { createHash } from "node:crypto";
import { strFromU8, unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { DraftDoor, MinutesRecord } from "../../app/wire/minutes";
import { checkCode, inFours } from "../../app/words/codes";
import { draftDoor } from "../../server/doors/minutes-draft";
import { minutesDoor } from "../../server/doors/minutes";
import { readDraft } from "../../server/store/minutes";
import { verifyAll } from "../../server/verify";
import { actor, meetingAt, openHouse, settle, waitFor } from "../house";

process.env.CHROMIUM_PATH = "/nowhere/chromium";
const zone = "Asia/Shanghai";

async function evening({ at = Date.parse("2026-05-18T02:00:00Z"), stage = "announced" }: { at?: number; stage?: Parameters<typeof meetingAt>[2] } = {}) {
  const clock = { now: () => at, told: false };
  const house = await openHouse({ clock });
  const community = await settle(house);
  const place = await meetingAt(house, community, stage);
  const acts = actor(house, community);
  const hall = async () => (await house.house.halls.get(place))!;
  const as = (name: string) => ({ person: community.person(name), administrator: false, level: "password" as const });
  const desk = async (name = "记录员", roles = ["recorder"] as Parameters<typeof draftDoor>[1]["roles"]): Promise<DraftDoor> => draftDoor(house.house, { place, hall: await hall(), actor: as(name), roles, zone });
  return {
    ...house, ...acts, community, place, desk, as,
    passes: (ms: number) => { at += ms; }, goTo: (iso: string) => { at = Date.parse(iso); },
    must: (name: string, command: Parameters<typeof acts.must>[2]) => acts.must(name, place, command), ask: (name: string, command: Parameters<typeof acts.ask>[2]) => acts.ask(name, place, command),
    hash: () => acts.minutesHash(place), draft: async () => (await readDraft(house.house.database.db, place))!,
    pages: async (name: string | null = null) => minutesDoor(house.house, { place, hall: await hall(), actor: name === null ? null : as(name), origin: "http://localhost", roles: () => (name === null ? Promise.resolve([]) : house.house.council.rolesAt(place, as(name))), act: () => Promise.reject(new Error("not asked here")) }),
  };
}
type Evening = Awaited<ReturnType<typeof evening>>;
const over = async () => { const one = await evening(); await one.must("书记", { type: "meeting.close" }); return one; };

async function signed(one: Evening) {
  const hash = await one.hash();
  await one.must("书记", { type: "minutes.confirm", hash });
  for (const name of ["监票人", "代表二"]) await one.must(name, { type: "minutes.sign", hash, photo: null });
  return hash;
}
const publish = async (one: Evening, reason = "") => { const hash = await signed(one); await one.must("记录员", { type: "minutes.publish", hash, reason }); return hash; };

describe("the draft", () => {
  test("it stands when the meeting closes, the same for everybody who looks, and not before", async () => {
    const one = await evening();
    expect((await (await one.desk()).view()).over).toBe(false);
    expect(await one.hash()).toBe("");
    await one.must("书记", { type: "meeting.close" });
    const [first, second] = await Promise.all([(await one.desk()).view(), (await one.desk("书记", ["chair", "member"])).view()]);
    expect(first).toMatchObject({ over: true, writes: true });
    expect(second).toMatchObject({ over: true, writes: false, chairs: true, hash: first.hash });
    expect(first.sections.map(({ kind, version, body }) => [kind, version, body])).toEqual([["opening", 0, ""], ["views", 0, ""], ["text", 0, ""], ["closing", 0, ""]]);
    expect(await one.sql!`select * from minutes_section`).toEqual([]);
    expect(JSON.stringify(first.items)).toContain("经记名表决");
  });

  test("a stale save is refused with the newest shown; what was typed is the typist's", async () => {
    const one = await over();
    const desk = await one.desk();
    const { id } = (await desk.view()).sections[1]!;
    expect(await desk.save({ section: id, seen: 0, body: "一" })).toEqual({ ok: true, version: 1 });
    expect(await desk.save({ section: id, seen: 0, body: "二" })).toMatchObject({ ok: false, why: "stale", newest: { body: "一", version: 1 } });
    expect(await desk.save({ section: id, seen: 1, body: "二" })).toEqual({ ok: true, version: 2 });
    expect(await desk.save({ section: "0000000000000000", seen: 0, body: "x" })).toMatchObject({ ok: false, why: "gone" });
    expect(await (await one.desk("书记", ["chair"])).save({ section: id, seen: 2, body: "x" })).toMatchObject({ ok: false, why: "gone" });
  });

  test("a paragraph is its writer's for two minutes after the last key, unless another takes it over, and the row says who", async () => {
    const one = await over();
    const [mine, other] = [await one.desk(), await one.desk("计票人", ["recorder"])];
    const { id } = (await mine.view()).sections[0]!;
    await mine.take(id);
    expect((await other.view()).sections[0]).toMatchObject({ mine: false, held: { name: "记录员" } });
    expect(await other.save({ section: id, seen: 0, body: "别人的" })).toMatchObject({ ok: false, why: "held" });
    one.passes(100_000);
    expect([await mine.renew(id), await other.renew(id)]).toEqual([true, false]);
    one.passes(100_000);
    expect(await other.renew(id)).toBe(false);
    await other.take(id);
    expect([await mine.renew(id), (await mine.save({ section: id, seen: 0, body: "我的" })).ok]).toEqual([false, false]);
    expect(await one.sql!`select locked_by from minutes_section`).toEqual([{ locked_by: one.community.person("计票人") }]);
    one.passes(120_000);
    expect([await mine.renew(id), await mine.save({ section: id, seen: 0, body: "我的" })]).toEqual([true, { ok: true, version: 1 }]);
  });

  test("whoever writes the first letters of an empty paragraph has it, though it has no row; a save of another paragraph changes nothing of that", async () => {
    const one = await over();
    const [mine, other] = [await one.desk(), await one.desk("计票人", ["recorder"])];
    const [, views, text] = (await mine.view()).sections;
    expect([await mine.renew(views!.id), await mine.renew(text!.id)]).toEqual([true, true]);
    expect((await other.view()).sections.map(({ held }) => held?.name ?? null)).toEqual([null, "记录员", "记录员", null]);
    expect(await mine.save({ section: views!.id, seen: 0, body: "讨论了" })).toEqual({ ok: true, version: 1 });
    expect([await mine.renew(text!.id), await other.renew(text!.id), await other.renew(views!.id)]).toEqual([true, false, true]);
    expect(await mine.save({ section: text!.id, seen: 0, body: "决定了" })).toEqual({ ok: true, version: 1 });
    expect(await mine.renew("0000000000000000")).toBe(false);
  });

  test("of two who save the same version in the same moment, one is in, and the other reads it", async () => {
    const one = await over();
    const desks = [await one.desk(), await one.desk("计票人", ["recorder"])];
    const { id } = (await desks[0]!.view()).sections[1]!;
    await desks[0]!.save({ section: id, seen: 0, body: "起头" });
    const held = await one.sql!.reserve();
    await held`begin`;
    await held`select 1 from minutes_section for update`;
    const saving = desks.map((desk, i) => desk.save({ section: id, seen: 1, body: `第${i}位` }));
    await waitFor(async () => (await one.sql!`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`).length >= 2);
    await held`commit`;
    held.release();
    const done = await Promise.all(saving);
    expect(done.filter(({ ok }) => ok)).toHaveLength(1);
    const winner = done.findIndex(({ ok }) => ok);
    expect(done.find(({ ok }) => !ok)).toMatchObject({ why: "stale", newest: { version: 2, body: `第${winner}位` } });
  });

  test("notes and opinions that are picked stand in the sentence of views, a hidden one never; tasks come and go; a dissent is a sentence", async () => {
    const one = await evening({ stage: "taken" });
    const item = one.place.item;
    const say = (name: string, tag: "support" | "worry" | null, text: string) => one.must(name, { type: "comment.post", item, person: one.community.person(name), tag, parent: null, text });
    await say("居民", "worry", "晚上风扇响");
    await say("居民二", "support", "楼道拉线危险");
    await say("代表一", "worry", "不文明的话");
    const [loud] = await one.sql!<{ id: string }[]>`select id from comment where body = '不文明的话'`;
    await one.must("书记", { type: "meeting.close" });
    const desk = await one.desk();
    expect((await desk.view()).pickables).toHaveLength(3);
    const all = (await desk.view()).pickables.map(({ source, ref }) => ({ source, ref, on: true }));
    expect(await desk.pick(all)).toBe(true);
    await one.must("书记", { type: "comment.hide", comment: loud!.id, reason: "针对个人" });
    const record = (await one.draft()).record;
    const told = (edition: "public" | "archive") => JSON.stringify(record[edition]);
    expect(told("public")).toContain("赞成方认为楼道拉线危险；反对方认为晚上风扇响。");
    expect(told("public")).toContain("收到居民和成员意见3条，其中1条按规则不显示，原文存档。");
    for (const edition of ["public", "archive"] as const) expect(told(edition)).not.toContain("不文明的话");
    expect(told("archive")).toContain("居民二：楼道拉线危险");
    expect(told("public")).not.toMatch(/居民二|3栋/);
    expect(await desk.pick([{ source: "comment", ref: "0000000000000000", on: true }])).toBe(false);

    const task = { matter: "供电申请", owner: "居委会", support: "", dueOn: "2026-06-15", standard: "", item: null };
    for (const key of ["a", "a", "b"]) await desk.addTask(key, task);
    const { tasks } = await desk.view();
    expect(tasks).toHaveLength(2);
    expect([await desk.changeTask(tasks[0]!.id, { ...task, owner: "物业" }), await desk.removeTask(tasks[1]!.id), await desk.removeTask(tasks[1]!.id)]).toEqual([true, true, false]);
    expect(await desk.dissent({ item, person: one.community.person("代表一"), text: "应当先断飞线" })).toBe(true);
    expect(await desk.dissent({ item, person: one.community.person("居民"), text: "不是成员" })).toBe(false);
    expect(JSON.stringify((await one.draft()).record.public)).toMatch(/由物业负责.*代表一保留意见：应当先断飞线。|代表一保留意见：应当先断飞线。.*物业/);
  });
});

describe("publishing", () => {
  test("[D1] an edit after the confirmation makes it worthless, and so do the signatures upon it", async () => {
    const one = await over();
    const hash = await signed(one);
    const desk = await one.desk();
    const { id } = (await desk.view()).sections[1]!;
    await desk.save({ section: id, seen: 0, body: "补一句" });
    expect(await one.hash()).not.toBe(hash);
    expect(await one.ask("记录员", { type: "minutes.publish", hash, reason: "" })).toMatchObject({ code: "draft-changed" });
    expect(await one.ask("记录员", { type: "minutes.publish", hash: await one.hash(), reason: "" })).toMatchObject({ code: "not-confirmed" });
    expect(await one.ask("代表三", { type: "minutes.sign", hash, photo: null })).toMatchObject({ code: "draft-changed" });
    expect((await desk.view()).state).toMatchObject({ confirmed: null, changed: true });
    expect(await one.sql!`select * from minutes_edition`).toEqual([]);
  });

  test("[D3] what is stored is what the event names, byte for byte, with the code of the record on every document; verify finds a changed byte", async () => {
    const one = await over();
    const hash = await publish(one);
    const code = checkCode(hash);
    const edition = (await one.state(one.place)).minutes.editions[0]!;
    const [stored] = await one.sql!<{ content: string }[]>`select content from minutes_edition`;
    expect(createHash("sha256").update(stored!.content).digest("base64url")).toBe(hash);
    expect((JSON.parse(stored!.content) as MinutesRecord).meeting).toBe(one.place.meeting);
    const rows = await one.sql!<{ name: string; content: Buffer }[]>`select name, content from minutes_rendition order by name`;
    expect(rows.map(({ name }) => name)).toEqual(["archive.docx", "archive.html", "public.docx", "public.html"]);
    expect(rows.map(({ name, content }) => ({ name, hash: createHash("sha256").update(content).digest("base64url") }))).toEqual([...edition.renditions].sort((a, b) => (a.name < b.name ? -1 : 1)));
    for (const { name, content } of rows) expect([name, (name.endsWith("docx") ? strFromU8(unzipSync(content)["word/document.xml"]!) : content.toString()).includes(inFours(code))]).toEqual([name, true]);
    expect(await verifyAll(one.house.database.db)).toMatchObject({ findings: [] });
    await one.sql!`update minutes_rendition set content = content || '\\x20'::bytea where name = 'public.html'`;
    expect((await verifyAll(one.house.database.db)).findings).toMatchObject([{ why: "公布的文件和记录里的哈希对不上" }]);
    await one.sql!`update minutes_edition set content = replace(content, '书记', '某人')`;
    expect((await verifyAll(one.house.database.db)).findings).toMatchObject([{ why: "公布的纪要和记录里的哈希对不上" }]);
  });

  test("the public edition names officers and members and masks residents; reasons of leave and late reasons are for the archive", async () => {
    const one = await evening({ stage: "draft" });
    await one.must("代表五", { type: "reply.give", person: one.community.person("代表五"), coming: false, reason: "家里有病人" });
    await one.must("书记", { type: "check-in.open" });
    for (const name of ["书记", "代表一", "代表二", "代表三", "居民二", "列席"]) await one.must("记录员", { type: "attendance.arrive", person: one.community.person(name) });
    await one.must("书记", { type: "meeting.open" });
    await one.must("记录员", { type: "late.enter", kind: "spoke", person: one.community.person("居民二"), at: 0, reason: "签到台断电" });
    await one.must("监票人", { type: "late.confirm", late: (await one.state(one.place)).late[0]!.id });
    await one.must("书记", { type: "floor.remind", reminder: "manner" }).catch(() => {});
    await one.must("书记", { type: "meeting.close" });
    const { record } = await one.draft();
    const [open, archive] = [JSON.stringify(record.public), JSON.stringify(record.archive)];
    expect(open).toMatch(/代表五/);
    for (const secret of ["家里有病人", "签到台断电", "居民二", "请对事不对人"]) expect([secret, open.includes(secret)]).toEqual([secret, false]);
    for (const kept of ["家里有病人", "签到台断电", "居民二"]) expect([kept, archive.includes(kept)]).toEqual([kept, true]);
    expect(archive).not.toContain("请对事不对人");
    expect(open).toContain("居**");
  });

  test("of a publication and an edit in the same moment, the publication holds what was confirmed, or nothing is stored", async () => {
    const one = await over();
    const hash = await signed(one);
    const desk = await one.desk();
    const { id } = (await desk.view()).sections[1]!;
    const held = await one.sql!.reserve();
    await held`begin`;
    await held`select 1 from meeting for no key update`;
    const publishing = one.ask("记录员", { type: "minutes.publish", hash, reason: "" });
    // It waits for the lock of the meeting with its documents made; then somebody writes.
    await waitFor(async () => (await one.sql!`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`).length > 0, 15_000);
    expect(await desk.save({ section: id, seen: 0, body: "晚了一步" })).toMatchObject({ ok: true });
    await held`commit`;
    held.release();
    expect(await publishing).toMatchObject({ ok: false, code: "draft-changed" });
    expect([await one.sql!`select 1 from minutes_edition`, await one.sql!`select 1 from minutes_rendition`].map((rows) => rows.length)).toEqual([0, 0]);
    expect((await one.state(one.place)).minutes.editions).toEqual([]);
    await publish(one);
    const [stored] = await one.sql!<{ content: string }[]>`select content from minutes_edition`;
    expect(stored!.content).toContain("晚了一步");
  });

  test("[D3] a correction stands beside the old version, each with its own documents; the same form sent twice publishes once", async () => {
    const one = await over();
    await publish(one);
    const desk = await one.desk();
    await desk.save({ section: (await desk.view()).sections[1]!.id, seen: 0, body: "更正：应为24位。" });
    const hash = await signed(one);
    const key = "correction-correction";
    const command = { type: "minutes.publish", hash, reason: "位数写错" } as const;
    for (let i = 0; i < 2; i++) expect(await one.house.council.act({ actor: one.as("记录员"), place: one.place, act: { key, command } })).toMatchObject({ ok: true });
    const pages = await one.pages();
    expect((await pages.published(null))!).toMatchObject({ version: 2, newest: 2, reason: "位数写错", versions: [{ version: 2 }, { version: 1, reason: null }] });
    expect(JSON.stringify((await pages.published(1))!.content)).not.toContain("应为24位");
    expect(await pages.published(3)).toBeNull();
    expect(await pages.file(1, "public.docx")).not.toEqual(await pages.file(2, "public.docx"));
    expect(await verifyAll(one.house.database.db)).toMatchObject({ findings: [] });
  });

  test("the archive and the photo of a signed page are for staff; the public edition is for everybody", async () => {
    const one = await over();
    await publish(one);
    const names = ["public.html", "public.docx", "archive.html", "archive.docx"];
    const seenBy = async (name: string | null) => { const door = await one.pages(name); return Promise.all(names.map(async (file) => (await door.file(null, file)) !== null)); };
    expect(await seenBy(null)).toEqual([true, true, false, false]);
    expect(await seenBy("居民")).toEqual([true, true, false, false]);
    expect(await seenBy("代表一")).toEqual([true, true, false, false]);
    expect(await seenBy("监票人")).toEqual([true, true, true, true]);
    const called = async (version: number, name: string) => /filename="([^"]*)"; filename\*=UTF-8''(.*)$/.exec((await (await one.pages("监票人")).file(version, name))!.disposition)!.slice(1).map(decodeURIComponent);
    expect(await called(1, "public.docx")).toEqual(["minutes-public.docx", "第1次会议纪要（公示版）.docx"]);
    expect(await called(1, "archive.docx")).toEqual(["minutes-archive.docx", "第1次会议纪要（存档版）.docx"]);
    await publish(one, "改错字");
    expect(await called(2, "public.html")).toEqual(["minutes-public.html", "第1次会议纪要（公示版第2版）.html"]);
  });

  test.each([
    ["2026-05-18T15:59:59Z", "2026-05-19", "2026-05-25"], ["2026-05-18T16:00:01Z", "2026-05-20", "2026-05-26"],
  ])("[D4] published at %s, the notice runs from %s to %s by the calendar of Shanghai", async (at, from, to) => {
    const one = await over();
    one.goTo(at);
    await publish(one);
    expect((await one.state(one.place)).minutes.editions[0]).toMatchObject({ from, to });
    const objecting = { type: "objection.file", person: one.community.person("居民"), text: "风扇声音大" } as const;
    one.goTo(`${to}T15:59:58Z`);
    expect(await one.ask("居民", objecting)).toMatchObject({ ok: true });
    one.goTo(`${to}T16:00:02Z`);
    expect(await one.ask("居民", objecting)).toMatchObject({ code: "period-over" });
  });

  test("[D5] the text of an objection is for its author and staff; number, date, state and answer are for everybody", async () => {
    const one = await over();
    await publish(one);
    await one.must("居民", { type: "objection.file", person: one.community.person("居民"), text: "风扇声音大" });
    await one.must("书记", { type: "objection.answer", objection: 1, text: "已移3米" });
    const told = async (name: string | null) => (await (await one.pages(name)).objections()).map(({ number, text, answer, answeredAt, who }) => [number, text, answer, answeredAt !== null, who]);
    expect(await told(null)).toEqual([[1, null, "已移3米", true, null]]);
    expect(await told("居民二")).toEqual([[1, null, "已移3米", true, null]]);
    expect((await told("居民")).map((row) => row[1])).toEqual(["风扇声音大"]);
    expect((await told("监票人")).map((row) => row[1])).toEqual(["风扇声音大"]);
  });
});

