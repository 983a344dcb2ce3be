/** What the people of a meeting do, as their fingers do it. */
import { expect, live, meetingOf, press, type Devices } from "./hall";
import type { Page } from "playwright";
import type { Product } from "./product";

export type Hall = { readonly chair: Page; readonly recorder: Page; readonly supervisor: Page; readonly first: Page; readonly second: Page; readonly resident: Page; readonly watcher: Page; readonly wall: Page };
export const everyPage = (hall: Hall): Page[] => Object.values(hall);

/** Everybody with a device of their own, as the evening begins: check-in is open. */
export async function gather(devices: Devices, product: Product): Promise<Hall> {
  const wall = await devices.open("projector");
  await wall.goto(product.screen);
  const chair = await devices.enter(product, "测试书记");
  const hall: Hall = {
    wall, chair, recorder: await devices.enter(product, "测试记录员", "tablet"), supervisor: await devices.enter(product, "监票甲"),
    first: await devices.enter(product, "代表甲一"), second: await devices.enter(product, "代表甲三"), resident: await devices.enter(product, "王秀英"),
    watcher: await devices.open("phone"),
  };
  await hall.watcher.goto(meetingOf(chair));
  await hall.recorder.goto(`${meetingOf(chair)}/desk`);
  await live(...everyPage(hall).filter((page) => page !== wall));
  return hall;
}

/** The four digits that the hall sees now. */
export async function digits(wall: Page): Promise<string> {
  const code = wall.locator("[data-code]");
  await expect(code).toHaveText(/^\d{4}$/);
  return code.innerText();
}

/** The path that the screen's QR holds now. */
export async function scanned(wall: Page): Promise<string> {
  const link = wall.locator("[data-scan]");
  await expect(link).toHaveAttribute("data-scan", /\/m\/[0-9A-Z]{6}\/[\w-]{16}$/);
  return new URL((await link.getAttribute("data-scan"))!).pathname;
}

/** A code that the screen does not show, nor showed a minute ago. */
export const wrongDigits = (right: string) => String((Number(right) + 4999) % 10_000).padStart(4, "0");

/** A member checks in with the code of the screen. */
export async function arrive(phone: Page, wall: Page): Promise<void> {
  await phone.getByRole("link", { name: "签到", exact: true }).click();
  await phone.getByLabel("大屏幕上的四位签到码").fill(await digits(wall));
  await press(phone, "签到");
  await expect(phone.getByText("您已签到")).toBeVisible();
}

const pressed = new WeakMap<Page, number>();

/** Presses with a person's pause after the last one: what comes sooner at the same place is taken for half of a double press. */
export async function unhurried(page: Page, press: () => Promise<void>): Promise<void> {
  if (Date.now() - (pressed.get(page) ?? 0) < 800) await page.waitForTimeout(400);
  await press();
  pressed.set(page, Date.now());
}

/** One of the desk's rows, where the next row may move to where this one was: done once its button is another one. */
export async function atDesk(recorder: Page, name: string, what: "签到" | "离开" | "请假" | "取消请假"): Promise<void> {
  const button = recorder.getByRole("button", { name: `${name}：${what}`, exact: true });
  await unhurried(recorder, async () => {
    await button.click();
    await expect(button).toHaveCount(0);
  });
}

/** The second press of an act that asks once. */
export async function sure(chair: Page): Promise<void> {
  await unhurried(chair, () => chair.locator(".steps .btn.primary").click());
}

/** The chair's one filled button, by the words on it. */
export async function step(chair: Page, name: string): Promise<void> {
  const primary = chair.locator(".steps .btn.primary");
  await expect(primary).toContainText(name);
  await expect(primary).toHaveAttribute("aria-disabled", "false");
  await unhurried(chair, () => primary.click());
}

/** A finger that presses twice: the next step, which stands there by then, is not taken. */
export async function stepTwice(chair: Page, name: string): Promise<void> {
  const primary = chair.locator(".steps .btn.primary");
  await expect(primary).toContainText(name);
  await unhurried(chair, () => primary.dblclick({ delay: 100 }));
}

/** An act that cannot be taken back asks once, in place. */
export async function stepSure(chair: Page, name: string, sentence: string): Promise<void> {
  await step(chair, name);
  await expect(chair.locator(".steps")).toContainText(sentence);
  await sure(chair);
}

export type Word = "赞成" | "反对" | "弃权";

export const choose = (phone: Page, word: Word) => phone.getByRole("radio", { name: word, exact: true }).check();

/** Two taps: the choice, and the confirmation. */
export async function vote(phone: Page, word: Word): Promise<void> {
  await choose(phone, word);
  await press(phone, "确认投票");
  await expect(phone.getByRole("heading", { name: "投票成功" })).toBeVisible();
  // Beside one's own ballot nobody reads that nobody has voted.
  await expect(phone.getByText(/^已投0人/)).toHaveCount(0, { timeout: 1 });
}

/** A ballot taken at the desk; it counts when the supervisor has witnessed it on another device. */
export async function voteAtDesk({ recorder, supervisor }: Hall, name: string, word: Word): Promise<void> {
  await recorder.getByLabel("谁的票").selectOption({ label: name });
  await recorder.getByRole("radio", { name: word, exact: true }).check();
  await press(recorder, "录入，请监票人确认");
  await expect(supervisor.getByText(`${name}：${word}（测试记录员录入）`)).toBeVisible();
  await unhurried(supervisor, () => press(supervisor, "是本人的意思，确认"));
  await expect(recorder.getByText(`${name}的票，等监票人确认`)).toHaveCount(0);
}

/** From the quorum to an open vote, by the chair alone. */
export async function openVote(chair: Page): Promise<void> {
  for (const name of ["宣布开会", "进入这一项", "提请表决", "开始表决"]) await step(chair, name);
  await expect(chair.locator(".steps .btn.primary")).toContainText("结束表决");
}

export async function supervise(supervisor: Page): Promise<void> {
  await press(supervisor, "核对无误");
  await expect(supervisor.getByText("已核对无误，等主持人宣布")).toBeVisible();
}
