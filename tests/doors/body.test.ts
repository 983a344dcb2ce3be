/** 修改名称和任期: the administrator's form on the page of a body. */
import { expect, test } from "vitest";
import { openWorld } from "./world";

const term = { do: "term", name: "第二届议事会", termFrom: "2029-01-01", termTo: "2031-12-31" };
/** The form as it stands on a page: whether it is unfolded, and what its fields hold. */
function formIn(body: string) {
  const form = /<details[^>]*>\s*<summary[^>]*>修改名称和任期(?:(?!<\/details>).)*/s.exec(body)?.[0];
  if (form === undefined) return undefined;
  const field = (name: string) => new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(form)?.[1];
  return { open: form.startsWith("<details open"), fields: ["name", "termFrom", "termTo"].map(field), why: /class="why"[^>]*>([^<]*)/.exec(form)?.[1] };
}

test("an administrator changes name and term; dates in the wrong order are refused beside the field, and nothing changes", async () => {
  const world = await openWorld("draft");
  const [page, administrator] = [`/c/ce-shi/bodies/${world.home.body}`, await world.cookie("administrator")];
  expect(formIn((await world.get(page, await world.cookie("recorder"))).body)).toBeUndefined();
  expect(formIn((await world.get(page, administrator)).body)).toEqual({ open: false, fields: ["居民议事会", "2026-01-01", "2028-12-31"], why: undefined });

  const before = await world.dump();
  for (const [wrong, why] of [[{ termTo: "2028-12-31" }, "任期的结束要在开始之后"], [{ termTo: "" }, "请填写这一项"], [{ name: " " }, "请填写这一项"]] as const) {
    const refused = await world.post(page, administrator, { ...term, ...wrong });
    expect([refused.status, formIn(refused.body)]).toMatchObject([422, { open: true, why }]);
  }
  expect(await world.dump()).toBe(before);

  expect((await world.post(page, administrator, term)).status).toBe(303);
  expect(formIn((await world.get(page, administrator)).body)?.fields).toEqual(["第二届议事会", "2029-01-01", "2031-12-31"]);
});
