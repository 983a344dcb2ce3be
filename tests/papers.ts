/** Papers to print: as they are, as short and as long as they can be, and as somebody who means harm would write them. */
import type { Paper, PaperBlock } from "../app/wire/paper";

const blocks: readonly PaperBlock[] = [
  { kind: "paragraph", text: ["2026年5月16日19:00，青禾社区居民议事会第3次会议在社区党群服务中心召开，测试书记主持。应到21人，实到18人，达到议事规则规定的人数。纪要如下："] },
  { kind: "heading", level: 1, text: "一、甲苑9栋东侧设电动自行车集中充电点" },
  { kind: "heading", level: 2, text: "（一）讨论情况" },
  { kind: "paragraph", text: ["会议审议了该事项，代表甲三提议，代表乙一附议。赞成方认为楼道拉线充电危险，应当集中充电；反对方认为离9栋太近，夜间风扇有噪声。"] },
  { kind: "list", ordered: true, items: [["距外墙不少于6米，加装烟感和喷淋；"], ["单价", { tag: "strong", children: ["不高于1.00元/度"] }, "。"]] },
  { kind: "list", ordered: false, items: [["公布消防意见；"], ["老人充电能刷卡。"]] },
  { kind: "heading", level: 2, text: "（二）表决结果" },
  { kind: "paragraph", text: ["经记名表决，赞成13票，反对4票，弃权1票，赞成票超过实到人数的半数，该事项表决通过。", { tag: "strong", children: ["本意见不代替业主共同决定"] }, "，", { tag: "em", children: ["建议提交甲苑业主共同决定"] }, "。"] },
  { kind: "paragraph", text: ["会议听取通报，未表决。详见", { tag: "a", href: "https://yishi.example/c/qinghe", children: ["社区公告"] }, "。"] },
  { kind: "heading", level: 1, text: "二、办理事项" },
  { kind: "table", head: ["事项", "负责", "期限", "标准"], rows: [["供电申请", "社区居民委员会", "2026年6月15日前", "取得供电方案答复"], ["基础施工", "物业", "2026年7月10日前", "验收合格"]] },
  { kind: "names", label: "出席", names: ["测试书记", "测试主任", "代表甲一", "代表甲二", "代表甲三", "代表乙一", "代表乙二", "代表乙三", "楼组长甲", "社会组织测试员"] },
  { kind: "names", label: "请假", names: ["代表丙三", "物业测试员"] },
  { kind: "names", label: "列席", names: ["社区民警", "街道平安办"] },
];

export const minutes: Paper = {
  heading: "青禾社区居民议事会会议纪要", number: "第3次会议", version: "第2版（更正）", edition: "公示版", issuer: "青禾社区居民委员会", date: "2026年5月18日", blocks,
  signatures: [{ office: "主持人", name: "测试书记", at: "2026年5月17日9:20确认" }, { office: "记录人", name: "测试记录员", at: "2026年5月17日8:55确认" }],
  foot: { officers: "主持人：测试书记　　记录人：测试记录员　　监票人：监票甲", notice: "公示期：2026年5月19日至5月25日（7日）", code: "核验码 5R8C W2NJ　扫码核对原文、提出异议", scan: "https://yishi.example/c/qinghe/m/7f3k9q/minutes" },
};

const shortest: Paper = { ...minutes, version: null, blocks: [], signatures: [], foot: { ...minutes.foot, notice: null } };

const long: Paper = {
  ...minutes, heading: "青禾街道青禾新村第二社区居民委员会居民议事会扩大会议纪要",
  blocks: [
    ...Array.from({ length: 30 }, (_, i): PaperBlock => ({ kind: "paragraph", text: [`第${i + 1}段，${"会议逐条讨论了充电设施的位置、费用和管理办法，".repeat(6)}此段完。`] })),
    { kind: "table", head: ["事项", "负责", "配合", "期限", "标准"], rows: Array.from({ length: 40 }, (_, i) => [`事项${i + 1}`, "物业", "社区", "2026年6月15日前", "验收合格，资料齐全，公示满七日"]) },
    { kind: "names", label: "出席", names: Array.from({ length: 200 }, (_, i) => `代表${i + 1}号`) },
  ],
};

const odd = "<script>alert(1)</script>&amp;&#x3c;]]> \u0000\u0001\u001f\ud800尾\udc00 \u202e倒序\u202c \u2028另起\u2029再起 \ufffe\uffff 龘𠮷👩‍👩‍👧 \"'\\ 完";
const hostile: Paper = {
  ...minutes, heading: `纪要${odd}`, number: odd, version: odd, edition: odd, issuer: odd, date: odd,
  blocks: [
    { kind: "heading", level: 1, text: odd }, { kind: "heading", level: 2, text: odd },
    { kind: "paragraph", text: [odd, { tag: "strong", children: [odd] }, { tag: "br", children: [] }, { tag: "ul", children: [{ tag: "li", children: [odd] }] }] },
    { kind: "paragraph", text: ["长".repeat(5000)] }, { kind: "paragraph", text: ["a".repeat(5000)] }, { kind: "paragraph", text: [] },
    { kind: "list", ordered: true, items: [[odd], []] }, { kind: "list", ordered: false, items: [] },
    { kind: "names", label: odd, names: [odd, "b".repeat(300)] }, { kind: "names", label: "缺席", names: [] },
    { kind: "table", head: [odd, "丙"], rows: [[odd, "c".repeat(300)], [odd, ""]] }, { kind: "table", head: ["空表"], rows: [] },
  ],
  signatures: [{ office: odd, name: odd, at: odd }], foot: { ...minutes.foot, officers: odd, notice: odd, code: odd },
};

/** pages: of the Word file in LibreOffice, and of the PDF. */
export const papers = [
  { what: "minutes", paper: minutes, pages: [2, 3] }, { what: "the shortest", paper: shortest, pages: [1, 1] },
  { what: "a long one", paper: long, pages: [12, 24] }, { what: "a hostile one", paper: hostile, pages: [8, 20] },
] as const;
