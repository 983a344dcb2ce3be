/** 青禾社区（演示）: everybody and everything in it is fictional. */
import type { RosterRow } from "../import/roster";

export const demoSlug = "qinghe";
/** Its address until its last row is written; no community that people make can have it. */
export const unfinishedSlug = `${demoSlug}-unfinished`;
export const demoCommunity = { name: "青禾社区（演示）", address: "示例市示例区测试街道", timeZone: "Asia/Shanghai" };

type Seat = "member" | "attendee" | null;
type DemoPerson = RosterRow & { readonly seat: Seat };
const grids = ["第一网格", "第二网格", "第三网格", "第四网格", "第五网格"];

function person(name: string, { building = "", room = "", grid = "", title = "", standing, seat = null }: Partial<DemoPerson> & { standing: string }): DemoPerson {
  return { name, title, building, room, grid, phone: "", standing, seat };
}

/** Thirteen residents' representatives, one of them a tenant: 62 % of the council. */
const homes: [name: string, building: string, room: string, grid: number][] = [
  ["代表甲一", "甲苑2栋", "0204", 0], ["代表甲二", "甲苑5栋", "0501", 0], ["代表甲三", "甲苑9栋", "0603", 1], ["代表乙一", "乙苑2栋", "0702", 2], ["代表乙二", "乙苑4栋", "1102", 2],
  ["代表乙三", "乙苑7栋", "0301", 2], ["代表丙一", "丙里1栋", "0402", 4], ["代表丙二", "丙里4栋", "0203", 4], ["代表丙三", "丙里6栋", "0501", 4], ["代表丁一", "乙苑8栋", "0904", 3],
  ["代表丁二", "乙苑10栋", "0805", 3], ["代表戊一", "甲苑12栋", "0306", 1], ["代表戊二", "甲苑15栋", "1003", 1],
];

const council: DemoPerson[] = [
  ...homes.map(([name, building, room, grid]) => person(name, { building, room, grid: grids[grid]!, standing: name === "代表戊二" ? "居民代表（租户）" : "居民代表", seat: "member" })),
  person("测试书记", { standing: "两委", seat: "member" }), person("测试主任", { standing: "两委", seat: "member" }),
  person("楼组长甲", { building: "甲苑3栋", room: "0101", grid: grids[0]!, standing: "楼组长", seat: "member" }), person("楼组长乙", { building: "乙苑9栋", room: "0102", grid: grids[3]!, standing: "楼组长", seat: "member" }),
  person("业委会测试员", { standing: "业委会", seat: "member" }), person("物业测试员", { standing: "物业", seat: "member" }),
  person("驻区单位测试员", { standing: "驻区单位（学校）", seat: "member" }), person("社会组织测试员", { standing: "社会组织", seat: "member" }),
];

const officers: DemoPerson[] = [
  person("测试记录员", { standing: "社区工作者" }), person("监票甲", { standing: "居务监督委员会" }), person("计票乙", { standing: "社区工作者" }),
  person("民警测试员", { standing: "社区民警", seat: "attendee" }), person("街道测试员", { standing: "街道指导人员", seat: "attendee" }),
  person("律师测试员", { standing: "法律顾问", seat: "attendee" }), person("消防测试员", { standing: "消防工作人员", seat: "attendee" }),
  ...["甲", "乙", "丙", "丁", "戊"].map((one, i) => person(`网格员${one}`, { grid: grids[i]!, standing: "网格员" })),
];

const named: [name: string, title: string, building: string, room: string, grid: number][] = [
  ["王秀英", "女士", "甲苑9栋", "0901", 1], ["李建国", "先生", "甲苑3栋", "0302", 0], ["赵志强", "先生", "乙苑2栋", "1101", 2], ["陈桂兰", "女士", "甲苑11栋", "0401", 1],
  ["刘淑珍", "女士", "甲苑9栋", "0902", 1], ["欧阳文", "先生", "乙苑11栋", "0603", 3], ["孙玉梅", "女士", "丙里3栋", "0201", 4], ["周国栋", "先生", "丙里3栋", "0202", 4],
  ["吴小燕", "女士", "乙苑5栋", "0504", 2], ["郑海涛", "先生", "乙苑13栋", "1201", 3], ["老人丁一", "", "丙里2栋", "0101", 4], ["异地业主戊", "", "甲苑6栋", "0605", 0],
];
const residents: DemoPerson[] = [
  ...named.map(([name, title, building, room, grid]) => person(name, { title, building, room, grid: grids[grid]!, standing: "居民" })),
  ...Array.from({ length: 40 }, (_, i) => person(`住户A${String(Math.floor(i / 10) + 1).padStart(2, "0")}${String((i % 10) + 1).padStart(2, "0")}`, { building: `甲苑${Math.floor(i / 5) + 1}栋`, room: `0${(i % 5) + 1}0${(i % 4) + 1}`, grid: grids[i < 20 ? 0 : 1]!, standing: "居民" })),
];

export const demoPeople: readonly DemoPerson[] = [...council, ...officers, ...residents];

/** The residents' representatives' assembly: 60 representatives and the seven of the committee. */
export const demoRepresentatives: readonly DemoPerson[] = [
  ...Array.from({ length: 60 }, (_, i) => person(`居民代表${String(i + 1).padStart(2, "0")}`, { building: `${["甲苑", "乙苑", "丙里"][i % 3]}${(i % 7) + 1}栋`, room: `1${String(i).padStart(3, "0")}`, grid: grids[i % 5]!, standing: "居民代表会议代表", seat: "member" })),
  ...["委员一", "委员二", "委员三", "委员四", "委员五"].map((name) => person(name, { standing: "居委会委员", seat: "member" })),
];

export const demoOffices = { chair: ["测试书记"], recorder: ["测试记录员"], counter: ["计票乙"], supervisor: ["监票甲"] } as const;

/** Who can be entered by a link, as what, and on which page they start. */
export const demoCast: readonly { name: string; as: string; page: string }[] = [
  { name: "测试书记", as: "主持人", page: "/chair" },
  { name: "测试记录员", as: "记录员", page: "/desk" },
  { name: "监票甲", as: "监票人", page: "/supervise" },
  { name: "计票乙", as: "计票人", page: "/hands" },
  { name: "代表甲一", as: "议事会成员", page: "" },
  { name: "代表甲三", as: "议事会成员", page: "" },
  { name: "代表乙一", as: "议事会成员", page: "" },
  { name: "王秀英", as: "居民", page: "" },
];
