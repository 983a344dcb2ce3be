/** What every answer tells the browser: whose scripts run, who may frame it, what is kept, and what a cookie is. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync } from "node:zlib";
import { describe, expect, inject, test } from "vitest";
import { makeScreenLink } from "../../server/store/slips";
import { cookieOf, meetingAt, openHouse, settle } from "../house";
import { invitationFor, password, slipOf } from "./people";
import { ask, behindProxy, local, onNetwork, post, publicOrigin, type Raw } from "./raw";

const settings = [
  { name: "http on localhost", origin: null, way: local, https: false },
  { name: "http on the hall's network", origin: null, way: onNetwork, https: false },
  { name: "https behind a proxy", origin: publicOrigin, way: behindProxy, https: true },
] as const;
type Setting = (typeof settings)[number];

async function pages({ origin, way: wayOf }: Setting) {
  const house = await openHouse({ origin });
  const community = await settle(house);
  const place = await meetingAt(house, community, "open");
  const screen = house.house.links.token("screen", community.id, await makeScreenLink(house.house.database.db, house.house.links, { ...place, by: "x" }));
  const meeting = `/c/ce-shi/meetings/${place.meeting}`;
  return {
    house, community, place, way: wayOf(house), meeting, screen: `/screen/${screen}`,
    public: ["/c/ce-shi", `${meeting}/ballot`, `${meeting}/items/${place.item}`, "/sign-in", "/s", "/not-there", `${meeting}/results/none`, `/setup/${house.yishi.setupToken}`],
    staff: [`${meeting}/chair`, `${meeting}/edit/items/new`, `${meeting}/replies`, `${meeting}/pack`, `${meeting}/desk`, `${meeting}/supervise`, "/c/ce-shi/people", "/c/ce-shi/slips", "/c/ce-shi/bodies", "/c/ce-shi/meetings/new", "/devices"],
    cookie: (name: string) => cookieOf(house, community, name),
  };
}

/** The policy as a table of its directives. */
const policyOf = ({ headers }: Raw) => new Map(String(headers["content-security-policy"]).split(";").map((one) => { const [name, ...values] = one.trim().split(/\s+/); return [name!, values] as const; }));
const nonceOf = (answer: Raw) => policyOf(answer).get("script-src")?.find((value) => value.startsWith("'nonce-"))?.slice(7, -1) ?? "";

describe.each(settings)("$name", (setting) => {
  const { https } = setting;

  test("scripts run only with the answer's own nonce: no unsafe-inline, no eval, no other host, no handler in an attribute", async () => {
    const { way, public: open, staff, screen, cookie } = await pages(setting);
    const administrator = await cookie("管理员");
    for (const page of [...open, ...staff, screen]) {
      const answer = await ask(way, { path: page, headers: { cookie: administrator } });
      const policy = policyOf(answer);
      const nonce = nonceOf(answer);
      expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
      expect(policy.get("script-src")).toEqual(["'self'", `'nonce-${nonce}'`]);
      expect([policy.get("script-src-attr"), policy.get("object-src"), policy.get("base-uri"), policy.get("form-action"), policy.get("default-src")]).toEqual([["'none'"], ["'none'"], ["'none'"], ["'self'"], ["'self'"]]);
      expect(policy.get("style-src")).toEqual(["'self'", `'nonce-${nonce}'`]);
      expect(policy.get("connect-src")).toEqual(["'self'", `${https ? "wss" : "ws"}://${way.host}`]);
      const scripts = [...answer.body.matchAll(/<script\b[^>]*>/g)].map(([tag]) => tag);
      expect(scripts.length).toBeGreaterThan(0);
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`);
      expect(answer.body).not.toMatch(/<[a-z][^>]*\son[a-z]+=|javascript:/i);
    }
  });

  test("on the meeting's page, whose bytes are kept, only its own scripts run, by their digests", async () => {
    const { way, meeting, cookie } = await pages(setting);
    const answers = [await ask(way, { path: meeting }), await ask(way, { path: meeting, headers: { cookie: await cookie("管理员") } })];
    expect(answers[1]!.body).toBe(answers[0]!.body);
    for (const answer of answers) {
      const policy = policyOf(answer);
      const digests = [...answer.body.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([^]*?)<\/script>/g)].map(([, text]) => `'sha256-${createHash("sha256").update(text!).digest("base64")}'`);
      expect(digests.length).toBeGreaterThan(0);
      expect(new Set(policy.get("script-src"))).toEqual(new Set(["'self'", ...digests]));
      const styles = [...answer.body.matchAll(/<style[^>]*>([^]*?)<\/style>/g)].map(([, text]) => `'sha256-${createHash("sha256").update(text!).digest("base64")}'`);
      expect(styles).toHaveLength(1);
      expect(policy.get("style-src")).toEqual(["'self'", ...styles]);
      expect([policy.get("script-src-attr"), policy.get("object-src"), policy.get("base-uri"), policy.get("form-action"), policy.get("default-src"), policy.get("frame-ancestors")]).toEqual([["'none'"], ["'none'"], ["'none'"], ["'self'"], ["'self'"], ["'none'"]]);
      expect(policy.get("connect-src")).toEqual(["'self'", `${https ? "wss" : "ws"}://${way.host}`]);
      expect(answer.body).not.toMatch(/<[a-z][^>]*\son[a-z]+=|javascript:|nonce|NONCE-OF/i);
      expect(answer.headers["x-frame-options"]).toBe("DENY");
    }
  });

  test("the nonce is fresh for every answer", async () => {
    const { way, public: open } = await pages(setting);
    for (const page of open) {
      const answers = await Promise.all([1, 2, 3].map(() => ask(way, { path: page })));
      expect(new Set(answers.map(nonceOf)).size).toBe(3);
      for (const answer of answers) {
        expect(answer.body).toContain(nonceOf(answer));
        expect(answer.body).not.toMatch(/NONCE-OF/);
        for (const other of answers) if (other !== answer) expect(answer.body).not.toContain(nonceOf(other));
      }
    }
  });

  test("nobody frames a page; our own console frames the big screen", async () => {
    const { way, public: open, staff, screen, cookie } = await pages(setting);
    const administrator = await cookie("管理员");
    for (const page of [...open, ...staff]) {
      const answer = await ask(way, { path: page, headers: { cookie: administrator } });
      expect([policyOf(answer).get("frame-ancestors"), answer.headers["x-frame-options"]]).toEqual([["'none'"], "DENY"]);
    }
    const shown = await ask(way, { path: screen });
    expect([shown.status, policyOf(shown).get("frame-ancestors"), shown.headers["x-frame-options"]]).toEqual([200, ["'self'"], "SAMEORIGIN"]);
  });

  test("every answer of every kind carries the rest: no sniffing, the referrer policy, no sensors, no maker's name; HSTS only with https", async () => {
    const { way, public: open, screen, meeting } = await pages(setting);
    const asset = `/assets/${readdirSync(path.join(inject("root"), "build/client/assets")).find((name) => name.endsWith(".js"))}`;
    const refused = [await post(way, `${meeting}/act`, { headers: { origin: "https://evil.example" } }), await ask(way, { method: "PUT", path: "/" }), await ask(way, { path: "/%" })];
    const answers = [...await Promise.all([...open, screen, asset, "/icon.svg", "/healthz", "/m/NOCODE"].map((page) => ask(way, { path: page }))), ...refused];
    for (const { headers } of answers) {
      expect(headers["x-content-type-options"]).toBe("nosniff");
      expect(headers["referrer-policy"]).toBe("strict-origin-when-cross-origin");
      expect(headers["permissions-policy"]).toContain("camera=()");
      expect(headers["content-security-policy"]).toBeDefined();
      expect([headers["x-powered-by"], headers.server]).toEqual([undefined, undefined]);
      expect(headers["strict-transport-security"]).toBe(https ? "max-age=31536000; includeSubDomains" : undefined);
    }
  });

  test("every cookie is HttpOnly, Lax and for the whole site; with https also __Host- and Secure, with http neither", async () => {
    const { way, house, community, place, cookie } = await pages(setting);
    const set: string[] = [];
    const keep = async (answer: Promise<Raw>) => { set.push(...(await answer).headers["set-cookie"] ?? []); };
    await keep(ask(way, { path: "/sign-in" }));
    await keep(post(way, `/welcome/${await invitationFor(house, community, "书记")}`, { fields: { login: "shuji", password } }));
    await keep(post(way, "/sign-in", { fields: { login: "shuji", password } }));
    await keep(post(way, `/s/${(await slipOf(house, community, "代表一")).token}`, { fields: { later: "on" } }));
    const code = house.house.presence.scan(place, Date.now());
    const [{ code: meetingCode }] = await house.sql!<[{ code: string }]>`select code from meeting`;
    await keep(ask(way, { path: `/m/${meetingCode}/${code}` }));
    await keep(post(way, "/type", { fields: { large: "on" } }));
    await keep(post(way, "/sign-out", { cookie: await cookie("代表二") }));
    const names = set.map((one) => one.split("=")[0]!.replace("__Host-", ""));
    expect([...new Set(names)].sort()).toEqual(["yishi-device", "yishi-here", "yishi-known", "yishi-session", "yishi-type"]);
    for (const one of set) {
      expect(one).toMatch(/; Path=\/(;|$)/);
      expect(one).toContain("; HttpOnly");
      expect(one).toContain("; SameSite=Lax");
      expect(one).not.toContain("Domain=");
      expect([one.startsWith("__Host-"), one.includes("; Secure")]).toEqual([https, https]);
    }
  });

  test("pages are never kept by a browser or a proxy; built files are, for ever", async () => {
    const { way, public: open, staff, screen, cookie } = await pages(setting);
    const administrator = await cookie("管理员");
    for (const page of [...open, ...staff, screen, `${open[1]}/ballot.data`, "/c/ce-shi/people.data"]) expect((await ask(way, { path: page, headers: { cookie: administrator } })).headers["cache-control"]).toBe("no-store");
    for (const page of ["/", "/m/NOCODE", "/enter", "/sign-out"]) expect((await ask(way, { path: page })).headers["cache-control"]).toBe("no-store");
    for (const name of readdirSync(path.join(inject("root"), "build/client/assets")).filter((one) => /\.(js|css)$/.test(one)).slice(0, 5)) {
      for (const encoding of ["br", "gzip", "identity"]) {
        const answer = await ask(way, { path: `/assets/${name}`, headers: { "accept-encoding": encoding } });
        expect([answer.status, answer.headers["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
        expect(answer.headers["content-encoding"]).toBe(encoding === "identity" ? undefined : encoding);
        if (encoding === "br") expect(Number(answer.headers["content-length"])).toBe(brotliCompressSync(readFileSync(path.join(inject("root"), "build/client/assets", name))).length);
        expect(answer.headers["set-cookie"]).toBeUndefined();
      }
    }
  });

  test("the meeting's page is the same bytes for a watcher, a member and the chair, but for the nonce", async () => {
    const { way, meeting, cookie } = await pages(setting);
    const bodies: string[] = [];
    for (const visitor of [undefined, await cookie("代表一"), await cookie("书记"), await cookie("监票人"), "yishi-session=p0"]) {
      const answer = await ask(way, { path: meeting, headers: { cookie: visitor, "user-agent": visitor ?? "watcher" } });
      expect([answer.status, answer.headers["set-cookie"]]).toEqual([200, undefined]);
      bodies.push(answer.body.replaceAll(nonceOf(answer), "N"));
    }
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).not.toMatch(/代表一|"roll"/);
  });
});
