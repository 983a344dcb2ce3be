/** Procedural matters, a break and what is put off. */
import { describe, expect, test } from "vitest";
import { nextStep } from "../../app/rules/meeting/next";
import { agendaOf, queueOf, speaker } from "../../app/rules/meeting/state";
import { asks, discussing, grant, said } from "./discussing";
import { draft, play } from "./play";

describe("procedure", () => {
  const three = { ...draft, items: [draft.items[0]!, { ...draft.items[1]!, kind: "consult" as const, resolution: "" }, { ...draft.items[1]!, kind: "report" as const, resolution: "" }] };
  function meetingOf() {
    const meeting = play();
    meeting.must("recorder", { type: "meeting.make", body: "b", draft: three });
    meeting.must("recorder", { type: "notice.post", reason: "" });
    meeting.must("wang", { type: "check-in.open" });
    for (const person of ["wang", "li", "zhao", "chen", "liu"]) meeting.must("recorder", { type: "attendance.arrive", person });
    meeting.must("wang", { type: "meeting.open" });
    return meeting;
  }
  test.each([[0, "vote", "ok"], [1, "consult", "no-vote-item M9"], [2, "report", "no-vote-item M9"]] as const)("[M9] item %i is for %s: putting it is answered %s", (i, kind, answer) => {
    const meeting = meetingOf();
    meeting.must("wang", { type: "item.take", item: meeting.item(i) });
    expect(meeting.state().items[i]!.kind).toBe(kind);
    expect(said(meeting.act("wang", { type: "round.freeze", item: meeting.item(i), motion: null, form: "named" }))).toBe(answer);
  });
  test("[M10] what nobody objects to passes in one act; where somebody does it is put to the vote, and neither is on the agenda", () => {
    const meeting = discussing();
    expect(said(meeting.act("li", { type: "matter.agree", matter: "agenda", text: "" }))).toBe("not-entitled A1");
    expect(said(meeting.act("wang", { type: "matter.agree", matter: "other", text: " " }))).toBe("text-missing M10");
    meeting.must("wang", { type: "matter.agree", matter: "agenda", text: "" });
    expect(meeting.state().items.at(-1)).toMatchObject({ kind: "procedure", stage: "agreed" });
    expect(meeting.state().current).toBe(meeting.item());
    meeting.must("wang", { type: "matter.raise", matter: "other", text: "延长半小时" });
    expect(meeting.state().items.at(-1)).toMatchObject({ kind: "procedure", stage: "taken" });
    expect(said(meeting.act("wang", { type: "round.freeze", item: meeting.state().current!, motion: null, form: "named" }))).toBe("ok");
    expect(agendaOf(meeting.state())).toHaveLength(2);
  });
  test("[M11] while the meeting is adjourned nobody speaks, moves or votes; then it goes on where it was", () => {
    const meeting = discussing();
    asks(meeting, "li");
    grant(meeting, "li");
    asks(meeting, "zhao");
    meeting.must("wang", { type: "meeting.adjourn" });
    expect(speaker(meeting.state())).toBe(null);
    expect(said(asks(meeting, "chen"))).toBe("adjourned M11");
    expect(said(meeting.act("li", { type: "motion.move", item: meeting.item(), person: "li", text: "别的" }))).toBe("adjourned M11");
    expect(said(meeting.act("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "named" }))).toBe("adjourned M11");
    expect(nextStep(meeting.state())).toEqual({ do: { type: "meeting.resume" } });
    meeting.must("wang", { type: "meeting.resume" });
    expect([meeting.state().current, queueOf(meeting.state()).map(({ person }) => person)]).toEqual([meeting.item(), ["zhao"]]);
  });
  test("[M12] an item is put off with a reason, and may be taken again", () => {
    const meeting = discussing();
    expect(said(meeting.act("wang", { type: "item.defer", item: meeting.item(), reason: " " }))).toBe("reason-missing M12");
    meeting.must("wang", { type: "item.defer", item: meeting.item(), reason: "材料不全" });
    expect(meeting.state().items[0]).toMatchObject({ stage: "deferred", deferred: { hash: "deferred:材料不全" } });
    expect(said(meeting.act("wang", { type: "item.take", item: meeting.item() }))).toBe("ok");
    expect(meeting.state().items[0]).toMatchObject({ stage: "taken", deferred: null, endedAt: null });
  });
});
