/** What stands in the log: enough to mend a fault, and nothing that opens a door or tells a choice. */
import { spawnSync } from "node:child_process";
import { expect, inject, test } from "vitest";
import { makeScreenLink } from "../../server/store/slips";
import { browser, connected, cookieOf, meetingAt, newDatabase, newKey, openHouse, settle } from "../house";
import { invitationFor, password, sessionOf, signIn, slipOf } from "./people";
import { productAt, served } from "./process";

test("an evening with faults at every door leaves no cookie, token, code, password, name or choice in the log", async () => {
  const { url: databaseUrl, sql } = await newDatabase();
  const house = await openHouse({ databaseUrl });
  const community = await settle(house);
  const place = await meetingAt(house, community, "open");
  const product = productAt(databaseUrl, { env: { YISHI_LOG: "debug" } });
  const url = await served(product);
  const greeting = product.said();
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
  const product = productAt(databaseUrl);
  const url = await served(product);
  await sql`alter table round_roll rename to away`;
  const answer = await fetch(`${url}/c/ce-shi/meetings/${place.meeting}/ballot`, { method: "POST", headers: { origin: url, cookie: await cookieOf(house, community, "代表一"), "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams({ key: newKey(), round: place.round, choice: "for" }) });
  const page = await answer.text();
  const [, id] = /编号 (?:<!-- -->)?([0-9A-Z]{8})/.exec(page)!;
  expect(answer.status).toBe(500);
  expect(page).not.toMatch(/round_roll|relation|PostgresError|\n\s+at /);
  expect(product.said()).toContain(`"id":"${id}"`);
  expect(product.said()).toContain("round_roll");
}, 60_000);

const secret = "SECRET-OF-SOMEBODY";

/** What `log` says in a process of its own. */
function logged(code: string): Record<string, unknown>[] {
  const { stderr } = spawnSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", `import { openLog } from "./server/log.ts"; const log = openLog("info"); const secret = ${JSON.stringify(secret)}; ${code}`], { cwd: inject("root"), encoding: "utf8" });
  return stderr.trim().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("every line is JSON with its time, and holds no cookie, password, token or choice, whatever it is given", () => {
  const [line, ...more] = logged(`log.warn("request", { at: "/s", status: 500, cookie: secret, password: secret, token: secret, choice: secret });`);
  expect(more).toEqual([]);
  expect(line).toMatchObject({ msg: "request", at: "/s", status: 500 });
  expect(line!.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  expect(JSON.stringify(line)).not.toContain(secret);
});

test("of a fault the log holds number, place, the server's own words and our stack: no query and no parameter", () => {
  const [line] = logged(`const cause = Object.assign(new Error("duplicate key"), { code: "23505", detail: secret, parameters: [secret] });
    log.fault(new Error("Failed query: insert into ballot values ($1) params: " + secret, { cause }), "act");`);
  expect(line).toMatchObject({ where: "act", message: "duplicate key", code: "23505", msg: "fault" });
  expect(line!.id).toMatch(/^[0-9A-Z]{8}$/);
  expect(JSON.stringify(line)).not.toContain(secret);
});
