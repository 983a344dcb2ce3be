/** Ids of another community, or of nobody, in addresses, forms and acts. */
import { expect, test } from "vitest";
import { newKey, testDraft } from "../house";
import { doors } from "./registry";
import { openWorld, type RoleName } from "./world";

const foreigners = Object.entries(doors).flatMap(([id, { foreign }]) => (foreign ? [{ id, foreign }] : []));

test.each(foreigners)("$id shows and does nothing with an id that is not its own", async ({ foreign }) => {
  const world = await openWorld("open");
  const elsewhere = await world.meetingElsewhere();
  for (const role of ["administrator", "chair", "administrator elsewhere", "watcher"] as const) {
    const session = await world.cookie(role);
    for (const address of foreign(world, elsewhere)) {
      const expected = [404, 403, 302];
      const page = await world.get(address, session);
      expect([role, address, expected.includes(page.status)]).toEqual([role, address, true]);
      if (role === "administrator" && !address.startsWith("/c/bie-chu")) expect([address, page.status]).toEqual([address, 404]);
      expect(page.body).not.toMatch(/居民二|代表五|充电点/);
      const before = await world.dump();
      for (const fields of [{ do: "remove" }, { do: "seat", person: world.home.person("居民") }, { key: "0123456789abcdef", type: "meeting.close" }] as Record<string, string>[]) {
        const answer = await world.post(address, session, fields);
        expect([role, address, answer.status >= 400 || answer.status === 302]).toEqual([role, address, true]);
      }
      expect(await world.dump()).toBe(before);
    }
  }
});

test("a body, a person and a round of another community are taken into no act", async () => {
  const world = await openWorld("open");
  const elsewhere = await world.meetingElsewhere();
  const act = async (role: RoleName, command: object) => JSON.parse((await world.json(`/c/ce-shi/meetings/${world.place.meeting}/act`, await world.cookie(role), { key: newKey(), command })).body) as { ok: boolean; code?: string };
  const before = await world.dump();
  expect(await act("administrator", { type: "meeting.make", body: world.away.body, draft: testDraft })).toMatchObject({ code: "no-members" });
  expect(await act("recorder", { type: "attendance.arrive", person: world.away.person("居民") })).toMatchObject({ code: "unknown-person" });
  expect(await act("recorder", { type: "ballot.enter", round: world.place.round, person: world.away.person("代表一"), choice: "for" })).toMatchObject({ code: "not-on-roll" });
  for (const type of ["round.close", "round.open", "round.check", "round.announce"]) expect(await act(type === "round.check" ? "supervisor" : "chair", { type, round: elsewhere.round })).toMatchObject({ code: "unknown-round" });
  expect(await act("member", { type: "ballot.cast", round: elsewhere.round, choice: "for" })).toMatchObject({ code: "unknown-round" });
  expect(await act("chair", { type: "item.take", item: elsewhere.item })).toMatchObject({ code: "unknown-item" });
  const body = `/c/ce-shi/bodies/${world.home.body}`;
  const administrator = await world.cookie("administrator");
  for (const fields of [{ do: "seat", seat: "member" }, { do: "unseat" }] as Record<string, string>[]) expect((await world.post(body, administrator, { ...fields, person: world.away.person("居民") })).status).toBe(303);
  for (const fields of [{ appoint: "supervisor" }, { appoint: "chair" }] as Record<string, string>[]) expect((await world.post(body, administrator, { ...fields, person: world.away.person("居民") })).status).toBe(303);
  expect((await world.get(`/c/ce-shi/slips?whom=body:${world.away.body}`, administrator)).body).not.toMatch(/\/s\//);
  expect((await world.get(`/c/ce-shi/slips?id=${world.away.person("居民")}`, administrator)).body).not.toMatch(/\/s\//);
  expect(await world.dump()).toBe(before);
});
