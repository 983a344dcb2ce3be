/** What travels: through a whole meeting, nobody hears a figure before its time, who voted, or who lives where. */
import { describe, expect, test } from "vitest";
import type { Command } from "../../app/rules/meeting/commands";
import { latestRound, roundById } from "../../app/rules/meeting/state";
import { actor, connected, mineOf, testRules, waitFor, type TestPhone } from "../house";
import { openWorld, type RoleName, type World } from "./world";

const listeners: readonly RoleName[] = ["watcher", "resident", "attendee", "member"];
const doubtReason = "第三排少点了一张";
const secretWords = /"counted"|"tally"|"verdict"|"outcome"|"count":|"entries"|"votedAt"|"digest"|"choice":"(for|against|abstain)"/;

type Heard = { readonly role: RoleName | "screen"; readonly phone: TestPhone; pages: string[] };

/** Everybody's phone and every page they may open; `all` is what they were sent since the last look. */
async function audience(world: World) {
  const heard: Heard[] = [];
  for (const role of listeners) heard.push({ role, phone: await connected(world.url, world.place, { cookie: await world.cookie(role) }), pages: [] });
  const token = await world.screen();
  heard.push({ role: "screen", phone: await connected(world.url, world.place, { desk: "screen", screen: token }), pages: [] });
  const meeting = `/c/ce-shi/meetings/${world.place.meeting}`;
  const addresses = [meeting, `${meeting}.data`, `${meeting}/ballot`, `${meeting}/ballot.data`, `${meeting}/arrive.data`, `${meeting}/items/${world.place.item}`, `${meeting}/notice`, `${meeting}/notice.data`, `${meeting}/reply.data`, "/c/ce-shi", "/c/ce-shi.data"];
  async function look() {
    for (const one of heard) {
      const session = one.role === "screen" ? "" : await world.cookie(one.role);
      for (const address of one.role === "screen" ? [`/screen/${token}`, `/screen/${token}.data`] : addresses) one.pages.push((await world.get(address, session)).body);
    }
  }
  const sent = ({ phone, pages }: Heard) => [...phone.heard.map((news) => JSON.stringify(news)), ...pages].join("\n");
  return { heard, look, sent };
}

async function wholeVote(world: World, { look }: Awaited<ReturnType<typeof audience>>) {
  const { home, place } = world;
  const { must, state } = actor(world, home);
  const act = async (name: string, command: Command) => { await must(name, place, command); await look(); };
  const round = () => ({ round: place.round });
  await act("记录员", { type: "attendance.arrive", person: home.person("居民二") });
  await act("记录员", { type: "attendance.arrive", person: home.person("列席") });
  await act("代表二", { type: "ballot.cast", ...round(), choice: "for" });
  await act("代表四", { type: "ballot.cast", ...round(), choice: "against" });
  await act("记录员", { type: "ballot.enter", ...round(), person: home.person("代表三"), choice: "abstain" });
  const entry = Object.keys(roundById(await state(place), place.round)!.entries!)[0]!;
  await act("监票人", { type: "ballot.witness", ...round(), entry });
  await new Promise((resolve) => { setTimeout(resolve, 1200); });
  await act("书记", { type: "round.close", ...round() });
  await act("监票人", { type: "round.doubt", ...round(), reason: doubtReason });
  await act("书记", { type: "round.recount", ...round() });
  await act("监票人", { type: "round.check", ...round() });
  return { announce: () => act("书记", { type: "round.announce", ...round() }), head: (await state(place)).seq };
}

describe("before the announcement", () => {
  test("no figure, no choice, no entry at the desk and no reason of a doubt reaches anybody who is no staff", async () => {
    const world = await openWorld("open");
    const crowd = await audience(world);
    const { head } = await wholeVote(world, crowd);
    await waitFor(() => crowd.heard.every(({ phone }) => phone.known().view.seq === head));
    for (const one of crowd.heard) {
      const sent = crowd.sent(one);
      expect([one.role, secretWords.exec(sent)?.[0]]).toEqual([one.role, undefined]);
      expect(sent.includes(doubtReason)).toBe(false);
      // They did follow: the number of those who voted is all they know.
      expect(latestRound(one.phone.known().view)).toMatchObject({ stage: "checked", participants: 3 });
    }
  });

  test("watchers and screens are never told who is on the list, who came and who voted; members not who voted", async () => {
    const world = await openWorld("open");
    const { home } = world;
    const crowd = await audience(world);
    const members = home.members.filter((name) => name !== "书记");
    const member = crowd.heard.find(({ role }) => role === "member")!;
    const before = member.phone.heard.length;
    const { head } = await wholeVote(world, crowd);
    await waitFor(() => crowd.heard.every(({ phone }) => phone.known().view.seq === head));
    for (const one of crowd.heard.filter(({ role }) => role !== "member")) {
      const sent = crowd.sent(one);
      for (const name of members) expect([one.role, name, sent.includes(home.person(name)) || sent.includes(name)]).toEqual([one.role, name, false]);
    }
    // A member knows the roll; what came while the round was open names nobody on it but the member.
    const news = JSON.stringify(member.phone.heard.slice(before));
    for (const name of members.filter((one) => one !== "代表一")) expect([name, news.includes(home.person(name)) || news.includes(name)]).toEqual([name, false]);
    for (const name of members.filter((one) => one !== "代表一")) expect([name, member.pages.some((page) => page.startsWith("<!") && page.includes(name))]).toEqual([name, false]);
  });

  test("nobody but staff is told that a resident came, by name or by id", async () => {
    const world = await openWorld("open");
    const crowd = await audience(world);
    await wholeVote(world, crowd);
    // A member knows who else was asked to attend.
    const known: Partial<Record<RoleName | "screen", string>> = { resident: "居民", attendee: "列席", member: "列席" };
    for (const one of crowd.heard) for (const name of ["居民", "居民二", "列席"]) {
      if (known[one.role] === name) continue;
      const sent = crowd.sent(one);
      expect([one.role, name, sent.includes(world.home.person(name))]).toEqual([one.role, name, false]);
      if (name === "居民二") expect([one.role, /居民二|3栋居民/.exec(sent)?.[0], one.role === "member" || !sent.includes("3栋")]).toEqual([one.role, undefined, true]);
    }
  });
});

test("with the announcement the figures are everybody's at once, and choices stay with staff where the rules do not publish them", async () => {
  const world = await openWorld("open");
  const crowd = await audience(world);
  const { announce } = await wholeVote(world, crowd);
  const check = `/c/ce-shi/meetings/${world.place.meeting}/supervise`;
  for (const role of ["chair", "recorder", "counter", "supervisor", "administrator"] as const) {
    const page = await world.get(check, await world.cookie(role));
    // Every ballot by name once it is counted; the desk's with both who stand for it.
    expect([role, page.status, ...["代表二", "代表四", "签到台代录：记录员录入，监票人确认"].map((words) => page.body.includes(words))]).toEqual([role, 200, true, true, true]);
  }
  for (const role of ["watcher", "resident", "member", "member elsewhere", "chair by slip"] as const) expect((await world.get(check, await world.cookie(role))).body).not.toMatch(/代表二|代表四/);
  await announce();
  await waitFor(() => crowd.heard.every(({ phone }) => latestRound(phone.known().view)?.stage === "announced"));
  for (const one of crowd.heard) {
    expect(latestRound(one.phone.known().view)!.result!.count.tally).toEqual({ for: 1, against: 1, abstain: 1 });
    expect([one.role, /"entries"|"choice":"(for|against|abstain)"/.exec(crowd.sent(one))?.[0]]).toEqual([one.role, undefined]);
    expect(crowd.sent(one).includes(doubtReason)).toBe(false);
  }
  const result = `/c/ce-shi/meetings/${world.place.meeting}/results/${world.place.round}`;
  for (const role of ["watcher", "resident", "member", "member elsewhere", "chair by slip"] as const) {
    const page = await world.get(result, await world.cookie(role));
    expect([role, page.status, /代表二|代表三/.test(page.body)]).toEqual([role, 200, false]);
  }
  for (const role of ["chair", "recorder", "counter", "supervisor", "administrator"] as const) expect((await world.get(result, await world.cookie(role))).body).toContain("代表二");
});

test("where the rules publish choices, they are public after the announcement and not a moment before", async () => {
  const world = await openWorld("draft");
  await world.sql`update rule_set set fields = ${world.sql.json({ ...testRules, choicesPublic: { value: true, source: "第九条" } })} where community_id = ${world.home.id} and version = (select max(version) from rule_set r where r.body_id = rule_set.body_id)`;
  const { must, state } = actor(world, world.home);
  const { home, place } = world;
  await must("书记", place, { type: "check-in.open" });
  for (const name of home.members) await must("记录员", place, { type: "attendance.arrive", person: home.person(name) });
  for (const command of [{ type: "meeting.open" }, { type: "item.take", item: place.item }, { type: "round.freeze", item: place.item, motion: null, form: "named" }] as const) await must("书记", place, command);
  const round = latestRound(await state(place))!.id;
  const result = `/c/ce-shi/meetings/${place.meeting}/results/${round}`;
  const steps: [string, Command][] = [["书记", { type: "round.open", round }], ["代表二", { type: "ballot.cast", round, choice: "for" }], ["书记", { type: "round.close", round }], ["监票人", { type: "round.check", round }]];
  for (const [name, command] of steps) {
    await must(name, place, command);
    for (const role of ["watcher", "member", "chair"] as const) expect([command.type, role, (await world.get(result, await world.cookie(role))).status]).toEqual([command.type, role, 404]);
  }
  await must("书记", place, { type: "round.announce", round });
  expect((await world.get(result, "")).body).toMatch(/代表二/);
});

test("[R13] what an entry at the desk says reaches who entered it and the supervisor, and no other staff, by socket or by page", async () => {
  const world = await openWorld("open");
  const { home, place } = world;
  const staff = ["chair", "recorder", "counter", "supervisor", "administrator"] as const;
  const listening = await Promise.all(staff.map(async (role) => ({ role, session: await world.cookie(role) })));
  const before = await Promise.all(listening.map(({ session }) => connected(world.url, place, { cookie: session, desk: "staff" })));
  await actor(world, home).must("记录员", place, { type: "ballot.enter", round: place.round, person: home.person("代表三"), choice: "against" });
  const entry = Object.keys(roundById(await actor(world, home).state(place), place.round)!.entries!)[0]!;
  await waitFor(() => before.every((one) => one.known().view.rounds[0]?.entries?.[entry]));
  for (const [i, { role, session }] of listening.entries()) {
    const after = await connected(world.url, place, { cookie: session, desk: "staff" });
    const sees = role === "recorder" || role === "supervisor";
    const pages = await Promise.all(["chair", "desk", "supervise"].map((page) => world.get(`/c/ce-shi/meetings/${place.meeting}/${page}.data`, session)));
    for (const phone of [before[i]!, after]) expect([role, mineOf(phone).desk]).toEqual([role, sees ? { [entry]: "against" } : undefined]);
    expect([role, /:"against"|"against"[,\]]/.test(JSON.stringify([before[i]!.heard, after.heard]) + pages.map(({ body }) => body).join(""))]).toEqual([role, sees]);
  }
  await actor(world, home).must("监票人", place, { type: "ballot.witness", round: place.round, entry });
  await waitFor(() => before.every((one) => mineOf(one).desk === undefined));
});

test("who chose what is on staff's pages only after the round is closed", async () => {
  const world = await openWorld("open");
  const { must } = actor(world, world.home);
  await must("代表二", world.place, { type: "ballot.cast", round: world.place.round, choice: "against" });
  const pages = async () => (await Promise.all((["chair", "recorder", "counter", "supervisor", "administrator"] as const).map(async (role) => {
    const session = await world.cookie(role);
    const staff = await connected(world.url, world.place, { cookie: session, desk: "staff" });
    await new Promise((resolve) => { setTimeout(resolve, 100); });
    const answers = await Promise.all(["chair", "desk", "supervise"].flatMap((page) => [page, `${page}.data`]).map((page) => world.get(`/c/ce-shi/meetings/${world.place.meeting}/${page}`, session)));
    return JSON.stringify(staff.heard) + answers.map(({ body }) => body).join("");
  }))).join("");
  expect(await pages()).not.toMatch(/"against":1|"tally"|"choice":"against"/);
  await must("书记", world.place, { type: "round.close", round: world.place.round });
  expect(await pages()).toMatch(/"against":1/);
});

test("what is said travels with the words and how the speaker is called, and nothing else of them; points, notes, reminders and reasons stay with staff", async () => {
  const world = await openWorld("taken");
  const { home, place, sql } = world;
  const { must, state } = actor(world, home);
  // A name that is spoken nowhere, and a home that is named nowhere.
  await sql`update person set name = '诸葛明亮', title = '先生', building = '7栋', room = '1902' where id = ${home.person("居民二")}`;
  world.house.halls.forgetNames();
  const heard = await Promise.all(listeners.map(async (role) => ({ role, phone: await connected(world.url, place, { cookie: await world.cookie(role) }) })));
  const one = home.person("居民二");
  await must("记录员", place, { type: "attendance.arrive", person: one });
  await must("居民二", place, { type: "comment.post", item: place.item, person: one, tag: "worry", parent: null, text: "晚上风扇响" });
  await must("居民", place, { type: "comment.post", item: place.item, person: home.person("居民"), tag: null, parent: (await sql<[{ id: string }]>`select id from comment`)[0].id, text: "我家也是" });
  await must("居民二", place, { type: "speak.ask", person: one, side: "question" });
  const { request } = (await state(place)).speeches[0]!;
  await must("书记", place, { type: "floor.grant", request });
  await must("居民二", place, { type: "speech.point", request, person: one, text: "要点不公开" });
  await must("记录员", place, { type: "speech.note", request, text: "记录不公开" });
  await must("书记", place, { type: "floor.remind", reminder: "manner" });
  await must("代表一", place, { type: "motion.move", item: place.item, person: home.person("代表一"), text: "改为12位。" });
  await must("书记", place, { type: "poll.open", item: place.item, text: "几点关风扇？" });
  const poll = (await state(place)).polls[0]!.id;
  await must("居民二", place, { type: "poll.answer", poll, choice: "against" });
  const { seq } = await state(place);
  await waitFor(() => heard.every(({ phone }) => phone.known().view.seq === seq && phone.known().talk[place.item]?.total === 2));
  const meeting = `/c/ce-shi/meetings/${place.meeting}`;
  const addresses = ["", "/speak", "/motions", "/poll", "/practice", `/items/${place.item}`, `/items/${place.item}/comments`].flatMap((page) => [meeting + page, `${meeting}${page}.data`]);
  const pagesOf = async (role: RoleName) => (await Promise.all(addresses.map(async (address) => (await world.get(address, await world.cookie(role))).body))).join("\n");
  for (const { role, phone } of heard) {
    const sent = `${JSON.stringify(phone.heard)}\n${await pagesOf(role)}`;
    expect([role, sent.includes("7栋诸葛先生"), sent.includes("晚上风扇响")]).toEqual([role, true, true]);
    expect([role, /诸葛明亮|(?<!\d)1902(?!\d)|要点不公开|记录不公开|"manner"|"choice":"against"|"tally":\{"for"|enteredBy|"salt":"[^"]*","hash"/.exec(sent)?.[0]]).toEqual([role, undefined]);
  }
  // When the hall is empty anybody may read it at any time: residents are masked then.
  await must("书记", place, { type: "poll.close", poll });
  await must("书记", place, { type: "meeting.close" });
  for (const address of [`${meeting}/items/${place.item}/comments`, `${meeting}/items/${place.item}/comments.data`, `${meeting}.data`]) {
    const { body } = await world.get(address, "");
    expect([address, body.includes("7栋诸葛先生"), body.includes("7栋诸葛**")]).toEqual([address, false, true]);
  }
  expect((await world.get(`${meeting}/items/${place.item}`, "")).body).toMatch(/1位居民答复，不计入表决结果/);
});
