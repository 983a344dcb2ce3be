/** security.md §1.3: what a session is, who may take one over (nobody), and when it ends (at once). */
import { createHash } from "node:crypto";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { actor, browser, connected, cookieOf, meetingAt, mineOf, newKey, openHouse, settle, waitFor, testDraft } from "../house";
import { cookiesOf, invitationFor, isSignedIn, password, seated, sessionOf, signIn, slipOf, withPassword } from "./people";

async function community() {
  const house = await openHouse();
  return { house, home: await settle(house) };
}

const valueOf = (cookie: string) => cookie.slice(cookie.indexOf("=") + 1);
const ended = async (house: Awaited<ReturnType<typeof openHouse>>, cookie: string) => !await isSignedIn(browser(house.url, cookie));

describe("what the database knows", () => {
  test("it holds the SHA-256 of a session's token and the token nowhere, for passwords and for slips", async () => {
    const { house, home } = await community();
    const tokens = [await withPassword(house, home, { name: "书记", login: "shuji" }), await seated(house, home, "代表一")].map((device) => valueOf(sessionOf(device)));
    const tables = await house.sql!<{ name: string }[]>`select table_name as name from information_schema.tables where table_schema = 'public'`;
    expect(tables.length).toBeGreaterThan(15);
    const dump = (await Promise.all(tables.map(({ name }) => house.sql!`select t::text as line from ${house.sql!(name)} t`))).flat().map(({ line }) => String(line)).join("\n");
    for (const token of tokens) {
      expect(token).toMatch(/^[ps][\w-]{43}$/);
      expect(dump).not.toContain(token);
      expect(dump).not.toContain(token.slice(1));
      expect(dump).toContain(createHash("sha256").update(token).digest("base64url"));
    }
  });

  test("an id taken from the table signs nobody in, whatever letter is put before it", async () => {
    const { house, home } = await community();
    const place = await meetingAt(house, home, "open");
    const member = await seated(house, home, "代表一");
    expect(await isSignedIn(member)).toBe(true);
    const [row] = await house.sql!<{ id: string }[]>`select id from session`;
    for (const value of [row!.id, `p${row!.id}`, `s${row!.id}`]) {
      expect(await ended(house, `yishi-session=${value}`)).toBe(true);
      expect((await connected(house.url, place, { cookie: `yishi-session=${value}` })).known().mine).toEqual({ as: "watcher" });
    }
  });

  test("slips, invitations and screens stand there as keyed hashes only: the directory opens nothing", async () => {
    const { house, home } = await community();
    const { token, code } = await slipOf(house, home, "代表一");
    const invitation = await invitationFor(house, home, "书记");
    const rows = await house.sql!<{ kind: string; code: string; ref: string }[]>`select kind, code, ref from directory`;
    expect(rows.map(({ kind }) => kind).sort()).toEqual(["invitation", "slip", "slip-code"]);
    const text = JSON.stringify(rows);
    for (const secret of [token, code, invitation]) expect(text).not.toContain(secret);
    for (const { code: stored } of rows) for (const path of [`/s/${stored}`, `/welcome/${stored}`, `/screen/${stored}`]) expect((await browser(house.url).get(path)).status).toBe(404);
  });

  test("a password is stored as argon2id alone", async () => {
    const { house, home } = await community();
    await withPassword(house, home, { name: "书记", login: "shuji" });
    const [row] = await house.sql!<{ hash: string }[]>`select password_hash as hash from account where login = 'shuji'`;
    expect(row!.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });
});

describe("a new token at every change of rights, and the one before ends", () => {
  test("signing in again", async () => {
    const { house, home } = await community();
    const device = await withPassword(house, home, { name: "书记", login: "shuji" });
    const before = sessionOf(device);
    expect((await signIn(device, "shuji")).status).toBe(303);
    expect(sessionOf(device)).not.toBe(before);
    expect([await ended(house, before), await isSignedIn(device)]).toEqual([true, true]);
  });

  test("from a slip to a password", async () => {
    const { house, home } = await community();
    await withPassword(house, home, { name: "书记", login: "shuji" });
    const device = await seated(house, home, "书记");
    const before = sessionOf(device);
    await signIn(device, "shuji");
    expect([await ended(house, before), await isSignedIn(device)]).toEqual([true, true]);
  });

  test("from a password to a slip, and from one slip to another", async () => {
    const { house, home } = await community();
    const device = await withPassword(house, home, { name: "书记", login: "shuji" });
    const before = sessionOf(device);
    await seated(house, home, "代表一", device);
    const between = sessionOf(device);
    await seated(house, home, "代表二", device);
    expect(new Set([before, between, sessionOf(device)]).size).toBe(3);
    expect([await ended(house, before), await ended(house, between), await isSignedIn(device)]).toEqual([true, true, true]);
  });

  test("setting a new password ends every session of the account, and their open sockets at once", async () => {
    const { house, home } = await community();
    const place = await meetingAt(house, home, "check-in");
    const stolen = await withPassword(house, home, { name: "书记", login: "shuji" });
    const thief = await connected(house.url, place, { cookie: cookiesOf(stolen), desk: "staff" });
    const own = await withPassword(house, home, { name: "书记", login: "shuji" });
    await waitFor(() => thief.outdated.includes("signed-out"), 2000);
    expect([await isSignedIn(stolen), await isSignedIn(own)]).toEqual([false, true]);
  });

  test("a token planted in the browser beforehand is never taken over", async () => {
    const { house, home } = await community();
    await withPassword(house, home, { name: "书记", login: "shuji" });
    const planted = `yishi-session=p${"A".repeat(43)}`;
    const device = browser(house.url, planted);
    await signIn(device, "shuji");
    expect(sessionOf(device)).not.toBe(planted);
    expect([await isSignedIn(device), await ended(house, planted)]).toEqual([true, true]);
  });

  test("an invitation that was used opens nothing a second time", async () => {
    const { house, home } = await community();
    const path = `/welcome/${await invitationFor(house, home, "书记")}`;
    expect((await browser(house.url).post(path, { login: "shuji", password })).status).toBe(303);
    expect((await browser(house.url).post(path, { login: "zei", password })).status).toBe(404);
  });
});

describe("the end", () => {
  test("signing out ends that device's open sockets at once, and no other's", async () => {
    const { house, home } = await community();
    const place = await meetingAt(house, home, "check-in");
    const [one, two] = [await withPassword(house, home, { name: "书记", login: "shuji" }), browser(house.url)];
    await signIn(two, "shuji");
    const [first, tab, second] = [await connected(house.url, place, { cookie: cookiesOf(one), desk: "staff" }), await connected(house.url, place, { cookie: cookiesOf(one) }), await connected(house.url, place, { cookie: cookiesOf(two), desk: "staff" })];
    await one.post("/sign-out", {});
    await waitFor(() => first.outdated.includes("signed-out") && tab.outdated.includes("signed-out"), 1000);
    expect([second.outdated, second.socket.connected]).toEqual([[], true]);
    expect(await isSignedIn(one)).toBe(false);
  });

  test("ending a device from the list ends its sockets at once", async () => {
    const { house, home } = await community();
    const place = await meetingAt(house, home, "check-in");
    const [own, lost] = [await withPassword(house, home, { name: "书记", login: "shuji" }), browser(house.url)];
    await signIn(lost, "shuji");
    const open = await connected(house.url, place, { cookie: cookiesOf(lost), desk: "staff" });
    const marks = [...(await (await own.get("/devices")).text()).matchAll(/name="device" value="([^"]+)"/g)].map(([, mark]) => mark!);
    expect(marks).toHaveLength(2);
    const [ids] = [await house.sql!<{ id: string }[]>`select id from session`];
    expect(marks.some((mark) => ids.some(({ id }) => id.includes(mark)))).toBe(false);
    for (const mark of marks) if (await isSignedIn(lost)) await own.post("/devices", { device: mark });
    await waitFor(() => open.outdated.includes("signed-out"), 1000);
  });

  test("[A5] a phone that was signed out, moved or revoked can do nothing more, by socket or by form", async () => {
    const { house, home } = await community();
    const place = await meetingAt(house, home, "open");
    const vote = { type: "ballot.cast" as const, round: place.round, choice: "for" as const };
    const endings: [string, string, (device: ReturnType<typeof browser>) => Promise<unknown>][] = [
      ["代表一", "signed-out", (device) => device.post("/sign-out", {})],
      ["代表二", "moved", () => seated(house, home, "代表二")],
      ["代表三", "signed-out", async () => { const desk = browser(house.url, await cookieOf(house, home, "管理员")); return desk.post(`/c/ce-shi/people/${home.person("代表三")}`, { do: "revoke" }); }],
    ];
    for (const [name, why, end] of endings) {
      const device = await seated(house, home, name);
      const cookie = cookiesOf(device);
      const open = await connected(house.url, place, { cookie });
      expect(mineOf(open).roles).toContain("member");
      await end(device);
      await waitFor(() => open.outdated.includes(why as "moved"), 1000);
      open.socket.disconnect();
      const again = await connected(house.url, place, { cookie });
      expect(await again.act(vote)).toMatchObject({ ok: false, code: "session-ended", rule: "A5" });
      const back = await browser(house.url, cookie).post(`/c/ce-shi/meetings/${place.meeting}/act`, { key: newKey(), ...vote });
      expect(back.headers.get("location")).toMatch(/no=session-ended$/);
    }
    expect((await house.sql!`select 1 from ballot`).length).toBe(0);
  });

  test("who sits by a slip sees and ends the sessions of that seat alone, never those with a password", async () => {
    const { house, home } = await community();
    const [chair, phone] = [await withPassword(house, home, { name: "书记", login: "shuji" }), await seated(house, home, "书记")];
    const marks = async (device: typeof chair) => [...(await (await device.get("/devices")).text()).matchAll(/name="device" value="([^"]+)"/g)].map(([, mark]) => mark!);
    const [all, own] = [await marks(chair), await marks(phone)];
    expect([all.length, own.length]).toEqual([2, 1]);
    for (const mark of all.filter((one) => !own.includes(one))) expect((await phone.post("/devices", { device: mark })).status).toBe(404);
    expect(await isSignedIn(chair)).toBe(true);
    for (const mark of own) await phone.post("/devices", { device: mark });
    expect([await isSignedIn(chair), await isSignedIn(phone)]).toEqual([true, false]);
  });

  test("[A5] where the news of the end is lost, the next act is refused all the same", async () => {
    const { house, home } = await community();
    const place = await meetingAt(house, home, "open");
    const expiring: ((id: string) => Promise<unknown>)[] = [(id) => house.sql!`delete from session where id = ${id}`, (id) => house.sql!`update session set expires_at = now() - interval '1 second' where id = ${id}`];
    for (const end of expiring) {
      const device = await seated(house, home, "代表一");
      const open = await connected(house.url, place, { cookie: cookiesOf(device) });
      await end(createHash("sha256").update(valueOf(sessionOf(device))).digest("base64url"));
      expect(await open.act({ type: "ballot.cast", round: place.round, choice: "for" })).toEqual({ ok: false, kind: "refused", code: "session-ended", rule: "A5", facts: {} });
      await waitFor(() => open.outdated.includes("signed-out"));
    }
    expect((await house.sql!`select 1 from ballot`).length).toBe(0);
  });

  test("who leaves the list of people can do nothing more, though the session and the socket are still open", async () => {
    const { house, home } = await community();
    const place = await meetingAt(house, home, "open");
    const device = await withPassword(house, home, { name: "代表一", login: "daibiao" });
    const open = await connected(house.url, place, { cookie: cookiesOf(device) });
    await browser(house.url, await cookieOf(house, home, "管理员")).post(`/c/ce-shi/people/${home.person("代表一")}`, { do: "remove" });
    expect(await open.act({ type: "ballot.cast", round: place.round, choice: "for" })).toMatchObject({ ok: false });
    await device.post(`/c/ce-shi/meetings/${place.meeting}/act`, { key: newKey(), type: "ballot.cast", round: place.round, choice: "for" });
    expect((await house.sql!`select 1 from ballot`).length).toBe(0);
  });

  test("who is no administrator any more is refused at the next act of an open socket", async () => {
    const { house, home } = await community();
    const place = await meetingAt(house, home, "draft");
    const open = await connected(house.url, place, { cookie: await cookieOf(house, home, "管理员"), desk: "staff" });
    const draft = { kind: "special" as const, startsAt: 1_800_000_000_000, title: "改", place: "改", convener: "改", chairStanding: "改", basis: "改", items: testDraft.items };
    const { seq } = await actor(house, home).state(place);
    await house.sql!`update person set administrator = false where id = ${home.person("管理员")}`;
    expect(await open.act({ type: "meeting.revise", seen: seq, draft })).toMatchObject({ ok: false, code: "not-entitled" });
  });

  test("a session of staff lasts twelve hours after its last use, one by slip half a year", async () => {
    const { house, home } = await community();
    await withPassword(house, home, { name: "书记", login: "shuji" });
    await seated(house, home, "代表一");
    const rows = await house.sql!<{ hours: number; slip: boolean }[]>`select round(extract(epoch from expires_at - now()) / 3600)::int as hours, person_id is not null as slip from session order by slip`;
    expect(rows.map((row) => ({ ...row }))).toEqual([{ hours: 12, slip: false }, { hours: 180 * 24, slip: true }]);
  });

  test("what has run out is deleted at the start and once an hour: sessions, one-time links, counted tries; what holds stays", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    onTestFinished(() => { vi.useRealTimers(); });
    const { house, home } = await community();
    const device = await withPassword(house, home, { name: "书记", login: "shuji" });
    const invitation = await invitationFor(house, home, "代表一");
    const left = async () => (await house.sql!<{ kept: number[] }[]>`select array[(select count(*) from session), (select count(*) from invitation), (select count(*) from directory where kind = 'invitation'), (select count(*) from attempt)]::int[] as kept`)[0]!.kept;
    /** One session, one link and one try that have run out, beside the used link of 书记 that is there once. */
    async function runOut() {
      await cookieOf(house, home, "代表二");
      await house.sql!`update session set expires_at = now() - interval '1 second' where account_id = (select account_id from person where id = ${home.person("代表二")})`;
      await invitationFor(house, home, "代表三");
      await house.sql!`update invitation set expires_at = now() - interval '1 second' where person_id = ${home.person("代表三")}`;
      await house.sql!`insert into attempt (key, points, expire) values ('old', 1, 1), ('new', 1, ${Date.now() + 60_000}) on conflict do nothing`;
    }
    await runOut();
    expect(await left()).toEqual([2, 3, 2, 2]);
    await openHouse({ databaseUrl: house.databaseUrl });
    expect(await left()).toEqual([1, 1, 1, 1]);

    await runOut();
    expect(await left()).toEqual([2, 2, 2, 2]);
    vi.advanceTimersByTime(3600_000);
    await waitFor(async () => (await left()).join() === "1,1,1,1");
    expect([await isSignedIn(device), (await browser(house.url).get(`/welcome/${invitation}`)).status]).toEqual([true, 200]);
  });
});
