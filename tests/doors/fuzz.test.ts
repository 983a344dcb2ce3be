/** Odd input at every door: never a fault, nothing changed by what is refused, nothing told of the machine. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CommandType } from "../../app/rules/meeting/commands";
import { paths } from "../../app/paths";
import { connected, newKey } from "../house";
import { ask, leaks, type Raw } from "../guards/raw";
import { deaths } from "../guards/deaths";
import { foreignIds, inAddress, mutated, oddText, oddValue } from "./odd";
import { commands, doors } from "./registry";
import { openWorld, type RoleName, type World } from "./world";

/** FUZZ_SEED=7 FUZZ_TIMES=10 npx vitest run tests/doors/fuzz.test.ts: other dice, and ten times as many. */
const [seed, times] = [Number(process.env.FUZZ_SEED ?? 20261125), Number(process.env.FUZZ_TIMES ?? 1)];
const sampled = <T>(values: fc.Arbitrary<T>, numRuns: number): T[] => fc.sample(values, { numRuns: numRuns * times, seed });
const who: readonly RoleName[] = ["watcher", "member elsewhere", "chair", "administrator"];

type Setting = { world: World; sessions: Record<string, string>; elsewhere: { meeting: string; round: string; item: string }; seen: unknown[] };

async function open(): Promise<Setting> {
  const world = await openWorld("open");
  const sessions: Record<string, string> = {};
  for (const role of who) sessions[role] = await world.cookie(role);
  return { world, sessions, elsewhere: await world.meetingElsewhere(), seen: deaths() };
}

/** status below 500, in a moment, silent about the machine; and a no leaves everything as it was. */
async function expectSound(world: World, what: unknown, send: () => Promise<Raw>) {
  const before = await world.dump();
  const started = performance.now();
  const { status, body, headers } = await send();
  const shown = JSON.stringify(what).slice(0, 300);
  expect([shown, status < 500]).toEqual([shown, true]);
  expect(performance.now() - started).toBeLessThan(4000);
  expect([shown, leaks.exec(body)?.[0]]).toEqual([shown, undefined]);
  if (headers["content-type"]?.includes("html")) expect([shown, /<script>alert|<img src=x|href="javascript:/.exec(body)?.[0]]).toEqual([shown, undefined]);
  expect(headers["set-cookie"]?.some((one) => one.startsWith("x=")) ?? false).toBe(false);
  expect(headers.location ?? "/").toMatch(/^\/(?![/\\])/);
  if (status >= 400) expect(await world.dump()).toBe(before);
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
}

const encoded = (fields: Record<string, unknown>) => new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value) ?? ""])).toString();

const forms = Object.entries(doors).flatMap(([id, { path, acts }]) => acts.map((act) => ({ id, what: act.what, path: act.path ?? path, act })));

describe("forms", () => {
  test.each(forms)("$id ($what)", async ({ path, act }) => {
    const { world, sessions, elsewhere, seen } = await open();
    const values = fc.oneof(oddText, foreignIds(world, elsewhere));
    if (act.stage) await world.renew(act.stage);
    for (const role of who) {
      const session = sessions[role]!;
      const address = await path(world, role);
      const valid = await act.fields(world, session, role);
      const odd: fc.Arbitrary<Record<string, unknown>> = fc.oneof(mutated(valid, values), mutated({ ...valid, key: newKey() }, oddValue), fc.dictionary(fc.string({ maxLength: 12 }), fc.string({ maxLength: 30 }), { maxKeys: 6 }));
      for (const fields of sampled(odd, role === "administrator" ? 24 : 8)) {
        await expectSound(world, { role, fields }, () => ask(world.way, { method: "POST", path: address, body: encoded(fields), headers: { cookie: session, origin: world.way.origin, "content-type": "application/x-www-form-urlencoded" } }));
      }
    }
    expect(seen).toEqual([]);
  }, 60_000);

  test("in parts, with files where words should be", async () => {
    const { world, sessions, seen } = await open();
    const parts = (fields: [string, string, string?][]) => `${fields.map(([name, value, file]) => `--b\r\ncontent-disposition: form-data; name="${name}"${file === undefined ? "" : `; filename="${file}"\r\ncontent-type: text/plain`}\r\n\r\n${value}\r\n`).join("")}--b--\r\n`;
    for (const { path, act } of forms) {
      if (act.stage) await world.renew(act.stage);
      const valid = await act.fields(world, sessions.administrator!, "administrator");
      const address = await path(world, "administrator");
      const asFiles = Object.entries(valid).map(([name, value]): [string, string, string] => [name, value, "../../x.txt"]);
      for (const body of [parts(asFiles), parts([...Object.entries(valid), ["__intent__", "x", "y"]]), parts([["file", "\0\0\0", "名单.xlsx"], ["file", "PK\u0003\u0004", "a.xlsx"]]), parts([["", "", ""]])]) {
        await expectSound(world, { address, body }, () => ask(world.way, { method: "POST", path: address, body, headers: { cookie: sessions.administrator!, origin: world.way.origin, "content-type": "multipart/form-data; boundary=b" } }));
      }
    }
    expect(seen).toEqual([]);
  }, 60_000);

  test("of 1 MB are refused at every door but the list's", async () => {
    const { world, sessions } = await open();
    for (const { id, path } of forms) {
      const address = await path(world, "administrator");
      const send = () => ask(world.way, { method: "POST", path: address, body: `content=${"x".repeat(1024 * 1024)}`, headers: { cookie: sessions.administrator!, origin: world.way.origin, "content-type": "application/x-www-form-urlencoded" } });
      if (id === "routes/import/route") await expectSound(world, id, send);
      else expect((await send()).status).toBe(413);
    }
  }, 60_000);
});

describe("acts", () => {
  const types = Object.keys(commands) as CommandType[];

  /** Every command's example as an act, for a meeting with an open round. */
  async function examples(world: World, role: RoleName) {
    const found: Record<string, unknown>[] = [];
    for (const type of types) for (const door of commands[type]) if (!door.before) found.push({ key: newKey(), command: await door.command(world, role) });
    return found;
  }

  test("any JSON, and acts with one field changed or another's id, by request", async () => {
    const { world, sessions, elsewhere, seen } = await open();
    const ids = foreignIds(world, elsewhere);
    for (const role of who) {
      const all = await examples(world, role);
      const one = fc.constantFrom(...all);
      const odd = fc.oneof(
        oddValue, fc.record({ key: oddValue, command: oddValue }), one.chain((act) => mutated(act, oddValue)),
        one.chain((act) => mutated(act.command as Record<string, unknown>, fc.oneof(oddValue, ids)).map((command) => ({ key: newKey(), command }))),
      );
      for (const body of sampled(odd, 90)) await expectSound(world, { role, body }, () => world.json(`/c/ce-shi/meetings/${world.place.meeting}/act`, sessions[role]!, body));
    }
    expect(seen).toEqual([]);
  }, 90_000);

  test("the same by socket: answered, and never with a fault", async () => {
    const { world, sessions, elsewhere, seen } = await open();
    for (const role of who) {
      const one = fc.constantFrom(...await examples(world, role));
      const odd = fc.oneof(oddValue, one.chain((act) => mutated(act, oddValue)), one.chain((act) => mutated(act.command as Record<string, unknown>, fc.oneof(oddValue, foreignIds(world, elsewhere))).map((command) => ({ key: newKey(), command }))));
      const small = odd.filter((value) => (JSON.stringify(value)?.length ?? 0) < 4000 && value !== undefined);
      const acts = sampled(small, 50);
      // Sixty acts in ten seconds would be cut off: fifty a phone.
      for (let i = 0; i < acts.length; i += 50) {
        const phone = await connected(world.url, world.place, { cookie: sessions[role]! });
        for (const act of acts.slice(i, i + 50)) {
          const before = await world.dump();
          const answer = await phone.send(act);
          const shown = JSON.stringify(act).slice(0, 300);
          expect([shown, answer.ok || ["refused", "malformed"].includes(answer.kind)]).toEqual([shown, true]);
          if (!answer.ok) expect(await world.dump()).toBe(before);
        }
        expect(phone.socket.connected).toBe(true);
        phone.close();
      }
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(seen).toEqual([]);
  }, 90_000);

  test("bodies that are no JSON at all are malformed", async () => {
    const { world, sessions } = await open();
    for (const body of ["", "{", "nul", "\"\\ud800\"", "{\"key\":\"\\u0000\"}", "[".repeat(30_000), "[".repeat(30_000) + "]".repeat(30_000), `{"key":"0123456789abcdef","command":${"{\"a\":".repeat(10_000)}1${"}".repeat(10_000)}}`, "1e999", "{\"a\":1,}", "\ufeff{}", "{\"key\":1}{\"key\":2}"]) {
      await expectSound(world, body, () => ask(world.way, { method: "POST", path: `/c/ce-shi/meetings/${world.place.meeting}/act`, body, headers: { cookie: sessions.chair!, origin: world.way.origin, "content-type": "application/json" } }));
    }
  });
});

test("any words in the place of any id or code of an address, as page and as data", async () => {
  const { world, sessions, seen } = await open();
  const valid: Record<string, string> = { community: "ce-shi", meeting: world.place.meeting, body: world.home.body, person: world.home.person("居民二"), item: world.place.item, round: world.place.round, version: "1" };
  // Every address with any words in the place of one of its ids, the others as they are.
  const patterns = Object.values(paths).flatMap((path) => [...path.matchAll(/:(\w+)/g)].map(([mark]) => path.replace(`${mark}`, "*").replace(/:(\w+)/g, (_, name: string) => valid[name] ?? "0000000000000000")));
  const meeting = `/c/ce-shi/meetings/${world.place.meeting}`;
  patterns.push("/c/ce-shi?q=*", "/c/ce-shi/people?q=*", "/c/ce-shi/people?after=*", "/c/ce-shi/slips?id=*", "/c/ce-shi/slips?whom=*", "/sign-in?to=*", ...["/chair?no=*", "/reply?no=*", "/record?q=*", "/practice?again=*", `/items/${world.place.item}/comments?before=*`, `/items/${world.place.item}/comments?reply=*`].map((end) => meeting + end));
  const words = oddText.map(inAddress).filter((value) => value.length < 900);
  for (const pattern of patterns) for (const role of ["watcher", "administrator"] as const) {
    for (const value of sampled(words, 4)) {
      const [path, query] = pattern.replaceAll("*", value).split("?");
      for (const address of [path!, `${path!}.data`]) await expectSound(world, { role, address, query }, () => world.get(query === undefined ? address : `${address}?${query}`, sessions[role]!));
    }
  }
  expect(seen).toEqual([]);
}, 90_000);
