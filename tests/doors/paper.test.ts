/** The paper of a meeting is changed until check-in; after it the page says what the meeting is at, and what can be done. */
import { expect, test } from "vitest";
import { actor, newKey } from "../house";
import { openWorld, type Stage } from "./world";

const stages: [Stage | "over", string | null, string | null][] = [
  ["draft", null, null],
  ["check-in", "签到已经开始，内容不能再改", "要改的话，请主持人提前散会，再另建一次会议。"],
  ["in-session", "会议正在进行，内容不能再改", "议题不合适的，主持人可以先不表决，下次会议再议。"],
  ["over", "会议已经结束，内容不能再改", "还有要议的，请另建一次会议。"],
];
test.each(stages)("in the stage %s", async (stage, words, hint) => {
  const world = await openWorld(stage === "over" ? "in-session" : stage);
  if (stage === "over") await actor(world, world.home).must("书记", world.place, { type: "meeting.close" });
  const [path, session] = [`/c/ce-shi/meetings/${world.place.meeting}/edit`, await world.cookie("recorder")];
  const told = (body: string) => [...body.matchAll(/class="banner[^>]*>([^<]*)(?:<small>([^<]*))?/g)].map(([, banner, small]) => [banner, small]);
  const { body } = await world.get(path, session);
  expect([told(body), body.includes("保存")]).toEqual(words ? [[[words, hint]], false] : [[], true]);
  if (!words) return;
  const form = { key: newKey(), seen: "1", title: "第2次会议", kind: "regular", place: "三楼", startsAt: "2026-12-01T19:00", convener: "居委会", chairStanding: "书记", basis: "第三条", itemTitle: "一", itemText: "", resolution: "同意", decider: "council" };
  const sent = await world.post(path, session, form);
  expect([sent.status, told(sent.body)]).toEqual([422, [[words, hint]]]);
  expect(sent.body).toContain("三楼");
});
