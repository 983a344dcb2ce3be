/** The table of design.md §7: every command by everybody, through the socket and through the plain door. */
import { describe, expect, test } from "vitest";
import type { Command } from "../../app/rules/meeting/commands";
import type { Answer } from "../../app/wire/protocol";
import { actor, newKey, phone, waitFor } from "../house";
import { commandDoors } from "./commands";
import { shared } from "../shared";
import { openWorld, roles, type RoleName, type World } from "./world";

const rows = Object.entries(commandDoors).flatMap(([type, doors]) => doors.map((door, i) => ({ type, whom: doors.length === 1 ? "" : i === 0 ? "for another" : "for oneself", door })));
type Way = (world: World, role: RoleName, command: Command) => Promise<Answer>;

/** A browser's socket; staff take their own desk where they are let in. */
const bySocket: Way = async (world, role, command) => {
  const one = phone(world.url, world.place, { cookie: [await world.cookie(role), world.here()].filter(Boolean).join("; ") });
  await waitFor(() => one.known().mine !== null);
  const answer = await one.act(command);
  one.close();
  return answer;
};

/** A request as a phone sends it whose socket is silent. */
const byRequest: Way = async (world, role, command) => {
  const answer = await world.json(`/c/ce-shi/meetings/${world.place.meeting}/act`, [await world.cookie(role), world.here()].filter(Boolean).join("; "), { key: newKey(), command });
  expect([200, 422]).toContain(answer.status);
  return JSON.parse(answer.body) as Answer;
};

/** A form of a page without script: the answer travels back in the address. Papers have no such form. */
const byForm: Way = async (world, role, command) => {
  const fields = { key: newKey(), back: `/c/ce-shi/meetings/${world.place.meeting}/chair`, ...Object.fromEntries(Object.entries(command).map(([name, value]) => [name, value === null ? "" : String(value)])) };
  const answer = await world.post(`/c/ce-shi/meetings/${world.place.meeting}/act`, [await world.cookie(role), world.here()].filter(Boolean).join("; "), fields);
  expect(answer.status).toBe(303);
  const no = new URL(answer.headers.location!, "http://x").searchParams.get("no");
  return no === null ? { ok: true, at: 0 } : { ok: false, kind: "refused", code: no as "stale", rule: "", facts: {} };
};

const ways: [string, Way][] = [["socket", bySocket], ["request", byRequest], ["form", byForm]];
const hasForm = (type: string) => type !== "meeting.make" && type !== "meeting.revise" && type !== "hands.enter";

describe.each(rows)("$type $whom", ({ type, door }) => {
  const may = roles.filter((role) => door.by.includes(role));
  const mayNot = roles.filter((role) => !door.by.includes(role));
  const open = shared(() => openWorld(door.stage));

  test(`is refused for: ${mayNot.join(", ") || "nobody"}`, async () => {
    const world = await open();
    await door.before?.(world, "watcher");
    const before = await world.dump();
    for (const role of mayNot) {
      const command = await door.command(world, role);
      for (const [way, send] of ways) {
        if (way === "form" && !hasForm(type)) continue;
        const answer = await send(world, role, command);
        expect([role, way, answer.ok, "code" in answer && answer.code]).toEqual([role, way, false, door.otherwise?.[role] ?? "not-entitled"]);
      }
    }
    // A slip for the chair was made on the way, and nothing else.
    expect(JSON.stringify({ ...(JSON.parse(await world.dump()) as object[])[0], slips: 0 })).toBe(JSON.stringify({ ...(JSON.parse(before) as object[])[0], slips: 0 }));
  });

  // The same act by the same rules: each in a meeting of its own, by one way after the other.
  test.each(may.map((role, i) => [role, ways[hasForm(type) && i % 2 === 1 ? 2 : 0]!] as const))("is done for: %s", async (role, [way, send]) => {
    const world = await open();
    await world.renew();
    await door.before?.(world, role);
    const command = await door.command(world, role);
    expect([role, way, await send(world, role, command)]).toMatchObject([role, way, { ok: true }]);
  });
});

test("who is a member and a counter votes and counts; who chairs never enters or witnesses ballots, whatever else they are", async () => {
  const world = await openWorld("draft");
  const { home, sql, place } = world;
  for (const role of ["counter", "supervisor"]) await sql`insert into office (community_id, body_id, role, person_id) values (${home.id}, ${home.body}, ${role}, ${home.person("代表二")}), (${home.id}, ${home.body}, ${role}, ${home.person("书记")})`;
  const { ask, must, state } = actor(world, home);
  await must("书记", place, { type: "check-in.open" });
  for (const name of ["书记", "代表一", "代表二", "代表三", "代表四"]) await must("记录员", place, { type: "attendance.arrive", person: home.person(name) });
  await must("书记", place, { type: "meeting.open" });
  await must("书记", place, { type: "item.take", item: place.item });
  await must("书记", place, { type: "round.freeze", item: place.item, motion: null, form: "named" });
  const round = (await state(place)).rounds[0]!.id;
  await must("书记", place, { type: "round.open", round });
  const enter = { type: "ballot.enter" as const, round, person: home.person("代表三"), choice: "for" as const };
  expect(await ask("书记", place, enter)).toMatchObject({ code: "not-entitled" });
  expect(await ask("代表二", place, enter)).toMatchObject({ ok: true });
  expect(await ask("代表二", place, { type: "ballot.cast", round, choice: "for" })).toMatchObject({ ok: true });
  const [entry] = Object.keys((await state(place)).rounds[0]!.entries!);
  expect(await ask("书记", place, { type: "ballot.witness", round, entry: entry! })).toMatchObject({ code: "not-entitled" });
  expect(await ask("代表二", place, { type: "ballot.witness", round, entry: entry! })).toMatchObject({ code: "same-person" });
});
