/** The table of security.md §1.1 (what Remix lets through), row by row, in every setting the product runs in. */
import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { cookieOf, meetingAt, newKey, openHouse, settle } from "../house";
import { shared } from "../shared";
import { ask, behindProxy, leaks, local, onNetwork, post, publicOrigin, type Way } from "./raw";

const evil = "https://evil.example";
const settings = [
  { name: "http on localhost", origin: null, way: local },
  { name: "http on the hall's network", origin: null, way: onNetwork },
  { name: "https behind a proxy", origin: publicOrigin, way: behindProxy },
] as const;

/** A round is open and a member's browser, cookie and all, is made to send a ballot. */
async function openBallot(origin: string | null, wayOf: (typeof settings)[number]["way"]) {
  const house = await openHouse({ origin });
  const community = await settle(house);
  const place = await meetingAt(house, community, "open");
  const cookie = await cookieOf(house, community, "代表一");
  const page = `/c/ce-shi/meetings/${place.meeting}`;
  const counts = async () => {
    const [row] = await house.sql!`select (select count(*)::int from ballot) as ballots, (select count(*)::int from meeting_event) as events, (select count(*)::int from session) as sessions`;
    return row as { ballots: number; events: number; sessions: number };
  };
  const ballot = () => ({ key: newKey(), round: place.round, choice: "for" });
  const doors = {
    document: { path: `${page}/ballot`, fields: ballot() },
    data: { path: `${page}/ballot.data`, fields: ballot() },
    "_data": { path: `${page}/ballot?_data=${encodeURIComponent("routes/ballot/route")}`, fields: ballot() },
    resource: { path: `${page}/act`, fields: { ...ballot(), type: "ballot.cast" } },
  };
  return { way: wayOf(house), cookie, doors, counts, page };
}
type Door = keyof Awaited<ReturnType<typeof openBallot>>["doors"];
type Row = { what: string; doors: readonly Door[]; headers: (way: Way) => Record<string, string | undefined> };

const swapped = ({ origin }: Way) => (origin.startsWith("https:") ? origin.replace("https:", "http:") : origin.replace("http:", "https:"));
const every: readonly Door[] = ["document", "data", "_data", "resource"];
const foreign = () => ({ origin: evil });

const rows: Row[] = [
  { what: "a document with a foreign Origin", doors: ["document"], headers: foreign },
  { what: ".data with a foreign Origin", doors: ["data"], headers: foreign },
  { what: "?_data= with a foreign Origin", doors: ["_data"], headers: foreign },
  { what: "a resource route with a foreign Origin", doors: ["resource"], headers: foreign },
  { what: "any of them with no Origin", doors: every, headers: () => ({ origin: undefined }) },
  { what: "any of them with the Origin of our host in another scheme", doors: every, headers: ({ host }) => ({ origin: `ftp://${host}` }) },
  { what: "any of them with the Origin of our host in the other web scheme", doors: every, headers: (way) => ({ origin: swapped(way) }) },
  { what: "any of them with a foreign Origin that a proxy repeats in X-Forwarded-Host", doors: every, headers: () => ({ origin: evil, "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" }) },
  { what: "any of them with the Origin null", doors: every, headers: () => ({ origin: "null" }) },
  { what: "any of them with a malformed Origin", doors: every, headers: ({ host }) => ({ origin: `${host}:not a url` }) },
  { what: "any of them with an Origin that only begins like ours", doors: every, headers: ({ origin }) => ({ origin: `${origin}.evil.example` }) },
  { what: "any of them with our Origin from another site's page (Sec-Fetch-Site)", doors: every, headers: () => ({ "sec-fetch-site": "cross-site" }) },
  { what: "any of them with our Origin from a neighbour's page (Sec-Fetch-Site)", doors: every, headers: () => ({ "sec-fetch-site": "same-site" }) },
  { what: "any of them with a foreign Origin and the same foreign Host", doors: every, headers: () => ({ origin: evil, host: "evil.example" }) },
];

describe.each(settings)("$name", ({ origin, way: wayOf }) => {
  const standing = shared(() => openBallot(origin, wayOf));
  test.each(rows)("a POST to $what is refused and changes nothing", async ({ doors: which, headers }) => {
    const { way, cookie, doors, counts } = await standing();
    const before = await counts();
    for (const { path, fields } of which.map((door) => doors[door])) {
      const answer = await post(way, path, { fields, cookie, headers: headers(way) });
      expect([400, 403, 421]).toContain(answer.status);
      expect(answer.body).not.toMatch(leaks);
    }
    expect(await counts()).toEqual(before);
  });

  test.each(["document", "data", "resource"] as const)("the very same POST from our own page is done: %s", async (door) => {
    const { way, cookie, doors, counts } = await openBallot(origin, wayOf);
    const answer = await post(way, doors[door].path, { fields: doors[door].fields, cookie, headers: { "sec-fetch-site": "same-origin" } });
    expect([200, 202, 303]).toContain(answer.status);
    expect((await counts()).ballots).toBe(1);
  });

  test("the parameter _data is refused even from our own page", async () => {
    const { way, cookie, doors, counts } = await openBallot(origin, wayOf);
    for (const query of ["_data=routes%2Fballot%2Froute", "%5Fdata=routes/ballot/route", "x=1&_data"]) {
      const answer = await post(way, `${doors.document.path}?${query}`, { fields: doors.document.fields, cookie });
      expect(answer.status).toBe(400);
    }
    expect((await ask(way, { path: `${doors.document.path}?_data=routes/ballot/route`, headers: { cookie } })).status).toBe(400);
    expect((await counts()).ballots).toBe(0);
  });

  test("no other method does anything, not even from our own page", async () => {
    const { way, cookie, doors, counts } = await openBallot(origin, wayOf);
    for (const method of ["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]) for (const door of ["document", "data", "resource"] as const) {
      const answer = await ask(way, { method, path: doors[door].path, body: new URLSearchParams(doors[door].fields).toString(), headers: { cookie, origin: way.origin, "content-type": "application/x-www-form-urlencoded" } });
      expect(answer.status).toBe(405);
    }
    expect((await counts()).ballots).toBe(0);
  });

  test("signing out, which needs no field at all, is as closed as the rest", async () => {
    const { way, cookie, counts } = await openBallot(origin, wayOf);
    const before = await counts();
    for (const headers of [{ origin: evil }, { origin: undefined }, { origin: "null" }]) expect((await post(way, "/sign-out", { cookie, headers })).status).toBe(403);
    expect(await counts()).toEqual(before);
    expect((await post(way, "/sign-out", { cookie })).status).toBe(303);
    expect((await counts()).sessions).toBe(before.sessions - 1);
  });

  test("the route list of Remix is not served, and asking for it costs nothing", async () => {
    const { way } = await openBallot(origin, wayOf);
    const version = "x".repeat(8);
    const short = `/__manifest?version=${version}&p=${"/a".repeat(950)}`;
    const long = `/__manifest?version=${version}&p=${"/a".repeat(1800)}`;
    const started = process.cpuUsage();
    for (let i = 0; i < 20; i++) {
      const answer = await ask(way, { path: short });
      expect([answer.status, answer.body.includes("\"patches\""), answer.headers["x-remix-manifest"]]).toEqual([404, false, undefined]);
      expect((await ask(way, { path: long })).status).toBe(400);
    }
    const { user, system } = process.cpuUsage(started);
    // Remix's own answer took 0.4 s of CPU for one of these.
    expect((user + system) / 1000).toBeLessThan(2000);
  });
});

test("a name that leads to this machine and is not ours (DNS rebinding) is not served in the hall", async () => {
  const { way, cookie, page } = await openBallot(null, local);
  for (const host of ["evil.example", `evil.example:${way.port}`, "localhost", "localhost:1", "", undefined]) {
    const answer = await ask(way, { path: page, headers: { host, cookie } });
    expect([400, 421]).toContain(answer.status);
    expect(answer.body).not.toContain("充电点");
  }
});

test("a hall that comes in while the process is busy waits at the door: nobody's dialling is dropped", async () => {
  const { yishi } = await openHouse();
  const hall = 1000;
  // This process, which is the server, stands still until the other one has seen how many got through.
  const said = execFileSync(process.execPath, ["-e", `
    let through = 0;
    const tell = () => { console.log(through); process.exit(0); };
    for (let i = 0; i < ${hall}; i++) require("node:net").connect(${yishi.port}, "127.0.0.1", () => { if (++through === ${hall}) tell(); });
    setTimeout(tell, 10_000);
  `], { encoding: "utf8" });
  expect(Number(said)).toBe(hall);
}, 30_000);
