/** security.md §1.2: whose sockets are let in, and that nothing a socket sends can end the meeting. */
import fc from "fast-check";
import { io } from "socket.io-client";
import { describe, expect, test } from "vitest";
import { protocol, type Act } from "../../app/wire/protocol";
import { actor, connected, cookieOf, meetingAt, mineOf, newKey, openHouse, phone, settle, waitFor, type TestHouse } from "../house";
import { shared } from "../shared";
import { deaths } from "./deaths";
import { frame, poll, upgrade, wire } from "./frames";
import { behindProxy, bytes, local, onNetwork, publicOrigin, type Way } from "./raw";

const settings = [
  { name: "http on localhost", origin: null, way: local },
  { name: "http on the hall's network", origin: null, way: onNetwork },
  { name: "https behind a proxy", origin: publicOrigin, way: behindProxy },
] as const;

describe.each(settings)("whose sockets are let in: $name", ({ origin, way: wayOf }) => {
  const house = shared(() => openHouse({ origin }));
  const strangers: [string, (way: Way) => Record<string, string | undefined>][] = [
    ["a foreign Origin", () => ({ origin: "https://evil.example" })], ["no Origin and no other sign of a page", () => ({ origin: undefined })], ["the Origin null", () => ({ origin: "null" })],
    ["our host in another scheme", ({ host }) => ({ origin: `ftp://${host}` })], ["an Origin that begins like ours", (way) => ({ origin: `${way.origin}.evil.example` })],
    ["a foreign Origin and the same foreign Host", () => ({ origin: "http://evil.example", host: "evil.example" })],
    ["a foreign Origin repeated in X-Forwarded-Host", () => ({ origin: "https://evil.example", "x-forwarded-host": "evil.example" })],
  ];

  test.each(strangers)("polling with %s is refused", async (_, headers) => {
    const way = wayOf(await house());
    const answer = await poll(way, headers(way));
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain("sid");
  });

  test.each(strangers)("websocket with %s is refused", async (_, headers) => {
    const way = wayOf(await house());
    const answer = await bytes(way, upgrade(way, headers(way)));
    expect(answer).toMatch(/^HTTP\/1\.1 40[03] /);
    expect(answer).not.toContain("sid");
  });

  test("polling and websocket from our own page are let in", async () => {
    const way = wayOf(await house());
    expect(await poll(way, { origin: way.origin })).toMatchObject({ status: 200, body: expect.stringContaining("\"sid\"") as unknown });
    expect(await bytes(way, upgrade(way, { origin: way.origin }))).toMatch(/^HTTP\/1\.1 101 [^]*"sid"/);
  });

  const page = "/c/ce-shi/meetings/0123456789abcdef";
  const fetched = (site: string) => ({ "sec-fetch-site": site, "sec-fetch-mode": "cors", "sec-fetch-dest": "empty" });
  const foreign = { referer: "https://evil.example/" };
  const ours: [string, (way: Way) => Record<string, string>][] = [
    ["what a browser sends to localhost or over https", (way) => ({ ...fetched("same-origin"), referer: way.origin + page })], ["the same without a Referer", () => fetched("same-origin")],
    ["what a browser sends to an address over http, or an old webview: the Referer alone", (way) => ({ referer: way.origin + page })],
    ["the Origin too, as with a POST", (way) => ({ ...fetched("same-origin"), origin: way.origin, referer: way.origin + page })],
  ];
  const others: [string, (way: Way) => Record<string, string>][] = [
    ["a page of another site", () => ({ ...fetched("cross-site"), ...foreign })], ["a page of another site that hides itself", () => fetched("cross-site")], ["a neighbour under our domain", (way) => ({ ...fetched("same-site"), referer: way.origin + page })],
    ["the address bar", () => fetched("none")], ["another site, though the Referer is ours", (way) => ({ ...fetched("cross-site"), referer: way.origin + page })], ["the Referer of another site", () => foreign],
    ["a Referer that begins like ours", (way) => ({ referer: `${way.origin}.evil.example/` })], ["a Referer with our host as its user", (way) => ({ referer: `${way.origin}@evil.example/` })],
    ["a Referer with our host in its path", (way) => ({ referer: `https://evil.example/${way.origin}/` })], ["a Referer in another scheme", ({ host }) => ({ referer: `ftp://${host}/` })], ["a Referer that is no address", ({ host }) => ({ referer: host })],
    ["a foreign Origin, though all else is ours", (way) => ({ ...fetched("same-origin"), origin: "https://evil.example", referer: way.origin + page })], ["the Origin null, though all else is ours", (way) => ({ ...fetched("same-origin"), origin: "null", referer: way.origin + page })],
    ...(origin ? [] : [["a foreign name that leads here (DNS rebinding)", () => ({ host: "evil.example", ...fetched("same-origin"), referer: "http://evil.example/" })] satisfies [string, () => Record<string, string>]]),
  ];

  test.each(ours)("polling without an Origin is let in with %s", async (_, headers) => {
    const way = wayOf(await house());
    expect(await poll(way, headers(way))).toMatchObject({ status: 200, body: expect.stringContaining("\"sid\"") as unknown });
  });

  test.each(others)("polling from %s is refused", async (_, headers) => {
    const way = wayOf(await house());
    expect(await poll(way, headers(way))).toMatchObject({ status: 403, body: expect.not.stringContaining("sid") as unknown });
  });

  test.each([...ours.slice(0, 3), ...others])("a websocket is not let in with %s", async (_, headers) => {
    const way = wayOf(await house());
    for (const transport of ["websocket", "polling"]) expect(await bytes(way, upgrade(way, headers(way)).replace("transport=websocket", `transport=${transport}`))).not.toContain("\"sid\"");
  });

  test("no answer allows another site to read it (CORS)", async () => {
    const way = wayOf(await house());
    for (const headers of [{ origin: "https://evil.example" }, { origin: way.origin }]) expect((await poll(way, headers)).headers["access-control-allow-origin"]).toBeUndefined();
  });
});

async function openRound() {
  const house = await openHouse();
  const community = await settle(house);
  const place = await meetingAt(house, community, "open");
  const cookie = (name: string) => cookieOf(house, community, name);
  return { house, community, place, cookie, url: house.url, way: local(house) };
}

const at = ({ community, meeting }: { community: string; meeting: string }) => ({ community, meeting });

/** The meeting still runs: somebody new comes in and sees it. */
async function expectAlive({ url }: TestHouse, place: Parameters<typeof connected>[1]) {
  const one = await connected(url, place);
  expect(one.known().view.stage).toBe("in-session");
  one.close();
}

describe("a handler that fails", () => {
  test("an act that ends in a fault is answered with a number, and the same socket goes on when the fault is gone", async () => {
    const { house, place, cookie, url } = await openRound();
    const seen = deaths();
    const member = await connected(url, place, { cookie: await cookie("代表一") });
    await house.sql!`alter table round_roll rename to round_roll_away`;
    const command = { type: "ballot.cast" as const, round: place.round, choice: "for" as const };
    const answer = await member.act(command);
    expect(answer).toEqual({ ok: false, kind: "fault", id: expect.stringMatching(/^[0-9A-Z]{8}$/) as unknown });
    await house.sql!`alter table round_roll_away rename to round_roll`;
    expect(await member.act(command)).toMatchObject({ ok: true });
    expect(seen).toEqual([]);
  });

  test("a greeting, a handshake and a turnout that fail drop that socket at most, and the process lives", async () => {
    const { house, place, cookie, url } = await openRound();
    const seen = deaths();
    const watcher = await connected(url, place);
    for (const table of ["person", "session", "ballot", "body_member"]) {
      await house.sql!`alter table ${house.sql!(table)} rename to away`;
      const late = io(url, { path: "/live", transports: ["websocket"], forceNew: true, reconnection: false, extraHeaders: { origin: url, cookie: await cookie("代表一").catch(() => "yishi-session=p0") }, auth: { protocol, ...at(place), events: 0, desk: "hall" } });
      await new Promise((resolve) => { setTimeout(resolve, 1200); });
      late.disconnect();
      await house.sql!`alter table away rename to ${house.sql!(table)}`;
    }
    expect(watcher.socket.connected).toBe(true);
    await expectAlive(house, place);
    expect(seen).toEqual([]);
  });
});

test("a socket that comes back is asked anew who it is: nothing is recovered past the door", async () => {
  const { house, community, place, cookie, url } = await openRound();
  const member = await connected(url, place, { cookie: await cookie("代表一") });
  expect(mineOf(member).roles).toContain("member");
  await house.sql!`delete from session`;
  const before = member.heard.length;
  member.socket.io.engine.close();
  await waitFor(() => member.known().mine?.as === "watcher");
  expect(member.socket.recovered).not.toBe(true);
  expect(await member.act({ type: "ballot.cast", round: place.round, choice: "for" })).toMatchObject({ ok: false, code: "session-ended" });
  await actor(house, community).must("记录员", place, { type: "attendance.leave", person: community.person("代表二") });
  await waitFor(() => member.heard.slice(before).some(({ events }) => events?.some(({ event }) => event?.type === "attendance.left")));
  expect(JSON.stringify(member.heard.slice(before))).not.toContain(community.person("代表二"));
});

describe("what a socket sends", () => {
  const polluting = fc.constantFrom("{\"__proto__\":{\"polluted\":1}}", "{\"constructor\":{\"prototype\":{\"polluted\":1}}}", "{\"key\":\"0123456789abcdef\",\"command\":{\"__proto__\":{\"polluted\":1},\"type\":\"check-in.open\"}}",
    "{\"key\":\"0123456789abcdef\",\"__proto__\":{\"polluted\":1},\"command\":{\"type\":\"meeting.close\",\"__proto__\":{\"type\":\"check-in.open\"}}}").map((text) => JSON.parse(text) as unknown);
  const anything = fc.oneof(fc.jsonValue(), polluting, fc.uint8Array({ maxLength: 64 }).map((data) => Buffer.from(data)), fc.record({ key: fc.oneof(fc.string(), fc.constant(newKey())), command: fc.oneof(fc.jsonValue(), polluting) }));

  test("400 payloads of chance at `act` are all answered malformed, and nothing is written or polluted", async () => {
    const { house, place, cookie, url } = await openRound();
    const seen = deaths();
    const events = async () => (await house.sql!<{ n: number }[]>`select (select count(*) from meeting_event) + (select count(*) from ballot) as n`)[0]!.n;
    const before = await events();
    const chair = await cookie("书记");
    const payloads = fc.sample(anything, { numRuns: 400, seed: 20261125 });
    // Sixty acts in ten seconds are cut off: fifty a phone.
    for (let i = 0; i < payloads.length; i += 50) {
      const one = await connected(url, place, { cookie: chair, desk: "staff" });
      for (const payload of payloads.slice(i, i + 50)) expect(await one.send(payload)).toEqual({ ok: false, kind: "malformed" });
      one.close();
    }
    expect(await events()).toBe(before);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(seen).toEqual([]);
  });

  test("an act without a way to answer, with too many parts, or under another name does nothing", async () => {
    const { house, place, cookie, url, way } = await openRound();
    const seen = deaths();
    const chair = await connected(url, place, { cookie: await cookie("书记"), desk: "staff" });
    const act: Act = { key: newKey(), command: { type: "round.close", round: place.round } };
    const loose = chair.socket as unknown as { emit(name: string, ...parts: unknown[]): void };
    loose.emit("act", act);
    loose.emit("act", act, "more", "and more");
    loose.emit("act");
    for (const name of ["happened", "presence", "outdated", "hello", "__proto__", ""]) loose.emit(name, act, () => {});
    const bare = await wire(way, { cookie: await cookie("书记") });
    bare.text(`40${JSON.stringify({ protocol, ...at(place), events: 0, desk: "staff" })}`);
    for (const name of ["connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener", "error"]) bare.text(`42["${name}",${JSON.stringify(act)}]`);
    await new Promise((resolve) => { setTimeout(resolve, 300); });
    const [round] = await house.sql!<{ stage: string }[]>`select stage from round`;
    expect(round!.stage).toBe("open");
    await expectAlive(house, place);
    expect(seen).toEqual([]);
  });

  test("a message of 40 KB drops only the socket that sent it", async () => {
    const { house, place, url } = await openRound();
    const seen = deaths();
    const [one, other] = [await connected(url, place), await connected(url, place)];
    let dropped = "";
    one.socket.on("disconnect", (reason) => { dropped = reason; });
    one.socket.emit("act", { key: "x".repeat(40 * 1024) } as unknown as Act, () => {});
    await waitFor(() => dropped !== "");
    expect(dropped).toMatch(/transport/);
    expect(other.socket.connected).toBe(true);
    await expectAlive(house, place);
    await waitFor(() => one.socket.connected);
    expect(seen).toEqual([]);
  });

  test("a phone that acts more often than any finger is cut off, alone", async () => {
    const { house, place, cookie, url } = await openRound();
    const [one, other] = [phone(url, place, { cookie: await cookie("代表一") }), await connected(url, place, { cookie: await cookie("代表二") })];
    await waitFor(() => one.known().mine !== null);
    let cut = false;
    one.socket.on("disconnect", () => { cut = true; });
    for (let i = 0; i < 80; i++) one.socket.emit("act", { key: "no" } as unknown as Act, () => {});
    await waitFor(() => cut);
    expect(await other.act({ type: "ballot.cast", round: place.round, choice: "for" })).toMatchObject({ ok: true });
    await expectAlive(house, place);
  });
});

describe("odd handshakes", () => {
  const hello = { protocol, events: 0, desk: "hall" };
  const odd: [string, unknown][] = [
    ["nothing", undefined], ["a number", 7], ["nothing in it", {}], ["another protocol", { ...hello, protocol: 99 }], ["a number for the meeting", { ...hello, meeting: 1 }],
    ["a field too many", { ...hello, admin: true }], ["an unknown desk", { ...hello, desk: "root" }], ["a negative number of events", { ...hello, events: -1 }], ["a fraction of events", { ...hello, events: 0.5 }],
    ["a list of communities", { ...hello, community: ["a"] }], ["a path for the meeting", { ...hello, meeting: "../../../etc/pwd" }], ["a token to recover by", { ...hello, pid: "x", offset: "y" }],
    ["the prototype", JSON.parse("{\"__proto__\":{\"polluted\":1}}") as unknown],
  ];

  test.each(odd)("%s is told to load anew, hears nothing and is let go", async (_, given) => {
    const { house, place, way } = await openRound();
    const seen = deaths();
    const filled = typeof given === "object" && given !== null && !Array.isArray(given) && "protocol" in given ? { ...at(place), ...given } : given;
    const one = await wire(way);
    one.text(`40${filled === undefined ? "" : JSON.stringify(filled)}`);
    await waitFor(one.gone);
    expect(one.said()).toContain("42[\"outdated\"");
    expect(one.said()).not.toContain("happened");
    await expectAlive(house, place);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(seen).toEqual([]);
  });

  test.each(["\"x\"", "[1]", "{", "null", "true", "1e999"])("%s, which is no object at all, is let go without a word", async (text) => {
    const { house, place, way } = await openRound();
    const one = await wire(way);
    one.text(`40${text}`);
    await waitFor(one.gone);
    expect(one.said()).not.toContain("happened");
    await expectAlive(house, place);
  });

  test("another namespace does not exist, a second greeting on one socket changes nothing, and nothing is heard before a greeting", async () => {
    const { house, place, way } = await openRound();
    const seen = deaths();
    const good = `40${JSON.stringify({ ...hello, ...at(place) })}`;
    const admin = await wire(way);
    admin.text(`40/admin,${JSON.stringify(hello)}`);
    await waitFor(() => admin.said().includes("44/admin,"));
    const twice = await wire(way);
    twice.text(good);
    await waitFor(() => twice.said().includes("happened"));
    twice.text(good);
    twice.text(good);
    const early = await wire(way);
    early.text("420[\"act\",{}]");
    await waitFor(early.gone);
    expect(early.said()).not.toContain("happened");
    await expectAlive(house, place);
    expect(seen).toEqual([]);
  });
});

test("frames and packets of chance end at most the connection that sent them", async () => {
  const { house, place, way } = await openRound();
  const seen = deaths();
  const hello = `40${JSON.stringify({ protocol, ...at(place), events: 0, desk: "hall" })}`;
  const packet = fc.oneof(fc.string({ maxLength: 80 }), fc.tuple(fc.constantFrom("4", "42", "420", "43", "45", "451-", "4599999999-", "46", "40", "41", "1", "2", "3", "5", "6", "b", "4/x,", "42[", "451-[\"act\",{\"_placeholder\":true,\"num\":99}]"), fc.string({ maxLength: 40 })).map(([head, tail]) => head + tail));
  const odd = fc.record({ op: fc.integer({ min: 0, max: 15 }), final: fc.boolean(), masked: fc.integer({ min: 0, max: 9 }).map((n) => n > 0), data: fc.oneof(packet.map((text) => Buffer.from(text)), fc.uint8Array({ maxLength: 200 }).map((data) => Buffer.from(data))) });
  for (const frames of fc.sample(fc.array(fc.oneof(packet, odd), { minLength: 1, maxLength: 12 }), { numRuns: 120, seed: 7 })) {
    const one = await wire(way);
    expect(one.status).toBe(101);
    one.text(hello);
    for (const part of frames) one.send(typeof part === "string" ? frame({ data: part }) : frame(part));
    await new Promise((resolve) => { setImmediate(resolve); });
  }
  for (const text of fc.sample(packet, { numRuns: 40, seed: 8 })) {
    const sid = /"sid":"([^"]+)"/.exec((await poll(way, { origin: way.origin })).body)![1]!;
    await bytes(way, `POST /live/?EIO=4&transport=polling&sid=${sid} HTTP/1.1\r\nhost: ${way.host}\r\norigin: ${way.origin}\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`, 100);
  }
  await expectAlive(house, place);
  expect(seen).toEqual([]);
}, 60_000);
