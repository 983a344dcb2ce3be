/** Every loader by everybody, as a page and as data. */
import { expect, test } from "vitest";
import { shared } from "../shared";
import { leaks } from "../guards/raw";
import { doors, refusal } from "./registry";
import { openWorld, roles } from "./world";

const loaders = Object.entries(doors).flatMap(([id, { path, loads }]) => (loads ? [{ id, path, loads }] : []));

const standing = shared(() => openWorld("open"));
test.each(loaders)("$id is seen by those who may, and by nobody else", async ({ path, loads }) => {
  const world = await standing();
  for (const role of roles) {
    const session = await world.cookie(role);
    const address = await path(world, role);
    const expected = loads.by.includes(role) ? loads.ok : refusal(loads, role);
    const page = await world.get(address, session);
    expect([role, page.status]).toEqual([role, expected]);
    expect(page.body).not.toMatch(leaks);
    // The same page as data: a redirect travels inside it.
    const [bare, query] = address.split("?");
    const data = await world.get(`${bare === "/" ? "/_root" : bare}.data${query ? `?${query}` : ""}`, session);
    expect([role, "data", data.status]).toEqual([role, "data", expected === 302 ? 202 : expected]);
    if (!loads.by.includes(role)) for (const answer of [page, data]) expect(answer.body).not.toMatch(/居民二|代表五|3栋/);
  }
});
