/** Requests that are too long, too many or no requests at all: a plain page in Chinese and a 4xx, and nothing happens. */
import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { cookieOf, meetingAt, newKey, openHouse, settle } from "../house";
import { shared } from "../shared";
import { ask, bytes, leaks, local, post, type Asked, type Raw } from "./raw";

async function openRound() {
  const house = await openHouse();
  const community = await settle(house);
  const place = await meetingAt(house, community, "open");
  const [member, administrator, chair] = [await cookieOf(house, community, "代表一"), await cookieOf(house, community, "管理员"), await cookieOf(house, community, "书记")];
  const meeting = `/c/ce-shi/meetings/${place.meeting}`;
  const dump = async () => JSON.stringify(await house.sql!`select (select count(*) from ballot) as ballots, (select count(*) from meeting_event) as events, (select json_agg(p order by id) from person p) as people, (select count(*) from body) as bodies, (select count(*) from office) as offices, (select count(*) from body_member) as seats, (select count(*) from screen_link) as screens`);
  return { house, community, place, way: local(house), member, administrator, chair, meeting, dump };
}
type Open = Awaited<ReturnType<typeof openRound>>;
const standing = shared(openRound);

/** A page a resident can read, and nothing of the machine. */
function expectPlain({ status, headers, body }: Raw, statuses: readonly number[] = [400, 403, 404, 405, 411, 413, 415, 422]) {
  expect(statuses).toContain(status);
  expect(headers["content-type"]).toMatch(/^text\/(html|plain); charset=utf-8$/);
  expect(body).toMatch(/[\u4e00-\u9fff]{4,}/);
  expect(body).not.toMatch(leaks);
}

const form = "application/x-www-form-urlencoded";
const long = (bytes: number) => `note=${"x".repeat(bytes - 5)}`;
const ballot = ({ place }: Open) => `key=${newKey()}&round=${place.round}&choice=for`;

describe("the body of a form", () => {
  const cases: [what: string, status: number, ask: (open: Open) => Partial<Asked>][] = [
    ["of 65 KB", 413, () => ({ body: long(65 * 1024) })],
    ["that says it has 6 GB", 413, () => ({ body: "", headers: { "content-length": String(6 * 1024 ** 3) } })],
    ["in chunks of unknown length", 411, (open) => ({ body: ballot(open), chunked: true })],
    ["without a type", 400, (open) => ({ body: ballot(open), headers: { "content-type": undefined } })],
    ["of plain text", 400, (open) => ({ body: ballot(open), headers: { "content-type": "text/plain" } })],
    ["of an unknown type", 400, (open) => ({ body: ballot(open), headers: { "content-type": "x" } })],
    ["of JSON", 400, ({ place }) => ({ body: JSON.stringify({ key: newKey(), round: place.round, choice: "for" }), headers: { "content-type": "application/json" } })],
    ["in parts without a boundary", 400, (open) => ({ body: ballot(open), headers: { "content-type": "multipart/form-data" } })],
    ["in parts whose boundary never comes", 400, (open) => ({ body: ballot(open), headers: { "content-type": "multipart/form-data; boundary=x" } })],
    ["in parts that break off", 400, () => ({ body: "--x\r\ncontent-disposition: form-data; name=\"key\"\r\n\r\nabc", headers: { "content-type": "multipart/form-data; boundary=x" } })],
    ["in parts with a boundary of 10,000 letters", 400, () => ({ body: "--x", headers: { "content-type": `multipart/form-data; boundary=${"b".repeat(10_000)}` } })],
    ["packed with gzip", 400, () => ({ body: Buffer.from("1f8b08000000000000034b4c4a0600c241243503000000", "hex"), headers: { "content-encoding": "gzip" } })],
    ["of random bytes", 400, () => ({ body: randomBytes(500) })],
    ["with nothing in it", 400, () => ({ body: "" })],
    ["with a NUL in a value", 400, ({ place }) => ({ body: `key=${newKey()}&round=${place.round}&choice=for%00` })],
    ["with a NUL in a name", 400, (open) => ({ body: `${ballot(open)}&no%00te=x` })],
  ];

  test.each(cases)("%s is refused with %i and no ballot is cast", async (_, status, asked) => {
    const open = await standing();
    const before = await open.dump();
    const { headers, ...rest } = asked(open);
    const answer = await ask(open.way, { method: "POST", path: `${open.meeting}/ballot`, ...rest, headers: { cookie: open.member, origin: open.way.origin, "content-type": form, ...headers } });
    expectPlain(answer, [status]);
    expect(await open.dump()).toBe(before);
  });

  test("that does not say how long it is, is refused with 411 and no ballot is cast", async () => {
    const open = await openRound();
    const before = await open.dump();
    const answer = await bytes(open.way, `POST ${open.meeting}/ballot HTTP/1.1\r\nhost: ${open.way.host}\r\norigin: ${open.way.origin}\r\ncookie: ${open.member}\r\ncontent-type: ${form}\r\n\r\n${ballot(open)}`);
    expect(answer).toMatch(/^HTTP\/1\.1 411 [^]*<h1/);
    expect(await open.dump()).toBe(before);
  });

  test("in another charset is read as it is, and what is not UTF-8 is no choice", async () => {
    const open = await openRound();
    const gb = Buffer.concat([Buffer.from(`key=${newKey()}&round=${open.place.round}&choice=`), Buffer.from([0xd4, 0xde, 0xb3, 0xc9])]);
    for (const charset of ["gb2312", "utf-16", "x-none", "utf-8"]) {
      const answer = await ask(open.way, { method: "POST", path: `${open.meeting}/ballot`, body: gb, headers: { cookie: open.member, origin: open.way.origin, "content-type": `${form}; charset=${charset}` } });
      expectPlain(answer, [400]);
    }
  });

  test("with a field twice counts once: the last choice holds, and one ballot is cast", async () => {
    const open = await openRound();
    const answer = await ask(open.way, { method: "POST", path: `${open.meeting}/ballot`, body: `${ballot(open)}&choice=for&choice=against`, headers: { cookie: open.member, origin: open.way.origin, "content-type": form } });
    expect(answer.status).toBe(303);
    expect([...await open.house.sql!`select choice from ballot`]).toEqual([{ choice: "against" }]);
  });

  test("of 10,000 fields, and of one field 10,000 times, is answered in a moment at every form", async () => {
    const open = await openRound();
    const { community, administrator, meeting, way } = open;
    const many = Array.from({ length: 10_000 }, (_, i) => `f${i.toString(36)}=`).join("&");
    const same = Array.from({ length: 10_000 }, () => "name=").join("&");
    const doors = ["/sign-in", "/enter", "/s", "/type", "/devices", `${meeting}/act`, `${meeting}/ballot`, `${meeting}/arrive`, `${meeting}/edit`, `${meeting}/edit/items/new`, `${meeting}/notice`, `${meeting}/reply`, `${meeting}/desk`, "/c/ce-shi/people/new", `/c/ce-shi/people/${community.person("居民")}`, "/c/ce-shi/people/import", "/c/ce-shi/bodies", `/c/ce-shi/bodies/${community.body}`, `/c/ce-shi/bodies/${community.body}/rules`, "/c/ce-shi/meetings/new"];
    const before = await open.dump();
    for (const door of doors) for (const body of [many, same]) {
      const started = performance.now();
      const answer = await ask(way, { method: "POST", path: door, body, headers: { cookie: administrator, origin: way.origin, "content-type": form } });
      expect([200, 302, 303, 400, 403, 404, 422]).toContain(answer.status);
      expect(answer.body).not.toMatch(leaks);
      expect(performance.now() - started).toBeLessThan(3000);
    }
    expect(await open.dump()).toBe(before);
  });

  test("a list of people may be longer than a form, but not of 7 MB", async () => {
    const { way, administrator } = await openRound();
    const list = (bytes: number) => new URLSearchParams({ content: "王一 3栋 101\n".repeat(Math.ceil(bytes / 18)) }).toString();
    const paste = (body: string, path = "/c/ce-shi/people/import") => ask(way, { method: "POST", path, body, headers: { cookie: administrator, origin: way.origin, "content-type": form } });
    expect((await paste(list(200_000))).status).toBe(200);
    expectPlain(await ask(way, { method: "POST", path: "/c/ce-shi/people/import", body: "", headers: { cookie: administrator, origin: way.origin, "content-type": form, "content-length": String(7 * 1024 * 1024) } }), [413]);
    expectPlain(await paste(list(200_000), "/c/ce-shi/people/new"), [413]);
  }, 60_000);
});

describe("the address", () => {
  const odd = ["/%", "/%zz", "/c/%E0%A4%A", "/%00", "/c/ce-shi%00", "/..%2f..%2f..%2fetc%2fpasswd", "/assets/..%2f..%2fserver%2findex.js", "/assets/../../server/index.js", "/assets/%2e%2e/%2e%2e/package.json", "/.git/HEAD", "/.env", "/package.json", "/server/main.ts", "/build/server/index.js",
    "/c/ce-shi/../../../etc/passwd", "//evil.example/", "/\\evil.example", "/;/x", "/c/__proto__", "/c/constructor/people", "/c/ce-shi/meetings/__proto__", "/c/ce-shi/meetings/%F0%9F%98%80", "/c/'%20or%201=1--", "/c/ce-shi/meetings/1'%3B%20drop%20table%20ballot--/ballot", "/s/%22%3E%3Cscript%3E", "/welcome/undefined", "/screen/null", "/m/000000", "/live", "/live/?EIO=3&transport=x", "/__manifest", "/assets/", "/build", "/index.html"];

  test.each(odd)("%s leads nowhere", async (path) => {
    const { way } = await standing();
    const answer = await ask(way, { path });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).not.toMatch(leaks);
    expect(answer.body).not.toContain("<script>\"");
    if (!path.startsWith("/live") && !path.startsWith("/assets")) expectPlain(answer, [400, 404]);
  });

  test("of 2,001 characters is refused, in path or in question; of 2,000 it is not", async () => {
    const { way } = await standing();
    for (const path of [`/${"a".repeat(2000)}`, `/c/ce-shi?q=${"a".repeat(1989)}`]) expectPlain(await ask(way, { path }), [400]);
    expectPlain(await ask(way, { path: `/${"a".repeat(1999)}` }), [404]);
    expect((await ask(way, { path: `/c/ce-shi?q=${"a".repeat(1988)}` })).status).toBe(200);
  });

  test("with odd questions never breaks a page, for staff who may search", async () => {
    const { way, administrator, meeting } = await standing();
    const values = ["%00", "a%00b", "%FF%FE", "%ED%A0%80", "%E2%80%AE", "%25", "_", "%5C", "'", "\"", "%F0%9F%98%80", "[object%20Object]", "-1", "NaN", "x".repeat(500), "body:", "body:%00", "building:'", "../../", "%0d%0aset-cookie:%20x=1"];
    for (const page of ["/c/ce-shi/people?q=", "/c/ce-shi/people?after=", "/c/ce-shi/people.data?q=", "/c/ce-shi/slips?id=", "/c/ce-shi/slips?whom=", `${meeting}/desk?q=`, `${meeting}/chair?no=`, `${meeting}/chair?no=no-quorum&expected=`, "/sign-in?to=", "/c/ce-shi/people.data?_routes=", "/c/ce-shi/bodies?index&x="]) {
      for (const value of values) {
        const answer = await ask(way, { path: `${page}${value}`, headers: { cookie: administrator } });
        expect([page, value, answer.status < 500]).toEqual([page, value, true]);
        expect(answer.body).not.toMatch(leaks);
        expect(answer.headers["set-cookie"]?.some((one) => one.startsWith("x=")) ?? false).toBe(false);
      }
    }
  });
});

describe("what is no request", () => {
  test.each(["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "LOCK", "PURGE", "M-SEARCH"])("%s is no method here", async (method) => {
    const { way, chair, meeting } = await standing();
    expectPlain(await ask(way, { method, path: `${meeting}/act`, headers: { cookie: chair, origin: way.origin } }), [405]);
  });

  test("bytes that no browser sends are answered with a bare 400 at most, and the next visitor is served", async () => {
    const { way, dump } = await standing();
    const before = await dump();
    const head = `host: ${way.host}\r\norigin: ${way.origin}\r\n`;
    for (const sent of [
      "\0\0\0\0\r\n\r\n", "GET\r\n\r\n", "FOO / HTTP/1.1\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", `GET / HTTP/1.1\r\nx: ${"y".repeat(40_000)}\r\n\r\n`, "GET / HTTP/1.1\r\n\r\n", `GET / HTTP/1.1\r\n${head}host: evil.example\r\n\r\n`,
      `POST /sign-in HTTP/1.1\r\n${head}content-length: -1\r\n\r\n`, `POST /sign-in HTTP/1.1\r\n${head}content-length: 1\r\ncontent-length: 2\r\n\r\nab`, `POST /sign-in HTTP/1.1\r\n${head}content-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      `POST /sign-in HTTP/1.1\r\n${head}transfer-encoding: chunked\r\n\r\nzz\r\n`, `CONNECT evil.example:443 HTTP/1.1\r\n${head}\r\n`, `GET http://evil.example/ HTTP/1.1\r\nhost: evil.example\r\n\r\n`, `OPTIONS * HTTP/1.1\r\n${head}\r\n`, randomBytes(300),
      `GET / HTTP/1.1\r\n${head}cookie: ${"a=b; ".repeat(5000)}\r\n\r\n`, `GET / HTTP/1.1\r\n${head}upgrade: h2c\r\nconnection: upgrade\r\n\r\n`,
    ]) {
      const answer = await bytes(way, sent, 150);
      expect(answer).not.toMatch(/^HTTP\/1\.1 5/);
      expect(answer).not.toMatch(leaks);
    }
    expect(await dump()).toBe(before);
    expect((await ask(way, { path: "/c/ce-shi" })).status).toBe(200);
  });

  test("odd cookies and headers are nobody's, and break nothing", async () => {
    const { way, meeting } = await standing();
    for (const cookie of ["yishi-session=%E0%A4%A", "yishi-session=p%00", `yishi-session=p${"x".repeat(5000)}`, "yishi-session=p; yishi-session=s", "yishi-device=x.y.z", "yishi-here=..", "yishi-known=~~~", "yishi-type=__proto__", "=;=;", "__proto__=x", "yishi-session"]) {
      for (const path of ["/c/ce-shi", meeting, `${meeting}/ballot`]) expect((await ask(way, { path, headers: { cookie } })).status).toBe(200);
      expect([422, 429]).toContain((await post(way, "/sign-in", { fields: { login: "a", password: "b" }, cookie })).status);
      expect((await ask(way, { path: "/devices", headers: { cookie } })).status).toBe(302);
    }
    for (const headers of [{ accept: "x" }, { "accept-encoding": "zip, *;q=9" }, { "accept-language": "x".repeat(5000) }, { range: "bytes=0-1,5-2" }, { "if-none-match": "*" }, { "user-agent": "" }, { "x-forwarded-for": "not, an, address" }, { "x-forwarded-proto": "https" }, { "x-remix-reload-document": "true" }, { "content-length": "5" }]) {
      expect([200, 304]).toContain((await ask(way, { path: meeting, headers })).status);
    }
  });
});
