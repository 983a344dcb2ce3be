/** M1, the whole evening: the chair on a phone, the recorder, two members and the big screen, on lines that are cut for five seconds. */
import type { Page } from "playwright";
import { chargingPoint, draftFor, price, priceVotes, wires } from "../../server/demo/meetings";
import { demoPeople } from "../../server/demo/people";
import { does, idIn, sceneOf } from "./acts";
import { accessible } from "./axe";
import { arrive, choose, step, stepSure, supervise, unhurried, vote, type Word } from "./flow";
import { expect, live, meetingOf, press, test, type Devices } from "./hall";
import { look, paper, walls } from "./look";
import { ownProduct } from "./product";
import { received } from "./weak";

const product = ownProduct();
const excused = ["代表丙三", "驻区单位测试员", "社会组织测试员"];
const words: Record<string, Word> = { for: "赞成", against: "反对", abstain: "弃权" };

type Evening = { readonly chair: Page; readonly recorder: Page; readonly first: Page; readonly second: Page; readonly wall: Page; readonly supervisor: Page; readonly counter: Page };

/** The recorder makes the meeting and its notice, which comes too late and says why; the agenda gets the other two items by an act of the page. */
async function prepare(recorder: Page): Promise<string> {
  await recorder.goto(`${product().url}/c/qinghe/meetings/new`);
  for (const [label, value] of [["会议名称", "居民议事会第3次会议"], ["议题名称", chargingPoint.title], ["决议草案", chargingPoint.resolution]] as const) await recorder.getByLabel(label).fill(value);
  await press(recorder, "建立会议");
  await recorder.waitForURL(/\/chair$/);
  await recorder.goto(`${meetingOf(recorder)}/edit`);
  const seen = Number(await recorder.locator("input[name=seen]").first().inputValue());
  await does(recorder, { type: "meeting.revise", seen, draft: draftFor("居民议事会第3次会议", Date.now() + 10 * 60_000, [chargingPoint, price, wires]) });
  await does(recorder, { type: "notice.post", reason: "充电点施工期已经排定" });
  return meetingOf(recorder);
}

/** Everybody on their page. The supervisor and the counter do their part with phones of their own. */
async function everybody(devices: Devices): Promise<Evening> {
  const recorder = await devices.enter(product(), "测试记录员", "tablet");
  const at = await prepare(recorder);
  const on = async (who: "测试书记" | "代表甲一" | "代表甲三" | "监票甲" | "计票乙", page: string) => { const device = await devices.enter(product(), who); await device.goto(`${at}${page}`); return device; };
  const chair = await on("测试书记", "/chair");
  await step(chair, "开始签到");
  const wall = await devices.open("projector");
  await wall.goto(await screenLink(chair));
  await recorder.goto(`${at}/record`);
  return { chair, recorder, wall, first: await on("代表甲一", ""), second: await on("代表甲三", ""), supervisor: await on("监票甲", "/supervise"), counter: await on("计票乙", "/hands") };
}

async function screenLink(chair: Page): Promise<string> {
  const made = await chair.request.post(`${meetingOf(chair)}/chair`, { headers: { origin: product().url }, form: { make: "on" } });
  return product().url + /\/screen\/[\w-]+/.exec(await made.text())![0];
}

/** Without a line for five seconds; work: what the person does meanwhile. */
async function cut(devices: Devices, page: Page, work: () => Promise<void> = () => Promise.resolve()): Promise<void> {
  devices.loses(page);
  await page.context().setOffline(true);
  const back = new Promise((resolve) => { setTimeout(resolve, 5000); });
  await work();
  await back;
  await page.context().setOffline(false);
}

/** 18 of 21 are here, 3 are excused: two members by the screen's code, the others by the desk. */
async function checkIn({ chair, recorder, first, second, wall }: Evening, devices: Devices): Promise<readonly string[]> {
  await arrive(first, wall);
  await cut(devices, second);
  await arrive(second, wall);
  const scene = await sceneOf(chair);
  const present = demoPeople.filter(({ name, seat }) => seat === "member" && !excused.includes(name)).map(({ name }) => name);
  for (const name of excused) await does(recorder, { type: "attendance.excuse", person: idIn(scene, name) });
  for (const name of present) if (!["代表甲一", "代表甲三"].includes(name)) await does(recorder, { type: "attendance.arrive", person: idIn(scene, name) });
  await expect(wall.getByText(/实到18/).first()).toBeVisible();
  await look(chair, "80-evening-quorum", paper);
  await look(wall, "80-evening-waiting", walls);
  await step(chair, "宣布开会");
  await unhurried(chair, () => press(chair, "通过议程：无异议，通过"));
  await unhurried(chair, () => press(chair, "通过计票人和监票人：无异议，通过"));
  await step(chair, "进入这一项");
  return present;
}

/** Speakers by one tap, a note that is written while the line is cut, opinions, one of them on the screen. */
async function discuss({ chair, recorder, first, second, wall }: Evening, devices: Devices) {
  await press(second, "我赞成");
  await press(first, "我要问");
  await step(chair, "请下一位：代表甲三");
  await expect(wall.locator(".screen[data-shown=talk]")).toBeVisible();
  for (const page of [first, second]) await expect(page.locator(".speaking .now")).toContainText("代表甲三　赞成");
  await look(first, "81-evening-speaking", paper);
  await look(wall, "81-evening-speaking", walls);
  await cut(devices, recorder, () => recorder.getByRole("textbox", { name: "代表甲三的发言记录" }).first().fill("楼道里不能再拉线充电。"));
  await live(recorder);
  await recorder.getByRole("button", { name: "保存记录", exact: true }).click();
  await expect(recorder.getByRole("listitem").filter({ hasText: "代表甲三" }).getByText("楼道里不能再拉线充电。", { exact: true }).first()).toBeVisible();
  await look(recorder, "81-evening-record", paper);
  await first.getByRole("link", { name: "写意见" }).click();
  await first.getByLabel("您的意见").fill("离9栋太近，晚上风扇响。");
  await cut(devices, first, () => press(first, "发表"));
  await expect(first.locator("[data-opinions] .words")).toHaveText(["离9栋太近，晚上风扇响。"], { timeout: 20_000 });
  await step(chair, "请下一位：代表甲一");
  await step(chair, "发言结束");
  const heading = chair.getByRole("heading", { name: "大家的意见" });
  if (await heading.locator("xpath=ancestor::details").getAttribute("open") === null) await heading.click();
  await unhurried(chair, () => chair.getByRole("button", { name: /^上大屏/ }).first().click());
  await expect(wall.locator("blockquote")).toHaveText("离9栋太近，晚上风扇响。");
  await look(chair, "82-evening-opinions", paper);
}

/** One key after the other. */
async function counts(page: Page, figures: readonly [string, string, string]) {
  for (const [i, figure] of figures.entries()) {
    await page.locator("[data-total]").nth(i).focus();
    for (const digit of figure) await page.locator(".keys").getByRole("button", { name: digit, exact: true }).click();
  }
  await unhurried(page, () => press(page, "报数"));
}

/** 13, 4 and 1, counted by two; the screen is without a line while the hands are up. */
async function byHands({ chair, recorder, counter, supervisor, first, second, wall }: Evening, devices: Devices) {
  await recorder.goto(`${meetingOf(chair)}/hands`);
  await step(chair, "结束讨论、进入表决");
  await unhurried(chair, () => press(chair, "改为举手表决"));
  await expect(chair.getByText("举手表决（两人各自点数），应投18人。")).toBeVisible();
  await step(chair, "开始表决");
  for (const phone of [first, second]) await expect(phone.getByText("本次举手表决，不用点手机").first()).toBeVisible();
  await step(chair, "请赞成的举手");
  await expect(wall.locator("[data-raise]")).toHaveText("赞成的请举手");
  await look(second, "83-evening-hands", paper);
  await cut(devices, wall, async () => { for (const word of ["反对", "弃权"]) await step(chair, `请${word}的举手`); });
  await expect(wall.locator("[data-raise]")).toHaveText("弃权的请举手");
  for (const page of [recorder, counter]) await counts(page, ["13", "4", "1"]);
  await expect(recorder.getByText("两人数字一致")).toBeVisible();
  await stepSure(chair, "结束表决", "结束后不能再投");
  await supervise(supervisor);
  await step(chair, "宣布结果");
  for (const page of [first, second, wall]) { await expect(page.getByText(/^(表决结果：)?通过/).first()).toBeVisible(); }
  expect(await first.evaluate(() => scrollY), "a result is read from its beginning").toBe(0);
  for (const page of [first, wall]) await expect(page.locator("body")).toContainText(/赞成13票，超过实到18人的半数/);
  await look(first, "84-evening-result", paper);
  await look(wall, "84-evening-result", walls);
}

/** 9 to 9: two members and the chair by their phones, one of them while the line is cut; the others at the desk. */
async function byName(evening: Evening, { devices, present }: { devices: Devices; present: readonly string[] }) {
  const { chair, recorder, supervisor, first, second, wall } = evening;
  for (const name of ["进入下一项", "提请表决", "开始表决"]) await step(chair, name);
  const choiceOf = (name: string) => priceVotes[present.indexOf(name)]!;
  await expect(first.getByRole("group", { name: "您的选择" })).toBeVisible();
  await look(second, "85-evening-ballot", paper);
  await choose(first, words[choiceOf("代表甲一")]!);
  await cut(devices, first, () => press(first, "确认投票"));
  await expect(received(first)).toBeVisible({ timeout: 20_000 });
  await vote(second, words[choiceOf("代表甲三")]!);
  const scene = await sceneOf(chair);
  const round = scene.view.rounds.at(-1)!.id;
  await expect(chair.getByText("您还没有投票")).toBeVisible();
  await chair.getByRole("link", { name: "去投票" }).click();
  await vote(chair, words[choiceOf("测试书记")]!);
  await chair.getByRole("link", { name: "回到主持" }).click();
  await expect(chair.getByText("您已投票")).toBeVisible();
  for (const name of present) {
    if (["代表甲一", "代表甲三", "测试书记"].includes(name)) continue;
    await does(recorder, { type: "ballot.enter", round, person: idIn(scene, name), choice: choiceOf(name) });
    const entries = Object.entries((await sceneOf(chair)).view.rounds.at(-1)!.entries!);
    await does(supervisor, { type: "ballot.witness", round, entry: entries.find(([, one]) => one.stage === "open")![0] });
  }
  await expect(chair.getByText("已投18人，应投18人")).toBeVisible();
  await stepSure(chair, "结束表决", "结束后不能再投");
  await supervise(supervisor);
  await step(chair, "宣布结果");
  for (const page of [first, second, wall]) await expect(page.getByText("未通过，平票").first()).toBeVisible();
  await look(first, "86-evening-tie", paper);
  await look(wall, "86-evening-tie", walls);
}

/** The draft stands; confirmed by the chair on the phone, signed by two, published, and read by anybody. */
async function minutes({ chair, recorder, supervisor, first }: Evening, devices: Devices) {
  const at = meetingOf(chair);
  await recorder.goto(`${at}/minutes/edit`);
  await recorder.getByText("勾选写进纪要的内容（").click();
  for (const text of ["楼道里不能再拉线充电。", "离9栋太近，晚上风扇响。"]) await recorder.getByRole("checkbox", { name: text }).check();
  await press(recorder, "按勾选的写进纪要");
  await expect(recorder.getByText(/赞成的意见.*楼道里不能再拉线充电|楼道里不能再拉线充电.*离9栋太近/).first()).toBeVisible();
  await look(recorder, "87-evening-draft", paper);
  await chair.goto(`${at}/minutes/edit`);
  await press(chair, "确认纪要");
  await expect(chair.getByText("要2人签字，现在0人。").first()).toBeVisible();
  await look(chair, "87-evening-confirmed", paper);
  for (const signer of [supervisor, first]) {
    await signer.goto(`${at}/minutes/sign`);
    await press(signer, "我看过了，签字");
    await expect(signer.getByText("您已经签字。")).toBeVisible();
  }
  await recorder.goto(`${at}/minutes/edit`);
  await recorder.getByRole("button", { name: /^公布/ }).click();
  await expect(recorder.getByText("第1版已公布。")).toBeVisible({ timeout: 60_000 });
  const anybody = await devices.open("phone");
  await anybody.goto(`${product().url}/c/qinghe`);
  await anybody.goto(`${at}/minutes`);
  for (const text of ["赞成13，反对4，弃权1", "赞成9，反对9，弃权0"]) await expect(anybody.getByText(text).first()).toBeVisible();
  await expect(anybody.getByText("未通过，平票", { exact: true })).toBeVisible();
  await expect(anybody.locator("body")).toContainText("应到21人，实到18人");
  await accessible(anybody);
  await look(anybody, "88-evening-minutes", paper);
}

test("M1: 13 to 4 by hands, 9 to 9 by name, a report, and minutes the same night", async ({ devices }) => {
  test.setTimeout(300_000);
  const evening = await everybody(devices);
  const present = await checkIn(evening, devices);
  await discuss(evening, devices);
  await byHands(evening, devices);
  await byName(evening, { devices, present });
  await step(evening.chair, "进入下一项");
  for (const page of [evening.first, evening.wall]) await expect(page.getByText(/楼道飞线整治情况/).first()).toBeVisible();
  await stepSure(evening.chair, "宣布散会", "散会");
  await minutes(evening, devices);
});
