import type { Page } from "playwright";
import { does, sceneOf } from "./acts";
import { accessible } from "./axe";
import { choose, unhurried, vote } from "./flow";
import { expect, live, meetingOf, press, test, type Devices } from "./hall";
import { ownProduct } from "./product";
import { act, discuss, fieldOf } from "./talk";

const product = ownProduct();
const opinions = (page: Page) => page.locator("[data-opinions] .words");

/** Until the parts for persons are loaded, links lead to pages of their own. */
const ready = (page: Page) => expect(page.getByRole("button", { name: "我赞成" })).toBeVisible();

/** Two members and a resident in the hall, whose phones' clocks are wrong, and the chair and the recorder elsewhere. */
async function hall(devices: Devices) {
  const chair = await devices.enter(product(), "测试书记", "laptop");
  const recorder = await devices.enter(product(), "测试记录员", "tablet");
  const item = await discuss(chair);
  const phone = async (who: "代表甲一" | "代表甲三" | "王秀英") => {
    const page = await devices.enter(product(), who);
    await page.goto(`${meetingOf(page)}/items/${item}/comments`);
    await act(recorder, { type: "attendance.arrive", person: await fieldOf(page, "person") });
    await page.goto(meetingOf(page));
    await live(page);
    await ready(page);
    return page;
  };
  return { chair, recorder, item, first: await phone("代表甲一"), second: await phone("代表甲三"), resident: await phone("王秀英") };
}

/** Sets the phone's clock wrong by so many ms, and notes by the right one when its countdown changes. */
const wrongClock = (page: Page, off: number) => page.addInitScript((by) => {
  const Right = Date;
  class Wrong extends Right {
    constructor(...parts: [] | [number]) { if (parts.length === 0) super(Right.now() + by); else super(...parts); }
    static override now() { return Right.now() + by; }
  }
  const seen: [string, number][] = [];
  Object.assign(globalThis, { Date: Wrong, seen });
  new MutationObserver(() => {
    const shown = document.querySelector("[data-left]")?.textContent;
    if (shown && shown !== seen.at(-1)?.[0]) seen.push([shown, Right.now()]);
  }).observe(document, { subtree: true, childList: true, characterData: true });
}, off);
const secondsIn = (shown: string) => shown.split(":").map(Number).reduce((sum, part) => sum * 60 + part, 0);

test("speaking: one tap, a place in the queue, and a countdown that is right on phones whose clocks are wrong", async ({ devices }) => {
  const { chair, first, second, resident } = await hall(devices);
  for (const [page, off] of [[second, 7 * 60_000], [resident, -7 * 60_000]] as const) { await wrongClock(page, off); await page.reload(); await live(page); }
  await expect(first.getByText("现在没有人发言")).toBeVisible();
  await press(first, "我赞成");
  await expect(first.getByText("您在等候发言，下一位就是您")).toBeVisible();
  await press(resident, "我要问");
  await expect(resident.getByText("您在等候发言，前面还有1人")).toBeVisible();
  await accessible(first, resident);
  const { at } = await act(chair, { type: "floor.grant", request: await fieldOf(first, "request") });
  const until = at + 180_000;
  for (const page of [first, second, resident]) await expect(page.locator(".speaking .now")).toContainText("代表甲一　赞成");
  await expect(first.getByText("轮到您发言")).toBeVisible();
  await second.waitForTimeout(4500);
  for (const page of [second, resident]) {
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: [string, number][] }).seen);
    expect(seen.length).toBeGreaterThan(3);
    for (const [shown, moment] of seen.slice(1)) expect(Math.abs(until - secondsIn(shown) * 1000 - moment)).toBeLessThanOrEqual(200);
  }
  // Present at first paint, also where no script runs.
  const plain = await devices.open("phone", { javaScriptEnabled: false });
  await plain.goto(meetingOf(chair));
  const shown = await plain.locator("[data-left]").innerText();
  expect(Math.abs(until - Date.now() - secondsIn(shown) * 1000)).toBeLessThan(3000);
  await press(first, "发言要点");
  await first.getByLabel("发言要点").fill("一、楼道里不能充电");
  await press(first, "交给记录员");
  await expect(first.getByText("要点已交给记录员，可以再改")).toBeVisible();
  await accessible(first);
  await press(first, "回到会议");
  await press(resident, "不发言了");
  await expect(resident.getByRole("button", { name: "我要问" })).toBeVisible();
});

test("opinions: what comes in waits, one's own is there at once, a draft outlives a reload and a cut, and agreement counts at the tap", async ({ devices }) => {
  const { chair, first, second, resident } = await hall(devices);
  const write = async (page: Page, words: string) => { await page.getByRole("link", { name: "写意见" }).click(); await expect(page.getByLabel("您的意见")).toBeFocused(); await expect(page.getByLabel("您的意见")).toBeInViewport({ ratio: 1 }); await page.getByLabel("您的意见").fill(words); };
  await write(resident, "离9栋太近，晚上风扇响。");
  await resident.getByRole("radio", { name: "担心" }).check();
  await press(resident, "发表");
  await expect(opinions(resident)).toHaveText(["担心离9栋太近，晚上风扇响。"]);
  await expect(opinions(first)).toHaveText(["担心离9栋太近，晚上风扇响。"]);
  await accessible(first, resident);

  await write(first, "老人充电要能刷卡");
  await first.reload();
  await live(first);
  await ready(first);
  await first.getByRole("link", { name: "写意见" }).click();
  await expect(first.getByLabel("您的意见")).toHaveValue("老人充电要能刷卡");
  devices.loses(first);
  await first.context().setOffline(true);
  await press(first, "发表");
  await expect(first.getByText("网络断了，意见还没送到，正在重发")).toBeVisible();
  await first.context().setOffline(false);
  await expect(opinions(first)).toHaveText(["老人充电要能刷卡", "担心离9栋太近，晚上风扇响。"], { timeout: 30_000 });
  await live(first);

  // The others' lists stand still until they ask.
  await expect(second.getByRole("button", { name: "有1条新意见，看一看" })).toBeVisible();
  await expect(opinions(second)).toHaveText(["担心离9栋太近，晚上风扇响。"]);
  await expect(second.getByRole("link", { name: "看更早的意见" })).toHaveCount(0);
  await press(second, "有1条新意见，看一看");
  await expect(opinions(second)).toHaveCount(2);
  await second.getByRole("button", { name: /我也这么想 ?0/ }).first().click();
  await expect(second.getByRole("button", { name: /您也这么想 ?1/ })).toBeVisible();
  await expect(first.getByRole("button", { name: /我也这么想 ?1/ })).toBeVisible();

  await second.getByRole("link", { name: "回复" }).first().click();
  await second.getByLabel("回复代表甲一").fill("会配刷卡机");
  await press(second, "发表");
  await expect(opinions(second).first()).toHaveText("回复代表甲一　会配刷卡机");
  const comment = await second.locator("[data-opinions] input[name=comment]").first().inputValue();
  await act(chair, { type: "comment.hide", comment, reason: "答复要由物业来做" });
  await expect(second.getByText("不显示的原因：答复要由物业来做")).toBeVisible();
  await expect(opinions(second).first()).toHaveText("这条意见不显示了");
  await expect(first.getByText("会配刷卡机")).toHaveCount(0);
  await act(chair, { type: "comments.moderate", on: true });
  await expect(first.getByText("意见先由主持人看过，再显示。")).toBeVisible();
  await accessible(first, second);
});

/** The other text is voted on: everybody reads it, and whose it is, before the vote, at the ballot and with the result; then a break is told to everybody. */
async function put({ chair, first, second, resident, item, supervisor }: Record<"chair" | "first" | "second" | "resident" | "supervisor", Page> & { item: string }) {
  const whose = "代表甲一提出的方案";
  const reads = async (...pages: Page[]) => {
    for (const page of pages) {
      await expect(page.getByText(whose, { exact: true })).toBeVisible();
      await expect(page.getByText("同意先试行三个月。", { exact: true })).toBeVisible();
      await expect(page.getByText("决议草案", { exact: true })).toHaveCount(0);
    }
  };
  for (const page of [first, second]) { await page.goto(meetingOf(page)); await live(page); }
  const { motions } = (await sceneOf(chair)).view;
  await does(chair, { type: "round.freeze", item, motion: motions[0]!.id, form: "named" });
  await reads(first, second, resident);
  const round = (await sceneOf(chair)).view.rounds.at(-1)!.id;
  await does(chair, { type: "round.open", round });
  await reads(first, second, resident);
  await vote(second, "反对");
  await does(chair, { type: "round.close", round });
  await does(supervisor, { type: "round.check", round });
  await does(chair, { type: "round.announce", round });
  for (const page of [first, resident]) {
    await expect(page.getByRole("heading", { name: whose })).toBeVisible();
    await expect(page.getByText("同意先试行三个月。", { exact: true }).first()).toBeVisible();
  }
  await accessible(first, resident);
  await does(chair, { type: "item.defer", item, reason: "下次再议" });
  await does(chair, { type: "meeting.adjourn" });
  for (const page of [first, second, resident]) await expect(page.getByText("正在休会")).toBeVisible();
}

test("other texts, a poll of residents and practice, each in place and plainly named", async ({ devices }) => {
  const { chair, first, second, resident, item } = await hall(devices);
  await first.getByText("还没有人提出别的方案").click();
  await press(first, "提出别的方案");
  await first.getByLabel("要表决的文字").fill("同意先试行三个月。");
  await press(first, "提出");
  await expect(first.getByText("已提出，等人附议")).toBeVisible();
  await press(first, "回到会议");
  await expect(second.getByText("代表甲一提出别的方案，等人附议")).toBeVisible();
  // Who waits to speak reads about that first.
  await unhurried(second, () => press(second, "我要问"));
  await expect(second.getByText(/^您在等候发言/)).toBeVisible();
  await unhurried(second, () => press(second, "不发言了"));
  await expect(second.getByText("代表甲一提出别的方案，等人附议")).toBeVisible();
  await second.getByText("别的方案1个").click();
  await unhurried(second, () => press(second, "我附议"));
  await expect(second.getByText("代表甲三附议（要1人）")).toBeVisible();
  await expect(second.getByText("您已附议")).toBeVisible();
  await accessible(second);

  await act(chair, { type: "rehearsal.start" });
  await press(resident, "试一试");
  await expect(resident.getByText("练一练（不是表决）").first()).toBeVisible();
  await choose(resident, "弃权");
  await press(resident, "试投一票");
  await expect(resident.getByText("练习收到了")).toBeVisible();
  await accessible(resident);
  await press(resident, "回到会议");
  await resident.goto(`${meetingOf(resident)}/practice?again=1`);
  const rehearsal = await fieldOf(resident, "rehearsal");
  await act(chair, { type: "rehearsal.end", rehearsal });
  await resident.goto(meetingOf(resident));
  await live(resident);

  await act(chair, { type: "poll.open", item, text: "晚上10点关风扇，您赞成吗？" });
  await expect(first.getByText("由没有表决权的居民回答，不计入表决结果")).toBeVisible();
  // What can be pressed answers the question, and nobody takes 我赞成 for the answer.
  for (const page of [first, resident]) await expect(page.getByRole("button", { name: "我赞成" })).toHaveCount(0);
  await press(resident, "看问题，去回答");
  await choose(resident, "赞成");
  await press(resident, "确认答复");
  await expect(resident.getByText("已收到您的答复")).toBeVisible();
  await accessible(resident);
  await press(resident, "回到会议");
  await second.goto(`${meetingOf(second)}/poll`);
  await expect(second.getByText("您有表决权，这次征询由其他居民回答。")).toBeVisible();
  await accessible(second);
  const watcher = await devices.enter(product(), "测试记录员");
  await watcher.goto(`${meetingOf(watcher)}/poll`);
  await act(chair, { type: "poll.close", poll: await fieldOf(watcher, "poll") });
  for (const page of [first, resident]) {
    await expect(page.getByRole("heading", { name: "现场征询的结果（不是表决）" })).toBeVisible();
    await expect(page.locator("[data-poll] td b")).toHaveText(["1", "0", "0"]);
  }
  await first.goto(`${meetingOf(first)}/items/${item}`);
  await expect(first.locator("[data-poll] td b")).toHaveText(["1", "0", "0"]);
  await expect(first.getByText("同意先试行三个月。")).toBeVisible();
  await accessible(first);
  await put({ chair, first, second, resident, item, supervisor: await devices.enter(product(), "监票甲") });
});
