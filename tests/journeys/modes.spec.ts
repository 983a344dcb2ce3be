import type { Page } from "playwright";
import { accessible } from "./axe";
import { fits, readable, targets } from "./fits";
import { arrive, atDesk, choose, everyPage, gather, step, supervise, sure, vote, type Hall } from "./flow";
import { expect, follow, live, press, sizes, test } from "./hall";
import { ownProduct } from "./product";

const product = ownProduct();

/** Something that a person's settings do to every page, and takes back again. Run in the browser. */
const settings = {
  large: () => { document.documentElement.dataset.type = "large"; },
  normal: () => { delete document.documentElement.dataset.type; },
  doubled: () => { document.documentElement.style.fontSize = "200%"; },
  single: () => { document.documentElement.style.fontSize = ""; },
  spaced: () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("*, *::before, *::after { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
    document.adoptedStyleSheets = [sheet];
  },
  plain: () => { document.adoptedStyleSheets = []; },
};

async function under(page: Page, width: "small" | "phone") {
  await page.setViewportSize(sizes[width]);
  await fits(page);
}

/** One page in every mode, at 320 and 360 px: nothing cut, nothing beside the glass, everything large enough. */
async function inEveryMode(page: Page): Promise<void> {
  const before = page.viewportSize()!;
  for (const width of ["small", "phone"] as const) {
    await under(page, width);
    await targets(page, { width: 44, height: 44 });
    await page.evaluate(settings.large);
    await under(page, width);
    await targets(page, { width: 60, height: 60 });
    await readable(page, 18);
    await page.evaluate(settings.normal);
  }
  await page.evaluate(settings.large);
  await accessible(page);
  await page.evaluate(settings.normal);
  await page.evaluate(settings.doubled);
  await fits(page);
  await page.evaluate(settings.single);
  await page.evaluate(settings.spaced);
  await fits(page);
  await page.evaluate(settings.plain);
  await page.setViewportSize(before);
}

const inModes = async (...pages: Page[]) => { for (const page of pages) await inEveryMode(page); };
const paperOf = (hall: Hall) => everyPage(hall).filter((page) => page !== hall.wall);

test("大字版 is one tap away and stays", async ({ devices }) => {
  const phone = await devices.enter(product(), "王秀英");
  await live(phone);
  await press(phone, "大字版");
  await expect(phone.locator("html")).toHaveAttribute("data-type", "large");
  await live(phone);
  await readable(phone, 18);
  await phone.goto(`${product().url}/c/qinghe`);
  await expect(phone.locator("html")).toHaveAttribute("data-type", "large");
  await press(phone, "标准字号");
  await expect(phone.locator("html")).not.toHaveAttribute("data-type");
});

test("every state of a meeting in every mode", async ({ devices }) => {
  const hall = await gather(devices, product());
  const { chair, recorder, supervisor, first, second, watcher, wall } = hall;
  const all = () => inModes(...paperOf(hall));
  await follow(first, first.getByRole("link", { name: "签到", exact: true }));
  await inModes(first);
  await first.goBack();
  await arrive(first, wall);
  await arrive(second, wall);
  await all();
  for (const name of ["代表甲二", "代表乙二", "代表乙三", "代表丙一"]) await atDesk(recorder, name, "离开");
  await expect(chair.locator(".steps .btn.primary")).toContainText("人数不够");
  await inModes(chair, watcher, recorder);
  for (const name of ["代表甲二", "代表乙二", "代表乙三", "代表丙一"]) await atDesk(recorder, name, "签到");
  await step(chair, "宣布开会");
  await step(chair, "进入这一项");
  await inModes(chair, watcher);
  await step(chair, "提请表决");
  await inModes(chair, watcher);
  await step(chair, "开始表决");
  await expect(first.getByRole("radio", { name: "赞成" })).toBeVisible();
  await all();
  await choose(first, "弃权");
  await inModes(first);
  await press(first, "确认投票");
  await expect(first.getByRole("heading", { name: "投票成功" })).toBeVisible();
  await vote(second, "赞成");
  await recorder.getByLabel("谁的票").selectOption({ label: "业委会测试员" });
  await recorder.getByRole("radio", { name: "反对" }).check();
  await press(recorder, "录入，请监票人确认");
  await expect(supervisor.getByRole("button", { name: "是本人的意思，确认" })).toBeVisible();
  await inModes(first, recorder, supervisor);
  await step(chair, "结束表决");
  await inModes(chair);
  await sure(chair);
  await expect(supervisor.getByRole("heading", { name: "核对计票" })).toBeVisible();
  await all();
  await supervisor.getByText("有疑问", { exact: true }).click();
  await inModes(supervisor);
  await supervisor.getByLabel("疑问是什么").fill("请再数一遍。");
  await press(supervisor, "提出疑问");
  await expect(chair.locator(".steps .btn.primary")).toContainText("重新点票");
  await inModes(chair, supervisor, watcher);
  await step(chair, "重新点票");
  await supervise(supervisor);
  await step(chair, "宣布结果");
  await expect(watcher.getByRole("link", { name: "看结果和依据" })).toBeVisible();
  await all();
  await watcher.getByRole("link", { name: "看结果和依据" }).click();
  await watcher.waitForURL(/results/);
  await inModes(watcher);
});

test("every other page in every mode", async ({ devices }) => {
  const guest = await devices.open("phone");
  const chair = await devices.enter(product(), "测试书记");
  const community = `${product().url}/c/qinghe`;
  await guest.goto(community);
  await inModes(guest);
  for (const at of ["/sign-in", "/s"]) { await guest.goto(product().url + at); await inModes(guest); }
  devices.expects(guest, 422);
  await guest.getByLabel("入场条上的8位码").fill("7KQM 4X2");
  await press(guest, "进入");
  await expect(guest.getByText("少了1位")).toBeVisible();
  await inModes(guest);
  for (const at of ["/nowhere", "/s/AAAAAAAAAAAAAAAAAAAAAA"]) { devices.expects(guest, 404); await guest.goto(product().url + at); await inModes(guest); }
  await guest.goto(`${community}`);
  await guest.getByRole("link", { name: "集中充电点单价" }).click();
  await guest.waitForURL(/results/);
  await inModes(guest);
  for (const at of ["/people", "/people/new", "/people/import", "/bodies", "/running", "/meetings/new", "/slips?whom=building%3A甲苑9栋", "/people?q=王秀英"]) { await chair.goto(community + at); await inModes(chair); }
  await chair.goto(community);
  const coming = (await chair.getByRole("link", { name: "居民议事会第5次会议" }).getAttribute("href"))!;
  for (const at of ["/edit", "/edit/items/new", "/notice", "/notice/print", "/replies", "/reply", "/pack"]) { await chair.goto(product().url + coming + at); await inModes(chair); }
  await guest.goto(`${product().url}${coming}/reply`);
  await inModes(guest);
  await chair.goto(`${community}/people?q=王秀英`);
  await chair.getByRole("link", { name: /王秀英/ }).click();
  await chair.waitForURL(/people\/[0-9a-z]{16}/);
  await inModes(chair);
  await chair.goto(`${community}/people/import`);
  await chair.getByLabel("粘贴名单").fill("姓名\t称呼\t楼栋\t室\n新来的住户名字很长很长很长\t女士\t甲苑9栋\t0903\n\t女士\t甲苑9栋\t0904");
  await press(chair, "先看结果，不导入");
  await expect(chair.getByText("有错1")).toBeVisible();
  await inModes(chair);
  await chair.goto(`${community}/bodies`);
  await follow(chair, chair.getByRole("link", { name: /青禾社区居民议事会/ }));
  await inModes(chair);
  await chair.getByRole("link", { name: "议事规则", exact: true }).click();
  await chair.waitForURL(/rules/);
  await inModes(chair);
  await chair.goto(`${product().url}/devices`);
  await inModes(chair);
  const slip = await devices.open("phone");
  await chair.goto(`${community}/slips?whom=building%3A甲苑9栋`);
  await slip.goto(`${product().url}/s`);
  await slip.getByLabel("入场条上的8位码").fill(await chair.locator(".slip-code").first().innerText());
  await press(slip, "进入");
  await expect(slip.getByRole("heading", { name: "，是您吗？" })).toBeVisible();
  await inModes(slip);
});
