import { describe, expect, test } from "vitest";
import { draft, members, play, rolesOf } from "./play";

const refused = (code: string, rule: string, facts: object = {}) => ({ ok: false, code, rule, facts });
const short = "街道临时要求，三天内答复";

describe("the notice", () => {
  // Days between the notice and the meeting, and how many the rules ask for.
  const table: [days: number, needed: number, reason: string, posted: boolean][] = [
    [3, 3, "", true], [4, 3, "", true], [2, 3, "", false], [2, 3, "  ", false], [2, 3, short, true], [0, 0, "", true], [0, 3, short, true], [14, 15, "", false], [15, 15, "", true],
  ];
  test.each(table)("[N1] %i days before where %i are asked for, with the reason «%s»: posted %s", (days, needed, reason, posted) => {
    const meeting = play({ notice: { days, needed } }).to("unnoticed");
    const answer = meeting.act("recorder", { type: "notice.post", reason });
    expect(answer).toEqual(posted ? [expect.objectContaining({ type: "notice.posted", days, needed })] : refused("notice-short", "N1", { days, needed }));
    // A reason is kept only where the period was not: a notice in time needs none.
    expect(meeting.state().notice?.short ?? null).toEqual(posted && days < needed ? { id: expect.any(String) as string, hash: `notice-short:${reason}` } : null);
  });
  test("[N2] no check-in without a notice, nor with one that tells of another paper", () => {
    const meeting = play().to("unnoticed");
    expect(meeting.act("wang", { type: "check-in.open" })).toEqual(refused("notice-missing", "N2"));
    meeting.must("recorder", { type: "notice.post", reason: "" });
    meeting.must("recorder", { type: "meeting.revise", seen: meeting.state().seq, draft: { ...draft, place: "三楼" } });
    expect(meeting.state().notice).toMatchObject({ stale: true });
    expect(meeting.act("wang", { type: "check-in.open" })).toEqual(refused("not-noticed", "N2"));
    meeting.must("recorder", { type: "notice.post", reason: "" });
    meeting.must("wang", { type: "check-in.open" });
  });
  test("[N2] another chair named before check-in is no change of the paper", () => {
    const meeting = play({ roles: { li: ["chair", "member"] } }).to("draft");
    meeting.nowChairs("li");
    meeting.must("li", { type: "check-in.open" });
    expect(meeting.state()).toMatchObject({ stage: "check-in", notice: { stale: false } });
  });
});

describe("replies", () => {
  test("[N3] the last answer holds, and who answered that they stay away is excused when check-in opens", () => {
    const meeting = play().to("draft");
    for (const [person, coming] of [["li", true], ["zhao", false], ["chen", true], ["chen", false], ["liu", false], ["liu", true]] as const) meeting.must("recorder", { type: "reply.give", person, coming, reason: coming ? "" : "出差" });
    expect(meeting.state().replies).toMatchObject({ coming: 2, away: 2, of: { liu: { coming: true }, chen: { coming: false, reason: { hash: "leave-reason:出差" } } } });
    meeting.must("wang", { type: "check-in.open" });
    expect([meeting.state().excused, Object.keys(meeting.state().people)]).toEqual([2, ["zhao", "chen"]]);
  });
  test("[N3] only after the notice, only until check-in, and only of members", () => {
    expect(play().to("unnoticed").act("recorder", { type: "reply.give", person: "li", coming: true, reason: "" })).toEqual(refused("notice-missing", "N3"));
    expect(play().to("draft").act("recorder", { type: "reply.give", person: "resident", coming: true, reason: "" })).toEqual(refused("not-member", "N3"));
    expect(play().to("check-in").act("recorder", { type: "reply.give", person: "li", coming: true, reason: "" })).toEqual(refused("check-in-begun", "M2"));
  });
  test.each(members)("[N3] %s answers alone or by the recorder, and nobody else for them", (person) => {
    const command = { type: "reply.give", person, coming: false, reason: "" } as const;
    expect(play().to("draft").must(person, command)).toHaveLength(1);
    const other = person === "sun" ? "liu" : "sun";
    expect(play().to("draft").act(other, command)).toMatchObject({ code: "not-entitled", rule: "A1" });
    expect(rolesOf(other)).not.toContain("recorder");
  });
});
