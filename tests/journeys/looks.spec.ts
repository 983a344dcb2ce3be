import type { Page } from "playwright";
import { fits } from "./fits";
import { arrive, atDesk, choose, gather, openVote, scanned, step, stepSure, supervise, sure, vote, type Hall } from "./flow";
import { expect, follow, live, meetingOf, press, test } from "./hall";
import { folder, look, walls } from "./look";
import { ownProduct, postgresOf } from "./product";
import { long } from "./secretary";

const product = ownProduct();

const open = (page: Page, url: string) => page.goto(url);

test("the pages outside a meeting", async ({ devices }) => {
  const chair = await devices.enter(product(), "测试书记");
  const guest = await devices.open("phone");
  const community = `${product().url}/c/qinghe`;
  await open(guest, community);
  await look(guest, "10-community");
  const [past] = await guest.getByRole("link", { name: "集中充电点单价" }).all();
  await follow(guest, past!);
  await look(guest, "11-result-tie");
  await guest.goBack();
  await follow(guest, guest.getByRole("link", { name: /集中充电点（24位）/ }));
  await look(guest, "12-result-carried");
  await guest.goBack();
  await guest.getByRole("link", { name: "居民议事会第3次会议", exact: true }).click();
  await live(guest);
  await look(guest, "13-meeting-closed");
  for (const [name, at] of [["14-sign-in", "/sign-in"], ["15-slip-code", "/s"]] as const) { await open(guest, product().url + at); await look(guest, name); }
  devices.expects(guest, 422);
  await guest.getByLabel("入场条上的8位码").fill("7KQM 4X2");
  await press(guest, "进入");
  await expect(guest.getByText("少了1位")).toBeVisible();
  await look(guest, "16-slip-code-short");
  for (const [status, name, at] of [[404, "17-missing", "/nowhere"], [404, "18-slip-gone", "/s/AAAAAAAAAAAAAAAAAAAAAA"]] as const) {
    devices.expects(guest, status);
    await open(guest, product().url + at);
    await look(guest, name);
  }

  await open(chair, `${community}/people`);
  await look(chair, "20-people");
  await open(chair, `${community}/people?q=nobody`);
  await look(chair, "20-people-none", ["phone"]);
  await open(chair, `${community}/people?q=王秀英`);
  await follow(chair, chair.getByRole("link", { name: /王秀英/ }));
  await look(chair, "21-person");
  await open(chair, `${community}/people/new`);
  devices.expects(chair, 422);
  await press(chair, "保存");
  await expect(chair.getByText("请填写这一项")).toBeVisible();
  await look(chair, "22-person-new");
  await open(chair, `${community}/people/import`);
  await look(chair, "23-import");
  await chair.getByLabel("粘贴名单").fill("姓名\t称呼\t楼栋\t室\t网格\t电话\t身份\n王秀英\t女士\t甲苑9栋\t0901\t第三网格\t\t居民\n新来的\t女士\t甲苑9栋\t0903\t\t\t居民\n\t女士\t甲苑9栋\t0904\t\t\t居民\n坏电话\t\t甲苑1栋\t0101\t\tabc\t");
  await press(chair, "先看结果，不导入");
  await expect(chair.getByText("有错2")).toBeVisible();
  await look(chair, "24-import-preview");
  await open(chair, `${community}/slips?whom=building%3A甲苑9栋`);
  await look(chair, "25-slips", ["phone", "laptop"]);
  await open(chair, `${community}/bodies`);
  await look(chair, "26-bodies");
  await follow(chair, chair.getByRole("link", { name: /青禾社区居民议事会/ }));
  await look(chair, "27-body");
  await follow(chair, chair.getByRole("link", { name: "议事规则", exact: true }));
  await look(chair, "28-rules");
  await open(chair, `${community}/meetings/new`);
  await look(chair, "29-meeting-new");
  await open(chair, `${product().url}/devices`);
  await look(chair, "30-devices");
  await open(chair, community);
  await look(chair, "31-community-staff");
  devices.expects(guest, 404);
  await open(guest, `${community}/meetings/0000000000000000`);
  const member = await devices.enter(product(), "代表甲一");
  devices.expects(member, 403);
  await open(member, `${community}/people`);
  await look(member, "32-forbidden");
});

/** The code on the first slip that is printed for a building. */
async function codeOf(chair: Page, building: string): Promise<string> {
  await chair.goto(`${product().url}/c/qinghe/slips?whom=building%3A${building}`);
  return chair.locator(".slip-code").first().innerText();
}

test("slips at the door, and a seat that moves", async ({ devices }) => {
  const chair = await devices.enter(product(), "测试书记");
  const meeting = meetingOf(chair);
  const code = await codeOf(chair, "甲苑9栋");
  const enter = async (page: Page) => {
    await page.goto(`${product().url}/s`);
    await page.getByLabel("入场条上的8位码").fill(code);
    await press(page, "进入");
    await expect(page.getByRole("heading", { name: "，是您吗？" })).toBeVisible();
  };
  const fresh = await devices.open("phone");
  await enter(fresh);
  await look(fresh, "80-slip", ["phone", "laptop"]);
  await press(fresh, "先进入，稍后签到");
  await expect(fresh.getByRole("link", { name: "签到", exact: true })).toBeVisible();
  const taken = await devices.open("phone");
  const wall = await devices.open("projector");
  await wall.goto(product().screen);
  await taken.goto(product().url + await scanned(wall));
  await enter(taken);
  await look(taken, "81-slip-taken", ["phone"]);
  await press(taken, "进入并签到");
  await taken.waitForURL(meeting);
  await expect(taken.getByText("您已签到")).toBeVisible();
  await expect(fresh.getByText("您的座位已换到另一部手机")).toBeVisible();
  await look(fresh, "82-moved", ["phone"]);
  await taken.getByRole("link", { name: "我要离开" }).click();
  await press(taken, "离开会场");
  await expect(taken.getByRole("link", { name: "签到", exact: true })).toBeVisible();
});

/** One page as other people's settings and hands hold it. */
async function lookOtherwise(page: Page, name: string) {
  const before = page.viewportSize()!;
  await page.setViewportSize({ width: 740, height: 360 });
  await fits(page);
  await page.screenshot({ path: `${folder}/${name}-landscape.png` });
  await page.setViewportSize(before);
  await page.emulateMedia({ forcedColors: "active" });
  await look(page, `${name}-forced`, ["phone"]);
  await page.emulateMedia({ forcedColors: "none" });
  await page.evaluate(() => { document.documentElement.dataset.type = "large"; });
  await look(page, `${name}-large`, ["phone"]);
  await page.evaluate(() => { delete document.documentElement.dataset.type; document.documentElement.style.fontSize = "200%"; });
  await look(page, `${name}-doubled`, ["phone"]);
  await page.evaluate(() => { document.documentElement.style.fontSize = ""; });
}

const atOnce = ["代表甲二", "代表乙二", "代表乙三", "代表丙一"];
const bothOf = ({ watcher, chair, wall }: Hall) => async (name: string, words: string | RegExp) => {
  for (const page of [watcher, wall]) await expect(page.locator("main, header").getByText(words).first()).toBeVisible();
  await look(watcher, `${name}-watcher`); await look(chair, `${name}-chair`, ["phone", "laptop"]); await look(wall, `${name}-wall`, walls);
};

/** Coming, going, and too few to begin. */
async function lookAtCheckIn(hall: Hall) {
  const { chair, recorder, supervisor, first, second, resident, wall } = hall;
  const both = bothOf(hall);
  await both("40-check-in", "实到");
  await look(recorder, "40-desk");
  await look(supervisor, "40-supervise", ["phone"]);
  await look(resident, "40-resident", ["phone"]);
  await follow(first, first.getByRole("link", { name: "签到", exact: true }));
  await look(first, "41-arrive");
  await open(first, meetingOf(chair));
  await arrive(first, wall);
  await arrive(second, wall);
  await look(first, "42-here", ["phone"]);
  await follow(first, first.getByRole("link", { name: "我要离开" }));
  await look(first, "43-leave", ["phone"]);
  await open(first, meetingOf(chair));
  for (const name of atOnce) await atDesk(recorder, name, "离开");
  await expect(chair.getByText("人数不够")).toBeVisible();
  await both("44-no-quorum", "还差1人");
  for (const name of atOnce) await atDesk(recorder, name, "签到");
}

test("a meeting from its first minute to its end", async ({ devices }) => {
  const hall = await gather(devices, product());
  const { chair, recorder, supervisor, first, second, watcher } = hall;
  const both = bothOf(hall);
  await lookAtCheckIn(hall);
  await step(chair, "宣布开会");
  await both("45-opened", "会议进行中");
  await step(chair, "进入这一项");
  await both("46-taken", "正在说明和讨论");
  await step(chair, "提请表决");
  await both("47-frozen", "准备表决");
  await step(chair, "开始表决");
  await expect(first.getByRole("radio", { name: "赞成" })).toBeVisible();
  await both("48-open", "已投0人");
  await look(first, "48-ballot", ["phone", "tablet"]);
  await choose(first, "赞成");
  await look(first, "48-ballot-chosen");
  await lookOtherwise(first, "48-ballot-chosen");
  await lookOtherwise(chair, "48-open-chair");
  await press(first, "确认投票");
  await expect(first.getByRole("heading", { name: "投票成功" })).toBeVisible();
  await look(first, "49-received");
  devices.loses(second);
  await choose(second, "反对");
  await second.context().setOffline(true);
  await press(second, "确认投票");
  await expect(second.getByText("网络断了，票还没送到，正在重发")).toBeVisible();
  await look(second, "49-cut", ["phone"]);
  await recorder.getByLabel("谁的票").selectOption({ label: "代表甲二" });
  await recorder.getByRole("radio", { name: "弃权" }).check();
  await press(recorder, "录入，请监票人确认");
  await expect(supervisor.getByText("代表甲二：弃权")).toBeVisible();
  await look(recorder, "49-desk-ballot");
  await look(supervisor, "49-witness");
  await press(supervisor, "是本人的意思，确认");
  await step(chair, "结束表决");
  await look(chair, "50-sure-chair", ["phone", "laptop"]);
  await sure(chair);
  await expect(supervisor.getByText("核对计票")).toBeVisible();
  await both("51-closed", "表决结束，正在核对");
  await look(first, "51-received", ["phone"]);
  devices.expects(second, 422, "maybe");
  await second.context().setOffline(false);
  await expect(second.getByText(/没投上/)).toBeVisible({ timeout: 20_000 });
  await look(second, "51-too-late", ["phone"]);
  await look(supervisor, "51-check");
  await supervisor.getByText("有疑问", { exact: true }).click();
  await supervisor.getByLabel("疑问是什么").fill("签到台的登记里甲苑5栋有两位，手机上只有一位，请再数一遍。");
  await look(supervisor, "52-doubt", ["phone"]);
  await press(supervisor, "提出疑问");
  await expect(chair.locator(".steps .btn.primary")).toContainText("重新点票");
  await both("53-doubted", "监票人有疑问，暂不宣布");
  await step(chair, "重新点票");
  await supervise(supervisor);
  await both("54-checked", "已核对，等主持人宣布");
  await look(supervisor, "54-checked", ["phone"]);
  await step(chair, "宣布结果");
  await expect(watcher.getByText("赞成1票，")).toBeVisible();
  await both("55-announced", "赞成1票，");
  await follow(watcher, watcher.getByRole("link", { name: "看结果" }));
  await look(watcher, "56-result");
  await lookOtherwise(watcher, "56-result");
  await open(watcher, meetingOf(chair));
  await stepSure(chair, "宣布散会", "散会后不能再签到、表决。");
  await expect(watcher.locator("main").getByText("已结束")).toBeVisible();
  await both("57-closed", "已结束");
});

const wordy = "## 为什么提出\n\n甲苑有电动自行车约 310 辆，楼道里拉线充电去年发生冒烟两起。\n\n## 方案\n\n- 位置：9栋东侧空地，24 个充电位；\n- 距外墙不少于 6 米，加装**烟感和喷淋**；\n\n## 费用\n\n1. 建设费由街道补助；\n2. 电费和服务费分开公布。\n\n> 居民代表：夜里谁来巡查？\n\n## 安全\n\n`GB 50067` 的要求都满足。\n\n## 接下来\n\n公示七天。\n";

/** A meeting whose every text is as long as it may be. */
async function makeLong(chair: Page) {
  await open(chair, `${product().url}/c/qinghe/meetings/new`);
  for (const [label, text] of [["会议名称", long(200)], ["地点", long(120)], ["召集人", long(120)], ["主持人身份", long(120)], ["召开依据", long(120)], ["议题名称", long(200)], ["说明", wordy], ["决议草案", long(1000)]] as const) await chair.getByLabel(label).fill(text);
  await press(chair, "建立会议");
  await chair.waitForURL(/\/chair$/);
  await live(chair);
}

test("texts as long as they may be, through a whole vote", async ({ devices }) => {
  const chair = await devices.enter(product(), "测试书记");
  const recorder = await devices.enter(product(), "测试记录员", "tablet");
  const first = await devices.enter(product(), "代表甲一");
  const watcher = await devices.open("phone");
  const wall = await devices.open("projector");
  await makeLong(chair);
  const at = meetingOf(chair);
  await press(chair, "生成一个链接");
  await wall.goto(new URL((await chair.getByRole("link", { name: "打开大屏幕" }).getAttribute("href"))!, at).href);
  await watcher.goto(at);
  await live(watcher, chair);
  const all = async (name: string) => { await look(watcher, `${name}-watcher`, ["phone", "laptop"]); await look(chair, `${name}-chair`, ["phone", "laptop"]); await look(wall, `${name}-wall`, walls); };
  await all("60-long-draft");
  await step(chair, "发布通知");
  await stepSure(chair, "开始签到", "现在开始签到？");
  await recorder.goto(`${at}/desk`);
  await live(recorder);
  const present = ["代表甲一", "代表甲二", "代表甲三", "代表乙一", "代表乙二", "代表乙三", "代表丙一", "代表丙二", "代表丙三", "代表丁一", "代表丁二", "代表戊一", "代表戊二", "测试主任"];
  for (const name of present) await atDesk(recorder, name, "签到");
  await first.goto(at);
  await live(first);
  await all("61-long-check-in");
  await openVote(chair);
  await expect(first.getByRole("radio", { name: "赞成" })).toBeVisible();
  await look(first, "62-long-ballot", ["phone", "laptop"]);
  await all("62-long-open");
  await vote(first, "赞成");
  await look(first, "63-long-received", ["phone"]);
  await first.goto(`${at}/ballot`);
  await look(first, "63-long-ballot-page", ["phone"]);
  await chair.locator(".steps summary").filter({ hasText: "作废这次表决" }).click();
  await chair.getByLabel("作废原因（会公布）").fill("有三位代表的手机在表决时没有连上网络，".repeat(26).slice(0, 500));
  await press(chair, "作废这次表决");
  for (const page of [watcher, wall]) await expect(page.getByText(/作废原因：有三位代表的手机/)).toBeVisible();
  await all("63-long-voided");
  await first.goto(at);
  await live(first);
  await step(chair, "提请表决");
  await step(chair, "开始表决");
  await vote(first, "赞成");
  await step(chair, "结束表决");
  await sure(chair);
  const supervisor = await devices.enter(product(), "监票甲");
  await supervisor.goto(`${at}/supervise`);
  await live(supervisor);
  await look(supervisor, "64-long-check", ["phone"]);
  await supervise(supervisor);
  await step(chair, "宣布结果");
  await expect(watcher.getByRole("link", { name: "看结果和依据" })).toBeVisible();
  await all("65-long-announced");
  await watcher.getByRole("link", { name: "看结果和依据" }).click();
  await watcher.waitForURL(/results/);
  await look(watcher, "66-long-result", ["phone", "laptop"]);
  await open(watcher, `${product().url}/c/qinghe`);
  await look(watcher, "67-long-community", ["phone"]);
});

test("no database", async ({ devices }) => {
  const guest = await devices.open("phone");
  await open(guest, `${product().url}/c/qinghe`);
  process.kill(postgresOf(product()), "SIGQUIT");
  await expect.poll(async () => (await guest.request.get(`${product().url}/c/qinghe`)).status()).toBe(503);
  devices.expects(guest, 503);
  await guest.goto(`${product().url}/c/qinghe`);
  await look(guest, "95-no-database", ["phone", "laptop"]);
});
