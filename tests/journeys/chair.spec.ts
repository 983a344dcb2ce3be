/** An item by the chair on a phone and the recorder on a tablet, with a counter of the same evening: everything that is no vote. */
import type { Page } from "playwright";
import { accessible } from "./axe";
import { fits } from "./fits";
import { arrive, gather, step, unhurried, type Hall } from "./flow";
import { expect, live, meetingOf, press, sizes, test } from "./hall";
import { look } from "./look";
import { ownProduct } from "./product";

const product = ownProduct();
// The evening of one meeting: the second test goes on where the first one stopped.
test.describe.configure({ mode: "serial" });

const roll = ["代表甲一", "代表甲三"] as const;

/** A part of the bar that opens; another one that is open closes. */
async function open(page: Page, name: string): Promise<void> {
  const summary = page.locator(".steps summary").filter({ hasText: new RegExp(`^${name}$`) });
  if (await summary.locator("..").getAttribute("open") === null) await summary.click();
}
const inBar = (page: Page, name: string) => page.locator(".steps").getByRole("button", { name, exact: true });
const pressIn = (page: Page, name: string) => unhurried(page, () => inBar(page, name).click());

/** The recorder finds somebody and does something for them. */
async function forSomebody(recorder: Page, name: string, button: string): Promise<void> {
  await recorder.getByLabel("姓名、楼栋或房号").fill(name);
  await press(recorder, "查找");
  await unhurried(recorder, () => recorder.getByRole("button", { name: `${name}：${button}` }).click());
}

/** A resident's opinion, as the recorder writes it down for somebody without a phone. */
async function writeFor(recorder: Page, name: string, words: string): Promise<void> {
  await recorder.getByLabel("姓名、楼栋或房号").fill(name);
  await press(recorder, "查找");
  const row = recorder.getByRole("listitem").filter({ hasText: name }).filter({ hasText: "代写意见" });
  await row.getByText("代写意见").click();
  await row.getByLabel("意见").fill(words);
  await unhurried(recorder, () => row.getByRole("button", { name: `发出：${name}` }).click());
  await expect(row.getByLabel("意见")).toHaveValue("");
}

async function begin(hall: Hall): Promise<void> {
  const { chair, recorder, first, second, wall } = hall;
  await arrive(first, wall);
  await arrive(second, wall);
  await recorder.goto(`${meetingOf(chair)}/record`);
  await live(recorder);
  await expect(recorder.getByText("会议进入议题以后，在这里记录发言。")).toBeVisible();
  await accessible(recorder);
}

async function procedure({ chair, watcher }: Hall): Promise<void> {
  await step(chair, "宣布开会");
  await expect(chair.getByText("议程已经发给大家，有没有不同意见？（稍停）没有，无异议，通过。")).toBeVisible();
  await look(chair, "a0-procedure", ["phone", "laptop"]);
  await unhurried(chair, () => press(chair, "通过议程：无异议，通过"));
  await expect(chair.getByRole("button", { name: "通过议程：无异议，通过" })).toHaveCount(0);
  await unhurried(chair, () => press(chair, "通过计票人和监票人：无异议，通过"));
  await expect(chair.getByText(/^无异议，通过\d\d:\d\d$/)).toHaveCount(2);
  await step(chair, "进入这一项");
  await expect(watcher.getByText("居民公约「文明养犬」条款草案").first()).toBeVisible();
  await expect(chair.getByText(/^讨论0分，预计30分$/)).toBeVisible();
  await expect(chair.locator(".path [aria-current]")).toContainText("说明");
}

/** Speakers in the order of asking, one who is not there, reminders, and a note that stays with its speech. */
async function speak(hall: Hall): Promise<void> {
  const { chair, recorder, watcher } = hall;
  await forSomebody(recorder, roll[0], "要发言：赞成");
  await forSomebody(recorder, "代表乙二", "要发言：反对");
  await forSomebody(recorder, roll[1], "要发言：提问");
  await expect(chair.getByText("等候发言 3人")).toBeVisible();
  await expect(chair.locator(".path [aria-current]")).toContainText("讨论");
  await expect(chair.getByText("请代表甲一发言，时间三分钟。")).toBeVisible();
  await step(chair, "请下一位：代表甲一");
  for (const page of [chair, recorder]) await expect(page.getByRole("timer")).toHaveText(/^还剩(3:00|2:5\d)$/);
  await expect(chair.getByText("谢谢代表甲一。下面请代表乙二发言，时间三分钟。")).toBeVisible();
  await look(chair, "a1-speaking", ["phone", "laptop"]);

  await open(chair, "提醒");
  await pressIn(chair, "请回到本议题");
  await expect(chair.getByText(/已提醒：请回到本议题$/)).toBeVisible();
  await expect(watcher.getByText("请回到本议题")).toHaveCount(0);
  await open(chair, "更多");
  await expect(inBar(chair, "请回到本议题")).toHaveCount(0);
  await look(chair, "a2-more", ["phone", "laptop"]);
  // What the drawer opens is whole, with its own button, and no step stands below it.
  await chair.locator(".steps summary").filter({ hasText: "现场征询（不是表决）" }).click();
  for (const size of [sizes.laptop, sizes.phone]) {
    await chair.setViewportSize(size);
    for (const onward of [chair.locator(".steps .btn.primary"), chair.getByText("结束讨论、进入表决")]) await expect(onward).toBeHidden();
    await inBar(chair, "开始征询").scrollIntoViewIfNeeded();
    await expect(chair.getByLabel("问居民什么")).toBeInViewport({ ratio: 1 });
    await expect(inBar(chair, "开始征询")).toBeInViewport({ ratio: 1 });
  }
  await look(chair, "a2-more-poll", ["phone", "laptop"]);
  await chair.locator(".steps summary").filter({ hasText: /^更多$/ }).click();

  // The next one speaks while the recorder still writes: the note stays with whom it is of, also when the page comes anew.
  const note = recorder.getByRole("textbox", { name: "代表甲一的发言记录" }).first();
  await note.fill("同意，遛狗要牵绳。");
  await unhurried(chair, () => chair.getByRole("button", { name: "不在场（跳过）：代表乙二" }).click());
  await step(chair, "请下一位：代表甲三");
  await expect(recorder.getByText("这是代表甲一的发言，还没有保存。保存以后再记下一位。")).toBeVisible();
  await expect(note).toHaveValue("同意，遛狗要牵绳。");
  await recorder.reload();
  await live(recorder);
  await expect(note).toHaveValue("同意，遛狗要牵绳。");
  await look(recorder, "a3-note", ["tablet", "phone"]);
  await recorder.getByRole("button", { name: "保存记录", exact: true }).click();
  await expect(recorder.getByRole("textbox", { name: "代表甲三的发言记录" }).first()).toHaveValue("");
  await expect(recorder.getByRole("listitem").filter({ hasText: "代表甲一" }).getByText("同意，遛狗要牵绳。", { exact: true }).first()).toBeVisible();
  await accessible(chair, recorder);
}

/** Another text, moved and seconded by voice; put, put the other way, and put away again. */
async function motion({ chair, recorder }: Hall): Promise<void> {
  await recorder.getByRole("heading", { name: "提出别的方案、附议" }).click();
  await recorder.getByLabel("谁提出").selectOption({ label: "代表甲三" });
  await recorder.getByLabel("要表决的文字").fill("同意草案，绳长改为不超过1.2米。");
  await press(recorder, "登记提出");
  await expect(chair.getByText("代表甲三提出，还没有人附议")).toBeVisible();
  await expect(chair.getByRole("button", { name: "要1人附议，现在0人" })).toHaveAttribute("aria-disabled", "true");
  await recorder.getByLabel("谁附议").selectOption({ label: "代表甲一" });
  await unhurried(recorder, () => press(recorder, "登记附议"));
  await expect(chair.getByText("代表甲三提出，代表甲一附议")).toBeVisible();
  await look(chair, "a4-motion", ["phone", "laptop"]);
  await look(recorder, "a4-motion-recorder", ["tablet"]);
  await unhurried(chair, () => press(chair, "先表决这个方案"));
  await expect(chair.getByText(/代表甲三提出、代表甲一附议的方案是：同意草案，绳长改为不超过1.2米。/)).toBeVisible();
  await expect(chair.getByText("记名表决（手机或签到台），应投17人。")).toBeVisible();
  await look(chair, "a5-frozen", ["phone", "laptop"]);
  await unhurried(chair, () => press(chair, "改为举手表决"));
  await expect(chair.getByText("举手表决（两人各自点数），应投17人。")).toBeVisible();
  await step(chair, "开始表决");
  await step(chair, "请赞成的举手");
  await expect(chair.getByText("反对的请举手。（稍停）请放下。")).toBeVisible();
  await look(chair, "a6-hands", ["phone", "laptop"]);
  await accessible(chair);
  await chair.locator(".steps summary").filter({ hasText: "作废这次表决" }).click();
  await chair.getByLabel("作废原因（会公布）").fill("有人没听清文字");
  await pressIn(chair, "作废这次表决");
  await expect(inBar(chair, "请重新举手")).toHaveCount(0);
}

/** The opinions of a phone stand behind one line, and fold again a moment after a page was as wide as a laptop. */
async function unfold(chair: Page): Promise<void> {
  const heading = chair.getByRole("heading", { name: "大家的意见" });
  const isOpen = async () => await heading.locator("xpath=ancestor::details").getAttribute("open") !== null;
  await expect(async () => {
    if (!await isOpen()) await heading.click();
    await chair.waitForTimeout(300);
    expect(await isOpen()).toBe(true);
  }).toPass();
}

/** Opinions: what comes in waits, one stands on the screen, one is hidden with a reason, and a held one is let in. */
async function opinions({ chair, recorder, watcher, second }: Hall): Promise<void> {
  await writeFor(recorder, "李建国", "绳子一米五太长。");
  await unfold(chair);
  await expect(chair.getByText("绳子一米五太长。")).toBeVisible();
  await writeFor(recorder, "赵志强", "乙苑那位从来不牵绳。");
  await expect(chair.getByText("乙苑那位从来不牵绳。")).toHaveCount(0);
  await press(chair, "新到1条");
  await expect(chair.getByText("乙苑那位从来不牵绳。")).toBeVisible();
  await unhurried(chair, () => chair.getByRole("button", { name: /^上大屏：甲苑3栋李先生/ }).click());
  await expect(chair.getByText("正在大屏幕上")).toBeVisible();
  await look(chair, "a7-opinions", ["phone", "laptop"]);
  await unfold(chair);
  const rude = chair.getByRole("listitem").filter({ hasText: "乙苑那位从来不牵绳。" });
  await rude.getByLabel(/^不显示…：乙苑2栋赵先生/).click();
  await rude.getByRole("button", { name: "不显示这一条" }).click();
  await expect(chair.getByText(/^已不显示/)).toHaveCount(0);
  await rude.getByLabel("为什么不显示（会告诉本人）").fill("针对个人");
  await unhurried(chair, () => rude.getByRole("button", { name: "不显示这一条" }).click());
  await expect(chair.getByText("已不显示：针对个人。理由已告知本人。")).toBeVisible();
  for (const page of [watcher, second]) await expect(page.getByText("乙苑那位从来不牵绳。")).toHaveCount(0);
  await unhurried(chair, () => press(chair, "改为先看后显示"));
  await expect(chair.getByText("现在先看后显示，会场的人都知道。")).toBeVisible();
  await writeFor(recorder, "孙玉梅", "电梯里请抱起来。");
  await press(chair, "新到1条");
  await look(chair, "a8-held", ["phone", "laptop"]);
  await unfold(chair);
  await accessible(chair);
  await unhurried(chair, () => chair.getByRole("button", { name: /^显示：丙里3栋孙女士/ }).click());
  await expect(chair.getByRole("heading", { name: /^还没有显示/ })).toHaveCount(0);
  await expect(chair.getByRole("button", { name: /^上大屏：丙里3栋孙女士/ })).toBeVisible();
}

/** A question to residents, a break, and the item put off with its reason and taken again. */
async function otherWays({ chair, recorder, watcher }: Hall): Promise<void> {
  // Enter in a matter's words sends nothing; that nobody objects is asked once more.
  await open(chair, "更多");
  await chair.locator(".steps summary").filter({ hasText: /^程序事项$/ }).click();
  await chair.locator(".steps summary").filter({ hasText: "其他事项" }).click();
  await chair.getByLabel("什么事项").fill("会议延长半小时");
  await chair.getByLabel("什么事项").press("Enter");
  await pressIn(chair, "其他事项：无异议，通过");
  await expect(chair.getByText("会议延长半小时：无异议，通过")).toHaveCount(0);
  await pressIn(chair, "确认其他事项：无异议，通过");
  await expect(chair.getByLabel("什么事项")).toBeHidden();
  await open(chair, "更多");
  await chair.locator(".steps summary").filter({ hasText: "现场征询（不是表决）" }).click();
  await chair.getByLabel("问居民什么").fill("晚上9点后不在楼下遛狗，您赞成吗？");
  await pressIn(chair, "开始征询");
  await expect(chair.getByText(/刚才问的是在座居民的看法，不是表决。/)).toBeVisible();
  await step(chair, "结束征询");
  await expect(chair.getByText("征询结果")).toBeVisible();
  await open(chair, "更多");
  await chair.locator(".steps summary").filter({ hasText: /^休会$/ }).click();
  await pressIn(chair, "休会");
  for (const page of [chair, recorder]) await expect(page.getByText(/^\d\d:\d\d休会$/)).toBeVisible();
  await look(chair, "a9-adjourned", ["phone", "laptop"]);
  await step(chair, "恢复开会");
  await expect(chair.getByText(/^\d\d:\d\d休会$/)).toHaveCount(0);
  await open(chair, "更多");
  await chair.locator(".steps summary").filter({ hasText: /^暂缓表决$/ }).click();
  await chair.getByLabel("为什么暂缓").fill("等物业的意见");
  await pressIn(chair, "暂缓表决");
  await expect(chair.getByText("暂缓表决：等物业的意见")).toBeVisible();
  await expect(chair.locator(".steps .btn.primary")).toContainText("宣布散会");
  await look(chair, "b0-deferred", ["phone", "laptop"]);
  await expect(recorder.getByText("代表甲一").first()).toBeVisible();
  await unhurried(chair, () => press(chair, "再议这一项：居民公约「文明养犬」条款草案"));
  await expect(chair.locator(".steps .btn.primary")).toContainText("结束讨论、进入表决");
  await expect(watcher.getByText("居民公约「文明养犬」条款草案").first()).toBeVisible();
}

/** Entered by the recorder with its true time and reason; the supervisor confirms it on another device. */
async function late({ chair, recorder, supervisor }: Hall, expects: () => void): Promise<void> {
  const at = meetingOf(chair);
  await recorder.goto(`${at}/late`);
  await live(recorder);
  expects();
  await recorder.getByLabel("为什么当时没有记").fill("签到台当时排队");
  await press(recorder, "录入，请另一位确认");
  await expect(recorder.getByText("请填写这一项").first()).toBeVisible();
  await expect(recorder.getByLabel("为什么当时没有记")).toHaveValue("签到台当时排队");
  await look(recorder, "b1-late-wrong", ["tablet", "phone"]);
  await recorder.getByLabel("谁").selectOption({ label: "代表乙一" });
  await recorder.getByLabel("什么事").selectOption({ label: "到会" });
  await press(recorder, "录入，请另一位确认");
  await expect(recorder.getByText("等另一位确认")).toBeVisible();
  await expect(recorder.getByRole("button", { name: "代表乙一到会：属实，确认" })).toHaveCount(0);
  await supervisor.goto(`${at}/late`);
  await live(supervisor);
  await accessible(recorder, supervisor);
  await look(supervisor, "b2-late", ["phone"]);
  await press(supervisor, "代表乙一到会：属实，确认");
  for (const page of [recorder, supervisor]) await expect(page.getByText(/监票甲已确认$/)).toBeVisible();
  await expect(chair.locator(".lamp").getByText("实到18")).toBeVisible();
}

test("an item with speakers, a motion, opinions, a break and a late entry", async ({ devices }) => {
  test.setTimeout(240_000);
  const hall = await gather(devices, product());
  await begin(hall);
  await procedure(hall);
  await speak(hall);
  await motion(hall);
  await opinions(hall);
  await otherWays(hall);
  await late(hall, () => devices.expects(hall.recorder, 422));
  await step(hall.chair, "结束讨论、进入表决");
  await expect(hall.chair.locator(".steps .btn.primary")).toContainText("开始表决");
  // Every page of staff leads to every other.
  for (const [page, word] of [["desk", "签到台"], ["record", "记录"], ["supervise", "监票"], ["late", "补录"]] as const) {
    await hall.recorder.getByRole("navigation", { name: "工作页面" }).getByRole("link", { name: word }).click();
    await hall.recorder.waitForURL(new RegExp(`/${page}$`));
  }
});

test("the console and the recorder's page by plain forms, in large type and on the narrowest phone", async ({ devices }) => {
  const plain = { javaScriptEnabled: false };
  const chair = await devices.enter(product(), "测试书记", "small", plain);
  const recorder = await devices.enter(product(), "测试记录员", "small", plain);
  await chair.goto(`${meetingOf(chair)}/chair`);
  const send = async (page: Page, work: () => Promise<void>) => {
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    await work();
    await answered;
    await page.waitForLoadState();
  };
  await send(chair, () => press(chair, "先不表决"));
  await recorder.goto(`${meetingOf(chair)}/record?q=${encodeURIComponent("代表乙三")}`);
  await send(recorder, () => press(recorder, "代表乙三：要发言：反对"));
  await chair.goto(`${meetingOf(chair)}/chair`);
  await send(chair, () => press(chair, "请下一位：代表乙三"));
  await expect(chair.getByText(/^到\d\d:\d\d:\d\d$/)).toBeVisible();
  await recorder.goto(`${meetingOf(chair)}/record`);
  await recorder.getByLabel("代表乙三的发言记录").first().fill("反对，绳子太短。");
  await send(recorder, () => recorder.getByRole("button", { name: "保存记录", exact: true }).click());
  await expect(recorder.getByRole("listitem").filter({ hasText: "代表乙三" }).getByText("反对，绳子太短。", { exact: true }).first()).toBeVisible();
  await chair.getByText("提醒", { exact: true }).click();
  await send(chair, () => inBar(chair, "时间到").click());
  await send(chair, () => press(chair, "发言结束"));
  await send(chair, () => press(chair, "结束讨论、进入表决"));
  await send(chair, () => press(chair, "改为举手表决"));
  await expect(chair.getByText(/^举手表决（两人各自点数），应投\d+人。$/)).toBeVisible();
  for (const page of [chair, recorder]) {
    await fits(page);
    await page.getByRole("button", { name: "大字版" }).first().click();
    await page.waitForLoadState();
    await fits(page);
  }
});
