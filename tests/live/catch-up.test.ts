import { describe, expect, test } from "vitest";
import { protocol, type ShownCode } from "../../app/wire/protocol";
import { actor, connected, cookieOf, meetingAt, mineOf, openHouse, phone, settle, waitFor } from "../house";

describe("catching up", () => {
  test("after a break a phone gets the missing events by number, and ends where a fresh load stands", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const { must } = actor(house, community);
    const watcher = await connected(house.url, place);
    watcher.socket.disconnect();
    for (const name of community.members) await must("记录员", place, { type: "attendance.arrive", person: community.person(name) });
    await must("书记", place, { type: "meeting.open" });
    const before = watcher.heard.length;
    watcher.socket.connect();
    await waitFor(() => watcher.known().view.stage === "in-session");
    expect(watcher.heard.slice(before).some((news) => news.state)).toBe(false);
    const fresh = await connected(house.url, place);
    expect(watcher.known().view).toEqual(fresh.known().view);
    expect(watcher.known().texts).toEqual(fresh.known().texts);
    expect(watcher.known().names).toEqual(fresh.known().names);
  });

  test("numbers have no gaps for anybody, though watchers do not see every event", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "open");
    const { must, state } = actor(house, community);
    const watcher = await connected(house.url, place);
    const from = watcher.known().view.seq;
    await must("记录员", place, { type: "ballot.enter", round: place.round, person: community.person("代表一"), choice: "for" });
    await must("书记", place, { type: "round.close", round: place.round });
    const head = (await state(place)).seq;
    await waitFor(() => watcher.known().view.seq === head);
    const numbers = watcher.heard.flatMap((news) => news.events ?? []).map(({ seq }) => seq);
    expect(numbers).toEqual(Array.from({ length: head - from }, (_, i) => from + 1 + i));
    const hidden = watcher.heard.flatMap((news) => news.events ?? []).filter(({ event }) => !event);
    expect(hidden.map((link) => Object.keys(link).sort())).toEqual([["hash", "seq"], ["hash", "seq"]]);
  });

  test("a member who opened the page as bytes for everybody gets the member's state, and later the missing events", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "present");
    const cookie = await cookieOf(house, community, "代表一");
    const member = phone(house.url, place, { cookie, hello: { events: (await actor(house, community).state(place)).seq } });
    await waitFor(() => member.heard.some((news) => news.state));
    expect(Object.keys(member.known().view.people).length).toBe(5);
  });

  // On a machine that is slow at that moment every event comes alone, and there is nothing to gather: asked again.
  test("news is sent at once when it is quiet, and gathered when it is not", { retry: 3 }, async () => {
    const house = await openHouse();
    const community = await settle(house, { more: 120 });
    const place = await meetingAt(house, community, "check-in");
    const watcher = await connected(house.url, place);
    const { ask } = actor(house, community);
    await Promise.all(community.members.map((name) => ask("记录员", place, { type: "attendance.arrive", person: community.person(name) })));
    await waitFor(() => watcher.known().view.here.member === community.members.length);
    const frames = watcher.heard.filter((news) => news.events).length;
    expect(frames).toBeLessThan(community.members.length);
  });

  test("a page of another protocol and a meeting that does not exist are told so", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const old = phone(house.url, place, { hello: { protocol: protocol + 1 } });
    await waitFor(() => old.outdated.includes("protocol"));
    const lost = phone(house.url, { ...place, meeting: "0000000000000000" });
    await waitFor(() => lost.outdated.includes("meeting"));
    const stranger = phone(house.url, place, { desk: "staff" });
    await waitFor(() => stranger.outdated.includes("signed-out"));
    const member = phone(house.url, place, { desk: "staff", cookie: await cookieOf(house, community, "代表一") });
    await waitFor(() => member.outdated.includes("meeting"));
  });

  test("what the desk does for a person reaches that person's own phone", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const { must } = actor(house, community);
    const resident = await connected(house.url, place, { cookie: await cookieOf(house, community, "居民") });
    const other = await connected(house.url, place, { cookie: await cookieOf(house, community, "居民二") });
    expect(mineOf(resident)).toMatchObject({ here: false, roles: ["resident"] });
    await must("记录员", place, { type: "attendance.arrive", person: community.person("居民") });
    await waitFor(() => mineOf(resident).here);
    expect(mineOf(other).here).toBe(false);
    expect(JSON.stringify(other.heard)).not.toContain(community.person("居民"));
  });

  test("the big screen's code changes by itself and never reaches a phone", async () => {
    const time = { now: () => at, told: false };
    let at = 1_800_000_000_000;
    const house = await openHouse({ clock: time });
    const community = await settle(house);
    const place = await meetingAt(house, community, "check-in");
    const { makeScreenLink } = await import("../../server/store/slips");
    const id = await makeScreenLink(house.house.database.db, house.house.links, { ...place, by: "x" });
    const screen = await connected(house.url, place, { desk: "screen", screen: house.house.links.token("screen", community.id, id) });
    const watcher = await connected(house.url, place);
    const code = () => (screen.known().mine as { shown: ShownCode }).shown.digits;
    const first = code();
    expect(first).toMatch(/^\d{4}$/);
    at += 60_000;
    await waitFor(() => code() !== first);
    expect(house.house.presence.isValid(place, first, at)).toBe(true);
    expect(house.house.presence.isValid(place, first, at + 60_000)).toBe(false);
    expect(JSON.stringify(watcher.heard)).not.toMatch(new RegExp(`"(digits|scan)"|"(${first}|${code()})"`));
  });
});
