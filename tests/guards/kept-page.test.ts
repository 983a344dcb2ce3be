/** The meeting's page as kept bytes: as Express answered it at first, for whom it was made, and no older than the meeting. */
import { readdirSync } from "node:fs";
import path from "node:path";
import { describe, expect, inject, test } from "vitest";
import { emptyMeeting } from "../../app/rules/meeting/state";
import { openHalls, type Hall } from "../../server/hall";
import { keepPages } from "../../server/pages";
import type { Database } from "../../server/store/database";
import { actor, browser, cookieOf, meetingAt, openHouse, settle, waitFor } from "../house";
import { slipOf } from "./people";
import { ask, behindProxy, bytes, local, onNetwork, post, publicOrigin, type Raw, type Way } from "./raw";

const settings = [
  { name: "http on localhost", origin: null, way: local, https: false },
  { name: "http on the hall's network", origin: null, way: onNetwork, https: false },
  { name: "https behind a proxy", origin: publicOrigin, way: behindProxy, https: true },
] as const;

async function hall({ origin, stage = "taken" }: { origin: string | null; stage?: "taken" | "frozen" }) {
  const house = await openHouse({ origin });
  const community = await settle(house);
  const place = await meetingAt(house, community, stage);
  return { house, community, place, page: `/c/ce-shi/meetings/${place.meeting}` };
}

const lineTo = ({ headers }: Raw) => / connect-src 'self' ([^;]+)/.exec(String(headers["content-security-policy"]).replaceAll(";", "; "))?.[1];
const withoutDate = ({ headers: { date: _, "set-cookie": __, ...headers }, ...answer }: Raw) => ({ ...answer, headers });
/** What came before Express has its headers written small. */
const cameBeforeExpress = (raw: string) => raw.includes("x-content-type-options: nosniff");

describe.each(settings)("$name", ({ origin, way: wayOf, https }) => {
  test("it is answered again as it was at first, in every form and type, and nobody gets the cookie of another", async () => {
    const { house, community, page } = await hall({ origin });
    const way = wayOf(house);
    const renewing = async () => {
      const own = await cookieOf(house, community, "书记");
      await house.house.database.sql`update session set expires_at = now() + interval '1 hour'`;
      return own;
    };
    const slip = await slipOf(house, community, "代表一");
    const seat = await house.house.auth.seat({ community: community.id, person: community.person("代表一"), slip: slip.id }, "测试");
    const member = house.house.cookies.write("session", seat!.token, 9).split(";")[0]!;
    const large = house.house.cookies.write("type", "large", 9).split(";")[0]!;
    const bodies = new Set<string>();
    for (const form of ["br, gzip", "gzip", undefined]) {
      for (const type of [undefined, large]) {
        const asked = (own?: string) => ask(way, { path: page, headers: { "accept-encoding": form, cookie: [own, type].filter(Boolean).join("; ") || undefined } });
        const staff = await asked(await renewing());
        const [first, again, other] = [await asked(), await asked(), await asked(member)];
        expect([first.status, first.headers["set-cookie"], first.headers["cache-control"]]).toEqual([200, undefined, "no-store"]);
        for (const one of [again, other, staff]) expect(withoutDate(one)).toEqual(withoutDate(first));
        expect([again.headers["set-cookie"], other.headers["set-cookie"]]).toEqual([undefined, undefined]);
        // Who stays signed in by reading, does so also once the page is kept.
        expect([staff.headers["set-cookie"]?.length, (await asked(await renewing())).headers["set-cookie"]?.length]).toEqual([1, 1]);
        bodies.add(first.body);
      }
    }
    expect(bodies.size).toBe(6);
    expect((await post(way, page, { headers: { origin: "https://evil.example" } })).status).toBe(403);
  });

  test("it comes before Express from the second time on, and not to a foreign name", async () => {
    const { house, page } = await hall({ origin });
    const way = wayOf(house);
    const asked = (host: string, more = "") => bytes(way, `GET ${page} HTTP/1.1\r\nHost: ${host}\r\nAccept-Encoding: br\r\n${more}\r\n`);
    expect([cameBeforeExpress(await asked(way.host)), cameBeforeExpress(await asked(way.host))]).toEqual([false, true]);
    expect(cameBeforeExpress(await asked(way.host, "Cookie: yishi-session=s0; __Host-yishi-session=s0\r\n"))).toBe(true);
    const foreign = await ask({ ...way, host: "evil.example" }, { path: page });
    expect(https ? lineTo(foreign) : foreign.status).toEqual(https ? `wss://${way.host}` : 421);
    const head = await bytes(way, `HEAD ${page} HTTP/1.1\r\nHost: ${way.host}\r\nAccept-Encoding: br\r\n\r\n`);
    expect([head.startsWith("HTTP/1.1 200"), head.endsWith("\r\n\r\n")]).toEqual([true, true]);
  });
});

test("a fault before Express is answered by Express, and ends nothing", async () => {
  const { house, page } = await hall({ origin: null });
  const text = await ask(local(house), { path: page });
  Object.assign(house.house.halls, { inHand: () => { throw new Error("a bug"); } });
  expect(withoutDate(await ask(local(house), { path: page }))).toEqual(withoutDate(text));
});

test("each of the house's own names is answered with a policy for that name", async () => {
  const { house, page } = await hall({ origin: null });
  const ways = [local(house), { ...local(house), host: `127.0.0.1:${house.yishi.port}` }, onNetwork(house)] as readonly Way[];
  for (let i = 0; i < 3; i++) for (const way of ways) expect(lineTo(await ask(way, { path: page }))).toBe(`ws://${way.host}`);
});

test("it is another one as soon as the meeting goes on, and while a vote is open it tells how many have voted", async () => {
  const { house, community, place, page } = await hall({ origin: null, stage: "frozen" });
  const { must } = actor(house, community);
  const text = () => ask(local(house), { path: page }).then(({ body }) => body.replaceAll("<!-- -->", ""));
  expect(await text()).toBe(await text());
  const before = await text();
  await must("书记", place, { type: "round.open", round: place.round });
  expect(await text()).not.toBe(before);
  expect(await text()).toContain("已投0人");
  await must("代表一", place, { type: "ballot.cast", round: place.round, choice: "for" });
  await waitFor(async () => (await text()).includes("已投1人"));
  expect(await text()).toBe(await text());
});

test("who or what is called otherwise is so on the next reading, on every node", async () => {
  const { house, community, page } = await hall({ origin: null });
  const second = await openHouse({ databaseUrl: house.databaseUrl });
  const administrator = browser(house.url, await cookieOf(house, community, "管理员"));
  const texts = () => Promise.all([house, second].map((one) => ask(local(one), { path: page }).then(({ body }) => body)));
  for (const text of [...await texts(), ...await texts()]) expect([text.includes("书记新名"), text.includes("新议事会")]).toEqual([false, false]);
  expect((await administrator.post(`/c/ce-shi/people/${community.person("书记")}`, { name: "书记新名", title: "", building: "3栋", room: "0", grid: "", standing: "", phone: "" })).status).toBe(303);
  expect((await texts())[0]).toContain("书记新名");
  await waitFor(async () => (await texts())[1]!.includes("书记新名"));
  expect((await administrator.post(`/c/ce-shi/bodies/${community.body}`, { do: "term", name: "新议事会", termFrom: "2026-01-01", termTo: "2028-12-31" })).status).toBe(303);
  expect((await texts())[0]).toContain("新议事会");
  await waitFor(async () => (await texts())[1]!.includes("新议事会"));
});

test("a list of people that is taken over changes what they are called at once; one that is only looked at does not", async () => {
  const { house, community, place } = await hall({ origin: null });
  const administrator = browser(house.url, await cookieOf(house, community, "管理员"));
  const called = async () => (await house.house.halls.namesFor((await house.house.halls.get(place))!, [community.person("居民")]))[community.person("居民")];
  const [before, corrections] = [await called(), house.house.halls.corrections()];
  const [{ room }] = await house.sql!<[{ room: string }]>`select room from person where id = ${community.person("居民")}`;
  const content = `姓名\t称呼\t楼栋\t室\n居民\t先生\t3栋\t${room}`;
  const looked = await (await administrator.post("/c/ce-shi/people/import", { content })).text();
  expect([await called(), house.house.halls.corrections()]).toEqual([before, corrections]);
  const sign = /name="sign"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="sign"/.exec(looked)!;
  expect((await administrator.post("/c/ce-shi/people/import", { content, sign: sign[1] ?? sign[2]! })).status).toBe(200);
  expect([before, await called()]).toEqual(["3栋居女士", "3栋居先生"]);
});

test("names that were being read while one was corrected do not come back after it", async () => {
  const held: ((name: string) => void)[] = [];
  const row = (name: string) => ({ id: "p", name, title: "", building: "3栋", room: "1", grid: "", standing: "" });
  const db = { select: () => ({ from: () => ({ where: () => new Promise((resolve) => { held.push((name) => resolve([row(name)])); }) }) }) };
  const halls = openHalls({ db: db as unknown as Database["db"] }, () => {});
  const one = { place: { community: "c", meeting: "m" }, state: { ...emptyMeeting, officers: { recorder: ["p"], counter: [], supervisor: [] } }, names: new Map(), namesAt: Date.now() } as unknown as Hall;
  const early = halls.namesFor(one, ["p"]);
  // As forgetNames leaves it.
  one.namesAt = 0;
  const late = halls.namesFor(one, ["p"]);
  held[1]!("新名");
  expect(await late).toEqual({ p: "新名" });
  held[0]!("旧名");
  await early;
  expect(await halls.namesFor(one, ["p"])).toEqual({ p: "新名" });
});

test("a page that was being made while the meeting went on is not answered for what came after", async () => {
  const folder = path.join(inject("root"), "build/client");
  const sheet = readdirSync(path.join(folder, "assets")).find((name) => name.endsWith(".css"))!;
  const held: (() => void)[] = [];
  const pages = keepPages({ folder, render: () => new Promise((resolve) => { const number = held.length + 1; held.push(() => resolve(new Response(`<html><head><link rel="stylesheet" href="/assets/${sheet}"/></head>${number}</html>`))); }) });
  const meeting = { place: { community: "c", meeting: "m" }, state: emptyMeeting, head: { seq: 1, hash: "one" } };
  const asked = { hall: meeting, cast: 0, corrections: 0, large: false, now: 0, host: "h", path: "/" };
  const request = { headers: {}, method: "GET" } as unknown as Parameters<typeof pages.answer>[0];
  const answers: string[] = [];
  const response = { locals: { nonce: "n" }, getHeader: () => "", getHeaders: () => ({}), writeHead() { return this; }, end: (page: Buffer) => answers.push(page.toString().at(-8)!) } as unknown as Parameters<typeof pages.answer>[1];
  const first = pages.answer(request, response, asked);
  meeting.head = { seq: 2, hash: "two" };
  const second = pages.answer(request, response, asked);
  held[1]!();
  await second;
  held[0]!();
  await first;
  expect(pages.again(request, response, asked)).toBe(true);
  expect(answers).toEqual(["2", "1", "2"]);
});
