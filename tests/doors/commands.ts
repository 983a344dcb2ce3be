/** Every command at its door: where it fits, an example, and who may (design.md §7, written down here once more and on its own). */
import type { Command, CommandType } from "../../app/rules/meeting/commands";
import { roundById } from "../../app/rules/meeting/state";
import { actor, testDraft } from "../house";
import type { RoleName, Stage, World } from "./world";

export type CommandDoor = {
  readonly stage: Stage;
  /** What must have happened before it fits. */
  readonly before?: (world: World, role: RoleName) => Promise<unknown>;
  readonly command: (world: World, role: RoleName) => Promise<Command> | Command;
  readonly by: readonly RoleName[];
  /** Roles whose no has another reason than the table. */
  readonly otherwise?: Partial<Record<RoleName, string>>;
};

const must = (world: World, name: string, command: Command) => actor(world, world.home).must(name, world.place, command);
const chair: readonly RoleName[] = ["chair"];
const makers: readonly RoleName[] = ["recorder", "chair", "administrator"];
/** Coming and going oneself: everybody who lives there, whatever else they are. */
const living: readonly RoleName[] = ["resident", "attendee", "member", "counter", "recorder", "supervisor", "chair", "chair by slip", "administrator"];

const onRound = <T extends CommandType>(type: T) => ({ place: { round } }: World) => ({ type, round }) as unknown as Command;
const onOther = <T extends CommandType>(type: T, name: string) => ({ home }: World) => ({ type, person: home.person(name) }) as unknown as Command;
const onSelf = <T extends CommandType>(type: T) => ({ person }: World, role: RoleName) => ({ type, person: person(role) }) as unknown as Command;
const seq = async (world: World) => (await actor(world, world.home).state(world.place)).seq;

const entered = (world: World) => must(world, "记录员", { type: "ballot.enter", round: world.place.round, person: world.home.person("代表三"), choice: "for" });
const entryOf = async (world: World) => Object.keys(roundById(await actor(world, world.home).state(world.place), world.place.round)!.entries!)[0]!;
const onEntry = <T extends CommandType>(type: T) => async (world: World) => ({ type, round: world.place.round, entry: await entryOf(world) }) as unknown as Command;
const residents: readonly RoleName[] = ["resident", "attendee", "member", "counter", "recorder", "administrator"];
const chairOrRecorder: readonly RoleName[] = ["recorder", "chair"];
const arriving = (world: World, name: string) => must(world, "记录员", { type: "attendance.arrive", person: world.home.person(name) });
/** The role is in the hall, where it was not before. */
export const inTheHall = async (world: World, role: RoleName) => {
  if (role !== "watcher" && !role.endsWith("elsewhere") && !(await actor(world, world.home).state(world.place)).people[world.person(role)]?.here) await must(world, "记录员", { type: "attendance.arrive", person: world.person(role) });
};
const asked = async (world: World, name = "代表二") => { await must(world, name, { type: "speak.ask", person: world.home.person(name), side: "pro" }); return requestOf(world); };
const requestOf = async (world: World) => (await actor(world, world.home).state(world.place)).speeches.at(-1)!.request;
const speaking = async (world: World, name = "代表二") => { await must(world, "书记", { type: "floor.grant", request: await asked(world, name) }); };
const onRequest = <T extends CommandType>(type: T, more: object = {}) => async (world: World) => ({ type, request: await requestOf(world), ...more }) as unknown as Command;
const moved = (world: World) => must(world, "代表二", { type: "motion.move", item: world.place.item, person: world.home.person("代表二"), text: "改为12位。" });
const motionOf = async (world: World) => (await actor(world, world.home).state(world.place)).motions[0]!.id;
const commented = async (world: World) => { await must(world, "居民", { type: "comment.post", item: world.place.item, person: world.home.person("居民"), tag: null, parent: null, text: "离9栋太近" }); };
const commentOf = async ({ sql, place }: World) => (await sql<{ id: string }[]>`select id from comment where meeting_id = ${place.meeting} order by number desc limit 1`)[0]!.id;
const onComment = <T extends CommandType>(type: T, more: object = {}) => async (world: World) => ({ type, comment: await commentOf(world), ...more }) as unknown as Command;
const byHands = async (world: World) => {
  await must(world, "书记", { type: "round.freeze", item: world.place.item, motion: null, form: "hands" });
  await must(world, "书记", { type: "round.open", round: await latest(world) });
};
const latest = async (world: World) => (await actor(world, world.home).state(world.place)).rounds.at(-1)!.id;
const onLatest = <T extends CommandType>(type: T, more: object = {}) => async (world: World) => ({ type, round: await latest(world), ...more }) as unknown as Command;
const polled = (world: World) => must(world, "书记", { type: "poll.open", item: world.place.item, text: "晚上10点关风扇，您赞成吗？" });
/** The poll that is open; opened where none is. */
export const pollOf = async (world: World) => {
  const { state } = actor(world, world.home);
  if ((await state(world.place)).polls.length === 0) await polled(world);
  return (await state(world.place)).polls[0]!.id;
};
const practised = (world: World) => must(world, "书记", { type: "rehearsal.start" });
export const rehearsalOf = async (world: World) => {
  const ids = () => world.sql<{ id: string }[]>`select id from rehearsal where meeting_id = ${world.place.meeting}`;
  if ((await ids()).length === 0) await practised(world);
  return (await ids())[0]!.id;
};
const late = (world: World, name: string) => must(world, name, { type: "late.enter", kind: "spoke", person: world.home.person("居民二"), at: Date.now() - 60_000, reason: "网络断了" });
const isOver: Stage = "over";
/** Whoever may send points has no such speech. */
const otherPoints = Object.fromEntries(["resident", "attendee", "counter", "recorder", "administrator"].map((role) => [role, "unknown-request"])) as Partial<Record<RoleName, string>>;
const hash = async (world: World) => (await actor(world, world.home).minutesHash(world.place));
const confirmed = async (world: World) => must(world, "书记", { type: "minutes.confirm", hash: await hash(world) });
const signed = async (world: World) => { await confirmed(world); for (const name of ["监票人", "代表二"]) await must(world, name, { type: "minutes.sign", hash: await hash(world), photo: null }); };
const published = async (world: World) => { await signed(world); await must(world, "记录员", { type: "minutes.publish", hash: await hash(world), reason: "" }); };
const objected = async (world: World) => { await published(world); await must(world, "居民二", { type: "objection.file", person: world.home.person("居民二"), text: "风扇声音大" }); };

const doubted = (world: World) => must(world, "监票人", { type: "round.doubt", round: world.place.round, reason: "再点一次" });

/** Under a command's name; acts that depend on whom they concern stand there twice. */
export const commandDoors: Record<CommandType, readonly CommandDoor[]> = {
  "meeting.make": [{ stage: "draft", by: makers, command: ({ home }) => ({ type: "meeting.make", body: home.body, draft: testDraft }) }],
  "meeting.revise": [{ stage: "draft", by: makers, command: async (world) => ({ type: "meeting.revise", seen: await seq(world), draft: testDraft }) }],
  "check-in.open": [{ stage: "draft", by: chair, command: () => ({ type: "check-in.open" }) }],
  "attendance.arrive": [
    { stage: "check-in", by: ["recorder"], command: onOther("attendance.arrive", "代表二") },
    { stage: "check-in", by: living, command: onSelf("attendance.arrive") },
  ],
  "attendance.leave": [
    { stage: "present", by: ["recorder"], command: onOther("attendance.leave", "代表二") },
    {
      stage: "check-in", by: living, command: onSelf("attendance.leave"),
      before: (world, role) => (living.includes(role) ? must(world, "记录员", { type: "attendance.arrive", person: world.person(role) }) : Promise.resolve()),
    },
  ],
  "attendance.excuse": [{ stage: "check-in", by: ["recorder"], command: onOther("attendance.excuse", "代表四") }],
  "attendance.expect": [{ stage: "check-in", by: ["recorder"], command: onOther("attendance.expect", "代表四"), before: (world) => must(world, "记录员", { type: "attendance.excuse", person: world.home.person("代表四") }) }],
  "meeting.open": [{ stage: "present", by: chair, command: () => ({ type: "meeting.open" }) }],
  "item.take": [{ stage: "in-session", by: chair, command: ({ place: { item } }) => ({ type: "item.take", item }) }],
  "round.freeze": [{ stage: "taken", by: chair, command: ({ place: { item } }) => ({ type: "round.freeze", item, motion: null, form: "named" }) }],
  "round.withdraw": [{ stage: "frozen", by: chair, command: onRound("round.withdraw") }],
  "round.open": [{ stage: "frozen", by: chair, command: onRound("round.open") }],
  // The chair votes with the members here, and so does whoever sits in the chair's place by a slip.
  "ballot.cast": [{ stage: "open", by: ["member", "chair", "chair by slip"], command: ({ place: { round } }) => ({ type: "ballot.cast", round, choice: "for" }) }],
  "ballot.enter": [{ stage: "open", by: ["recorder", "counter"], command: ({ place: { round }, home }) => ({ type: "ballot.enter", round, person: home.person("代表三"), choice: "for" }) }],
  "ballot.withdraw": [{ stage: "open", by: ["recorder", "counter"], before: entered, command: onEntry("ballot.withdraw") }],
  "ballot.witness": [{ stage: "open", by: ["supervisor"], before: entered, command: onEntry("ballot.witness") }],
  "round.close": [{ stage: "open", by: chair, command: onRound("round.close") }],
  "round.check": [{ stage: "closed", by: ["supervisor"], otherwise: { chair: "supervisor-checks" }, command: onRound("round.check") }],
  "round.doubt": [{ stage: "closed", by: ["supervisor"], otherwise: { chair: "supervisor-checks" }, command: ({ place: { round } }) => ({ type: "round.doubt", round, reason: "数字不对" }) }],
  "round.recount": [{ stage: "closed", by: chair, before: doubted, command: onRound("round.recount") }],
  "round.void": [{ stage: "closed", by: chair, command: ({ place: { round } }) => ({ type: "round.void", round, reason: "文字有误" }) }],
  "round.announce": [{ stage: "checked", by: chair, command: onRound("round.announce") }],
  "meeting.close": [{ stage: "in-session", by: chair, command: () => ({ type: "meeting.close" }) }],
  "notice.post": [{ stage: "unnoticed", by: makers, command: () => ({ type: "notice.post", reason: "" }) }],
  "reply.give": [
    { stage: "draft", by: ["recorder"], command: ({ home }) => ({ type: "reply.give", person: home.person("代表二"), coming: false, reason: "出差" }) },
    { stage: "draft", by: ["member", "chair", "chair by slip"], otherwise: { recorder: "not-member" }, command: (world, role) => ({ type: "reply.give", person: world.person(role), coming: true, reason: "" }) },
  ],
  "attendance.join": [
    { stage: "check-in", by: ["recorder"], command: onOther("attendance.join", "代表二") },
    { stage: "check-in", by: ["member", "chair", "chair by slip"], otherwise: { recorder: "not-member" }, command: onSelf("attendance.join") },
  ],
  "meeting.adjourn": [{ stage: "in-session", by: chair, command: () => ({ type: "meeting.adjourn" }) }],
  "meeting.resume": [{ stage: "in-session", by: chair, before: (world) => must(world, "书记", { type: "meeting.adjourn" }), command: () => ({ type: "meeting.resume" }) }],
  "item.defer": [{ stage: "taken", by: chair, command: ({ place: { item } }) => ({ type: "item.defer", item, reason: "材料不全" }) }],
  "matter.agree": [{ stage: "in-session", by: chair, command: () => ({ type: "matter.agree", matter: "agenda", text: "通过本次会议议程" }) }],
  "matter.raise": [{ stage: "in-session", by: chair, command: () => ({ type: "matter.raise", matter: "other", text: "延长半小时" }) }],
  "screen.turn": [{ stage: "in-session", by: chairOrRecorder, command: () => ({ type: "screen.turn", page: "rules" }) }],
  "late.enter": [{ stage: "taken", by: chairOrRecorder, command: ({ home }) => ({ type: "late.enter", kind: "spoke", person: home.person("居民二"), at: Date.now() - 60_000, reason: "网络断了" }) }],
  "late.confirm": [{ stage: "taken", by: ["counter", "supervisor", "chair"], before: (world) => late(world, "记录员"), command: async (world) => ({ type: "late.confirm", late: (await actor(world, world.home).state(world.place)).late[0]!.id }) }],
  "speak.ask": [
    { stage: "taken", by: ["recorder"], before: (world) => arriving(world, "居民二"), command: ({ home }) => ({ type: "speak.ask", person: home.person("居民二"), side: "question" }) },
    { stage: "taken", by: residents, before: inTheHall, command: (world, role) => ({ type: "speak.ask", person: world.person(role), side: "con" }) },
  ],
  "speak.withdraw": [
    { stage: "taken", by: ["recorder"], before: (world) => asked(world), command: async (world) => ({ type: "speak.withdraw", request: await requestOf(world), person: world.home.person("代表二") }) },
    {
      stage: "taken", by: residents, otherwise: { supervisor: "unknown-request", chair: "unknown-request", "chair by slip": "unknown-request" },
      before: async (world, role) => { if (residents.includes(role)) { await inTheHall(world, role); await must(world, "记录员", { type: "speak.ask", person: world.person(role), side: "pro" }); } else await asked(world); },
      command: async (world, role) => ({ type: "speak.withdraw", request: await requestOf(world), person: world.person(role) }),
    },
  ],
  "floor.grant": [{ stage: "taken", by: chair, before: (world) => asked(world), command: onRequest("floor.grant") }],
  "floor.end": [{ stage: "taken", by: chair, before: (world) => speaking(world), command: onRequest("floor.end") }],
  "floor.skip": [{ stage: "taken", by: chair, before: (world) => asked(world), command: onRequest("floor.skip") }],
  "floor.remind": [{ stage: "taken", by: chair, command: () => ({ type: "floor.remind", reminder: "topic" }) }],
  "speech.note": [{ stage: "taken", by: ["recorder"], before: (world) => speaking(world), command: onRequest("speech.note", { text: "楼道拉线危险" }) }],
  "speech.point": [{ stage: "taken", by: ["member"], before: (world) => speaking(world, "代表一"), otherwise: otherPoints, command: async (world, role) => ({ type: "speech.point", request: await requestOf(world), person: world.person(role), text: "一、安全" }) }],
  "speech.adopt": [{ stage: "taken", by: ["recorder"], before: async (world) => { await speaking(world); await must(world, "代表二", { type: "speech.point", request: await requestOf(world), person: world.home.person("代表二"), text: "一、安全" }); }, command: onRequest("speech.adopt") }],
  "motion.move": [
    { stage: "taken", by: ["recorder"], command: ({ home, place: { item } }) => ({ type: "motion.move", item, person: home.person("代表二"), text: "改为12位。" }) },
    { stage: "taken", by: ["member"], otherwise: { recorder: "not-member" }, command: (world, role) => ({ type: "motion.move", item: world.place.item, person: world.person(role), text: "改为12位。" }) },
  ],
  "motion.second": [
    { stage: "taken", by: ["recorder"], before: moved, command: async (world) => ({ type: "motion.second", motion: await motionOf(world), person: world.home.person("代表三") }) },
    { stage: "taken", by: ["member"], before: moved, otherwise: { recorder: "not-member" }, command: async (world, role) => ({ type: "motion.second", motion: await motionOf(world), person: world.person(role) }) },
  ],
  "motion.withdraw": [
    { stage: "taken", by: ["recorder"], before: moved, command: async (world) => ({ type: "motion.withdraw", motion: await motionOf(world), person: world.home.person("代表二") }) },
    { stage: "taken", by: ["member"], otherwise: { recorder: "unknown-motion" }, before: (world) => must(world, "代表一", { type: "motion.move", item: world.place.item, person: world.home.person("代表一"), text: "改为12位。" }), command: async (world, role) => ({ type: "motion.withdraw", motion: await motionOf(world), person: world.person(role) }) },
  ],
  "comment.post": [
    { stage: "taken", by: ["recorder"], command: ({ home, place: { item } }) => ({ type: "comment.post", item, person: home.person("居民二"), tag: "worry", parent: null, text: "晚上风扇响" }) },
    { stage: "taken", by: residents, command: (world, role) => ({ type: "comment.post", item: world.place.item, person: world.person(role), tag: null, parent: null, text: "老人要能刷卡" }) },
  ],
  "comment.agree": [{ stage: "taken", by: residents, before: commented, command: onComment("comment.agree", { on: true }) }],
  "comments.moderate": [{ stage: "taken", by: chairOrRecorder, command: () => ({ type: "comments.moderate", on: true }) }],
  "comment.admit": [{ stage: "taken", by: chairOrRecorder, before: async (world) => { await must(world, "书记", { type: "comments.moderate", on: true }); await commented(world); }, command: onComment("comment.admit") }],
  "comment.hide": [{ stage: "taken", by: chairOrRecorder, before: commented, command: onComment("comment.hide", { reason: "针对个人" }) }],
  "comment.restore": [{ stage: "taken", by: chairOrRecorder, before: async (world) => { await commented(world); await must(world, "书记", { type: "comment.hide", comment: await commentOf(world), reason: "针对个人" }); }, command: onComment("comment.restore") }],
  "comment.show": [{ stage: "taken", by: chairOrRecorder, before: commented, command: onComment("comment.show") }],
  "comment.unshow": [{ stage: "taken", by: chairOrRecorder, command: () => ({ type: "comment.unshow" }) }],
  "hands.call": [{ stage: "taken", by: chair, before: byHands, command: onLatest("hands.call", { choice: "for" }) }],
  "hands.enter": [{ stage: "taken", by: ["recorder", "counter"], before: byHands, command: onLatest("hands.enter", { tally: { for: 5, against: 0, abstain: 0 } }) }],
  "hands.again": [{ stage: "taken", by: chair, before: byHands, command: onLatest("hands.again") }],
  "poll.open": [{ stage: "taken", by: chair, command: ({ place: { item } }) => ({ type: "poll.open", item, text: "晚上10点关风扇，您赞成吗？" }) }],
  // Whoever has an office and is no member lives there all the same.
  "poll.answer": [{ stage: "taken", by: ["resident", "counter", "recorder", "supervisor", "administrator"], before: polled, command: async (world) => ({ type: "poll.answer", poll: await pollOf(world), choice: "for" }) }],
  "poll.close": [{ stage: "taken", by: chair, before: polled, command: async (world) => ({ type: "poll.close", poll: await pollOf(world) }) }],
  "rehearsal.start": [{ stage: "check-in", by: chairOrRecorder, command: () => ({ type: "rehearsal.start" }) }],
  "rehearsal.answer": [{ stage: "check-in", by: living, before: practised, command: async (world) => ({ type: "rehearsal.answer", rehearsal: await rehearsalOf(world), choice: "for" }) }],
  "rehearsal.end": [{ stage: "check-in", by: chairOrRecorder, before: practised, command: async (world) => ({ type: "rehearsal.end", rehearsal: await rehearsalOf(world) }) }],
  "minutes.confirm": [{ stage: isOver, by: chair, command: async (world) => ({ type: "minutes.confirm", hash: await hash(world) }) }],
  "minutes.return": [{ stage: isOver, by: chair, command: () => ({ type: "minutes.return", note: "请补上反对意见" }) }],
  "minutes.sign": [{ stage: isOver, by: ["recorder", "supervisor", "chair", "member", "chair by slip"], before: confirmed, command: async (world) => ({ type: "minutes.sign", hash: await hash(world), photo: null }) }],
  "minutes.publish": [{ stage: isOver, by: chairOrRecorder, before: signed, command: async (world) => ({ type: "minutes.publish", hash: await hash(world), reason: "" }) }],
  "objection.file": [
    { stage: isOver, by: ["recorder"], before: published, command: ({ home }) => ({ type: "objection.file", person: home.person("居民二"), text: "风扇声音大" }) },
    { stage: isOver, by: [...residents, "supervisor", "chair", "chair by slip"], before: published, command: (world, role) => ({ type: "objection.file", person: world.person(role), text: "风扇声音大" }) },
  ],
  "objection.answer": [{ stage: isOver, by: chairOrRecorder, before: objected, command: () => ({ type: "objection.answer", objection: 1, text: "移了3米" }) }],
};
