/** Everything that a meeting and its pages ask of the database, through the doors that people use. */
import { io } from "socket.io-client";
import { href } from "../../app/paths";
import type { Command } from "../../app/rules/meeting/commands";
import { protocol } from "../../app/wire/protocol";
import { openHalls } from "../../server/hall";
import { forgetUnnamed } from "../../server/store/files";
import { headOf } from "../../server/store/log";
import { forgetRehearsals, rehearsalOf } from "../../server/store/rehearsals";
import { forgetInvitations } from "../../server/store/slips";
import { verifyOne } from "../../server/verify";
import type { Yishi } from "../../server/yishi";
import { actor } from "../community";
import { announce, type Home } from "./growth-home";

type As = keyof Home["cookies"] | "watcher";
export type Stop = { readonly name: string; readonly go: () => Promise<unknown> };

const voters = 40;

export function tour({ house, port }: Yishi, home: Home): Stop[] {
  const { community, live, past } = home;
  const { db } = house.database;
  const fresh = () => openHalls(house.database, (reason) => { throw reason; });
  const acts = actor({ house }, community);
  const person = (name: string) => community.person(name);
  const state = async () => (await house.halls.get(live))!.state;
  const item = async () => (await state()).current!;
  let turn = 0;

  const page = (name: string, path: string | (() => Promise<string>), as: As = "watcher"): Stop => ({
    name: `${name} (${as})`,
    async go() {
      const address = typeof path === "string" ? path : await path();
      const answer = await fetch(`http://localhost:${port}${address}`, { redirect: "manual", headers: as === "watcher" ? {} : { cookie: home.cookies[as] } });
      await answer.arrayBuffer();
      if (answer.status >= 400) throw new Error(`${as} at ${address}: ${answer.status}`);
    },
  });
  const act = (who: string, what: Command["type"] | "more", make: () => Promise<Command> | Command): Stop => ({ name: what, go: async () => acts.must(who, live, await make()) });
  /** A phone that comes in, to its first state. */
  async function connect(as: "member" | "chair") {
    const socket = io(`http://localhost:${port}`, { path: "/live", transports: ["websocket"], forceNew: true, extraHeaders: { origin: `http://localhost:${port}`, cookie: home.cookies[as] }, auth: { protocol, community: community.id, meeting: live.meeting, events: 0, desk: as === "chair" ? "staff" : "hall" } });
    await new Promise((resolve, reject) => { socket.once("happened", resolve); socket.once("outdated", reject); socket.once("connect_error", reject); });
    socket.disconnect();
  }
  const here = { community: community.slug, meeting: live.meeting };
  const there = { community: community.slug, meeting: past.meeting };
  const town = { community: community.slug };
  const comments = async () => href("comments", { ...here, item: await item() });
  const decided = async () => (await house.halls.get(past))!.state.rounds[0]!.id;
  const opinion = async () => (await house.talk.newest((await house.halls.get(live))!, await item())).rows[0]!.id;
  const round = async () => (await state()).rounds.at(-1)!.id;
  const poll = async () => (await state()).polls.at(-1)!.id;
  const practice = async () => (await rehearsalOf(db, live, Date.now()))!.id;
  const request = async () => (await state()).speeches.at(-1)!.request;
  const voter = (i: number) => community.members[(turn * voters + i) % community.members.length]!;

  return [
    page("home", "/"), page("code", `/m/${home.code}`), page("slip", `/s/${home.slip}`), page("screen", `/screen/${home.screen}`), page("devices", "/devices", "member"),
    ...(["watcher", "member", "chair"] as const).map((as) => page("community", href("community", town), as)),
    ...["充电点", "停车收费 第3项", "加装电梯"].map((words, i) => page(`search ${["often", "sometimes", "never"][i]}`, `${href("community", town)}?q=${encodeURIComponent(words)}`)),
    page("people", href("people", town), "recorder"), page("people found", `${href("people", town)}?q=住户29`, "recorder"), page("person", href("person", { ...town, person: person("居民") }), "administrator"),
    page("bodies", href("bodies", town), "recorder"), page("body", href("body", { ...town, body: community.body }), "administrator"), page("rules", href("rules", { ...town, body: community.body }), "recorder"),
    page("slips", `${href("slips", town)}?whom=body:${community.body}`, "recorder"), page("running", href("running", town), "chair"), page("meeting-new", href("meetingNew", town), "recorder"),
    page("meeting", href("meeting", here)), ...(["member", "recorder"] as const).map((as) => page("meeting", href("meeting", here), as)),
    page("item", async () => href("item", { ...here, item: await item() })), page("comments", comments, "member"), page("comments, older", async () => `${await comments()}?before=30`, "member"),
    page("notice", href("notice", here)), page("notice-print", href("noticePrint", here)), page("calendar", href("noticeCalendar", here)), page("reply", href("reply", here), "member"), page("replies", href("replies", here), "chair"), page("pack", href("pack", here), "recorder"),
    page("arrive", href("arrive", here), "member"), page("ballot", href("ballot", here), "member"), page("speak", href("speak", here), "member"), page("motions", href("motions", here), "member"), page("poll", href("poll", here), "member"), page("practice", href("practice", here), "member"),
    page("chair", href("chair", here), "chair"), page("desk", href("desk", here), "recorder"), page("record", href("record", here), "recorder"), page("late", href("late", here), "recorder"), page("hands", href("hands", here), "recorder"),
    page("past meeting", href("meeting", there)), page("result", async () => href("result", { ...there, round: await decided() })), page("minutes", href("minutes", there)), page("minutes-version", href("minutesVersion", { ...there, version: "1" })),
    page("minutes-print", href("minutesPrint", { ...there, version: "1" })), page("minutes-notice", href("minutesNotice", { ...there, version: "1" })), page("minutes-file", href("minutesFile", { ...there, version: "1", name: "public.docx" })),
    page("minutes-edit", href("minutesEdit", there), "recorder"), page("minutes-sign", href("minutesSign", there), "chair"), page("minutes-objections", href("minutesObjections", there), "chair"),
    ...(["member", "chair"] as const).map((as): Stop => ({ name: `socket (${as})`, go: () => connect(as) })),
    { name: "opening, live", go: () => fresh().get(live) }, { name: "opening, past", go: () => fresh().get(past) },
    act("记录员", "attendance.leave", () => ({ type: "attendance.leave", person: person("代表五") })), act("记录员", "attendance.arrive", () => ({ type: "attendance.arrive", person: person("代表五") })),
    act("代表三", "speak.ask", () => ({ type: "speak.ask", person: person("代表三"), side: "pro" })), act("书记", "floor.grant", async () => ({ type: "floor.grant", request: await request() })), act("书记", "floor.end", async () => ({ type: "floor.end", request: await request() })),
    act("记录员", "speech.note", async () => ({ type: "speech.note", request: await request(), text: "说灯太暗" })),
    act("代表一", "comment.post", async () => ({ type: "comment.post", item: await item(), person: person("代表一"), tag: null, parent: null, text: `请加一盏灯${turn}` })),
    act("代表二", "comment.post", async () => ({ type: "comment.post", item: await item(), person: person("代表二"), tag: null, parent: await opinion(), text: `同意${turn}` })),
    act("代表四", "comment.agree", async () => ({ type: "comment.agree", comment: await opinion(), on: true })), act("代表四", "comment.agree", async () => ({ type: "comment.agree", comment: await opinion(), on: false })),
    act("书记", "comment.hide", async () => ({ type: "comment.hide", comment: await opinion(), reason: "测试" })), act("书记", "comment.restore", async () => ({ type: "comment.restore", comment: (await state()).comments.hidden.at(-1)!.comment })),
    act("书记", "comments.moderate", () => ({ type: "comments.moderate", on: true })),
    { name: "comment, held and let in", go: async () => { const { comment } = await acts.must("代表三", live, { type: "comment.post", item: await item(), person: person("代表三"), tag: null, parent: null, text: `再加一盏${turn}` }); await acts.must("记录员", live, { type: "comment.admit", comment: comment!.id }); } },
    act("书记", "comments.moderate", () => ({ type: "comments.moderate", on: false })),
    act("书记", "poll.open", async () => ({ type: "poll.open", item: await item(), text: "晚上10点关风扇，您赞成吗？" })), act("居民", "poll.answer", async () => ({ type: "poll.answer", poll: await poll(), choice: "for" })), act("书记", "poll.close", async () => ({ type: "poll.close", poll: await poll() })),
    act("书记", "rehearsal.start", () => ({ type: "rehearsal.start" })), act("代表一", "rehearsal.answer", async () => ({ type: "rehearsal.answer", rehearsal: await practice(), choice: "for" })), act("书记", "rehearsal.end", async () => ({ type: "rehearsal.end", rehearsal: await practice() })),
    act("代表第6", "motion.move", async () => ({ type: "motion.move", item: await item(), person: person("代表第6"), text: "改为一年" })),
    { name: "a meeting made and noticed", go: () => announce(house, community, 2 + turn) },
    act("书记", "round.freeze", async () => ({ type: "round.freeze", item: await item(), motion: null, form: "named" })), act("书记", "round.open", async () => ({ type: "round.open", round: await round() })),
    act("记录员", "ballot.enter", async () => ({ type: "ballot.enter", round: await round(), person: person(voter(voters)), choice: "for" })), act("监票人", "ballot.witness", async () => ({ type: "ballot.witness", round: await round(), entry: Object.keys((await state()).rounds.at(-1)!.entries!).at(-1)! })),
    { name: "ballots", go: async () => { const id = await round(); await Promise.all(Array.from({ length: voters }, (_, i) => acts.must(voter(i), live, { type: "ballot.cast", round: id, choice: "for" }))); } },
    { name: "ballot, once more", go: async () => acts.ask(voter(0), live, { type: "ballot.cast", round: await round(), choice: "against" }) },
    page("ballot, cast", href("ballot", here), "member"), page("supervise", href("supervise", here), "chair"),
    act("书记", "round.close", async () => ({ type: "round.close", round: await round() })), act("书记", "round.void", async () => ({ type: "round.void", round: await round(), reason: "测量" })),
    { name: "hourly", go: async () => { await Promise.all([house.auth.forgetExpired(), forgetInvitations(db, Date.now()), forgetRehearsals(db, new Date(0)), forgetUnnamed(db, new Date())]); turn += 1; } },
    { name: "verify", go: async () => { const head = (await headOf(db, past))!; const found = await db.transaction((tx) => verifyOne(tx, { ...past, head })); if (found.broken) throw new Error(found.broken.why); } },
  ];
}
