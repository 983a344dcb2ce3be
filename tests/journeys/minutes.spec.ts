/** The minutes of the demo's past meeting get a correction, from the recorder's desk to the notice board and an objection. */
import { accessible, accessibleWithoutScript } from "./axe";
import { fits } from "./fits";
import { expect, press, test } from "./hall";
import { look } from "./look";
import { ownProduct } from "./product";
import type { Locator, Page } from "playwright";

const product = ownProduct();

/** The past meeting's address, as the community's page links to it. */
async function pastMeeting(page: Page): Promise<string> {
  await page.goto(`${product().url}/c/qinghe`);
  return product().url + (await page.getByRole("link", { name: /第3次会议/ }).first().getAttribute("href"))!.replace(/\/minutes$/, "");
}

const field = (page: Page, label: string, nth = 0) => page.getByLabel(label, { exact: true }).nth(nth);

test("the recorder drafts through a cut, the chair returns and confirms, two sign, it is published, read, printed and objected to", async ({ devices }) => {
  const watcher = await devices.open("phone");
  const past = await pastMeeting(watcher);
  const recorder = await devices.enter(product(), "测试记录员", "laptop");
  const chair = await devices.enter(product(), "测试书记");

  await test.step("what is typed in a cut is there after a reload, and is saved then", async () => {
    await recorder.goto(`${past}/minutes/edit`);
    await recorder.waitForLoadState("networkidle");
    devices.loses(recorder);
    await recorder.context().setOffline(true);
    await field(recorder, "讨论情况").fill("会上还讨论了**夜间充电**的安全。");
    await recorder.getByRole("button", { name: "保存这一段" }).nth(1).click();
    await expect(recorder.getByText("网络断了，没有保存上")).toBeVisible();
    await recorder.context().setOffline(false);
    await recorder.reload();
    await expect(recorder.getByText("您上次没保存的文字还在")).toBeVisible();
    await expect(field(recorder, "讨论情况")).toHaveValue("会上还讨论了**夜间充电**的安全。");
    await recorder.getByRole("button", { name: "保存这一段" }).nth(1).click();
    await expect(recorder.getByText("已保存")).toBeVisible();
    await recorder.reload();
    await expect(field(recorder, "讨论情况")).toHaveValue("会上还讨论了**夜间充电**的安全。");
  });

  await test.step("of two paragraphs that are typed, one is saved; the other keeps its words without a warning, and somebody else's change still comes with one", async () => {
    const [closing, decided] = [field(recorder, "结尾补充"), field(recorder, "决定和说明", 1)];
    const renewed = () => recorder.waitForResponse((answer) => answer.url().endsWith("/minutes/save") && answer.request().postData()!.includes("do=renew"));
    for (const [area, words] of [[decided, "请居委会月底前公布。"], [closing, "散会后楼组长留一下。"]] as const) await Promise.all([renewed(), area.fill(words)]);
    const formOf = (area: Locator) => area.locator("xpath=ancestor::form");
    const save = (area: Locator) => formOf(area).getByRole("button", { name: "保存这一段" }).click();
    await save(decided);
    await expect(formOf(decided).getByText("已保存")).toBeVisible();
    await expect(recorder.getByText("别人已接着改这一段")).toHaveCount(0);
    await expect(recorder.locator("main .banner")).toHaveCount(0);
    await expect(closing).toHaveValue("散会后楼组长留一下。");
    const again = await devices.enter(product(), "测试记录员", "laptop");
    await again.goto(`${past}/minutes/edit`);
    await again.waitForLoadState("networkidle");
    await field(again, "结尾补充").fill("另一台设备写的。");
    await save(field(again, "结尾补充"));
    await expect(again.getByText("已保存")).toBeVisible();
    await save(closing);
    await expect(recorder.getByText("这一段刚刚改过，您写的还在下面。")).toBeVisible();
    await expect(recorder.getByText("另一台设备写的。")).toBeVisible();
    await expect(closing).toHaveValue("散会后楼组长留一下。");
    await save(closing);
    await expect(formOf(closing).getByText("已保存")).toBeVisible();
  });

  await test.step("a task is added, an opinion unticked, a dissent noted; the draft fits every size", async () => {
    await recorder.getByText("加一件").click();
    const form = recorder.locator("form", { has: recorder.getByRole("button", { name: "加进纪要" }) });
    await form.getByLabel("事项", { exact: true }).fill("夜间巡查");
    await form.getByLabel("谁负责").fill("网格员乙");
    await form.getByRole("button", { name: "加进纪要" }).click();
    await expect(recorder.getByText("夜间巡查：由网格员乙负责。")).toBeVisible();
    await recorder.getByText("记一条保留意见").first().click();
    await recorder.getByLabel("保留意见的内容").first().fill("应当先断飞线");
    await recorder.getByRole("button", { name: "写进这一项" }).first().click();
    await expect(field(recorder, "决定和说明")).toHaveValue(/保留意见：应当先断飞线。/);
    await look(recorder, "minutes-edit");
    await accessible(recorder);
  });

  await test.step("the chair returns it with a note, then confirms it", async () => {
    await chair.goto(`${past}/minutes/edit`);
    await expect(chair.getByText("会上还讨论了")).toBeVisible();
    await chair.getByText("有要改的，退回给记录员").click();
    await chair.getByLabel("要改什么").fill("写明是二次讨论");
    await press(chair, "退回修改");
    await expect(chair.getByText("退回：写明是二次讨论")).toBeVisible();
    await press(chair, "确认纪要");
    await expect(chair.getByText("要2人签字，现在0人。").first()).toBeVisible();
    await look(chair, "minutes-confirmed");
  });

  await test.step("a supervisor and a member who was there read and sign", async () => {
    for (const who of ["监票甲", "代表甲一"] as const) {
      const signer = await devices.enter(product(), who);
      // A supervisor finds the page from the meeting that is over, and by the address of the draft.
      await signer.goto(who === "监票甲" ? past : `${past}/minutes/sign`);
      if (who === "监票甲") {
        await signer.getByRole("link", { name: "去签字" }).click();
        await signer.waitForURL(/\/minutes\/sign$/);
        await signer.goto(`${past}/minutes/edit`);
        await signer.waitForURL(/\/minutes\/sign$/);
      }
      await expect(signer.getByText("该事项表决通过")).toBeVisible();
      await fits(signer);
      if (who === "监票甲") {
        devices.expects(signer, 422);
        await signer.getByLabel(/签字页的照片/).setInputFiles({ name: "签字.png", mimeType: "image/png", buffer: Buffer.from("not a picture") });
        await press(signer, "我看过了，签字");
        await expect(signer.getByText("请传 JPEG 或 PNG 的照片")).toBeVisible();
        await signer.getByLabel(/签字页的照片/).setInputFiles({ name: "签字.png", mimeType: "image/png", buffer: Buffer.from("89504e470d0a1a0a0000", "hex") });
      }
      await press(signer, "我看过了，签字");
      await expect(signer.getByText("您已经签字。")).toBeVisible();
      await accessible(signer);
    }
  });

  await test.step("it is published as a correction; the photo of the signed page is for staff", async () => {
    await recorder.goto(`${past}/record`);
    await recorder.locator("main").getByRole("link", { name: "公布纪要" }).click();
    await recorder.getByLabel("更正的原因（会公布）").fill("补写夜间充电的讨论");
    await press(recorder, "公布更正");
    await expect(recorder.getByText("第2版已公布。")).toBeVisible({ timeout: 60_000 });
    await watcher.goto(`${past}/minutes`);
    expect((await watcher.request.get(`${past}/minutes/2/files/archive.docx`)).status()).toBe(404);
    expect((await recorder.request.get(`${past}/minutes/2/files/archive.docx`)).status()).toBe(200);
  });

  await test.step("a passer-by reads it at 360 pixels and prints it on A4", async () => {
    await expect(watcher.getByRole("heading", { level: 1 })).toHaveText("第3次会议纪要");
    await expect(watcher.getByRole("link", { name: "青禾社区（演示）议事厅" })).toHaveAttribute("href", "/c/qinghe");
    await expect(watcher.getByRole("link", { name: "回到会议" })).toHaveAttribute("href", new URL(past).pathname);
    await expect(watcher.getByText("更正原因：补写夜间充电的讨论").first()).toBeVisible();
    await expect(watcher.getByText("夜间充电").first()).toBeVisible();
    await expect(watcher.getByText("赞成13，反对4，弃权1")).toBeVisible();
    await expect(watcher.getByText("未通过，平票", { exact: true })).toBeVisible();
    await expect(watcher.getByText("（7日）")).toBeVisible();
    await accessible(watcher);
    await look(watcher, "minutes-public");
    const word = await watcher.request.get(`${past}/minutes/2/files/public.docx`);
    expect([word.status(), word.headers()["x-content-type-options"], /^attachment;/.test(word.headers()["content-disposition"]!)]).toEqual([200, "nosniff", true]);
    await watcher.getByRole("link", { name: "打印", exact: true }).click();
    await expect(watcher.getByText("第2版（更正）")).toBeVisible();
    const pdf = (await watcher.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf).toMatch(/\/MediaBox \[0 0 59[45][\d.]* 84[12][\d.]*\]/);
    await watcher.goto(`${past}/minutes/2/notice`);
    await look(watcher, "minutes-notice");
    await watcher.goto(`${past}/minutes/1`);
    await expect(watcher.getByText("这一版已有更正，请看最新的一版。")).toBeVisible();
  });

  await test.step("a resident objects without script; staff answer; everybody reads the answer and nobody else the text", async () => {
    const resident = await devices.enter(product(), "王秀英", "phone", { javaScriptEnabled: false });
    await resident.goto(`${past}/minutes/objections`);
    await resident.getByLabel("您的异议").fill("第一项的讨论漏了消防意见。");
    await press(resident, "提出异议");
    await expect(resident.getByText("第一项的讨论漏了消防意见。")).toBeVisible();
    await accessibleWithoutScript(resident);
    await watcher.goto(`${past}/minutes/objections`);
    await expect(watcher.getByText("第2号")).toBeVisible();
    await expect(watcher.getByText("第一项的讨论漏了消防意见。")).toHaveCount(0);
    await recorder.goto(`${past}/minutes/objections`);
    await recorder.getByLabel("答复（会公布）").fill("已附上消防意见。");
    await press(recorder, "公布答复");
    await watcher.reload();
    await expect(watcher.getByText("已附上消防意见。")).toBeVisible();
    await look(watcher, "minutes-objections");
  });
});

test("without script two recorders cannot overwrite each other: the second reads the newest beside what was typed", async ({ devices }) => {
  const first = await devices.enter(product(), "测试记录员", "laptop", { javaScriptEnabled: false });
  const second = await devices.enter(product(), "测试记录员", "laptop", { javaScriptEnabled: false });
  const past = await pastMeeting(first);
  for (const page of [first, second]) await page.goto(`${past}/minutes/edit`);
  const save = async (page: Page, text: string) => { await field(page, "开头补充").fill(text); await page.getByRole("button", { name: "保存这一段" }).first().click(); };
  await save(first, "先写的");
  await expect(field(first, "开头补充")).toHaveValue("先写的");
  devices.expects(second, 422, "maybe");
  await save(second, "后写的");
  await expect(second.getByText("这一段刚刚改过")).toBeVisible();
  await expect(second.getByText("先写的")).toBeVisible();
  await expect(field(second, "开头补充")).toHaveValue("后写的");
  await second.getByRole("button", { name: "保存这一段" }).first().click();
  await first.goto(`${past}/minutes/edit`);
  await expect(field(first, "开头补充")).toHaveValue("后写的");
});
