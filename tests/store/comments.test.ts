/** Opinions as they are stored: each once, numbered without gaps, and none after the meeting has left its item. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer } from "../../app/wire/protocol";
import { gather } from "../../server/gather";
import { paces } from "../../server/pace";
import { digestOf, storeComments } from "../../server/store/comments";
import { verifyAll } from "../../server/verify";
import { actor, meetingAt, newKey, openHouse, settle, testRules, type Community, type TestHouse } from "../house";

type Row = { id: string; number: number; author: string; key: string; body: string; parent: string | null; agreed: number; held: boolean; hidden: boolean };
const rowsOf = (house: TestHouse, meeting: string) => house.sql!<Row[]>`select id, number, author, key, body, parent, agreed, held, hidden from comment where meeting_id = ${meeting} order by number`;
const numbers = (rows: readonly Row[]) => rows.map(({ number }) => number);
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
/** Nobody waits here: as many at once as there are. */
const quick = { ...testRules, commentBurst: { value: 100, source: "" }, commentSeconds: { value: 1, source: "" } };

async function discussed({ rules = quick, more = 0 } = {}) {
  const house = await openHouse();
  const community = await settle(house, { rules, more });
  const place = await meetingAt(house, community, "taken", { all: true });
  return { house, community, place, ...talker(house, community, place) };
}

function talker(house: Pick<TestHouse, "house">, community: Community, place: Awaited<ReturnType<typeof meetingAt>>) {
  const { ask, must, state } = actor(house, community);
  const post = (name: string, text: string, { key = newKey(), parent = null as string | null, item = place.item } = {}) =>
    ask(name, place, { type: "comment.post", item, person: community.person(name), tag: null, parent, text }, key);
  const posted = async (name: string, text: string, parent: string | null = null) => {
    const answer = await post(name, text, { parent });
    if (!answer.ok) throw new Error(JSON.stringify(answer));
    return answer.comment!;
  };
  return { post, posted, ask, must, state };
}
const isYes = (answer: Answer) => answer.ok;
const code = (answer: Answer) => (answer.ok ? "ok" : answer.kind === "refused" ? answer.code : answer.kind);

describe("numbers", () => {
  test("are those of the meeting, from 1, without gaps and in the order of storing, whatever is refused between", async () => {
    const { house, place, post, community } = await discussed();
    const asks = community.members.filter((name) => name !== "书记").flatMap((name) => upTo(30).map((i) => [name, `第${i}条`] as const));
    const answers = await Promise.all(asks.flatMap(([name, text], i) => (i % 10 === 0 ? [post(name, text), post(name, "没有这一条", { parent: "0000000000000000" })] : [post(name, text)])));
    const rows = await rowsOf(house, place.meeting);
    expect(numbers(rows)).toEqual(upTo(150));
    expect(answers.filter(isYes)).toHaveLength(150);
    const times = await house.sql!<{ at: Date }[]>`select at from comment where meeting_id = ${place.meeting} order by number`;
    expect([...times].every(({ at }, i) => i === 0 || at >= times[i - 1]!.at)).toBe(true);
  });

  test("what waits is one statement", async () => {
    const { house, place, community } = await discussed();
    const { opinions: sql } = house.house.database;
    const statements: string[] = [];
    const counting = ((strings: TemplateStringsArray, ...values: unknown[]) => { statements.push(strings.join("?")); return (sql as unknown as (...all: unknown[]) => unknown)(strings, ...values); }) as unknown as typeof sql;
    const ask = (i: number) => ({ author: community.person("居民"), enteredBy: null, item: place.item, tag: null, parent: null, text: `第${i}条`, held: false, key: newKey() });
    expect(await storeComments(counting, place, { asks: upTo(200).map(ask), told: null })).toHaveLength(200);
    expect(statements).toHaveLength(1);
  });

  test("two nodes store at once, some with the same key on both: no gap, nothing doubled, one answer", async () => {
    const { house, place, community, post } = await discussed();
    const other = talker(await openHouse({ databaseUrl: house.databaseUrl }), community, place);
    for (let turn = 0; turn < 6; turn++) {
      const keys = upTo(40).map(() => newKey());
      const answers = await Promise.all(keys.flatMap((key, i) => {
        const name = community.members[1 + (i % 5)]!;
        const both = [post(name, `第${turn}轮${i}`, { key }), ...(i % 2 === 0 ? [other.post(name, `第${turn}轮${i}`, { key })] : [])];
        return both.map(async (answer) => [key, await answer] as const);
      }));
      for (const [, answer] of answers) expect(code(answer)).toBe("ok");
      for (const key of keys) expect(new Set(answers.filter(([one]) => one === key).map(([, answer]) => answer.ok && answer.comment!.id)).size).toBe(1);
    }
    const rows = await rowsOf(house, place.meeting);
    expect(numbers(rows)).toEqual(upTo(240));
    expect(new Set(rows.map(({ key }) => key)).size).toBe(240);
  });
});

describe("once", () => {
  test("double click, retry by another way and two devices with one key are one opinion and one answer; the key of another is refused", async () => {
    const { house, place, post } = await discussed();
    const key = newKey();
    const answers = await Promise.all(upTo(5).map(() => post("居民", "晚上风扇响", { key })));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ ok: true, comment: { text: "晚上风扇响", name: "3栋居女士" } });
    expect(await post("居民", "晚上风扇响", { key })).toEqual(answers[0]);
    expect(code(await post("居民", "别的话", { key }))).toBe("key-used");
    // A key is the person's own.
    expect(code(await post("居民二", "晚上风扇响", { key }))).toBe("ok");
    expect(await rowsOf(house, place.meeting)).toHaveLength(2);
  });

  test("[C1] one bad opinion in a batch takes no other with it", async () => {
    const { house, place, post } = await discussed();
    const good = upTo(30).map((i) => post("居民", `第${i}条`));
    await expect(post("居民二", "坏\u0000的")).rejects.toThrow();
    expect((await Promise.all(good)).filter(isYes)).toHaveLength(30);
    expect(numbers(await rowsOf(house, place.meeting))).toEqual(upTo(30));
  });
});

describe("the end of an item", () => {
  test("[C6] against 500 opinions in flight: every acknowledged one is in the digest, every later one is refused", async () => {
    const { house, community, place, post, must, state } = await discussed({ more: 20 });
    const writers = community.members.filter((name) => name !== "书记");
    const write = (i: number) => post(writers[i % writers.length]!, `第${i}条`);
    const early = upTo(50).map(write);
    await Promise.any(early);
    // 50 are on their way, 400 more start together with the act that leaves the item, the last come when it is done.
    const [, ...during] = await Promise.all([must("书记", place, { type: "item.defer", item: place.item, reason: "材料不全" }), ...upTo(400).map((i) => write(50 + i))]);
    const answers = [...await Promise.all(early), ...during, ...await Promise.all(upTo(50).map((i) => write(500 + i)))];
    const yes = answers.filter(isYes).length;
    expect(yes).toBeGreaterThan(0);
    expect(yes).toBeLessThan(answers.length);
    expect(new Set(answers.map(code))).toEqual(new Set(["ok", "comments-closed"]));
    const rows = await rowsOf(house, place.meeting);
    expect(numbers(rows)).toEqual(upTo(yes));
    const { digests } = (await state(place)).comments;
    expect(digests[place.item]).toEqual((await digestOf(house.house.database.db, place, { items: [place.item] }))[place.item]);
    expect(digests[place.item]!.count).toBe(yes);
    expect((await verifyAll(house.house.database.db)).findings).toEqual([]);
  }, 60_000);

  test("[C6] taken up again it takes opinions again, and both digests hold", async () => {
    const { house, place, posted, post, must } = await discussed();
    await posted("居民", "先前的");
    await must("书记", place, { type: "item.defer", item: place.item, reason: "材料不全" });
    expect(code(await post("居民", "太晚了"))).toBe("comments-closed");
    await must("书记", place, { type: "item.take", item: place.item });
    await posted("居民", "后来的");
    expect((await verifyAll(house.house.database.db)).findings).toEqual([]);
    await must("书记", place, { type: "meeting.close" });
    expect((await verifyAll(house.house.database.db)).findings).toEqual([]);
    const ended = await house.sql!<{ count: number }[]>`select (body->'comments'->>'count')::int as count from meeting_event where meeting_id = ${place.meeting} and type = 'item.ended' order by seq`;
    expect(ended.map(({ count }) => count)).toEqual([1, 2]);
  });

  test("a matter of procedure in between takes nobody's words away", async () => {
    const { post, must, place, house } = await discussed();
    const writing = (async () => { const all: Answer[] = []; for (let i = 0; i < 60; i++) all.push(...await Promise.all([post("居民", `甲${i}`), post("居民二", `乙${i}`)])); return all; })();
    for (let i = 0; i < 8; i++) await must("书记", place, { type: "matter.agree", matter: "other", text: `延长${i}分钟` });
    expect((await writing).map(code)).toEqual(Array.from({ length: 120 }, () => "ok"));
    expect(numbers(await rowsOf(house, place.meeting))).toEqual(upTo(120));
  });
});

describe("replies", () => {
  test("[C1] are at one level, to what is shown, on the same item", async () => {
    const { posted, post, must, place } = await discussed();
    const above = await posted("居民", "离9栋太近");
    const reply = await posted("代表一", "会加隔音", above.id);
    expect([reply.parent, reply.to]).toEqual([above.id, "3栋居女士"]);
    expect(code(await post("居民", "再回一句", { parent: reply.id }))).toBe("reply-level");
    expect(code(await post("居民", "没有的", { parent: "0000000000000000" }))).toBe("unknown-comment");
    await must("记录员", place, { type: "comment.hide", comment: above.id, reason: "针对个人" });
    expect(code(await post("居民二", "回不了", { parent: above.id }))).toBe("unknown-comment");
    expect(code(await post("居民", "没有这一项", { item: "0000000000000000" }))).toBe("unknown-item");
  });
});

describe("pace", () => {
  test("[C2] a burst, then one in so many seconds, for each person alone; what is sent again costs nothing", async () => {
    let now = 1_800_000_000_000;
    const house = await openHouse({ clock: { now: () => now, told: false } });
    const community = await settle(house);
    const place = await meetingAt(house, community, "taken");
    const { post } = talker(house, community, place);
    const key = newKey();
    for (const one of [key, newKey(), newKey()]) expect(code(await post("居民", "话", { key: one }))).toBe("ok");
    expect(await post("居民", "话")).toMatchObject({ code: "too-fast", rule: "C2", facts: { wait: 10 } });
    expect(code(await post("居民", "话", { key }))).toBe("ok");
    expect(code(await post("居民二", "话"))).toBe("ok");
    now += 9_000;
    expect(await post("居民", "话")).toMatchObject({ code: "too-fast", facts: { wait: 1 } });
    now += 1_000;
    expect(code(await post("居民", "话"))).toBe("ok");
    expect(code(await post("居民", "话"))).toBe("too-fast");
  });

  test("[C2] in any stretch of time nobody gets through more than the burst and one a step", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 50 }), fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 80 }), (burst, every, gaps) => {
      const pace = paces();
      let now = 0;
      const through: number[] = [];
      for (const gap of gaps) {
        now += gap;
        const wait = pace.take("a", { burst, every, now });
        if (wait === 0) through.push(now);
        // Whoever waits as long as they are told is let through.
        else { now += wait; expect(pace.take("a", { burst, every, now })).toBe(0); through.push(now); }
      }
      for (let i = 0; i < through.length; i++) for (let j = i; j < through.length; j++) expect(j - i + 1).toBeLessThanOrEqual(burst + Math.floor((through[j]! - through[i]!) / every));
    }));
  });
});

describe("我也这么想", () => {
  test("counts each person once, however often and on whichever node they tap, and is taken back", async () => {
    const { house, place, community, posted, ask } = await discussed();
    const other = actor(await openHouse({ databaseUrl: house.databaseUrl }), community);
    const { id } = await posted("居民", "离9栋太近");
    const agree = (name: string, on: boolean, by = ask) => by(name, place, { type: "comment.agree", comment: id, on });
    const figure = async () => (await rowsOf(house, place.meeting))[0]!.agreed;
    await Promise.all(["代表一", "代表二", "居民二"].flatMap((name) => [agree(name, true), agree(name, true), agree(name, true, other.ask)]));
    expect(await figure()).toBe(3);
    await Promise.all([agree("代表一", false), agree("代表一", false, other.ask), agree("居民", true)]);
    expect(await figure()).toBe(3);
    // To and fro on both nodes at once: the figure is that of the rows.
    await Promise.all(upTo(60).map((i) => agree(community.members[1 + (i % 5)]!, i % 3 !== 0, i % 2 ? ask : other.ask)));
    const [{ count }] = await house.sql!<[{ count: number }]>`select count(*)::int as count from comment_agree where comment_id = ${id}`;
    expect(await figure()).toBe(count);
    expect(code(await ask("书记", place, { type: "comment.agree", comment: id, on: true }))).toBe("not-entitled");
    expect(code(await ask("居民", place, { type: "comment.agree", comment: "0000000000000000", on: true }))).toBe("unknown-comment");
  });

  test("many comments on two nodes at once end in no deadlock", async () => {
    const { house, place, community, posted, ask } = await discussed();
    const other = actor(await openHouse({ databaseUrl: house.databaseUrl }), community);
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push((await posted("居民", `第${i}条`)).id);
    const taps = upTo(8).flatMap((turn) => ids.flatMap((comment, i) => ["代表一", "代表二", "代表三"].map((name) => (i + turn) % 2 === 0 ? ask(name, place, { type: "comment.agree", comment, on: turn % 2 === 0 }) : other.ask(name, place, { type: "comment.agree", comment: ids[ids.length - 1 - i]!, on: true }))));
    for (const answer of await Promise.all(taps)) expect(code(answer)).toBe("ok");
    for (const { id, agreed } of await rowsOf(house, place.meeting)) expect(agreed).toBe((await house.sql!`select 1 from comment_agree where comment_id = ${id}`).length);
  }, 60_000);
});

describe("hidden and held", () => {
  test("[C3] [C4] hiding takes it off the pages and keeps the words; moderation holds what comes, and lets it in", async () => {
    const { house, place, posted, must, ask } = await discussed();
    const shown = await posted("居民", "有电话：123");
    await must("记录员", place, { type: "comment.hide", comment: shown.id, reason: "有电话号码" });
    expect((await rowsOf(house, place.meeting))[0]).toMatchObject({ hidden: true, body: "有电话：123" });
    await must("书记", place, { type: "comment.restore", comment: shown.id });
    expect((await rowsOf(house, place.meeting))[0]!.hidden).toBe(false);
    await must("书记", place, { type: "comments.moderate", on: true });
    const held = await posted("居民二", "先看后显示");
    expect(held.held).toBe(true);
    expect(code(await ask("代表一", place, { type: "comment.agree", comment: held.id, on: true }))).toBe("unknown-comment");
    await must("记录员", place, { type: "comment.admit", comment: held.id });
    expect((await rowsOf(house, place.meeting))[1]!.held).toBe(false);
    expect(code(await ask("记录员", place, { type: "comment.admit", comment: held.id }))).toBe("not-held");
    expect((await verifyAll(house.house.database.db)).findings).toEqual([]);
  });

  test("[C1] whoever is not on the list of people has no opinion entered for them", async () => {
    const { ask, place } = await discussed();
    expect(code(await ask("记录员", place, { type: "comment.post", item: place.item, person: "0000000000000000", tag: null, parent: null, text: "谁" }))).toBe("unknown-person");
  });
});

test("a batch that fails whole is tried again one by one", async () => {
  const run = gather<number, number>((asks) => (asks.includes(3) ? Promise.reject(Object.assign(new Error(), { code: "22021" })) : Promise.resolve(asks)), { linger: 1, isBadAsk: () => true });
  const answers = await Promise.allSettled([1, 2, 3, 4].map(run));
  expect(answers.map(({ status }) => status)).toEqual(["fulfilled", "fulfilled", "rejected", "fulfilled"]);
});
