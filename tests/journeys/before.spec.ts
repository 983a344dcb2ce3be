/** The days before the evening: agenda, attachment, notice, answers, and the paper that is printed. */
import path from "node:path";
import { PNG } from "pngjs";
import { dayValue } from "../../app/words/date-fields";
import { accessible, accessibleWithoutScript } from "./axe";
import { fits } from "./fits";
import { step, unhurried } from "./flow";
import { expect, live, press, test, type Devices } from "./hall";
import { folder, look } from "./look";
import { ownProduct } from "./product";
import type { Page } from "playwright";

const product = ownProduct();
const sizes = ["phone", "laptop"] as const;
const picture = PNG.sync.write(new PNG({ width: 40, height: 30 }));
const startsIn = (days: number) => `${dayValue(Date.now() + days * 24 * 3600_000, "Asia/Shanghai")}T19:00`;

test.describe.configure({ mode: "serial" });
let meeting = "";

/** Looks at a page in both sizes, and lets axe read it. */
async function seen(page: Page, name: string) {
  await look(page, name, sizes);
  await accessible(page);
}

async function fillItem(page: Page, { title, kind, minutes, resolution = "" }: { title: string; kind: string; minutes: string; resolution?: string }) {
  await page.getByLabel("议题名称").fill(title);
  await page.getByLabel("做什么").selectOption({ label: kind });
  await page.getByLabel("提出人").fill("第二网格居民代表");
  await page.getByLabel("预计多少分钟").fill(minutes);
  await page.getByLabel("说明").fill("## 为什么\n\n- 大家**提得最多**\n");
  await page.getByLabel("决议草案").fill(resolution);
}


test("three items, put in order with buttons, one with an attachment; nothing typed is lost on the way", async ({ devices }) => {
  const chair = await devices.enter(product(), "测试书记");
  await chair.goto(`${product().url}/c/qinghe/meetings/new`);
  await chair.getByLabel("会议名称").fill("居民议事会第6次会议");
  await chair.getByLabel("开始时间").fill(startsIn(1));
  await fillItem(chair, { title: "楼道照明改感应灯", kind: "表决", minutes: "25" });
  devices.expects(chair, 422);
  await press(chair, "建立会议");
  await expect(chair.getByText("请填写这一项")).toBeVisible();
  await chair.getByLabel("决议草案").fill("同意甲苑楼道照明改为感应灯。");
  await press(chair, "建立会议");
  await chair.waitForURL(/\/chair$/);
  meeting = chair.url().replace("/chair", "");
  await live(chair);
  await expect(chair.locator(".steps .btn.primary")).toContainText("发布通知");
  await seen(chair, "70-before-console");
  await chair.getByRole("link", { name: "修改会议" }).click();

  await chair.getByLabel("地点").fill("社区党群服务中心三楼");
  await press(chair, "添加一项");
  await fillItem(chair, { title: "快递柜放在哪里", kind: "征求意见", minutes: "20" });
  await chair.getByLabel("添加一个附件").setInputFiles({ name: "位置图.png", mimeType: "image/png", buffer: picture });
  await press(chair, "上传这个附件");
  await expect(chair.getByText("附件已收到，保存这一项以后才在议程里。")).toBeVisible();
  await press(chair, "看看排出来的样子");
  await expect(chair.locator("#preview strong")).toHaveText("提得最多");
  await expect(chair.getByLabel("议题名称")).toHaveValue("快递柜放在哪里");
  devices.expects(chair, 422);
  await chair.getByLabel("添加一个附件").setInputFiles({ name: "位置图.pdf", mimeType: "application/pdf", buffer: Buffer.from("不是 PDF") });
  await press(chair, "上传这个附件");
  await expect(chair.locator(".why")).toHaveText("只能添加 PDF、JPEG、PNG 和 Word（DOCX）文件，这个文件不是");
  await expect(chair.getByText("位置图.png")).toBeVisible();
  await seen(chair, "71-before-item");
  await press(chair, "保存这一项");
  await chair.waitForURL(/\/edit$/);
  await press(chair, "添加一项");
  await fillItem(chair, { title: "消防通道清理情况", kind: "通报", minutes: "10" });
  await press(chair, "保存这一项");
  await chair.waitForURL(/\/edit$/);

  await expect(chair.getByLabel("地点")).toHaveValue("社区党群服务中心三楼");
  await expect(chair.getByText("各项合计55分钟")).toBeVisible();
  await expect(chair.getByText("预计19:55结束")).toBeVisible();
  await press(chair, "消防通道清理情况：上移");
  await press(chair, "消防通道清理情况：上移");
  await press(chair, "楼道照明改感应灯：下移");
  await expect(chair.locator("ol.rows > li > p:first-child")).toHaveText(["1．消防通道清理情况", "2．快递柜放在哪里", "3．楼道照明改感应灯"]);
  await seen(chair, "72-before-agenda");
});

test("a notice that comes too late asks for the reason in place; then everybody reads it, and the group gets words and a picture", async ({ devices }) => {
  const guest = await devices.open("phone");
  devices.expects(guest, 404);
  await guest.goto(`${meeting}/notice`);
  await guest.goto(`${product().url}/c/qinghe`);
  await expect(guest.getByText("居民议事会第6次会议")).toHaveCount(0);

  const chair = await devices.enter(product(), "测试书记");
  await chair.goto(`${meeting}/chair`);
  await live(chair);
  await step(chair, "发布通知");
  await expect(chair.getByText("距开会只有1天，议事规则要求提前3天通知。要发布，请写明原因，会写进记录。")).toBeVisible();
  await chair.getByLabel("通知时间不够的原因").fill("消防整改限期后天到，要在这以前议定。");
  await seen(chair, "73-before-short");
  await step(chair, "发布通知");
  await expect(chair.locator(".steps .btn.primary")).toContainText("开始签到");

  await guest.goto(`${product().url}/c/qinghe`);
  await guest.getByRole("link", { name: "居民议事会第6次会议" }).click();
  await guest.getByRole("link", { name: "会议通知" }).click();
  for (const words of ["消防整改限期后天到", "快递柜放在哪里", "征求意见　第二网格居民代表提出　20分钟", "位置图.png", "还没有登记张贴的地方。"]) await expect(guest.getByText(words).first()).toBeVisible();
  const shot = guest.getByRole("img", { name: "居民议事会第6次会议通知图片" });
  await expect(shot).toHaveAttribute("src", /^data:image\/png;base64,/);
  await guest.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await press(guest, "复制");
  await expect(guest.getByText("已复制，到群里粘贴就行")).toBeVisible();
  const copied = await guest.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain("【会议通知】居民议事会第6次会议\n时间：");
  expect(copied).toMatch(/看议程、写意见：http:\/\/\S+\/meetings\/[0-9a-z]{16}$/);
  const [calendar] = await Promise.all([guest.waitForEvent("download"), guest.getByRole("link", { name: "加到手机日历" }).click()]);
  expect(calendar.suggestedFilename()).toMatch(/^[0-9A-Z]{6}\.ics$/);
  const [file] = await Promise.all([guest.waitForEvent("download"), guest.getByRole("link", { name: "位置图.png" }).click()]);
  expect(file.suggestedFilename()).toBe("位置图.png");
  await seen(guest, "74-before-notice");
});

/** A device of somebody of the demo whose browser runs no script. */
const plain = (devices: Devices, who: "代表甲一" | "测试记录员") => devices.enter(product(), who, "phone", { javaScriptEnabled: false });

test("without script a member answers, the recorder answers for another, revises and tells anew; the notice still has its words", async ({ devices }) => {
  const member = await plain(devices, "代表甲一");
  await member.goto(meeting);
  await member.getByRole("link", { name: "答复出席或请假" }).click();
  await member.getByText("请假", { exact: true }).click();
  await member.getByLabel("请假原因").fill("去外地看病");
  await press(member, "答复");
  await expect(member.getByText(/^您已于.*答复：请假/)).toBeVisible();
  await look(member, "75-before-reply", sizes);
  await accessibleWithoutScript(member);
  await member.goto(`${meeting}/notice`);
  await expect(member.getByLabel("通知文字")).toHaveValue(/【会议通知】居民议事会第6次会议/);
  await expect(member.getByText("这里需要能运行脚本的浏览器才能画出图片", { exact: false })).toBeVisible();

  const recorder = await plain(devices, "测试记录员");
  await recorder.goto(`${meeting}/replies`);
  await expect(recorder.getByText("出席0人，请假1人，未答复20人")).toBeVisible();
  await expect(recorder.getByText("原因：去外地看病")).toBeVisible();
  const other = recorder.locator("li", { hasText: "代表丙二" });
  await other.locator("summary").click();
  await press(recorder, "代表丙二：出席");
  await expect(recorder.getByText("出席1人，请假1人，未答复19人")).toBeVisible();
  await look(recorder, "76-before-replies", sizes);
  await accessibleWithoutScript(recorder);

  await recorder.goto(`${meeting}/edit`);
  await press(recorder, "楼道照明改感应灯：上移");
  await expect(recorder.getByText("通知发布以后议程改过，请重新发布通知")).toBeVisible();
  await press(recorder, "重新发布通知");
  await recorder.getByLabel("通知时间不够的原因").fill("限期没有变。");
  await press(recorder, "重新发布通知");
  await expect(recorder.getByText("通知发布以后议程改过，请重新发布通知")).toHaveCount(0);
  await member.goto(`${meeting}/notice`);
  await expect(member.getByText("限期没有变。", { exact: false })).toBeVisible();
});

/** As wide as the paper between its margins: what does not fit there is cut in print. */
const onPaper = { width: Math.floor((210 - 32) * 96 / 25.4), height: 1000 };
const pages = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;

test("the notice prints on one sheet, and the pack in its parts, nothing cut", async ({ devices }) => {
  const chair = await devices.enter(product(), "测试书记");
  await chair.goto(`${meeting}/notice`);
  await chair.getByText("登记一处张贴").click();
  await chair.getByLabel("贴在哪里").fill("甲苑北门公告栏");
  await chair.getByLabel("照片（可以不传）").setInputFiles({ name: "北门.png", mimeType: "image/png", buffer: picture });
  await press(chair, "登记");
  await expect(chair.locator("#postings").getByText("甲苑北门公告栏", { exact: true })).toBeVisible();
  await expect(chair.locator("#postings").getByRole("link", { name: "照片" })).toBeVisible();
  await chair.getByRole("link", { name: "打印通知" }).click();
  await seen(chair, "77-before-notice-print");
  const print = async (name: string) => {
    await chair.emulateMedia({ media: "print" });
    await chair.setViewportSize(onPaper);
    await fits(chair);
    const pdf = await chair.pdf({ path: path.join(folder, `${name}.pdf`), preferCSSPageSize: true, printBackground: false });
    await chair.emulateMedia({ media: "screen" });
    return pages(pdf);
  };
  expect(await print("77-before-notice")).toBe(1);
  await unhurried(chair, async () => { await chair.goto(`${meeting}/pack`); });
  await seen(chair, "78-before-pack");
  for (const words of ["签到表", "主持词", "议程", "议事规则"]) await expect(chair.getByRole("heading", { level: 1, name: `居民议事会第6次会议　${words}` })).toBeVisible();
  await expect(chair.getByText("应到21人，实到14人以上可以开会", { exact: false })).toBeVisible();
  await expect(chair.getByText("已请假", { exact: true })).toBeVisible();
  await expect(chair.getByText("去外地看病")).toHaveCount(0);
  const explained = chair.locator(".a4-item", { hasText: "楼道照明改感应灯" });
  await expect(explained.getByRole("heading", { name: "为什么" })).toBeVisible();
  await expect(explained.locator("li strong")).toHaveText("提得最多");
  for (const words of ["无异议，议程通过。", "表决的文字是：同意甲苑楼道照明改为感应灯。", "赞成的请举手。", "这一项只听意见，不表决。", "这一项是通报，不表决。"]) await expect(chair.getByText(words, { exact: false }).first()).toBeVisible();
  await expect(chair.locator(".a4-roll tbody tr")).toHaveCount(21 + 4 + 2);
  // Roll, script (three pages at most), agenda, rules, each from a page of its own.
  const count = await print("78-before-pack");
  expect([5, 6]).toContain(count);
});
