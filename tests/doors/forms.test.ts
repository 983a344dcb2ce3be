/** Every action by everybody; what is refused leaves everything as it was. */
import { expect, test } from "vitest";
import { leaks } from "../guards/raw";
import { doors, refusal, type Acts } from "./registry";
import { openWorld, roles, type RoleName } from "./world";

const actions = Object.entries(doors).flatMap(([id, { path, acts }]) => acts.map((act) => ({ id, path: act.path ?? path, act, what: act.what })));

/** An address and fields as the role's browser would send them. */
async function sent(world: Awaited<ReturnType<typeof openWorld>>, { path, act }: (typeof actions)[number], role: RoleName) {
  const session = [await world.cookie(role), world.here()].filter(Boolean).join("; ");
  const address = await path(world, role);
  const fields = await act.fields(world, session.startsWith("yishi-session") ? session.split("; ")[0]! : "", role);
  return { before: await world.dump(), answer: () => world.post(address, session, fields) };
}
const opened = (act: Acts) => openWorld(act.stage ?? "open");

test.each(actions)("$id: $what", async (door) => {
  const { act } = door;
  const shared = await opened(act);
  for (const role of roles) {
    const may = act.by.includes(role);
    // What only a few may do is done once in a world.
    const once = may && act.by.length < 4;
    const world = once ? await opened(act) : shared;
    const { before, answer } = await sent(world, door, role);
    const { status, body } = await answer();
    expect([role, status]).toEqual([role, may ? act.ok : refusal(act, role)]);
    expect(body).not.toMatch(leaks);
    if (!may || act.looksOnly) expect(await world.dump()).toBe(before);
    else if (once) expect(await world.dump()).not.toBe(before);
  }
}, 60_000);
