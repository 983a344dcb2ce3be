import type { Draft } from "../../app/rules/meeting/commands";
import type { Choice } from "../../app/rules/tally/verdict";

const paper = { kind: "regular", convener: "青禾社区党委、居委会", chairStanding: "社区党委书记", basis: "青禾社区居民议事会议事规则第三条", place: "社区党群服务中心二楼" } as const;

const plain = { id: null, kind: "vote", proposer: "", minutes: 30, files: [] } as const;

export const chargingPoint = {
  ...plain, proposer: "代表甲三", decider: "owners", title: "甲苑9栋东侧设电动自行车集中充电点（24位）",
  text: "## 为什么提出\n\n甲苑有电动自行车约 310 辆，楼道里拉线充电去年发生冒烟两起。\n\n## 方案\n\n- 位置：9栋东侧空地，24 个充电位；\n- 距外墙不少于 6 米，加装**烟感和喷淋**；\n- 由物业管理，电费和服务费分开公布。\n\n## 大家关心的\n\n1. 离 9 栋较近，晚上风扇有声音；\n2. 老人充电要能刷卡。\n",
  resolution: "同意在甲苑9栋东侧设电动自行车集中充电点（24位），距外墙不少于6米，加装烟感和喷淋。",
} as const;

export const price = {
  ...plain, decider: "council", title: "集中充电点单价",
  text: "电费加服务费合计，比较了附近三个小区：0.92、1.00、1.15 元/度。",
  resolution: "集中充电点单价（电费加服务费）不超过1.00元/度。",
} as const;

export const parking = {
  ...plain, decider: "owners", title: "访客车错时停车与收费方案（二次协商）",
  text: "## 来由\n\n23 位居民和乙苑业委会联名提出，九月议过一次，按意见改为第二稿。\n\n## 第二稿\n\n- 工作日 8:00 至 18:00 开放 26 个车位给访客；\n- 晚上 8 点以后留 6 个车位；\n- 收入进公共收益账户，每季度公布。\n",
  resolution: "同意访客车错时停车与收费方案（第二稿）试行六个月。",
} as const;

export const dogs = {
  ...plain, decider: "residents-assembly", title: "居民公约「文明养犬」条款草案",
  text: "## 草案要点\n\n- 出门牵绳，绳长不超过 1.5 米；\n- 电梯里戴嘴套或抱起；\n- 随手清理粪便。\n\n议事会只提出草案，居民公约由居民会议通过。\n",
  resolution: "同意把「文明养犬」条款草案提交居民会议讨论。",
} as const;

export const draftFor = (title: string, startsAt: number, items: Draft["items"]): Draft => ({ ...paper, title, startsAt, items });

/** How M1 voted: 13 for, 4 against, 1 abstained; then 9 to 9. */
export const chargingVotes: readonly Choice[] = [...Array<Choice>(13).fill("for"), ...Array<Choice>(4).fill("against"), "abstain"];
export const priceVotes: readonly Choice[] = [...Array<Choice>(9).fill("for"), ...Array<Choice>(9).fill("against")];
