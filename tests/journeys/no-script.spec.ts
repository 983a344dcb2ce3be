import type { BrowserContextOptions, Page } from "playwright";
import { accessibleWithoutScript as accessible } from "./axe";
import { digits, scanned, wrongDigits } from "./flow";
import { expect, follow, meetingOf, press, test, type Devices } from "./hall";
import { ownProduct } from "./product";

const product = ownProduct();
const plain: BrowserContextOptions = { javaScriptEnabled: false };

/** The code on somebody's slip, as it is printed. */
async function slipCode(chair: Page, name: string): Promise<string> {
  await chair.goto(`${product().url}/c/qinghe/people?q=${encodeURIComponent(name)}`);
  await chair.getByRole("link", { name: new RegExp(name) }).first().click();
  await chair.getByRole("link", { name: "打印入场条" }).click();
  return chair.locator(".slip-code").innerText();
}

/** Opens what the screen's QR holds. */
const scan = async (phone: Page, wall: Page) => { await phone.goto(product().url + await scanned(wall)); };

/** A press on a page without script is a request; the page that answers is another one. */
async function send(page: Page, button: string | RegExp): Promise<void> {
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await press(page, button);
  await answered;
  await page.waitForLoadState();
}

async function enterBySlip(phone: Page, code: string, button: string) {
  await phone.goto(`${product().url}/s`);
  await phone.getByLabel("入场条上的8位码").fill(code.toLowerCase());
  await send(phone, "进入");
  await expect(phone.getByRole("heading", { name: "，是您吗？" })).toBeVisible();
  await accessible(phone);
  await send(phone, button);
}

async function staffWithout(devices: Devices) {
  const recorder = await devices.enter(product(), "测试记录员", "tablet", plain);
  await recorder.goto(`${meetingOf(recorder)}/desk`);
  return { recorder, chair: await devices.enter(product(), "测试书记", "phone", plain), supervisor: await devices.enter(product(), "监票甲", "phone", plain) };
}

test("scanning, watching, entering by a slip, coming and going", async ({ devices }) => {
  const wall = await devices.open("projector");
  await wall.goto(product().screen);
  const chair = await devices.enter(product(), "测试书记", "phone", plain);
  const code = await slipCode(chair, "代表甲一");

  const watcher = await devices.open("phone", plain);
  await scan(watcher, wall);
  await expect(watcher.getByText("应到21人，实到15人，达到议事规则规定的人数，可以开会")).toBeVisible();
  await expect(watcher.getByText("这一页没有连上，不会自动更新。")).toBeVisible();
  await accessible(watcher);
  await watcher.getByRole("link", { name: "居民公约「文明养犬」条款草案" }).click();
  await expect(watcher.getByText("出门牵绳，绳长不超过 1.5 米；")).toBeVisible();
  await accessible(watcher);
  await watcher.goBack();
  await watcher.getByRole("link", { name: "签到、离开" }).click();
  await expect(watcher.getByText("请先用入场条进入，或到签到台登记。")).toBeVisible();
  await accessible(watcher);

  const member = await devices.open("phone", plain);
  await scan(member, wall);
  await enterBySlip(member, code, "进入并签到");
  await expect(member.getByText("应到21人，实到16人")).toBeVisible();
  await follow(member, member.getByRole("link", { name: "签到、离开" }));
  await accessible(member);
  await send(member, "离开会场");
  await expect(member.getByText("应到21人，实到15人")).toBeVisible();
  await member.context().clearCookies({ name: "yishi-here" });
  await member.getByRole("link", { name: "签到、离开" }).click();
  devices.expects(member, 422);
  await member.getByLabel("大屏幕上的四位签到码").fill(wrongDigits(await digits(wall)));
  await send(member, "签到");
  await expect(member.getByText("签到码不对，请看大屏幕上现在的四位数字")).toBeVisible();
  await accessible(member);
  await member.getByLabel("大屏幕上的四位签到码").fill(await digits(wall));
  await send(member, "签到");
  await expect(member.getByText("应到21人，实到16人")).toBeVisible();
  await member.getByRole("link", { name: "签到、离开" }).click();
  await send(member, "离开会场");
});

test("the desk finds who is listed, and makes nobody a second time", async ({ devices }) => {
  const recorder = await devices.enter(product(), "测试记录员", "phone", plain);
  await recorder.goto(`${meetingOf(recorder)}/desk`);
  await recorder.getByLabel("输入姓名或房号").fill("代表甲一");
  await press(recorder, "查找");
  await expect(recorder.getByText("名册里没有")).toHaveCount(0);
  await expect(recorder.getByRole("button", { name: /代表甲一：签到/ })).toHaveCount(2);
  await accessible(recorder);
  devices.expects(recorder, 422);
  await recorder.getByText("现场登记").click();
  await recorder.getByLabel("姓名", { exact: true }).fill("王秀英");
  await recorder.getByLabel("楼栋").fill("九栋");
  await send(recorder, "登记并签到");
  await expect(recorder.getByText(/^名册里已有王秀英（.+），在上面「找一位居民」里可以签到。/)).toBeVisible();
  await accessible(recorder);
  await recorder.getByRole("link", { name: "还没有登记，原因写在下面「现场登记」里" }).click();
  await recorder.getByLabel("确是另一位王秀英").check();
  const form = Object.fromEntries(await recorder.locator("form").filter({ hasText: "登记并签到" }).evaluate((paper) => [...new FormData(paper as HTMLFormElement)].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : []))));
  await send(recorder, "登记并签到");
  await expect(recorder.getByRole("button", { name: "九栋王秀英：离开" })).toBeVisible();
  // Pressed twice, it is the same answer and nobody new.
  const again = await recorder.context().request.post(recorder.url(), { form, headers: { origin: product().url }, maxRedirects: 0 });
  expect([again.status(), again.headers().location]).toEqual([303, new URL(recorder.url()).pathname]);
  await recorder.reload();
  await expect(recorder.getByRole("button", { name: "王秀英：离开" })).toHaveCount(1);
  await send(recorder, "九栋王秀英：离开");

  const chair = await devices.enter(product(), "测试书记", "phone", plain);
  await chair.goto(recorder.url().split("?")[0]!);
  await expect(chair.getByText("签到、离开和请假由记录员登记。")).toBeVisible();
  await expect(chair.locator("main").getByRole("button")).toHaveCount(0);
  await accessible(chair);
});

test("a whole vote by plain forms", async ({ devices }) => {
  const { chair, recorder, supervisor } = await staffWithout(devices);
  const member = await devices.enter(product(), "代表甲一", "phone", plain);
  const at = meetingOf(chair);

  await send(recorder, "代表甲一：签到");
  for (const name of ["代表甲二", "代表乙二", "代表乙三"]) await send(recorder, `${name}：离开`);
  await expect(recorder.getByText("应到21人，实到13人，须14人，还差1人")).toBeVisible();
  await accessible(recorder);
  await send(chair, "宣布开会");
  await expect(chair.getByText("应到21人，实到13人，须14人，人数不够")).toBeVisible();
  await accessible(chair);
  for (const name of ["代表甲二", "代表乙二", "代表乙三"]) await send(recorder, `${name}：签到`);
  for (const step of ["宣布开会", "进入这一项", "说明完了、提请表决", "开始表决"]) { await send(chair, step); await accessible(chair); }

  await member.goto(at);
  await follow(member, member.getByRole("link", { name: "去投票" }));
  await accessible(member);
  await member.getByRole("radio", { name: "赞成" }).check();
  const form = Object.fromEntries(await member.locator("form input[type=hidden]").evaluateAll((fields) => fields.map((field) => [(field as HTMLInputElement).name, (field as HTMLInputElement).value])));
  await send(member, "确认投票");
  await expect(member.getByRole("heading", { name: "投票成功" })).toBeVisible();
  await accessible(member);
  await member.reload();
  await expect(member.getByRole("heading", { name: "投票成功" })).toBeVisible();
  // The same form sent twice is one ballot and gets the same answer; another key gets the time of the first.
  const again = (key: string) => member.context().request.post(`${at}/ballot`, { form: { ...form, key, choice: "for" }, headers: { origin: product().url }, maxRedirects: 0 });
  expect((await again(form.key!)).status()).toBe(303);
  const other = await again(`${form.key!.slice(0, -4)}abcd`);
  expect(other.status()).toBe(422);
  expect(await other.text()).toMatch(/您已于\d\d:\d\d投票，以第一次为准/);
  await expect(member.getByText("已投1人，应投16人")).toBeVisible();

  await recorder.goto(`${at}/desk`);
  await recorder.getByLabel("谁的票").selectOption({ label: "代表甲二" });
  await recorder.getByRole("radio", { name: "反对" }).check();
  await send(recorder, "录入，请监票人确认");
  await expect(recorder.getByText("代表甲二的票，等监票人确认")).toBeVisible();
  await accessible(recorder);
  await supervisor.goto(`${at}/supervise`);
  await accessible(supervisor);
  await send(supervisor, "是本人的意思，确认");
  await expect(supervisor.getByText("已投2人，应投16人")).toBeVisible();

  const slow = await devices.open("phone", plain);
  const code = await slipCode(chair, "代表丙二");
  await enterBySlip(slow, code, "进入");
  await slow.goto(`${at}/ballot`);
  await slow.getByRole("radio", { name: "弃权" }).check();
  await chair.goto(`${at}/chair`);
  await expect(chair.getByText("还有14人没有投。结束后不能再投。")).toBeVisible();
  await send(chair, "结束表决");
  await expect(chair.getByText("等监票人核对")).toBeVisible();
  await accessible(chair);
  devices.expects(slow, 422);
  await send(slow, "确认投票");
  await expect(slow.getByText(/没投上：表决已于\d\d:\d\d结束/)).toBeVisible();
  await accessible(slow);

  await supervisor.goto(`${at}/supervise`);
  await supervisor.getByText("有疑问", { exact: true }).click();
  await supervisor.getByLabel("疑问是什么").fill("请再数一遍。");
  await send(supervisor, "提出疑问");
  await expect(supervisor.getByText("已提出疑问，等主持人处理")).toBeVisible();
  await chair.goto(`${at}/chair`);
  await expect(chair.getByText("请再数一遍。")).toBeVisible();
  await accessible(chair);
  await send(chair, "重新点票");
  await supervisor.goto(`${at}/supervise`);
  await send(supervisor, "核对无误");
  await accessible(supervisor);
  await chair.goto(`${at}/chair`);
  await send(chair, "宣布结果");
  await accessible(chair);

  await member.goto(at);
  await expect(member.getByText("未通过，平票", { exact: true })).toBeVisible();
  await member.getByRole("link", { name: "看结果和依据" }).click();
  await expect(member.getByText("赞成1票，反对1票，未超过实到16人的半数")).toBeVisible();
  await expect(member.getByText(/核验码 [0-9A-Z]{4} [0-9A-Z]{4}/).first()).toBeVisible();
  await accessible(member);
});
