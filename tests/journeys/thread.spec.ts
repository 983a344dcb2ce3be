import { accessible } from "./axe";
import { arrive, atDesk, choose, digits, everyPage, gather, step, stepSure, stepTwice, sure, vote, voteAtDesk, wrongDigits, type Hall } from "./flow";
import type { Page } from "playwright";
import { expect, live, meetingOf, press, test, type Devices } from "./hall";
import { ownProduct } from "./product";

const product = ownProduct();
const desk = ["代表甲二", "代表乙二", "代表乙三", "代表丙一"];
const more = ["代表丙二", "代表丁一", "代表丁二", "代表戊一"];

/** The quorum in words, wherever somebody looks. */
async function quorumSays({ chair, recorder, first, resident, watcher, wall }: Hall, sentence: string, onWall: string) {
  for (const page of [chair, recorder, first, resident, watcher]) await expect(page.getByText(sentence).first()).toBeVisible();
  await expect(wall.locator("main, header").getByText(onWall).first()).toBeVisible();
}

async function checkIn(hall: Hall, devices: Devices) {
  const { first, second, resident, wall } = hall;
  await first.getByRole("link", { name: "签到", exact: true }).click();
  devices.expects(first, 422);
  await first.getByLabel("大屏幕上的四位签到码").fill(wrongDigits(await digits(wall)));
  await press(first, "签到");
  await expect(first.getByText("签到码不对，请看大屏幕上现在的四位数字")).toBeVisible();
  await accessible(first);
  await first.getByLabel("大屏幕上的四位签到码").fill(await digits(wall));
  await press(first, "签到");
  await expect(first.getByText("您已签到")).toBeVisible();
  await arrive(second, wall);
  await arrive(resident, wall);
  await live(first, second, resident);
}

test("check-in with the screen's code and at the desk, and the quorum in words", async ({ devices }) => {
  const hall = await gather(devices, product());
  const { chair, recorder } = hall;
  await accessible(...everyPage(hall));
  await quorumSays(hall, "应到21人，实到15人，达到议事规则规定的人数，可以开会", "达到议事规则规定的人数，可以开会");
  await checkIn(hall, devices);
  await quorumSays(hall, "应到21人，实到17人，达到议事规则规定的人数，可以开会", "达到议事规则规定的人数，可以开会");
  await expect(hall.watcher.getByText("居民", { exact: true }).locator("..")).toContainText("1人");

  for (const name of desk) await atDesk(recorder, name, "离开");
  await quorumSays(hall, "应到21人，实到13人，须14人，还差1人", "还差1人，暂时不能开会（须14人）");
  const primary = chair.locator(".steps .btn.primary");
  await expect(primary).toHaveText("应到21人，实到13人，须14人，人数不够");
  await expect(primary).toHaveAttribute("aria-disabled", "true");
  await accessible(...everyPage(hall));
  await primary.click({ force: true });
  await atDesk(recorder, "社会组织测试员", "请假");
  await expect(hall.watcher.getByText("请假", { exact: true }).locator("..")).toContainText("3人");
  await atDesk(recorder, "社会组织测试员", "取消请假");
  await expect(primary).toHaveAttribute("aria-disabled", "true");
  for (const name of desk) await atDesk(recorder, name, "签到");
  await quorumSays(hall, "应到21人，实到17人，达到议事规则规定的人数，可以开会", "达到议事规则规定的人数，可以开会");
  for (const name of ["代表甲一", "代表甲三", "甲苑9栋王女士"]) await atDesk(recorder, name, "离开");
  await expect(hall.first.getByRole("link", { name: "签到", exact: true })).toBeVisible();
});

/** A vote on phones and at the desk: nine for it, one against, seven who do not vote. */
async function voteInTheHall(hall: Hall, devices: Devices) {
  const { chair, first, second, supervisor, watcher, wall } = hall;
  // A form that was open before: the second attempt comes with another key.
  const tab = await first.context().newPage();
  await tab.goto(`${meetingOf(chair)}/ballot`);
  await choose(tab, "反对");
  await vote(first, "赞成");
  await vote(second, "反对");
  devices.expects(tab, 422);
  await press(tab, "确认投票");
  await expect(tab.getByText(/您已于\d\d:\d\d投票，以第一次为准/)).toBeVisible();
  await accessible(tab);
  await tab.close();
  const receipt = () => first.getByText("回执", { exact: true }).locator("+ dd").innerText();
  const before = await receipt();
  await first.reload();
  await expect(first.getByRole("heading", { name: "投票成功" })).toBeVisible();
  await expect(first.getByText(/^\d\d:\d\d已收到您的票$/)).toBeVisible();
  for (const name of [...desk, ...more]) await voteAtDesk(hall, name, "赞成");
  for (const page of [first, second, watcher, chair, wall, supervisor]) await expect(page.getByText("已投10人，应投17人")).toBeVisible();
  expect(await receipt()).toBe(before);
}

/** A doubt with its reason, the count made anew, and the check. */
async function doubtAndCheck(hall: Hall) {
  const { chair, supervisor, watcher, wall } = hall;
  await supervisor.getByText("有疑问", { exact: true }).click();
  await supervisor.getByLabel("疑问是什么").fill("甲苑有两位都说投过，请再数一遍。");
  await press(supervisor, "提出疑问");
  await expect(chair.getByText("甲苑有两位都说投过，请再数一遍。")).toBeVisible();
  await expect(chair.getByText(/^监票甲 \d\d:\d\d提出疑问/)).toBeVisible();
  for (const page of [watcher, wall]) await expect(page.getByText("监票人有疑问，暂不宣布", { exact: true }).first()).toBeVisible();
  await expect(watcher.getByText("甲苑有两位都说投过")).toHaveCount(0);
  await accessible(...everyPage(hall));
  await step(chair, "重新点票");
  await press(supervisor, "核对无误");
  await expect(supervisor.getByText(/^\d\d:\d\d已核对无误，等主持人宣布$/)).toBeVisible();
}

/** The same strings wherever the result stands; on its public address for somebody nobody knows. */
async function resultEverywhere(hall: Hall, stranger: Page) {
  const { chair, wall, first, supervisor, watcher } = hall;
  await watcher.getByRole("link", { name: "看结果和依据" }).click();
  await watcher.waitForURL(/\/results\//);
  await stranger.goto(watcher.url());
  await accessible(stranger);
  const figures = (page: Page) => page.locator("[data-figure]").allInnerTexts();
  const shares = (page: Page) => page.locator("[data-share]").allInnerTexts();
  expect(await figures(stranger)).toEqual(["9", "1", "0"]);
  expect(await shares(stranger)).toEqual(["52.9%", "5.9%", "0.0%"]);
  for (const page of [chair, wall, first, supervisor]) expect(await figures(page)).toEqual(await figures(stranger));
  for (const page of [chair, first, supervisor]) expect(await shares(page)).toEqual(await shares(stranger));
  const code = /核验码 [0-9A-Z]{4} [0-9A-Z]{4}/;
  const shown = code.exec(await stranger.locator("main").innerText())?.[0];
  expect(shown).toBeTruthy();
  expect(code.exec(await wall.locator("footer").innerText())?.[0]).toBe(shown);
  await expect(stranger.getByText("每个人的选择")).toHaveCount(0);
  await expect(stranger.getByText("青禾社区居民议事会议事规则（演示）第九条")).toBeVisible();
}

test("one item from the chair's word to the public result", async ({ devices }) => {
  const hall = await gather(devices, product());
  const { chair, recorder, supervisor, first, second, resident, watcher, wall } = hall;
  const check = () => accessible(...everyPage(hall));
  await arrive(first, wall);
  await arrive(second, wall);
  await live(first, second);
  await step(chair, "宣布开会");
  for (const page of [watcher, first]) await expect(page.getByText("会议进行中，等主持人进入议题。")).toBeVisible();
  await check();
  await step(chair, "进入这一项");
  for (const page of [watcher, first, resident, wall]) await expect(page.getByText("正在说明和讨论", { exact: true })).toBeVisible();
  await check();
  await stepTwice(chair, "提请表决");
  for (const page of [watcher, first, wall]) await expect(page.getByText("准备表决", { exact: true })).toBeVisible();
  await expect(chair.getByText(/^文字核验码 [0-9A-Z]{4} [0-9A-Z]{4}$/)).toBeVisible();
  await expect(chair.getByText("实到17人有表决权，赞成要超过半数，即9票。", { exact: true })).toBeVisible();
  await check();

  for (const name of desk) await atDesk(recorder, name, "离开");
  await expect(chair.locator(".steps .btn.primary")).toHaveText("应到21人，实到13人，须14人，人数不够");
  for (const name of desk) await atDesk(recorder, name, "签到");
  await step(chair, "开始表决");
  await expect(chair.getByText("您还没有投票")).toBeVisible();
  for (const page of [first, second]) await expect(page.getByRole("group", { name: "您的选择" })).toBeVisible();
  for (const page of [resident, watcher]) await expect(page.getByText("您是旁听，本次由青禾社区居民议事会成员表决")).toBeVisible();
  await expect(wall.getByText("已投0人，应投17人")).toBeVisible();
  await check();
  await voteInTheHall(hall, devices);
  await check();

  await stepTwice(chair, "结束表决");
  await expect(chair.locator(".steps")).toContainText("确认结束表决");
  await expect(chair.locator(".steps")).toContainText("还有7人没有投。结束后不能再投。");
  await sure(chair);
  for (const page of [watcher, wall]) await expect(page.getByText("表决结束，正在核对", { exact: true })).toBeVisible();
  await expect(supervisor.getByRole("heading", { name: "核对计票" })).toBeVisible();
  await supervisor.getByText("每一张票（10张）").click();
  await expect(supervisor.getByText("签到台代录：测试记录员录入，监票甲确认").first()).toBeVisible();
  await expect(watcher.getByText("测试书记（社区党委书记）")).toBeVisible();
  for (const page of [first, watcher, wall]) await expect(page.getByText("赞成9票")).toHaveCount(0);
  await check();
  await doubtAndCheck(hall);
  await check();

  await step(chair, "宣布结果");
  for (const page of everyPage(hall)) await expect(page.getByText(/^(表决结果：)?通过/).first()).toBeVisible();
  for (const page of everyPage(hall)) await expect(page.getByText("赞成9票，超过实到17人的半数").first()).toBeVisible();
  await check();
  await resultEverywhere(hall, await devices.open("phone"));

  await stepSure(chair, "宣布散会", "散会后不能再签到、表决。");
  for (const page of [first, resident]) await expect(page.getByRole("main").getByText("已结束", { exact: true })).toBeVisible();
  await expect(wall.getByText("会议已结束")).toBeVisible();
  await check();
});
