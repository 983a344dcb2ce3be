import path from "node:path";
import { fits } from "./fits";
import { expect, press, test } from "./hall";
import { ownProduct, startAgain } from "./product";
import { check, closeEarly, importPeople, longTitles, makeBody, ruleTheMeeting, secretary } from "./secretary";

const product = ownProduct({ demo: false });
const folder = "test-results/looks";
const recorder = { login: "记录员", password: "a-long-password" };

// One installation from its first minute on: each test goes on where the one before stopped.
test.describe.configure({ mode: "serial" });

test("the second start on the same data is refused in one line", async () => {
  const { said, code } = await startAgain(product());
  expect(code).toBe(1);
  expect(said.split("\n")).toHaveLength(1);
  expect(said).toContain("已经有一个议事厅在用这份数据");
});

test("from an empty installation to an open check-in", async ({ devices }) => {
  const page = await devices.open("phone");
  await page.goto(product().url);
  await expect(page.getByText("这里还没有社区。第一次使用，请打开终端里给出的链接。")).toBeVisible();
  await check(page);

  await test.step("the first administrator", async () => {
    await page.goto(product().setup!);
    devices.expects(page, 422);
    await press(page, "建立社区");
    await expect(page.getByText("请填写这一项").first()).toBeVisible();
    await check(page);
    await page.getByLabel("社区名称").fill("新月社区");
    await page.getByLabel("您的姓名").fill(secretary.name);
    await page.getByLabel("登录名").fill(secretary.login);
    devices.expects(page, 422);
    await page.getByLabel("密码").fill("short");
    await press(page, "建立社区");
    await expect(page.locator(".why")).toHaveText("密码至少 10 个字符");
    await expect(page.getByLabel("社区名称")).toHaveValue("新月社区");
    await page.getByLabel("密码").fill(secretary.password);
    await press(page, "建立社区");
    await expect(page.getByRole("heading", { name: "人员名册" })).toBeVisible();
    await expect(page.getByText("共1人")).toBeVisible();
    const late = await devices.open("phone");
    devices.expects(late, 404);
    await late.goto(product().setup!);
    await expect(late.getByText("没有这一页")).toBeVisible();
  });
  const community = /^(.*\/c\/[^/]+)/.exec(page.url())![1]!;

  await test.step("empty pages say what will come", async () => {
    for (const [at, words] of [["", "还没有表决结果。结果宣布以后，会出现在这里。"], ["", "还没有会议。会议公布以后，会出现在这里。"], ["/bodies", "还没有议事会。先建一个，再选成员、定规则。"], ["/meetings/new", "还没有组织。请管理员先在「组织和规则」里建立。"], ["/people?q=没有人", "没有符合的人。"], ["/slips?whom=building%3A没有", "没有选中的人。"]] as const) {
      await page.goto(community + at);
      await expect(page.getByText(words)).toBeVisible();
      await check(page);
    }
  });

  await test.step("lists of people, all or nothing", () => importPeople(page, community, devices));
  await test.step("a body with members by standing and by search, and its offices", () => makeBody(page, community));
  await test.step("a meeting that cannot begin before its rules are complete", () => ruleTheMeeting(page, community, devices));
  await test.step("an evening to which nobody came is closed early", () => closeEarly(page));
  await test.step("titles of 200 characters", () => longTitles(page, community, devices));
});

test("an invitation, a second device, and its end", async ({ devices }) => {
  const admin = await devices.open("phone");
  await admin.goto(`${product().url}/sign-in`);
  await admin.getByLabel("登录名").fill(secretary.login);
  await admin.getByLabel("密码").fill("wrong-password");
  devices.expects(admin, 422);
  await press(admin, "登录");
  await expect(admin.getByText("登录名或密码不对")).toBeVisible();
  await check(admin);
  await admin.getByLabel("密码").fill(secretary.password);
  await press(admin, "登录");
  await expect(admin.getByText(`您是${secretary.name}`)).toBeVisible();
  await check(admin);
  await admin.getByRole("link", { name: "人员名册" }).click();
  await admin.getByLabel("查找姓名、楼栋、房号、身份").fill("住户天");
  await press(admin, "查找");
  await admin.getByRole("link", { name: /住户天/ }).click();
  await expect(admin.getByText("不能登录工作页面")).toBeVisible();
  await press(admin, "给一个设置密码的链接");
  const link = admin.getByText(/\/welcome\//);
  await expect(link).toBeVisible();
  await check(admin);
  const welcome = new URL(await link.innerText()).pathname;

  const phone = await devices.open("phone");
  await phone.goto(product().url + welcome);
  await expect(phone.getByRole("heading", { name: "住户天，请设置登录名和密码" })).toBeVisible();
  await check(phone);
  devices.expects(phone, 422);
  await phone.getByLabel("登录名").fill(secretary.login);
  await phone.getByLabel("密码").fill(recorder.password);
  await press(phone, "保存并登录");
  await expect(phone.getByText("这个登录名已经有人用了，请换一个")).toBeVisible();
  await phone.getByLabel("登录名").fill(recorder.login);
  await phone.getByLabel("密码").fill(recorder.password);
  await press(phone, "保存并登录");
  await expect(phone.getByText("您是住户天")).toBeVisible();
  const late = await devices.open("phone");
  devices.expects(late, 404);
  await late.goto(product().url + welcome);
  await expect(late.getByText("这个链接已经用过，或过期了")).toBeVisible();
  await check(late);

  const laptop = await devices.open("laptop");
  await laptop.goto(`${product().url}/sign-in`);
  await laptop.getByLabel("登录名").fill(recorder.login);
  await laptop.getByLabel("密码").fill(recorder.password);
  await press(laptop, "登录");
  await expect(laptop.getByText("您是住户天")).toBeVisible();
  await phone.getByRole("link", { name: "我的设备" }).click();
  await expect(phone.getByRole("listitem")).toHaveCount(2);
  await check(phone);
  await press(phone, "让它退出");
  await expect(phone.getByRole("listitem")).toHaveCount(1);
  await laptop.reload();
  await expect(laptop.getByRole("link", { name: "工作人员登录" })).toBeVisible();
});

test("slips print ten to an A4, each with a code of 34 mm", async ({ devices }) => {
  const page = await devices.open("laptop");
  await page.goto(`${product().url}/sign-in`);
  await page.getByLabel("登录名").fill(secretary.login);
  await page.getByLabel("密码").fill(secretary.password);
  await press(page, "登录");
  await page.getByRole("link", { name: "人员名册" }).click();
  await page.getByRole("link", { name: "打印入场条" }).click();
  await press(page, "生成入场条");
  await expect(page.locator(".slip")).toHaveCount(25);
  await check(page);
  await page.emulateMedia({ media: "print" });
  await fits(page);
  await expect(page.getByRole("button", { name: "打印", exact: true })).toBeHidden();
  const mm = 96 / 25.4;
  const boxes = await page.locator(".slip").evaluateAll((slips) => slips.map((slip) => { const { width, height } = slip.getBoundingClientRect(); const qr = slip.querySelector(".slip-qr")!.getBoundingClientRect(); return [width, height, qr.width, qr.height]; }));
  for (const [width, height, qrWidth, qrHeight] of boxes) {
    for (const [is, should] of [[width, 105], [height, 59.4], [qrWidth, 34], [qrHeight, 34]] as const) expect(Math.abs(is! / mm - should)).toBeLessThan(0.2);
  }
  await page.screenshot({ path: path.join(folder, "90-slips-print.png"), fullPage: true });
  const pdf = await page.pdf({ path: path.join(folder, "90-slips-print.pdf"), preferCSSPageSize: true, printBackground: false });
  expect(pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)).toHaveLength(3);
  const code = await page.locator(".slip-code").first().innerText();
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4} [0-9A-HJKMNP-TV-Z]{4}$/);
});
