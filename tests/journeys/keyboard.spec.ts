import type { Page } from "playwright";
import { digits, gather, unhurried } from "./flow";
import { expect, live, test } from "./hall";
import { ownProduct } from "./product";

const product = ownProduct();

type Stop = { readonly name: string; readonly wrong: string | null };

/** What has the focus, and what is wrong with how it shows. Runs in the browser. */
function focused(): Stop | null {
  const one = document.activeElement;
  if (!(one instanceof HTMLElement) || one === document.body) return null;
  const name = `${one.tagName} «${(one.getAttribute("aria-label") ?? (one instanceof HTMLInputElement ? one.name : one.textContent ?? "")).trim().slice(0, 24)}»`;
  // A choice is drawn by its row, and so is its ring.
  const ringed = one.closest(".choice") ?? one;
  const { outlineStyle, outlineWidth } = getComputedStyle(ringed);
  if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) return { name, wrong: "no ring" };
  const box = ringed.getBoundingClientRect();
  const { innerHeight, innerWidth } = window;
  if (box.height === 0) return { name, wrong: "no size" };
  if (box.top < -1 || box.left < -1 || box.right > innerWidth + 1 || (box.bottom > innerHeight + 1 && box.height < innerHeight)) return { name, wrong: `outside: ${Math.round(box.top)} to ${Math.round(box.bottom)} of ${innerHeight}` };
  const bar = document.querySelector(".bar");
  const under = bar && !bar.contains(one) && getComputedStyle(bar).position === "sticky" ? bar.getBoundingClientRect() : null;
  return { name, wrong: under && box.bottom > under.top + 1 && box.top < under.bottom ? `under the bar: ${Math.round(box.bottom)} > ${Math.round(under.top)}` : null };
}

/** From stop to stop through the page; each must be seen. Answers their names. */
async function walk(page: Page): Promise<string[]> {
  await page.evaluate(() => { (document.activeElement as HTMLElement | null)?.blur(); window.scrollTo(0, 0); });
  const seen: string[] = [];
  for (let i = 0; i < 200; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    if (!stop) break;
    expect(stop.wrong, `${stop.name} on ${new URL(page.url()).pathname}`).toBeNull();
    seen.push(stop.name);
    if (seen.length > 1 && seen[0] === stop.name && i > 0) break;
  }
  expect(seen.length).toBeGreaterThan(1);
  return seen;
}

/** Tabs until something of that name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    await page.keyboard.press("Tab");
    const stop = await page.evaluate(focused);
    expect(stop?.wrong ?? null, stop?.name ?? "").toBeNull();
    if (stop?.name.includes(name)) return;
  }
  throw new Error(`${name} is not reached by keyboard`);
}

test("the ring is always seen, and never under the bar", async ({ devices }) => {
  const { chair, recorder, supervisor, first, watcher } = await gather(devices, product());
  for (const page of [chair, recorder, supervisor, first, watcher]) await walk(page);
  await recorder.setViewportSize({ width: 360, height: 640 });
  await chair.setViewportSize({ width: 320, height: 480 });
  for (const page of [chair, recorder]) await walk(page);
  await chair.setViewportSize({ width: 1280, height: 800 });
  expect(await walk(chair), "nothing inside the preview is reached").not.toContain("IFRAME");
  const guest = await devices.open("phone");
  for (const at of ["/c/qinghe", "/sign-in", "/s"]) { await guest.goto(product().url + at); await walk(guest); }
  for (const at of ["/people", "/people/new", "/people/import", "/bodies", "/meetings/new"]) { await chair.goto(`${product().url}/c/qinghe${at}`); await walk(chair); }
  await chair.goto(`${product().url}/c/qinghe`);
  const coming = (await chair.getByRole("link", { name: "居民议事会第5次会议" }).getAttribute("href"))!;
  for (const at of ["/edit", "/edit/items/new", "/notice", "/reply"]) { await chair.goto(product().url + coming + at); await walk(chair); }
});

test("a whole vote without a pointer", async ({ devices }) => {
  const hall = await gather(devices, product());
  const { chair, supervisor, wall } = hall;
  await chair.setViewportSize({ width: 1280, height: 800 });

  const member = await devices.open("phone");
  await member.goto(product().door("代表甲一"));
  await tabTo(member, "以代表甲一的身份进入");
  await member.keyboard.press("Enter");
  await member.waitForURL(/meetings/);
  await live(member);
  await tabTo(member, "签到");
  await member.keyboard.press("Enter");
  await member.waitForURL(/arrive/);
  await tabTo(member, "presence");
  await member.keyboard.type(await digits(wall));
  await member.keyboard.press("Enter");
  await expect(member.getByText("您已签到")).toBeVisible();

  const primary = chair.locator(".steps .btn.primary");
  await unhurried(chair, () => chair.keyboard.press("ArrowRight"));
  await expect(primary).toContainText("进入这一项");
  await unhurried(chair, () => chair.keyboard.press("PageDown"));
  // Nobody was heard yet: the remote does not put the question, a finger may.
  await expect(primary).toContainText("说明完了、提请表决");
  await unhurried(chair, () => chair.keyboard.press("ArrowRight"));
  await primary.focus();
  await expect(primary).toContainText("说明完了、提请表决");
  await unhurried(chair, () => chair.keyboard.press("Enter"));
  await expect(primary).toContainText("开始表决");
  await expect(member.locator("[data-announcer]")).toHaveText("准备表决：居民公约「文明养犬」条款草案");
  await unhurried(chair, () => chair.keyboard.press("PageDown"));
  await expect(primary).toContainText("结束表决");

  const region = member.locator("[data-announcer]");
  await expect(region).toHaveRole("status");
  await expect(region).toHaveText("正在表决：居民公约「文明养犬」条款草案。请选一项，再确认投票");
  const group = member.getByRole("group", { name: "您的选择" });
  await expect(group.getByRole("radio")).toHaveCount(3);
  for (const [i, name] of ["赞成", "反对", "弃权"].entries()) await expect(group.getByRole("radio").nth(i)).toHaveAccessibleName(name);
  await tabTo(member, "choice");
  await expect(group.getByRole("radio", { checked: true })).toHaveCount(0);
  await member.keyboard.press("Space");
  await expect(group.getByRole("radio", { name: "赞成" })).toBeChecked();
  await member.keyboard.press("ArrowDown");
  await expect(group.getByRole("radio", { name: "反对" })).toBeChecked();
  await tabTo(member, "确认投票");
  await member.keyboard.press("Enter");
  await expect(member.getByRole("heading", { name: "投票成功" })).toBeVisible();
  await expect(member.getByText("反对", { exact: true })).toBeVisible();

  // While somebody types, the keys are theirs.
  await chair.locator(".steps summary").focus();
  await chair.keyboard.press("Enter");
  await chair.getByLabel("作废原因（会公布）").focus();
  await chair.keyboard.type("还没想好");
  for (const key of ["ArrowLeft", "ArrowRight", "PageDown"]) await chair.keyboard.press(key);
  await expect(chair.getByText("确认结束表决")).toHaveCount(0);
  await chair.locator(".steps summary").focus();
  await chair.keyboard.press("Enter");
  await unhurried(chair, () => chair.keyboard.press("ArrowRight"));
  await expect(primary).toContainText("确认结束表决");
  await unhurried(chair, () => chair.keyboard.press("ArrowRight"));
  await expect(chair.getByText("等监票人核对")).toBeVisible();
  await supervisor.bringToFront();
  await expect(supervisor.getByRole("heading", { name: "核对计票" })).toBeVisible();
  await tabTo(supervisor, "核对无误");
  await supervisor.keyboard.press("Enter");
  await expect(primary).toContainText("宣布结果");
  await unhurried(chair, () => chair.keyboard.press("ArrowRight"));
  await expect(region).toHaveText("表决结果：居民公约「文明养犬」条款草案，未通过");
});
