/** The rules of the discussion, by table: speaking, other texts, opinions, polls, practice. */
import { describe, expect, test } from "vitest";
import type { Command } from "../../app/rules/meeting/commands";
import { may } from "../../app/rules/meeting/decide";
import { nextStep } from "../../app/rules/meeting/next";
import { see, seen } from "../../app/rules/meeting/see";
import { customaryConduct } from "../../app/rules/meeting/rule-set";
import { isReady, openPoll, queueOf, speaker } from "../../app/rules/meeting/state";
import { asks, discussing, grant, requestOf, said } from "./discussing";
import { play, rolesOf, type Play } from "./play";

describe("speaking", () => {
  test("[S1] everybody has one place in the queue, and who asks first speaks first", () => {
    const meeting = discussing();
    for (const person of ["zhao", "li", "resident"]) expect(said(asks(meeting, person))).toBe("ok");
    expect(said(asks(meeting, "zhao", "con"))).toBe("already-queued S1");
    expect(queueOf(meeting.state()).map(({ person }) => person)).toEqual(["zhao", "li", "resident"]);
    expect(nextStep(meeting.state())).toEqual({ do: { type: "floor.grant", request: requestOf(meeting, "zhao") } });
    meeting.must("li", { type: "speak.withdraw", request: requestOf(meeting, "li"), person: "li" });
    expect(said(asks(meeting, "li"))).toBe("ok");
    expect(queueOf(meeting.state()).map(({ person }) => person)).toEqual(["zhao", "resident", "li"]);
  });
  test("[S1] only who is here, on an item that is before the meeting; the desk asks for those in the hall", () => {
    const meeting = play().to("in-session");
    expect(said(asks(meeting, "li"))).toBe("item-not-taken S1");
    const later = discussing();
    expect(said(asks(later, "sun"))).toBe("not-here S1");
    expect(said(asks(later, "stranger", "pro", "recorder"))).toBe("unknown-person S1");
    expect(said(asks(later, "resident", "question", "recorder"))).toBe("ok");
    expect(said(asks(later, "li", "pro", "zhao"))).toBe("not-entitled A1");
  });
  test("[S1] nobody takes another's place away", () => {
    const meeting = discussing();
    asks(meeting, "li");
    expect(said(meeting.act("zhao", { type: "speak.withdraw", request: requestOf(meeting, "li"), person: "zhao" }))).toBe("unknown-request S1");
    expect(said(meeting.act("wang", { type: "floor.skip", request: requestOf(meeting, "li") }))).toBe("ok");
    expect(said(meeting.act("li", { type: "speak.withdraw", request: requestOf(meeting, "li"), person: "li" }))).toBe("not-waiting S1");
  });
  test("[S2] one person speaks at a time; the next one's turn ends the speech before", () => {
    const meeting = discussing();
    for (const person of ["zhao", "li"]) asks(meeting, person);
    grant(meeting, "zhao");
    expect(speaker(meeting.state())?.person).toBe("zhao");
    grant(meeting, "li");
    expect(speaker(meeting.state())?.person).toBe("li");
    expect(meeting.state().speeches.map(({ stage }) => stage)).toEqual(["spoken", "speaking"]);
    expect(said(meeting.act("wang", { type: "floor.end", request: requestOf(meeting, "zhao") }))).toBe("not-speaking S2");
    expect(said(meeting.act("li", { type: "floor.end", request: requestOf(meeting, "li") }))).toBe("not-entitled A1");
    expect(said(meeting.act("wang", { type: "floor.end", request: requestOf(meeting, "li") }))).toBe("ok");
    expect(speaker(meeting.state())).toBe(null);
  });
  test.each([60, 180, 300])("[S3] a speech ends %i s after it began, by the server's clock", (speechSeconds) => {
    const meeting = discussing({ conduct: { ...customaryConduct, speechSeconds } });
    asks(meeting, "li");
    grant(meeting, "li");
    const { from, until } = speaker(meeting.state())!;
    expect(until! - from!).toBe(speechSeconds * 1000);
  });
  test("[S4] a reminder is in the record, and no watcher, member or screen is told", () => {
    const meeting = discussing();
    asks(meeting, "li");
    grant(meeting, "li");
    const link = () => meeting.log.at(-1)!;
    for (const reminder of ["topic", "time", "manner"] as const) {
      meeting.must("wang", { type: "floor.remind", reminder });
      expect(link().event).toMatchObject({ type: "floor.reminded", reminder, request: requestOf(meeting, "li") });
      for (const audience of ["watcher", "member", "screen"] as const) expect([seen(audience, link()).event, see(audience, meeting.state()).reminders]).toEqual([undefined, []]);
    }
    expect(meeting.state().reminders).toHaveLength(3);
  });
  test("[S5] the recorder notes a speech, also when the next one speaks; a speaker sends points, which the recorder takes in", () => {
    const meeting = discussing();
    for (const person of ["li", "zhao"]) asks(meeting, person);
    const li = () => meeting.state().speeches.find(({ person }) => person === "li")!;
    const note = (text: string) => meeting.act("recorder", { type: "speech.note", request: li().request, text });
    expect(said(note("还没说"))).toBe("not-speaking S5");
    grant(meeting, "li");
    expect(said(note(" "))).toBe("text-missing S5");
    expect(said(note("楼道拉线危险"))).toBe("ok");
    grant(meeting, "zhao");
    expect(said(meeting.act("recorder", { type: "speech.adopt", request: li().request }))).toBe("unknown-request S5");
    expect(said(meeting.act("zhao", { type: "speech.point", request: li().request, person: "zhao", text: "替他写" }))).toBe("unknown-request S5");
    expect(said(meeting.act("li", { type: "speech.point", request: li().request, person: "li", text: "一、安全" }))).toBe("ok");
    expect(said(meeting.act("recorder", { type: "speech.adopt", request: li().request }))).toBe("ok");
    expect(li().note).toEqual(li().points);
    for (const audience of ["watcher", "member", "screen"] as const) for (const speech of see(audience, meeting.state()).speeches) expect([speech.note, speech.points]).toEqual([undefined, undefined]);
  });
});

describe("other texts", () => {
  const move = (meeting: Play, person: string, by = person) => meeting.act(by, { type: "motion.move", item: meeting.item(), person, text: "同意设12位。" });
  const motion = (meeting: Play) => meeting.state().motions.at(-1)!;
  const second = (meeting: Play, person: string, by = person) => meeting.act(by, { type: "motion.second", motion: motion(meeting).id, person });
  const put = (meeting: Play) => meeting.act("wang", { type: "round.freeze", item: meeting.item(), motion: motion(meeting).id, form: "named" });

  test.each([0, 1, 2])("[S6] with %i seconds asked for, a text may be put once so many second it", (seconders) => {
    const meeting = discussing({ conduct: { ...customaryConduct, seconders } });
    expect(said(move(meeting, "li"))).toBe("ok");
    expect(said(second(meeting, "li"))).toBe("own-motion S6");
    for (const person of ["zhao", "chen"].slice(0, seconders)) {
      expect(isReady(meeting.state(), motion(meeting))).toBe(false);
      expect(said(put(meeting))).toBe("seconds-missing S6");
      expect(said(second(meeting, person))).toBe("ok");
      expect(said(second(meeting, person))).toBe("already-seconded S6");
    }
    expect(said(put(meeting))).toBe("ok");
    expect(meeting.state().rounds.at(-1)).toMatchObject({ motion: motion(meeting).id, text: motion(meeting).text });
    expect(said(second(meeting, "liu"))).toBe("question-in-hand S6");
  });
  const cannot: [string, string, string][] = [["a resident", "resident", "not-entitled A1"], ["an attendee", "police", "not-entitled A1"], ["a member who is not here", "sun", "not-here S6"], ["who chairs", "wang", "not-entitled A1"]];
  test.each(cannot)("[S6] %s moves nothing and seconds nothing", (_, person, why) => {
    const meeting = discussing();
    expect(said(move(meeting, person))).toBe(why);
    move(meeting, "li");
    expect(said(second(meeting, person))).toBe(why);
  });
  test("[S6] the desk moves and seconds for members, and the mover alone takes it back", () => {
    const meeting = discussing();
    expect(said(move(meeting, "li", "recorder"))).toBe("ok");
    expect(said(move(meeting, "resident", "recorder"))).toBe("not-member S6");
    expect(said(second(meeting, "zhao", "recorder"))).toBe("ok");
    const withdraw = (person: string) => meeting.act(person, { type: "motion.withdraw", motion: motion(meeting).id, person });
    expect(said(withdraw("zhao"))).toBe("unknown-motion S6");
    expect(said(withdraw("li"))).toBe("ok");
    expect(said(put(meeting))).toBe("motion-gone S6");
    expect(said(discussingOff())).toBe("motions-off S6");
  });
  const discussingOff = () => move(discussing({ conduct: { ...customaryConduct, motions: false } }), "li");

  test("[S7] where the other text is not carried the draft may still be put, and where it is the item is decided", () => {
    for (const carried of [false, true]) {
      const meeting = discussing();
      move(meeting, "li");
      second(meeting, "zhao");
      put(meeting);
      meeting.must("wang", { type: "round.open", round: meeting.round() });
      for (const person of ["wang", "li", "zhao", "chen"]) meeting.act(person, { type: "ballot.cast", round: meeting.round(), choice: carried ? "for" : "against" });
      meeting.must("wang", { type: "round.close", round: meeting.round() });
      meeting.must("supervisor", { type: "round.check", round: meeting.round() });
      meeting.must("wang", { type: "round.announce", round: meeting.round() });
      const draftAgain = meeting.act("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "named" });
      expect([carried, said(draftAgain)]).toEqual([carried, carried ? "item-decided R1" : "ok"]);
    }
  });
});

describe("opinions", () => {
  const comment = (meeting: Play, person: string, item = meeting.item()): Command => ({ type: "comment.post", item, person, tag: null, parent: null, text: "离得太近" });
  const granted = (meeting: Play, person: string, command: Command) => { const refusal = may(meeting.state(), command, { person, roles: rolesOf(person) }); return refusal ? `${refusal.code} ${refusal.rule}` : "ok"; };

  const who: [string, string][] = [["li", "ok"], ["resident", "ok"], ["police", "ok"], ["recorder", "ok"], ["counter", "ok"], ["wang", "not-entitled A1"], ["supervisor", "not-entitled A1"]];
  test.each(who)("[C1] [A6] %s writes an opinion: %s", (person, answer) => {
    expect(granted(discussing(), person, comment(discussing(), person))).toBe(answer);
  });
  test("[C1] an opinion has words", () => {
    const meeting = discussing();
    expect(granted(meeting, "li", { ...comment(meeting, "li"), text: " \n" } as Command)).toBe("text-missing C1");
  });
  test("[C3] [C5] hiding, showing and holding the screen are the chair's and the recorder's; hiding needs a reason that only staff and the author read", () => {
    const meeting = discussing();
    for (const type of ["comment.show", "comment.restore"] as const) expect(said(meeting.act("li", { type, comment: "c1" }))).toBe("not-entitled A1");
    expect(said(meeting.act("li", { type: "screen.turn", page: "rules" }))).toBe("not-entitled A1");
    expect(said(meeting.act("recorder", { type: "comment.show", comment: "c1" }))).toBe("ok");
    expect(meeting.state().comments.shown).toBe("c1");
    expect(said(meeting.act("recorder", { type: "comment.hide", comment: "c1", reason: " " }))).toBe("reason-missing C3");
    expect(said(meeting.act("recorder", { type: "comment.hide", comment: "c1", reason: "针对个人" }))).toBe("ok");
    expect(meeting.state().comments).toMatchObject({ shown: null, hidden: [{ comment: "c1", by: "recorder", reason: { hash: "hidden-why:针对个人" } }] });
    for (const audience of ["watcher", "member", "screen"] as const) expect(see(audience, meeting.state()).comments.hidden[0]).not.toHaveProperty("reason");
    expect(said(meeting.act("wang", { type: "comment.show", comment: "c1" }))).toBe("comment-hidden C5");
    expect(said(meeting.act("wang", { type: "comment.show", comment: "none" }))).toBe("unknown-comment C3");
    expect(said(meeting.act("wang", { type: "comment.restore", comment: "c1" }))).toBe("ok");
  });
  test("[C5] an opinion on the screen is taken down when a question is put and when another item is taken", () => {
    const meeting = discussing();
    for (const next of [() => meeting.must("wang", { type: "round.freeze", item: meeting.item(0), motion: null, form: "named" }), () => { meeting.must("wang", { type: "round.withdraw", round: meeting.state().rounds[0]!.id }); meeting.must("wang", { type: "item.take", item: meeting.item(1) }); }]) {
      meeting.must("recorder", { type: "comment.show", comment: "c1" });
      next();
      expect(meeting.state().comments.shown).toBeNull();
    }
  });
  test("[C4] that opinions are read first is told to everybody, and letting in one that is not held is refused", () => {
    const meeting = discussing();
    meeting.must("recorder", { type: "comments.moderate", on: true });
    for (const audience of ["watcher", "member", "screen", "staff"] as const) expect(see(audience, meeting.state()).comments.moderated).toBe(true);
    expect(said(meeting.act("wang", { type: "comment.admit", comment: "c1" }))).toBe("not-held C4");
  });
  test("[C6] opinions are taken from the notice on until the meeting leaves the item, and again where it is taken up again", () => {
    const meeting = play().to("unnoticed");
    expect(granted(meeting, "li", comment(meeting, "li"))).toBe("notice-missing C6");
    const noticed = discussing();
    expect(granted(noticed, "li", comment(noticed, "li", noticed.item(1)))).toBe("ok");
    noticed.must("wang", { type: "item.defer", item: noticed.item(), reason: "材料不全" });
    expect(granted(noticed, "li", comment(noticed, "li"))).toBe("comments-closed C6");
    expect(noticed.state().comments.digests[noticed.item()]).toEqual({ count: 0, digest: "" });
    noticed.must("wang", { type: "item.take", item: noticed.item() });
    expect(granted(noticed, "li", comment(noticed, "li"))).toBe("ok");
    noticed.must("wang", { type: "meeting.close" });
    expect(granted(noticed, "li", comment(noticed, "li", noticed.item(1)))).toBe("comments-closed C6");
  });
});

describe("polls and practice", () => {
  const asked = (meeting: Play) => meeting.act("wang", { type: "poll.open", item: meeting.item(), text: "晚上几点关风扇？" });
  test("[K1] residents without a vote are asked, and nobody else; the figures come with the end", () => {
    const meeting = discussing();
    expect(said(asked(meeting))).toBe("ok");
    const poll = openPoll(meeting.state())!;
    expect(poll.tally).toBe(null);
    for (const [person, answer] of [["resident", null], ["recorder", null], ["li", "not-entitled"], ["police", "not-entitled"], ["wang", "not-entitled"]] as const) {
      expect([person, may(meeting.state(), { type: "poll.answer", poll: poll.id, choice: "for" }, { person, roles: rolesOf(person) })?.code ?? null]).toEqual([person, answer]);
    }
    expect(said(meeting.act("wang", { type: "round.freeze", item: meeting.item(), motion: null, form: "named" }))).toBe("poll-open R1");
    expect(said(asks(meeting, "li"))).toBe("poll-open S1");
    expect(said(meeting.act("wang", { type: "meeting.close" }))).toBe("poll-open M7");
    meeting.must("wang", { type: "poll.close", poll: poll.id });
    expect(meeting.state().polls[0]!.tally).toEqual({ for: 0, against: 0, abstain: 0 });
    expect(meeting.state().rounds).toEqual([]);
    expect(may(meeting.state(), { type: "poll.answer", poll: poll.id, choice: "for" }, { person: "resident", roles: ["resident"] })).toMatchObject({ code: "poll-over", rule: "K1" });
  });
  test("[R14] practice leaves no event behind, whoever does what in it", () => {
    const meeting = discussing();
    const before = meeting.log.length;
    for (const [person, command] of [["wang", { type: "rehearsal.start" }], ["li", { type: "rehearsal.answer", rehearsal: "r", choice: "for" }], ["wang", { type: "rehearsal.end", rehearsal: "r" }]] as [string, Command][]) {
      expect(may(meeting.state(), command, { person, roles: rolesOf(person) })).toBe(null);
      meeting.act(person, command);
    }
    expect(meeting.log).toHaveLength(before);
    expect(may(play().to("draft").state(), { type: "rehearsal.start" }, { person: "wang", roles: ["chair"] })).toMatchObject({ rule: "R14" });
  });
});

test("[A6] who chairs or supervises neither speaks nor writes on the matter, also when seated by a slip; who chairs moves and seconds nothing", () => {
  const meeting = discussing();
  const item = meeting.item();
  const table: [string, string[], Command][] = [
    ["wang", ["member"], { type: "speak.ask", person: "wang", side: "pro" }], ["wang", ["member"], { type: "comment.post", item, person: "wang", tag: null, parent: null, text: "话" }],
    ["wang", ["member"], { type: "comment.agree", comment: "c", on: true }], ["wang", ["member"], { type: "motion.move", item, person: "wang", text: "别的" }], ["wang", ["member"], { type: "motion.second", motion: "m", person: "wang" }],
    ["supervisor", ["resident"], { type: "speak.ask", person: "supervisor", side: "pro" }], ["supervisor", ["resident"], { type: "comment.post", item, person: "supervisor", tag: null, parent: null, text: "话" }],
  ];
  for (const [person, roles, command] of table) expect([person, command.type, may(meeting.state(), command, { person, roles: roles as never })?.code]).toEqual([person, command.type, "not-entitled"]);
});
