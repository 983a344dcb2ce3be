/** What was said at M1, and its minutes: drafted, confirmed, signed, published, objected to and answered, by real acts at told times. */
import type { Side, Tag } from "../../app/rules/meeting/events";
import type { Task } from "../../app/wire/minutes";
import { dayValue, fromField } from "../../app/words/date-fields";
import { draftDoor } from "../doors/minutes-draft";
import type { House } from "../house";
import type { Place } from "../store/chain";
import { readDraft } from "../store/minutes";
import type { Demo } from "./load";
import { demoCommunity } from "./people";

type Said = { readonly speeches: readonly (readonly [name: string, side: Side, note: string])[]; readonly comments: readonly (readonly [name: string, tag: Tag, text: string])[]; readonly hidden?: readonly [name: string, text: string] };

/** By the place of the item on the agenda of M1. */
const said: readonly Said[] = [
  {
    speeches: [["代表甲三", "pro", "楼道拉线充电危险，应当集中充电"], ["代表甲二", "con", "离9栋太近，夜间风扇有噪声"], ["代表丙二", "question", "飞线先断还是先建，谁来巡查"]],
    comments: [["王秀英", "worry", "离9栋太近，晚上风扇响"], ["老人丁一", "advice", "老人充电要能刷卡"], ["李建国", "question", "飞线先断还是先建？"], ["孙玉梅", "question", "谁来巡查？"], ["赵志强", "advice", "希望公布消防意见"]],
    hidden: ["郑海涛", "提这个的人就是想占地方"],
  },
  { speeches: [["代表乙一", "pro", "和附近小区相比，1.00元是中间价"], ["业委会测试员", "con", "电费会变，写死单价以后不好调整"]], comments: [["陈桂兰", "advice", "价格要写清电费和服务费"]] },
];

/** Opinions and speeches on an item of a past meeting; one that has nothing here is only voted on. */
export async function discuss(demo: Demo, place: Place, item: string) {
  const state = await demo.state(place);
  const talk = said[state.items.findIndex(({ id }) => id === item)];
  if (!talk) return;
  for (const [name, tag, text] of talk.comments) await demo.act(place, name, { type: "comment.post", item, person: demo.id(name), tag, parent: null, text });
  if (talk.hidden) await hide(demo, place, { item, said: talk.hidden });
  for (const [name, side, note] of talk.speeches) {
    await demo.act(place, name, { type: "speak.ask", person: demo.id(name), side });
    const { request } = (await demo.state(place)).speeches.at(-1)!;
    await demo.act(place, "测试书记", { type: "floor.grant", request });
    demo.at(demo.now() + 100_000);
    await demo.act(place, "测试记录员", { type: "speech.note", request, text: note });
    await demo.act(place, "测试书记", { type: "floor.end", request });
  }
}

async function hide(demo: Demo, place: Place, { item, said: [name, text] }: { item: string; said: readonly [string, string] }) {
  const comment = await demo.act(place, name, { type: "comment.post", item, person: demo.id(name), tag: null, parent: null, text });
  if (comment) await demo.act(place, "测试书记", { type: "comment.hide", comment, reason: "针对个人，请对事不对人" });
}

const zone = demoCommunity.timeZone;
const day = 24 * 3600_000;

/** So many days after the meeting, at this time of the day. */
const after = (start: number, days: number, time: string) => fromField(`${dayValue(start + days * day, zone)}T${time}`, zone)!;

const tasksAt = (start: number): Task[] => [
  { matter: "供电申请", owner: "社区居民委员会", support: "", dueOn: dayValue(start + 30 * day, zone), standard: "取得供电方案答复" },
  { matter: "基础施工", owner: "物业", support: "社区居民委员会", dueOn: dayValue(start + 55 * day, zone), standard: "验收合格" },
  { matter: "消防验收", owner: "物业", support: "", dueOn: dayValue(start + 76 * day, zone), standard: "消防验收合格并公布意见" },
];

const taken = new Set(["老人充电要能刷卡", "希望公布消防意见", "价格要写清电费和服务费"]);

/** Out two days after the meeting; seven days of public notice; one objection, answered on the fourth. */
export async function publishPast(house: House, demo: Demo, place: Place) {
  const start = (await demo.state(place)).plan!.startsAt;
  demo.at(after(start, 0, "21:30"));
  await write(house, demo, place);
  const hash = (await readDraft(house.database.db, place))!.hash;
  demo.at(after(start, 1, "09:20"));
  await demo.act(place, "测试书记", { type: "minutes.confirm", hash });
  for (const name of ["测试记录员", "监票甲"]) {
    demo.at(demo.now() + 1_800_000);
    await demo.act(place, name, { type: "minutes.sign", hash, photo: null });
  }
  demo.at(after(start, 2, "10:00"));
  await demo.act(place, "测试记录员", { type: "minutes.publish", hash, reason: "" });
  demo.at(after(start, 4, "18:40"));
  await demo.act(place, "刘淑珍", { type: "objection.file", person: demo.id("刘淑珍"), text: "我家在9栋一楼，充电点的风扇正对卧室窗户，晚上有噪声，请往外移。" });
  demo.at(after(start, 6, "09:10"));
  await demo.act(place, "测试记录员", { type: "objection.answer", objection: 1, text: "充电点再往东移3米，风扇晚上10点以后限速，物业负责落实。" });
}

async function write(house: House, demo: Demo, place: Place) {
  const hall = (await house.halls.get(place))!;
  const start = hall.state.plan!.startsAt;
  const draft = draftDoor({ ...house, clock: { now: demo.now, told: true } }, { place, hall, actor: { person: demo.id("测试记录员"), administrator: false, level: "password" }, roles: ["recorder"], zone });
  const { pickables, sections, items } = await draft.view();
  await draft.pick(pickables.filter(({ source, text }) => source === "speech" || taken.has(text)).map(({ source, ref }) => ({ source, ref, on: true })));
  for (const [i, task] of tasksAt(start).entries()) await draft.addTask(`demo${i}`, { ...task, item: items[0]!.id });
  const section = sections.find(({ kind, item }) => kind === "text" && item === items[1]?.id);
  if (section) await draft.save({ section: section.id, seen: section.version, body: "退回提议人修改后再议。" });
}
