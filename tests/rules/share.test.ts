import fc from "fast-check";
import { expect, test } from "vitest";
import { longestShare, shareText } from "../../app/words/share";

const address = `https://yishi.example/c/qinghe/meetings/${"a".repeat(16)}/results/${"b".repeat(16)}`;
const charging = { meeting: "居民议事会第3次会议", title: "甲苑9栋东侧设电动自行车集中充电点（24位）", verdict: "通过", tally: { for: 13, against: 4, abstain: 1 }, sentence: "赞成13票，超过实到18人的半数", referral: null, address };

test("a result in one message: meeting, title, verdict, figures, rule, whom it does not replace, and address", () => {
  expect(shareText(charging)).toBe(`居民议事会第3次会议，甲苑9栋东侧设电动自行车集中充电点（24位）：通过。赞成13、反对4、弃权1，超过实到18人的半数。${address}`);
  expect(shareText({ ...charging, referral: "本意见不代替业主共同决定" })).toContain(`超过实到18人的半数。本意见不代替业主共同决定。${address}`);
  const tie = shareText({ ...charging, title: "单价", verdict: "未通过，平票", tally: { for: 9, against: 9, abstain: 0 }, sentence: "赞成9票，反对9票，未超过实到18人的半数" });
  expect(tie).toBe(`居民议事会第3次会议，单价：未通过，平票。赞成9、反对9、弃权0，未超过实到18人的半数。${address}`);
});
test("a title that is too long is cut, and what is quoted in it is closed", () => {
  const long = shareText({ ...charging, title: `关于${"请物业每月".repeat(12)}公布「${"水电费明细".repeat(12)}」的建议` });
  expect(long).toMatch(/公布「[^」]+…」：通过。/);
  expect([...long.replace(address, "")]).toHaveLength(longestShare);
});
test("whatever the title and the figures, the words are never longer and never without verdict, figures, referral and address", () => {
  const titles = fc.oneof(fc.string({ unit: "grapheme", maxLength: 300 }), fc.string({ unit: fc.constantFrom("「", "」", "（", "）", "《", "》", "灯", "楼"), maxLength: 300 }));
  fc.assert(fc.property(titles, fc.nat(9999), fc.nat(9999), (title, yes, no) => {
    const text = shareText({ ...charging, title, verdict: "没有形成决定", tally: { for: yes, against: no, abstain: 0 }, sentence: `赞成${yes}票，未达到赞成和反对共${yes + no}票的三分之二`, referral: "本意见不代替居民会议决定" });
    expect([...text].length - [...address].length).toBeLessThanOrEqual(longestShare);
    for (const part of ["没有形成决定", `赞成${yes}、反对${no}、弃权0`, "本意见不代替居民会议决定。", address]) expect(text).toContain(part);
  }));
});
