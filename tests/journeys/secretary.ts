/** What a secretary does before the first meeting. */
import type { Page } from "playwright";
import { accessible } from "./axe";
import { fits } from "./fits";
import { step, stepSure, unhurried } from "./flow";
import { expect, live, press, sizes, type Devices } from "./hall";
import { csv, gb18030, withMark, xlsx } from "./sheets";

export const secretary = { name: "周书记", login: "周书记", password: "qinghe-2026-ok" };

/** 24 people: five of the members' standing, the rest residents. */
const roster = Array.from({ length: 24 }, (_, i) => [`住户${"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地"[i]}`, i % 2 ? "女士" : "先生", `甲苑${i + 1}栋`, "0101", "第一网格", "", i < 5 ? "居民代表" : "居民"]);
const upload = (page: Page, name: string, buffer: Buffer) => page.getByLabel("或选文件").setInputFiles({ name, mimeType: "application/octet-stream", buffer });
export const check = async (page: Page) => { await fits(page); await accessible(page); };

export async function importPeople(page: Page, community: string, devices: Devices) {
  const preview = async (words: string) => {
    await press(page, "先看结果，不导入");
    await expect(page.getByText(words)).toBeVisible();
    await check(page);
  };
  await page.goto(`${community}/people/import`);
  devices.expects(page, 422);
  await press(page, "先看结果，不导入");
  await expect(page.getByText("请粘贴名单，或选一个文件")).toBeVisible();
  await page.getByLabel("粘贴名单").fill("住户甲\t先生\t甲苑1栋\t0101\n\t女士\t甲苑2栋\t0101\n住户甲\t先生\t甲苑1栋\t0101\n住户乙\t老师\t甲苑3栋\t0101");
  await preview("共4行：新增1，更改0，不变0，有错3");
  for (const why of ["没有姓名", "和第1行是同一人", "称呼只能是女士、先生，或空着", "有错的行改好以前，一行也不会导入。"]) await expect(page.getByText(why)).toBeVisible();
  await expect(page.getByRole("button", { name: "确认导入" })).toHaveCount(0);
  await page.goto(`${community}/people`);
  await expect(page.getByText("共1人")).toBeVisible();

  const files: [string, Buffer, string][] = [
    ["名单.csv", gb18030(csv(roster.slice(0, 10))), "共10行：新增10，更改0，不变0，有错0"],
    ["名单.csv", gb18030(csv(roster.slice(0, 10))), "共10行：新增0，更改0，不变10，有错0"],
    ["bom.csv", withMark(csv(roster.slice(0, 18))), "共18行：新增8，更改0，不变10，有错0"],
    ["名单.xlsx", xlsx(roster.map((row, i) => (i === 0 ? [...row.slice(0, 4), "第二网格", ...row.slice(5)] : row))), "共24行：新增6，更改1，不变17，有错0"],
  ];
  for (const [name, bytes, words] of files) {
    await page.goto(`${community}/people/import`);
    await upload(page, name, bytes);
    await preview(words);
    if (words.includes("新增0")) {
      await expect(page.getByText("和名册完全一样，没有要改的。")).toBeVisible();
      continue;
    }
    await press(page, "确认导入");
    await expect(page.getByText(/^导入完成：新增\d+人，更改\d+人$/)).toBeVisible();
  }
  devices.expects(page, 422);
  await page.goto(`${community}/people/import`);
  await upload(page, "坏的.xlsx", Buffer.from([0x50, 0x4b, 3, 4, 0, 0]));
  await press(page, "先看结果，不导入");
  await expect(page.getByText("这个文件读不出来。请存成 XLSX 或 CSV 再试")).toBeVisible();
  await page.goto(`${community}/people`);
  await expect(page.getByText("共25人")).toBeVisible();
  await check(page);
}

export async function makeBody(page: Page, community: string) {
  await page.goto(`${community}/bodies`);
  await page.getByLabel("名称").fill("新月社区居民议事会");
  await page.getByLabel("任期从").fill("2026-01-01");
  await page.getByLabel("到", { exact: true }).fill("2028-12-31");
  await press(page, "新建组织");
  await expect(page.getByRole("heading", { name: "新月社区居民议事会" })).toBeVisible();
  await expect(page.getByText("还没有成员。")).toBeVisible();
  await expect(page.getByText(/^还有\d+项没有填，填好以前不能开始签到$/)).toBeVisible();
  await check(page);
  await page.getByText("加人", { exact: true }).click();
  await page.getByLabel("按身份加").selectOption({ label: "居民代表（5人）" });
  await page.locator("form", { has: page.getByLabel("按身份加") }).getByRole("button", { name: "加为成员" }).click();
  await expect(page.getByText("成员5人，列席0人")).toBeVisible();
  const found = async (name: string, button: string) => {
    if (await page.getByLabel("输入姓名或房号").isHidden()) await page.getByText("加人", { exact: true }).click();
    await page.getByLabel("输入姓名或房号").fill(name);
    await press(page, "查找");
    await page.getByRole("checkbox", { name: new RegExp(name) }).last().check();
    await check(page);
    await page.locator("form", { has: page.getByRole("button", { name: "定为主持人" }) }).getByRole("button", { name: button }).click();
    await page.waitForURL((url) => url.search === "");
  };
  await found(secretary.name, "加为成员");
  await expect(page.getByText("成员6人，列席0人")).toBeVisible();
  await found("住户亥", "加为列席");
  await found("住户天", "定为记录员");
  await found("住户地", "定为监票人");
  const chair = page.locator("li", { has: page.getByText("主持人", { exact: true }) });
  await chair.locator("summary").click();
  await chair.getByRole("radio", { name: secretary.name }).check();
  await chair.getByRole("button", { name: "保存" }).click();
  for (const [office, name] of [["主持人", secretary.name], ["记录员", "住户天"], ["监票人", "住户地"]] as const) await expect(page.getByText(`${office}　${name}`)).toBeVisible();
  await check(page);
}

async function fillMeeting(page: Page, { title, item }: { title: string; item: string }) {
  await page.getByLabel("会议名称").fill(title);
  await page.getByLabel("地点").fill("社区党群服务中心二楼");
  await page.getByLabel("召集人").fill("新月社区居委会");
  await page.getByLabel("主持人身份").fill("社区党委书记");
  await page.getByLabel("召开依据").fill("居民议事会议事规则第三条");
  await page.getByLabel("议题名称").fill(item);
  await page.getByLabel("决议草案").fill(`同意${item}。`);
  await press(page, "建立会议");
}

async function fillRules(page: Page) {
  const fraction = async (label: string, denominator: string, numerator: string) => {
    const group = page.getByRole("group", { name: label });
    await group.getByLabel("分母").fill(denominator);
    await group.getByLabel("分子").fill(numerator);
    return group;
  };
  const quorum = await fraction("开会要到多少人", "3", "2");
  await press(page, "保存");
  await expect(page.getByText(/^还有\d+项没有填/)).toBeVisible();
  await page.getByRole("link", { name: "议事规则", exact: true }).click();
  await expect(page.getByText("开会要到多少人、", { exact: false })).toBeVisible();
  await quorum.getByLabel("依据的条款").fill("议事规则第五条");
  const base = page.getByRole("group").filter({ has: page.getByLabel("赞成票占谁的比例") });
  await base.getByLabel("赞成票占谁的比例").selectOption({ label: "实到有表决权的人" });
  await base.getByLabel("依据的条款").fill("议事规则第九条");
  const threshold = await fraction("赞成要占多少", "2", "1");
  await threshold.getByLabel("怎样算够").selectOption({ label: "要超过" });
  await threshold.getByLabel("依据的条款").fill("议事规则第九条");
  for (const label of ["主持人参加表决", "公开每个人的选择"]) {
    const group = page.getByRole("group").filter({ has: page.getByLabel(label) });
    if (await group.getByLabel(/依据的条款/).inputValue() === "") await group.getByLabel(/依据的条款/).fill("议事规则第十条");
  }
  await page.getByLabel("由谁通过").fill("居民代表会议");
  await check(page);
  await press(page, "保存");
}

export async function ruleTheMeeting(page: Page, community: string, devices: Devices) {
  const body = page.url();
  await page.goto(`${community}/meetings/new`);
  await expect(page.getByText("议事规则还没有填完，签到时会不让开始")).toBeVisible();
  devices.expects(page, 422);
  await press(page, "建立会议");
  await expect(page.getByText("请填写这一项").first()).toBeVisible();
  await check(page);
  await fillMeeting(page, { title: "居民议事会第1次会议", item: "楼道堆物清理" });
  await page.waitForURL(/\/chair$/);
  await live(page);
  const meeting = page.url().replace("/chair", "");
  await check(page);
  await step(page, "发布通知");
  await stepSure(page, "开始签到", "现在开始签到？");
  await expect(page.getByText("议事规则还有没填的数字或依据，填好以后才能开始签到")).toBeVisible();
  await check(page);

  await page.goto(`${body.split("?")[0]!}/rules`);
  await page.getByLabel("从哪天起用").fill("2026-01-01");
  await fillRules(page);
  await expect(page.getByRole("heading", { name: "新月社区居民议事会" })).toBeVisible();
  await expect(page.getByText(/填好以前不能开始签到/)).toHaveCount(0);
  const other = await devices.open("phone");
  for (const [at, words] of [["/desk", "工作人员登录"], ["", "签到还没有开始。到时候扫大屏幕上的二维码，或打开这一页。"]] as const) {
    await other.goto(meeting + at);
    await expect(other.getByText(words).first()).toBeVisible();
    await check(other);
  }
  await page.goto(`${meeting}/desk`);
  await expect(page.getByText("签到还没有开始。主持人开始签到以后，在这里登记到会的人。")).toBeVisible();
  await check(page);
  await page.goto(`${meeting}/supervise`);
  await expect(page.getByText("现在没有要核对的表决。")).toBeVisible();
  await check(page);
  await page.goto(`${meeting}/ballot`);
  await expect(page.getByText("现在没有正在进行的表决")).toBeVisible();
  await check(page);
  await page.goto(`${meeting}/chair`);
  await live(page);
  await expect(page.getByText("还没有大屏幕的链接。")).toBeVisible();
  await press(page, "生成一个链接");
  await expect(page.getByRole("link", { name: "打开大屏幕" })).toBeVisible();
  const wall = await devices.open("projector");
  await wall.goto(new URL((await page.getByRole("link", { name: "打开大屏幕" }).getAttribute("href"))!, page.url()).href);
  await check(wall);
  await stepSure(page, "开始签到", "现在开始签到？");
  await expect(page.getByText("应到6人，实到0人，须4人，还差4人").first()).toBeVisible();
  await expect(wall.getByText("还差4人，暂时不能开会")).toBeVisible();
  await page.getByText("到会人数变化", { exact: true }).click();
  await expect(page.getByText("还没有人签到。")).toBeVisible();
  await check(wall);
  await takeBackScreen(page, wall, devices);
}

/** A second screen goes on when the first one's link is taken back. */
async function takeBackScreen(page: Page, wall: Page, devices: Devices) {
  const first = new URL(wall.url()).pathname;
  await page.getByText("大屏幕的链接", { exact: true }).click();
  await press(page, "生成一个链接");
  await page.getByText("大屏幕的链接", { exact: true }).click();
  await expect(page.locator("li a[href^='/screen/']")).toHaveCount(2);
  const [left] = (await page.locator("li a[href^='/screen/']").allInnerTexts()).filter((at) => at !== first);
  const second = await devices.open("projector");
  await second.goto(new URL(left!, page.url()).href);
  await page.locator("li", { has: page.locator(`a[href="${first}"]`) }).getByRole("button", { name: "收回" }).click();
  await expect(wall.getByText("这个大屏幕的链接已经收回")).toBeVisible();
  await expect(second.getByText("还差4人，暂时不能开会")).toBeVisible();
  await expect(second.getByText("正在重连")).toHaveCount(0);
}

/** A text of so many characters, with emoji of many parts and with words that have no place to break. */
export const long = (length: number) => [..."🐕文明养犬与👨‍👩‍👧‍👦家庭公约Long-English-Words-Without-Any-Space，".repeat(20)].slice(0, length).join("");

/** Nobody came: the evening ends without having been opened. */
export async function closeEarly(page: Page) {
  await live(page);
  await expect(page.locator(".steps .btn.primary")).toContainText("人数不够");
  await page.getByText("更多", { exact: true }).click();
  await page.getByText("提前散会").click();
  await unhurried(page, () => press(page, "宣布散会"));
  await unhurried(page, () => press(page, "确认宣布散会"));
  await expect(page.locator(".steps")).toContainText("会议已结束");
}

export async function longTitles(page: Page, community: string, devices: Devices) {
  await page.goto(`${community}/meetings/new`);
  await expect(page.getByLabel("地点")).toHaveValue("社区党群服务中心二楼");
  await page.getByLabel("议题名称").evaluate((field) => field.removeAttribute("maxlength"));
  devices.expects(page, 422);
  await fillMeeting(page, { title: long(200), item: long(201) });
  await expect(page.getByText("最多 200 个字")).toBeVisible();
  await fillMeeting(page, { title: long(200), item: long(200) });
  await page.waitForURL(/\/chair$/);
  await live(page);
  const meeting = page.url().replace("/chair", "");
  for (const size of ["small", "phone", "laptop"] as const) {
    await page.setViewportSize(sizes[size]);
    for (const at of [`${meeting}/chair`, meeting, community, `${meeting}/desk`]) { await page.goto(at); await fits(page); }
  }
  await page.setViewportSize(sizes.phone);
}
