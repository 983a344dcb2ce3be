/** What the hall's page says of people, rendered from the rules' own states. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { see } from "../../app/rules/meeting/see";
import type { Mine } from "../../app/wire/protocol";
import { Joined } from "../../app/ui/hall-bar";
import { HallBody } from "../../app/ui/hall-body";
import type { TalkProps } from "../../app/ui/hall-discussion";
import type { HallProps } from "../../app/ui/hall-page";
import { Attendance } from "../../app/ui/quorum";
import { play, rolesOf, type Play } from "./play";

const read = (html: string) => html.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

describe("who came, who left, who never came", () => {
  type Did = ["arrive" | "leave" | "excuse" | "expect", string];
  const counts = (meeting: Play, audience: "staff" | "member" | "watcher") => {
    const html = renderToStaticMarkup(createElement(Attendance, { view: see(audience, meeting.state()) }));
    return Object.fromEntries([...html.matchAll(/<dt[^>]*>(.*?)<\/dt><dd[^>]*>(\d+)人/g)].map(([, name, figure]) => [name!, Number(figure)] as const));
  };
  // Six members are expected. Figures: 实到, 请假, 还没到, 已离开.
  const table: [string, Did[], [number, number, number, number]][] = [
    ["nobody came", [], [0, 0, 6, 0]],
    ["one is here", [["arrive", "li"]], [1, 0, 5, 0]],
    ["one came and left", [["arrive", "li"], ["leave", "li"]], [0, 0, 5, 1]],
    ["one came, left and returned", [["arrive", "li"], ["leave", "li"], ["arrive", "li"]], [1, 0, 5, 0]],
    ["one went and came twice", [["arrive", "li"], ["leave", "li"], ["arrive", "li"], ["leave", "li"]], [0, 0, 5, 1]],
    ["one is excused", [["excuse", "li"]], [0, 1, 5, 0]],
    ["an excuse was taken back", [["excuse", "li"], ["expect", "li"]], [0, 0, 6, 0]],
    ["one was excused, came all the same, and left", [["excuse", "li"], ["arrive", "li"], ["leave", "li"]], [0, 0, 5, 1]],
    ["others than members come and go", [["arrive", "police"], ["leave", "police"], ["arrive", "resident"], ["leave", "resident"]], [0, 0, 6, 0]],
  ];
  test.each(table)("[P3] %s", (_, did, [here, excused, absent, left]) => {
    const meeting = play().to("check-in");
    for (const [what, person] of did) meeting.must("recorder", { type: `attendance.${what}`, person });
    for (const audience of ["staff", "member", "watcher"] as const) {
      expect([audience, counts(meeting, audience)]).toEqual([audience, { 应到: 6, 实到: here, 请假: excused, 还没到: absent, 已离开: left, 列席: 0, 居民: 0 }]);
    }
  });
  test("[P4] who came and left is not excused after it", () => {
    const meeting = play().to("present");
    meeting.must("recorder", { type: "attendance.leave", person: "li" });
    expect(meeting.act("recorder", { type: "attendance.excuse", person: "li" })).toMatchObject({ code: "has-left", rule: "P4" });
  });
});

const props = (meeting: Play, mine: Mine | null): TalkProps => ({
  meeting: { view: see("member", meeting.state()), mine, texts: {}, names: {}, cast: null, online: null, link: "connected", serverNow: () => 0 } as unknown as HallProps["meeting"],
  body: "议事会", zone: "Asia/Shanghai", at: { community: "c", meeting: "m" }, large: false, act: "/act", talk: { parts: null, panel: null, open: () => undefined },
});
const as = (person: string, roles = rolesOf(person), here = false): Mine => ({ as: "person", person, name: "某某", roles, here, ballot: null });

describe("who does not vote reads what they are", () => {
  const table: [string, Mine, string][] = [
    ["a watcher", { as: "watcher" }, "您是旁听，本次由议事会成员表决"],
    ["a resident", as("resident"), "您是旁听，本次由议事会成员表决"],
    ["the recorder", as("recorder"), "您是记录员，本次由议事会成员表决"],
    ["the recorder, seated by a slip", as("recorder", ["resident"]), "您是记录员，本次由议事会成员表决"],
    ["a counter", as("counter"), "您是计票人，本次由议事会成员表决"],
    ["a supervisor", as("supervisor"), "您是监票人，本次由议事会成员表决"],
    ["an attendee", as("police"), "您是列席，本次由议事会成员表决"],
    ["a member who was not there", as("sun"), "表决开始时您还没有签到，或已经离开，这一次不能投，请等下一次"],
  ];
  test.each(table)("%s", (_, mine, words) => {
    expect(read(renderToStaticMarkup(createElement(HallBody, props(play().to("open"), mine))))).toContain(words);
  });
  test("a chair who is no member", () => {
    const meeting = play({ roster: ["li", "zhao", "chen", "liu", "sun"] }).to("open");
    expect(read(renderToStaticMarkup(createElement(HallBody, props(meeting, as("wang", ["chair", "resident"])))))).toContain("您是主持人，本次由议事会成员表决");
  });
});

describe("the bar asks nobody for a slip who is seated", () => {
  const bar = (stage: Parameters<Play["to"]>[0], mine: Mine | null) => read(renderToStaticMarkup(createElement(Joined, props(play().to(stage), mine))));
  test.each([["draft", "li"], ["draft", "resident"], ["draft", "recorder"], ["check-in", "li"], ["open", "recorder"]] as const)("in the stage %s, %s", (stage, person) => {
    expect(bar(stage, as(person))).not.toContain("用入场条进入");
  });
  test("a watcher may still enter by one", () => expect(bar("draft", { as: "watcher" })).toContain("用入场条进入"));
});
