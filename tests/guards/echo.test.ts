/** security.md §1.1: an answer that repeats deep input breaks in turbo-stream, so no answer repeats any shape but our own. */
import { expect, test } from "vitest";
import { cookieOf, meetingAt, newKey, openHouse, settle } from "../house";
import { ask, leaks, local, post, type Raw } from "./raw";

const depth = 3000;
const nested = "[".repeat(depth) + "]".repeat(depth);

async function staffForms() {
  const house = await openHouse();
  const community = await settle(house);
  const place = await meetingAt(house, community, "draft");
  const cookie = await cookieOf(house, community, "管理员");
  const here = "/c/ce-shi";
  const forms = [
    `${here}/people/new`, `${here}/people/${community.person("居民")}`, `${here}/bodies`, `${here}/bodies/${community.body}/rules`, `${here}/meetings/new`,
    `${here}/meetings/${place.meeting}/edit`, `${here}/meetings/${place.meeting}/edit/items/new`, `${here}/meetings/${place.meeting}/notice`, `${here}/meetings/${place.meeting}/reply`, `${here}/meetings/${place.meeting}/desk`, `/setup/${house.yishi.setupToken}`,
  ];
  const dump = async () => JSON.stringify(await house.sql!`select (select json_agg(p order by id) from person p) as people, (select count(*) from body) as bodies, (select count(*) from rule_set) as rules, (select count(*) from meeting_event) as events`);
  return { house, community, place, cookie, forms, dump, way: local(house) };
}

/** A whole answer that says no, in a page or in data that a browser can read. */
function expectWhole({ status, body }: Raw) {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(body.length).toBeLessThan(60_000);
  expect(body).not.toMatch(leaks);
}

const odd: [what: string, fields: (key: string) => Record<string, string>][] = [
  ["a name nested 3,000 deep", () => ({ [`name${".a".repeat(depth)}`]: "x" })],
  ["a name of 3,000 lists", () => ({ [`name${"[0]".repeat(depth)}`]: "x" })],
  ["a list with a gap of a milliard", () => ({ "name[999999999]": "x" })],
  ["Conform's own intent with a value nested 3,000 deep", () => ({ "__intent__": `{"type":"update","payload":{"name":"name","value":${nested}}}` })],
  ["Conform's own intent that replaces everything", () => ({ "__intent__": `{"type":"update","payload":{"value":${nested}}}` })],
  ["Conform's own intent that is no JSON", () => ({ "__intent__": "x" })],
  ["Conform's own state that is no JSON", () => ({ "__state__": "x" })],
  ["Conform's own state nested 3,000 deep", () => ({ "__state__": nested, "__intent__": "{\"type\":\"validate\"}" })],
  ["names that reach for the prototype", () => ({ "__proto__.polluted": "x", "constructor.prototype.polluted": "x", "name.__proto__.polluted": "x" })],
];

test.each(odd)("%s gets a whole, short answer at every form of staff, and nothing comes of it", async (_, fields) => {
  const { way, cookie, forms, dump } = await staffForms();
  const before = await dump();
  for (const form of forms) for (const path of [form, `${form}.data`]) {
    const answer = await post(way, path, { cookie, fields: { key: newKey(), ...fields(newKey()) } });
    expectWhole(answer);
    expect(answer.body).not.toContain("a.a.a");
    expect(answer.body).not.toContain("[[[[");
  }
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  expect(await dump()).toBe(before);
});

test("JSON nested 3,000 deep at the acts' door is malformed, and the answer says no more than that", async () => {
  const { way, cookie, place, dump } = await staffForms();
  const before = await dump();
  const path = `/c/ce-shi/meetings/${place.meeting}/act`;
  for (const body of [nested, `{"key":"${newKey()}","command":{"type":"check-in.open","x":${nested}}}`, `{"key":${nested},"command":{"type":"check-in.open"}}`, `{"command":${nested}}`]) {
    const answer = await ask(way, { method: "POST", path, body, headers: { cookie, origin: way.origin, "content-type": "application/json" } });
    expect([answer.status, answer.body]).toEqual([400, "{\"ok\":false,\"kind\":\"malformed\"}"]);
  }
  expect(await dump()).toBe(before);
});

test("what a form does repeat is the text of its own fields, so that nobody types twice", async () => {
  const { way, cookie } = await staffForms();
  const answer = await post(way, "/c/ce-shi/people/new", { cookie, fields: { name: "", building: "3栋又长又怪", phone: "不是数字" } });
  expect(answer.status).toBe(422);
  expect(answer.body).toContain("3栋又长又怪");
});
