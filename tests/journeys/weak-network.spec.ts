import type { Page } from "playwright";
import { arrive, atDesk, choose, gather, step, stepSure, supervise, vote } from "./flow";
import { expect, live, meetingOf, press } from "./hall";
import { networkAddress } from "./product";
import { castCutOff, cut, holdLine, keptBallots, openHall, received, test, voteAnew } from "./weak";

test("a ballot on a weak network arrives once, or says that it did not", async ({ devices, product }) => {
  const hall = await gather(devices, product);
  const { chair, first, second, supervisor } = hall;
  await openHall(hall);

  // Cut after the choice; sent again by itself.
  devices.loses(first);
  await castCutOff(first, "赞成");
  await expect(first.getByText("您选择：赞成")).toBeVisible();
  await expect(first.locator(".link")).toHaveText("网络断了");
  await vote(second, "反对");
  await expect(chair.getByText("已投1人，应投17人")).toBeVisible();
  await first.context().setOffline(false);
  await expect(received(first)).toBeVisible({ timeout: 20_000 });
  await expect(chair.getByText("已投2人，应投17人")).toBeVisible();
  await first.reload();
  await expect(received(first)).toBeVisible();
  await expect(chair.getByText("已投2人，应投17人")).toBeVisible();

  // Closed before the answer; the next page takes it up.
  await voteAnew(hall);
  await castCutOff(first, "弃权");
  const context = first.context();
  await first.close();
  await context.setOffline(false);
  const again = await context.newPage();
  devices.loses(again);
  await again.goto(meetingOf(chair));
  await expect(received(again)).toBeVisible({ timeout: 20_000 });
  await expect(again.getByText("弃权", { exact: true })).toBeVisible();
  await expect(chair.getByText("已投1人，应投17人")).toBeVisible();

  // Too late: said in words, and not counted.
  await voteAnew(hall);
  await castCutOff(again, "赞成");
  await vote(second, "反对");
  await stepSure(chair, "结束表决", "结束后不能再投。");
  await expect(chair.getByText("等监票人核对")).toBeVisible();
  devices.expects(again, 422, "maybe");
  await context.setOffline(false);
  await expect(again.getByText(/没投上：表决已于\d\d:\d\d结束/)).toBeVisible({ timeout: 20_000 });
  await expect(chair.locator("[data-figure=against]")).toHaveText("1");
  await expect(chair.locator("[data-figure=for]")).toHaveText("0");

  // Announced before the phone is back: the refusal stands over the result.
  await voteAnew(hall);
  await castCutOff(again, "赞成");
  await vote(second, "反对");
  await stepSure(chair, "结束表决", "结束后不能再投。");
  await supervise(supervisor);
  await step(chair, "宣布结果");
  await expect(second.getByRole("link", { name: "看结果和依据" })).toBeVisible();
  devices.expects(again, 422, "maybe");
  await context.setOffline(false);
  await expect(again.getByRole("link", { name: "看结果和依据" })).toBeVisible({ timeout: 20_000 });
  await expect(again.getByText(/没投上：表决已于\d\d:\d\d结束/)).toBeVisible({ timeout: 20_000 });
  await expect.poll(() => again.evaluate(keptBallots)).toEqual([]);
});

test("the server is killed in the middle of a vote, and every phone finds its way back", async ({ devices, product }) => {
  const hall = await gather(devices, product);
  const { chair, recorder, first, second, watcher, wall } = hall;
  await openHall(hall);
  await vote(second, "反对");
  await choose(first, "赞成");
  for (const page of Object.values(hall)) devices.loses(page);
  await product.kill();
  for (const page of [first, watcher, chair]) await expect(page.locator(".link")).toHaveText("正在重连");
  await expect(wall.getByText("正在重连")).toBeVisible();
  await press(first, "确认投票");
  await expect(first.getByText(cut)).toBeVisible();
  await expect(received(second)).toBeVisible();
  await product.start();
  await expect(received(first)).toBeVisible({ timeout: 30_000 });
  for (const page of [first, second, watcher, chair, recorder]) await expect(page.locator(".link")).toHaveText("已连接", { timeout: 30_000 });
  for (const page of [first, second, watcher, chair, wall]) await expect(page.getByText("已投2人，应投17人")).toBeVisible({ timeout: 30_000 });
  await stepSure(chair, "结束表决", "结束后不能再投。");
  await expect(chair.locator("[data-figure=for]")).toHaveText("1");
  await expect(chair.locator("[data-figure=against]")).toHaveText("1");
  for (const page of [watcher, wall]) await expect(page.getByText("表决结束，正在核对", { exact: true })).toBeVisible();
});

test("a page refused at the handshake tries again; an act without an answer is told, and happens once", async ({ devices, product }) => {
  const recorder = await devices.enter(product, "测试记录员", "tablet");
  const watcher = await devices.open("phone");
  await watcher.goto(meetingOf(recorder));
  const line = await holdLine(recorder);
  line.refuses = true;
  await recorder.goto(`${meetingOf(recorder)}/desk`);
  await expect(recorder.locator(".link")).toHaveText("正在重连");
  await live(recorder, watcher);
  expect(line.refuses).toBe(false);

  line.loses = true;
  for (const name of ["代表甲一", "代表甲三"]) await press(recorder, `${name}：签到`);
  await expect(watcher.getByText("应到21人，实到17人")).toBeVisible();
  await expect(recorder.getByText("没有收到回音，可以再按一次，不会重复。")).toBeVisible();
  await expect(recorder.getByRole("button", { name: /代表甲[一三]：签到/, disabled: false })).toHaveCount(2);
  line.loses = false;
  await press(recorder, "代表甲一：签到");
  await expect(recorder.locator(".banner")).toHaveCount(0);
  // The next news shows what was lost. What is pressed after that is meant anew, though an answer never came.
  await atDesk(recorder, "代表乙一", "签到");
  await expect(watcher.getByText("应到21人，实到18人")).toBeVisible();
  await atDesk(recorder, "代表甲三", "离开");
  await expect(watcher.getByText("应到21人，实到17人")).toBeVisible();
  await atDesk(recorder, "代表甲三", "签到");
  await expect(watcher.getByText("应到21人，实到18人")).toBeVisible();
});

/** As in a network that lets no WebSocket through: it is refused, or never answered. Runs in the browser before the page. */
function blockWebSockets(how: "refused" | "swallowed") {
  class Blocked {
    onerror: (() => void) | null = null;
    onclose: (() => void) | null = null;
    constructor() { if (how === "refused") setTimeout(() => { this.onerror?.(); this.onclose?.(); }); }
    close() {}
  }
  Object.assign(window, { WebSocket: Blocked });
}

test("where no WebSocket gets through, pages stay live by long polling, on localhost and on the machine's address", async ({ devices, product }) => {
  const chair = await devices.enter(product, "测试书记", "laptop");
  await live(chair);
  const here = meetingOf(chair);
  const address = Object.assign(new URL(here), { hostname: networkAddress() }).href;
  const pages = await Promise.all(([[here, "refused"], [address, "refused"], [address, "swallowed"]] as const).map(async ([at, how]) => {
    const page = await devices.open("phone");
    await page.addInitScript(blockWebSockets, how);
    await page.goto(at);
    return page;
  }));
  for (const page of pages) await expect(page.locator(".link")).toHaveText("已连接", { timeout: 20_000 });
  await step(chair, "宣布开会");
  for (const page of pages) await expect(page.getByRole("main").getByText("会议进行中")).toBeVisible();
});

/** Every shift of the page that no tap has asked for, from its first paint on. Runs in the browser before the page. */
function watchShifts() {
  const shifts: string[] = [];
  Object.assign(window, { shifts });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean; sources: { node: Node | null }[] })[]) {
      if (!entry.hadRecentInput) shifts.push(`${entry.value.toFixed(4)} ${entry.sources.map(({ node }) => (node instanceof Element ? `${node.tagName}.${node.className}` : node?.textContent)).join(", ")}`);
    }
  }).observe({ type: "layout-shift", buffered: true });
}

async function still(...pages: Page[]) {
  for (const page of pages) expect(await page.evaluate(() => (window as unknown as { shifts: string[] }).shifts), `what moved on ${page.url()}`).toEqual([]);
}

test("nothing moves when news comes, and nothing that is chosen is lost", async ({ devices, product }) => {
  const hall = await gather(devices, product);
  const { chair, recorder, supervisor, first, second, resident, watcher, wall } = hall;
  await arrive(first, wall);
  await arrive(second, wall);
  const readers = [first, resident, watcher];
  for (const page of readers) await page.addInitScript(watchShifts);
  const reload = async () => {
    for (const page of readers) { await page.reload(); await live(page); }
    await expect(resident.getByText("王秀英，您好。")).toBeVisible();
  };
  await reload();
  await still(...readers);
  await atDesk(recorder, "代表乙一", "签到");
  await atDesk(recorder, "代表甲二", "离开");
  await atDesk(recorder, "律师测试员", "签到");
  await expect(watcher.getByText("应到21人，实到17人")).toBeVisible();
  await still(...readers);
  for (const [name, word] of [["宣布开会", "会议进行中"], ["进入这一项", "正在说明和讨论"], ["提请表决", "马上由"], ["开始表决", "您是旁听"]] as const) {
    await step(chair, name);
    await expect(watcher.getByRole("main").getByText(word)).toBeVisible();
    await still(...readers);
  }

  // What is ticked stays, and the button stays where the finger is, while others vote, come and go.
  await choose(first, "弃权");
  const confirm = first.getByRole("button", { name: "确认投票" });
  const before = await confirm.boundingBox();
  await vote(second, "反对");
  await atDesk(recorder, "代表甲二", "签到");
  await atDesk(recorder, "代表乙二", "离开");
  await recorder.getByLabel("谁的票").selectOption({ label: "代表丙二" });
  await recorder.getByRole("radio", { name: "赞成", exact: true }).check();
  await press(recorder, "录入，请监票人确认");
  await press(supervisor, "是本人的意思，确认");
  await expect(watcher.getByText("已投2人，应投17人")).toBeVisible();
  await expect(first.getByRole("radio", { name: "弃权", exact: true })).toBeChecked();
  await expect(first.getByText("您选择：弃权。确认后不能再改")).toBeVisible();
  expect(await confirm.boundingBox()).toEqual(before);
  await still(...readers);
  await reload();
  await still(...readers);
  await vote(first, "弃权");

  await stepSure(chair, "结束表决", "结束后不能再投。");
  await expect(supervisor.getByRole("heading", { name: "核对计票" })).toBeVisible();
  await still(...readers);
  await supervise(supervisor);
  await step(chair, "宣布结果");
  for (const page of readers) await expect(page.getByRole("link", { name: "看结果和依据" })).toBeVisible();
  await still(...readers);
  await reload();
  await still(...readers);
});
