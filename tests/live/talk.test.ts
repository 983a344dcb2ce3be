/** What is said in a meeting reaches every page alike, and what is not for a page never does. */
import { describe, expect, test } from "vitest";
import { commentsShown, type CommentRow } from "../../app/wire/protocol";
import { makeScreenLink } from "../../server/store/slips";
import { actor, connected, cookieOf, meetingAt, mineOf, newKey, openHouse, settle, testRules, waitFor, type Community, type TestHouse, type TestPhone } from "../house";

const quick = { ...testRules, commentBurst: { value: 100, source: "" }, commentSeconds: { value: 1, source: "" } };

async function twoNodes() {
  const first = await openHouse();
  const second = await openHouse({ databaseUrl: first.databaseUrl });
  const community = await settle(first, { rules: quick });
  const place = await meetingAt(first, community, "taken", { all: true });
  return { first, second, community, place, here: talker(first, community, place), there: talker(second, community, place) };
}

function talker(house: Pick<TestHouse, "house">, community: Community, place: Awaited<ReturnType<typeof meetingAt>>) {
  const { ask, must } = actor(house, community);
  async function post(name: string, text: string): Promise<CommentRow> {
    const answer = await must(name, place, { type: "comment.post", item: place.item, person: community.person(name), tag: null, parent: null, text });
    return (answer as { comment: CommentRow }).comment;
  }
  return { ask, must: (name: string, command: Parameters<typeof must>[2]) => must(name, place, command), post };
}
const talkOf = (phone: TestPhone, item: string) => phone.known().talk[item];
const numbersOf = (phone: TestPhone, item: string) => talkOf(phone, item)?.rows.map(({ number }) => number) ?? [];
const figuresOf = (phone: TestPhone, item: string) => talkOf(phone, item)?.rows.map(({ id, agreed }) => [id, agreed]) ?? [];

/** A small generator, so that a seed names a run (mulberry32). */
function dice(seed: number) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

describe("the newest opinions", () => {
  test.each([1, 7, 42])("stand on every page of two nodes as on one that is loaded anew, after cuts, agreement and hiding (seed %i)", async (seed) => {
    const { first, second, community, place, here, there } = await twoNodes();
    const chance = dice(seed);
    const pick = <T>(all: readonly T[]) => all[Math.floor(chance() * all.length)]!;
    const names = ["代表一", "代表二", "居民", "居民二", "列席"];
    const phones = await Promise.all([first, second, first, second].map(async (node, i) => connected(node.url, place, i < 2 ? {} : { cookie: await cookieOf(node, community, names[i]!) })));
    const rows: CommentRow[] = [];
    let hidden = 0;
    for (let step = 0; step < 70; step++) {
      const side = chance() < 0.5 ? here : there;
      const roll = chance();
      if (roll < 0.6 || rows.length === 0) rows.push(...await Promise.all(Array.from({ length: 1 + Math.floor(chance() * 3) }, (_, i) => (i % 2 ? here : there).post(pick(names), `第${step}步${i}`))));
      else if (roll < 0.8) await side.ask(pick(names), place, { type: "comment.agree", comment: pick(rows).id, on: chance() < 0.8 });
      else if (roll < 0.9) { const answer = await side.ask("记录员", place, { type: "comment.hide", comment: pick(rows).id, reason: "针对个人" }); if (answer.ok) hidden += 1; }
      // Cut as by the network, which tells an open connection; the page comes back by itself.
      else { const { socket } = pick(phones); if (socket.connected) socket.io.engine.close(); }
    }
    const total = rows.length - hidden;
    const fresh = await connected(first.url, place);
    await waitFor(() => talkOf(fresh, place.item) !== undefined);
    const expected = (await first.sql!<{ number: number }[]>`select number from comment where meeting_id = ${place.meeting} and not hidden order by number desc limit ${commentsShown}`).map(({ number }) => number);
    for (const phone of [...phones, fresh]) {
      await waitFor(() => talkOf(phone, place.item)?.total === total && JSON.stringify(numbersOf(phone, place.item)) === JSON.stringify(expected)).catch(() => undefined);
      expect([talkOf(phone, place.item)?.total, numbersOf(phone, place.item)]).toEqual([total, expected]);
      await waitFor(() => JSON.stringify(figuresOf(phone, place.item)) === JSON.stringify(figuresOf(fresh, place.item)));
    }
  }, 60_000);

  test("hiding in the midst of a flood takes away that one and no other, on both nodes", async () => {
    const { first, second, place, here, there } = await twoNodes();
    const phones = [await connected(first.url, place), await connected(second.url, place)];
    const target = await here.post("居民", "要不显示的");
    const flood = (side: typeof here, name: string) => Promise.all(Array.from({ length: 40 }, (_, i) => side.post(name, `第${i}条`)));
    await Promise.all([flood(here, "代表一"), flood(there, "代表二"), here.must("书记", { type: "comment.hide", comment: target.id, reason: "针对个人" }), flood(there, "代表三")]);
    for (const phone of phones) {
      await waitFor(() => talkOf(phone, place.item)?.total === 120);
      expect(numbersOf(phone, place.item)).toHaveLength(commentsShown);
      expect(JSON.stringify(phone.heard.slice(-1))).not.toContain("要不显示的");
    }
  }, 60_000);
});

test("[C3] a hidden opinion leaves every page; its author alone is told why, and that it waits where it is held", async () => {
  const { first, community, place, here } = await twoNodes();
  const reason = "写了别人的电话";
  const phoneOf = async (name: string) => connected(first.url, place, { cookie: await cookieOf(first, community, name) });
  const [author, other, watcher] = [await phoneOf("居民"), await phoneOf("居民二"), await connected(first.url, place)];
  const row = await here.post("居民", "他的电话是123");
  for (const phone of [author, other, watcher]) await waitFor(() => numbersOf(phone, place.item).includes(row.number));
  await here.must("记录员", { type: "comment.hide", comment: row.id, reason });
  for (const phone of [author, other, watcher]) await waitFor(() => numbersOf(phone, place.item).length === 0);
  await waitFor(() => mineOf(author).unshown?.[0]?.hidden === reason);
  for (const phone of [other, watcher]) expect(JSON.stringify(phone.heard)).not.toContain(reason);
  expect(mineOf(other).unshown).toBeUndefined();
  const page = async (cookie: string) => (await fetch(`${first.url}/c/ce-shi/meetings/${place.meeting}/items/${place.item}/comments`, { headers: { cookie } })).text();
  expect(await page(await cookieOf(first, community, "居民"))).toContain(reason);
  for (const name of ["居民二", "代表一"]) { const html = await page(await cookieOf(first, community, name)); expect([html.includes(reason), html.includes("他的电话是123")]).toEqual([false, false]); }
  await here.must("书记", { type: "comments.moderate", on: true });
  const held = await here.post("居民", "先看后显示的");
  await waitFor(() => mineOf(author).unshown?.some((one) => one.id === held.id && one.held) ?? false);
  await new Promise((resolve) => { setTimeout(resolve, 700); });
  for (const phone of [other, watcher]) expect(JSON.stringify(phone.heard)).not.toContain("先看后显示的");
  await here.must("书记", { type: "comment.admit", comment: held.id });
  for (const phone of [other, watcher]) await waitFor(() => numbersOf(phone, place.item).includes(held.number));
  await waitFor(() => mineOf(author).unshown?.every((one) => one.id !== held.id) ?? true);
});

test("[C5] the screen in the hall shows the words that were put there, and hears no others", async () => {
  const { first, community, place, here } = await twoNodes();
  const { db } = first.house.database;
  const token = first.house.links.token("screen", community.id, await makeScreenLink(db, first.house.links, { ...place, by: "x" }));
  const screen = await connected(first.url, place, { desk: "screen", screen: token });
  const [shown, other] = [await here.post("居民", "放上去的"), await here.post("居民二", "没放上去的")];
  await waitFor(() => talkOf(screen, place.item)?.total === 2);
  await here.must("记录员", { type: "comment.show", comment: shown.id });
  await waitFor(() => screen.known().shown?.id === shown.id);
  expect(JSON.stringify(screen.heard)).not.toContain(other.text!);
  await here.must("记录员", { type: "comment.hide", comment: shown.id, reason: "针对个人" });
  await waitFor(() => screen.known().shown === null);
});

test("[R14] practice is told as practice to every page, counted when it is over, and stands in no log, receipt or row of a vote", async () => {
  const { first, second, community, place, here } = await twoNodes();
  const phones = [await connected(first.url, place, { cookie: await cookieOf(first, community, "代表一") }), await connected(second.url, place, { cookie: await cookieOf(second, community, "居民") })];
  const counts = async () => JSON.stringify(await first.sql!`select (select count(*) from meeting_event) as events, (select count(*) from ballot) as ballots, (select count(*) from round) as rounds, (select count(*) from meeting_text) as texts, (select count(*) from act_receipt) as receipts`);
  const before = await counts();
  await here.must("书记", { type: "rehearsal.start" });
  for (const phone of phones) await waitFor(() => phone.known().rehearsal?.open === true);
  const id = phones[0]!.known().rehearsal!.id;
  expect(await here.ask("书记", place, { type: "rehearsal.start" })).toMatchObject({ code: "rehearsal-on", rule: "R14" });
  expect(await phones[0]!.act({ type: "rehearsal.answer", rehearsal: id, choice: "for" })).toMatchObject({ ok: true });
  expect(await phones[0]!.act({ type: "rehearsal.answer", rehearsal: id, choice: "abstain" })).toMatchObject({ ok: true });
  expect(await phones[1]!.act({ type: "rehearsal.answer", rehearsal: id, choice: "against" })).toMatchObject({ ok: true });
  await waitFor(() => mineOf(phones[0]!).practised === "abstain");
  for (const phone of phones) await waitFor(() => phone.known().rehearsal?.cast === 2);
  expect(phones[1]!.known().rehearsal!.tally).toBe(null);
  await here.must("书记", { type: "rehearsal.end", rehearsal: id });
  for (const phone of phones) await waitFor(() => phone.known().rehearsal?.tally?.abstain === 1);
  expect(await phones[1]!.act({ type: "rehearsal.answer", rehearsal: id, choice: "for" })).toMatchObject({ ok: false, code: "rehearsal-over" });
  expect(await counts()).toBe(before);
});

test("[K1] what residents answer is told when it is over, to everybody alike, and never before", async () => {
  const { first, community, place, here } = await twoNodes();
  const phoneOf = async (name: string) => connected(first.url, place, { cookie: await cookieOf(first, community, name) });
  const [resident, member, watcher] = [await phoneOf("居民"), await phoneOf("代表一"), await connected(first.url, place)];
  const staff = await connected(first.url, place, { cookie: await cookieOf(first, community, "书记"), desk: "staff" });
  await here.must("书记", { type: "poll.open", item: place.item, text: "晚上几点关风扇？" });
  await waitFor(() => resident.known().view.polls.length === 1);
  const poll = resident.known().view.polls[0]!.id;
  const key = newKey();
  expect(await resident.act({ type: "poll.answer", poll, choice: "against" }, key)).toMatchObject({ ok: true });
  expect(await resident.act({ type: "poll.answer", poll, choice: "against" }, key)).toMatchObject({ ok: true });
  expect(await resident.act({ type: "poll.answer", poll, choice: "for" })).toMatchObject({ ok: false, code: "already-voted" });
  expect(await member.act({ type: "poll.answer", poll, choice: "for" })).toMatchObject({ ok: false, code: "not-entitled" });
  await waitFor(() => mineOf(resident).answered === poll);
  expect(mineOf(await phoneOf("居民")).answered).toBe(poll);
  for (const phone of [member, watcher, staff]) expect(JSON.stringify(phone.heard)).not.toMatch(/"choice":"against"|"tally":\{/);
  await here.must("书记", { type: "poll.close", poll });
  for (const phone of [resident, member, watcher, staff]) {
    await waitFor(() => phone.known().view.polls[0]!.tally !== null);
    expect(phone.known().view.polls[0]!.tally).toEqual({ for: 0, against: 1, abstain: 0 });
    expect(phone.known().view.rounds).toEqual([]);
  }
  expect(await resident.act({ type: "poll.answer", poll, choice: "for" })).toMatchObject({ ok: false, code: "poll-over" });
});
