import type { BrowserContextOptions, Page } from "playwright";
import { accessibleWithoutScript as accessible } from "./axe";
import { does, sceneOf } from "./acts";
import { digits } from "./flow";
import { expect, follow, meetingOf, press, test, type Devices } from "./hall";
import { ownProduct } from "./product";
import { act, discuss, fieldOf } from "./talk";

const product = ownProduct();
const plain: BrowserContextOptions = { javaScriptEnabled: false };

/** A press on a page without script is a request; the page that answers is another one. */
async function send(page: Page, button: string | RegExp): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await press(page, button);
  await answered;
  await page.waitForLoadState();
}

/** The vote is announced, the meeting is over, and its minutes are out. */
async function publish(chair: Page, { devices, recorder }: { devices: Devices; recorder: Page }): Promise<void> {
  const supervisor = await devices.enter(product(), "监票甲");
  const round = (await sceneOf(chair)).view.rounds.at(-1)!.id;
  await does(chair, { type: "round.close", round });
  await does(supervisor, { type: "round.check", round });
  await does(chair, { type: "round.announce", round });
  await does(chair, { type: "meeting.close" });
  await chair.goto(`${meetingOf(chair)}/minutes/edit`);
  const hash = await chair.locator("input[name=hash]").first().inputValue();
  await does(chair, { type: "minutes.confirm", hash });
  for (const signer of [recorder, supervisor]) await does(signer, { type: "minutes.sign", hash, photo: null });
  await does(recorder, { type: "minutes.publish", hash, reason: "" });
}

/** An opinion, an agreement, a reply; what comes too fast is refused kindly and kept. */
async function opinions(at: string, { member, other, devices }: { member: Page; other: Page; devices: Devices }): Promise<void> {
  await member.goto(at);
  await expect(member.getByText("现在没有人发言")).toBeVisible();
  await accessible(member);
  await member.getByRole("link", { name: "写意见" }).click();
  await member.getByRole("radio", { name: "建议" }).check();
  await member.getByLabel("您的意见").fill("老人充电要能刷卡");
  await send(member, "发表");
  const words = member.locator("[data-opinions] .words");
  await expect(words).toHaveText(["建议老人充电要能刷卡"]);
  await accessible(member);
  await other.goto(member.url());
  await send(other, /我也这么想 ?0/);
  await expect(other.getByRole("button", { name: /您也这么想 ?1/ })).toBeVisible();
  await other.getByRole("link", { name: "回复" }).click();
  await other.getByLabel("回复代表甲一").fill("会配刷卡机");
  await send(other, "发表");
  await expect(other.locator("[data-opinions] .words").first()).toHaveText("回复代表甲一　会配刷卡机");
  // Too fast, it is refused kindly and every word is kept.
  for (const text of ["第二条", "第三条"]) { await other.getByLabel("您的意见").fill(text); await send(other, "发表"); }
  await other.getByLabel("您的意见").fill("第四条");
  devices.expects(other, 422);
  await send(other, "发表");
  await expect(other.getByText(/^您写得很快，请\d+秒后再发。写好的还在$/)).toBeVisible();
  await expect(other.getByLabel("您的意见")).toHaveValue("第四条");
  await accessible(other);
}

/** A wish to speak with its notes, and another text with its seconder. */
async function words(at: string, { chair, member, other }: { chair: Page; member: Page; other: Page }): Promise<void> {
  await member.goto(`${at}/speak`);
  await accessible(member);
  await send(member, "我反对");
  await expect(member.getByText("您在等候发言，下一位就是您")).toBeVisible();
  await act(chair, { type: "floor.grant", request: await fieldOf(member, "request") });
  await member.goto(`${at}/speak`);
  await member.getByLabel("发言要点").fill("一、安全");
  await send(member, "交给记录员");
  await expect(member.getByText("轮到您发言")).toBeVisible();
  await accessible(member);

  await member.goto(`${at}/motions`);
  await member.getByLabel("要表决的文字").fill("同意先试行三个月。");
  await send(member, "提出");
  await expect(member.getByText("还没有人附议（要1人）")).toBeVisible();
  await other.goto(`${at}/motions`);
  await send(other, "我附议");
  await expect(other.getByText("代表甲三附议（要1人）")).toBeVisible();
  await accessible(other);
}
test("joining, an opinion, a reply, asking to speak, another text, a poll, a vote and the minutes by plain forms", async ({ devices }) => {
  const chair = await devices.enter(product(), "测试书记", "laptop");
  const recorder = await devices.enter(product(), "测试记录员", "tablet");
  const item = await discuss(chair);
  const [member, other, resident] = [await devices.enter(product(), "代表甲一", "phone", plain), await devices.enter(product(), "代表甲三", "phone", plain), await devices.enter(product(), "王秀英", "phone", plain)];
  const at = meetingOf(chair);
  const wall = await devices.open("projector");
  await wall.goto(product().screen);
  await member.goto(at);
  await member.getByRole("link", { name: "签到、离开" }).click();
  await member.getByLabel("大屏幕上的四位签到码").fill(await digits(wall));
  await send(member, "签到");
  await expect(member.getByText("实到16人").first()).toBeVisible();
  for (const page of [other, resident]) {
    await page.goto(`${at}/items/${item}/comments`);
    await act(recorder, { type: "attendance.arrive", person: await fieldOf(page, "person") });
  }

  await opinions(at, { member, other, devices });
  await words(at, { chair, member, other });

  await act(chair, { type: "poll.open", item, text: "晚上10点关风扇，您赞成吗？" });
  await resident.goto(at);
  await follow(resident, resident.getByRole("link", { name: "看问题，去回答" }));
  await accessible(resident);
  const poll = await fieldOf(resident, "poll");
  await resident.getByRole("radio", { name: "反对" }).check();
  await send(resident, "确认答复");
  await expect(resident.getByText("已收到您的答复")).toBeVisible();
  await act(chair, { type: "poll.close", poll });
  await resident.goto(at);
  await expect(resident.locator("[data-poll] td b")).toHaveText(["0", "1", "0"]);

  const motion = await fieldOf(other, "motion").catch(() => "");
  await act(chair, { type: "rehearsal.start" });
  await resident.goto(`${at}/practice`);
  await resident.getByRole("radio", { name: "赞成" }).check();
  await send(resident, "试投一票");
  await expect(resident.getByText("练习收到了")).toBeVisible();
  await accessible(resident);

  await act(chair, { type: "round.freeze", item, motion: motion || null, form: "named" });
  await chair.goto(`${at}/chair`);
  await chair.locator(".steps .btn.primary").click();
  await member.goto(at);
  await member.getByRole("link", { name: "去投票" }).click();
  await member.getByRole("radio", { name: "赞成" }).check();
  await send(member, "确认投票");
  await expect(member.getByRole("heading", { name: "投票成功" })).toBeVisible();

  await publish(chair, { devices, recorder });
  await member.goto(at);
  await member.getByRole("link", { name: "会议纪要" }).first().click();
  await expect(member.getByRole("heading", { level: 1 })).toHaveText("第4次会议纪要");
  await expect(member.getByText(/赞成1，反对0，弃权0/)).toBeVisible();
  await accessible(member);
});
