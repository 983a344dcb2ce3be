/** What stands in the log: enough to mend a fault, and nothing that opens a door or tells a choice. */
import { expect, test } from "vitest";
import { makeScreenLink } from "../../server/store/slips";
import { browser, connected, cookieOf, meetingAt, newDatabase, newKey, openHouse, settle, waitFor } from "../house";
import { invitationFor, password, sessionOf, signIn, slipOf } from "./people";
import { productAt, serves } from "./process";

test("an evening with faults at every door leaves no cookie, token, code, password, name or choice in the log", async () => {
  const { url: databaseUrl, sql } = await newDatabase();
  const house = await openHouse({ databaseUrl });
  const community = await settle(house);
  const place = await meetingAt(house, community, "open");
  const port = 31_000 + Math.floor(Math.random() * 9000);
  const product = productAt(databaseUrl, { env: { PORT: String(port), YISHI_LOG: "debug" } });
  await waitFor(() => serves(product), 30_000);
  const greeting = product.said();
  const url = `http://localhost:${port}`;
  const meeting = `/c/ce-shi/meetings/${place.meeting}`;

  const slips = await Promise.all(["代表一", "代表二", "居民"].map((name) => slipOf(house, community, name)));
  const invitation = await invitationFor(house, community, "书记");
  const screen = house.house.links.token("screen", community.id, await makeScreenLink(house.house.database.db, house.house.links, { ...place, by: "x" }));
  const code = house.house.presence.now(place, Date.now());
  const scan = house.house.presence.scan(place, Date.now());
  const [{ code: meetingCode }] = await sql<[{ code: string }]>`select code from meeting`;
  const key = newKey();
  const secrets = new Map<string, string>([["invitation", invitation], ["screen", screen], ["scan", scan], ["password", password], ["key", key], ["login", "shuji-login"], ["name", "代表一"], ["wrong password", "这个密码是错的没有用"]]);
  slips.forEach(({ token, code: typed }, i) => secrets.set(`slip ${i}`, token).set(`slip's code ${i}`, typed));

  /** Every way in and every act, once while all is well and once while tables are missing. */
  async function evening() {
    const [staff, phone] = [browser(url), browser(url)];
    await staff.get("/sign-in");
    await staff.get(`/welcome/${invitation}`);
    await staff.post(`/welcome/${invitation}`, { login: "shuji-login", password });
    await signIn(staff, "shuji-login", "这个密码是错的没有用");
    await signIn(staff, "shuji-login");
    for (const { token, code: typed } of slips) {
      await phone.get(`/s/${token}`);
      await phone.post("/s", { code: typed });
      await phone.post("/enter", { code: typed });
      await phone.post(`/s/${token}`, { presence: code, later: "on" });
    }
    await phone.post(`${meeting}/arrive`, { key: newKey(), presence: code });
    await phone.get(`/m/${meetingCode}/${scan}`);
    await phone.get(`/screen/${screen}`);
    await phone.post(`${meeting}/ballot`, { key, round: place.round, choice: "abstain" });
    await phone.post(`${meeting}/act`, { key, type: "ballot.cast", round: place.round, choice: "abstain" });
    await staff.get(`${meeting}/chair`);
    await staff.post("/c/ce-shi/people/new", { name: "代表一", building: "3栋" });
    for (const [i, one] of [staff, phone].entries()) if (sessionOf(one)) secrets.set(`session ${i} ${secrets.size}`, sessionOf(one).split("=")[1]!);
    for (const [name, value] of [...staff.cookies, ...phone.cookies]) if (name !== "yishi-type") secrets.set(`cookie ${name} ${secrets.size}`, value.split("=")[1]!);
  }

  await evening();
  const member = await cookieOf(house, community, "代表一");
  const live = await connected(url, place, { cookie: member });
  secrets.set("member's cookie", member.split("=")[1]!);
  for (const table of ["ballot", "round_roll", "session", "directory", "account", "attempt", "person", "meeting_text", "act_receipt", "screen_link"]) {
    await sql`alter table ${sql(table)} rename to away`;
    await evening();
    await live.act({ type: "ballot.cast", round: place.round, choice: "abstain" }, key);
    await sql`alter table away rename to ${sql(table)}`;
  }
  await sql`alter table ballot add constraint odd check (choice <> 'abstain') not valid`;
  await live.act({ type: "ballot.cast", round: place.round, choice: "abstain" }, key);

  const log = product.said().slice(greeting.length);
  expect(log.match(/"msg":"fault"/g)?.length ?? 0).toBeGreaterThan(15);
  for (const [what, value] of secrets) expect([what, log.includes(value)]).toEqual([what, false]);
  // Four digits alone may be a line of a stack.
  expect(log).not.toMatch(new RegExp(`["'= /]${code}["'& ,]`));
  expect(log).not.toMatch(/abstain|"params"|argon2/);
  expect(log).not.toContain(sql.options.pass);
  // What a fault is mended by: a number, a place, a message and the way to it.
  expect(log).toMatch(/"id":"[0-9A-Z]{8}","where":"(door|act|live|http)".*"message":.*"stack":/);
}, 120_000);

test("a fault is shown by its number alone, and the same number stands in the log", async () => {
  const { url: databaseUrl, sql } = await newDatabase();
  const house = await openHouse({ databaseUrl });
  const community = await settle(house);
  const place = await meetingAt(house, community, "open");
  const port = 31_000 + Math.floor(Math.random() * 9000);
  const product = productAt(databaseUrl, { env: { PORT: String(port) } });
  await waitFor(() => serves(product), 30_000);
  await sql`alter table round_roll rename to away`;
  const url = `http://localhost:${port}`;
  const answer = await fetch(`${url}/c/ce-shi/meetings/${place.meeting}/ballot`, { method: "POST", headers: { origin: url, cookie: await cookieOf(house, community, "代表一"), "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ key: newKey(), round: place.round, choice: "for" }) });
  const page = await answer.text();
  const [, id] = /编号 (?:<!-- -->)?([0-9A-Z]{8})/.exec(page)!;
  expect(answer.status).toBe(500);
  expect(page).not.toMatch(/round_roll|relation|PostgresError|\n\s+at /);
  expect(product.said()).toContain(`"id":"${id}"`);
  expect(product.said()).toContain("round_roll");
}, 60_000);
