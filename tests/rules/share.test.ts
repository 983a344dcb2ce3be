import fc from "fast-check";
import { expect, test } from "vitest";
import { longestShare, shareText } from "../../app/words/share";

const address = `https://yishi.example/c/qinghe/meetings/${"a".repeat(16)}/results/${"b".repeat(16)}`;

test("a result in one message: verdict, figures, rule and address within 120 characters, of the title what there is room for", () => {
  const text = shareText({ title: "甲苑9栋东侧设电动自行车集中充电点（24位）", verdict: "通过", tally: { for: 13, against: 4, abstain: 1 }, sentence: "赞成13票，超过实到18人的半数", address });
  expect(text).toBe(`甲苑9栋东侧设电动自…：通过。赞成13、反对4、弃权1，超过实到18人的半数。${address}`);
  const tie = shareText({ title: "单价", verdict: "未通过，平票", tally: { for: 9, against: 9, abstain: 0 }, sentence: "赞成9票，反对9票，未超过实到18人的半数", address });
  expect(tie).toBe(`单价：未通过，平票。赞成9、反对9、弃权0，未超过实到18人的半数。${address}`);
});
test("whatever the title and the figures, it is never longer and never without verdict, figures and address", () => {
  fc.assert(fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.nat(9999), fc.nat(9999), (title, yes, no) => {
    const text = shareText({ title, verdict: "没有形成决定", tally: { for: yes, against: no, abstain: 0 }, sentence: `赞成${yes}票，未达到赞成和反对共${yes + no}票的三分之二`, address });
    expect([...text].length).toBeLessThanOrEqual(longestShare);
    for (const part of ["没有形成决定", `赞成${yes}、反对${no}、弃权0`, address]) expect(text).toContain(part);
  }));
});
