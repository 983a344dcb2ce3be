import type { CommandType } from "./commands";

/** What a person may be in a meeting; a seat has the union of its columns. */
export type Role = "resident" | "member" | "attendee" | "recorder" | "counter" | "supervisor" | "chair" | "administrator";
export const roles: readonly Role[] = ["resident", "member", "attendee", "recorder", "counter", "supervisor", "chair", "administrator"];

/** The offices of a body, named from its people. */
export type OfficeRole = "chair" | "recorder" | "counter" | "supervisor";
export const officeRoles: readonly OfficeRole[] = ["chair", "recorder", "counter", "supervisor"];

type Row = { readonly by: readonly Role[]; readonly own?: readonly Role[] };
const seated: readonly Role[] = ["resident", "member", "attendee", "chair"];
const talking: readonly Role[] = ["resident", "member", "attendee"];
const makers: Row = { by: ["recorder", "chair", "administrator"] };
const chair: Row = { by: ["chair"] };
const recorder: Row = { by: ["recorder"] };
const chairOrRecorder: Row = { by: ["recorder", "chair"] };
const checksCounts: Row = { by: ["supervisor", "chair"] };
const countsHands: Row = { by: ["recorder", "counter"] };
const talks: Row = { by: ["recorder"], own: talking };
const moves: Row = { by: ["recorder"], own: ["member"] };

/** [A1] Who may do what (design of the house, §7). "own" acts concern the person alone; others do them only as `by` says. */
const table: Record<CommandType, Row> = {
  "meeting.make": makers, "meeting.revise": makers, "notice.post": makers, "reply.give": moves,
  "check-in.open": chair, "meeting.open": chair, "meeting.adjourn": chair, "meeting.resume": chair, "meeting.close": chair,
  "attendance.arrive": { by: ["recorder"], own: seated }, "attendance.leave": { by: ["recorder"], own: seated }, "attendance.join": moves,
  "attendance.excuse": recorder, "attendance.expect": recorder,
  "item.take": chair, "item.defer": chair, "matter.agree": chair, "matter.raise": chair,
  "screen.turn": chairOrRecorder, "late.enter": chairOrRecorder, "late.confirm": { by: ["counter", "supervisor", "chair"] },
  "speak.ask": talks, "speak.withdraw": talks, "floor.grant": chair, "floor.end": chair, "floor.skip": chair, "floor.remind": chair,
  "speech.note": recorder, "speech.point": { by: [], own: talking }, "speech.adopt": recorder,
  "motion.move": moves, "motion.second": moves, "motion.withdraw": moves,
  "comment.post": talks, "comment.agree": { by: talking }, "comments.moderate": chairOrRecorder, "comment.admit": chairOrRecorder, "comment.hide": chairOrRecorder,
  "comment.restore": chairOrRecorder, "comment.show": chairOrRecorder, "comment.unshow": chairOrRecorder,
  "round.freeze": chair, "round.withdraw": chair, "round.open": chair, "round.close": chair, "round.recount": chair, "round.void": chair, "round.announce": chair,
  "ballot.cast": { by: ["member"] }, "ballot.enter": countsHands, "ballot.withdraw": countsHands, "ballot.witness": { by: ["supervisor"] },
  "hands.call": chair, "hands.enter": countsHands, "hands.again": chair,
  "round.check": checksCounts, "round.doubt": checksCounts,
  "poll.open": chair, "poll.answer": { by: ["resident"] }, "poll.close": chair,
  "rehearsal.start": chairOrRecorder, "rehearsal.answer": { by: seated }, "rehearsal.end": chairOrRecorder,
  "minutes.confirm": chair, "minutes.return": chair, "minutes.sign": { by: ["recorder", "supervisor", "chair", "member"] }, "minutes.publish": chairOrRecorder,
  "objection.file": talks, "objection.answer": chairOrRecorder,
};

/** [A2] Acts that a person who chairs may not do for others even with another role beside it. */
const neverForOthersWhileChairing: readonly CommandType[] = [
  "ballot.enter", "ballot.withdraw", "ballot.witness", "hands.enter", "attendance.arrive", "attendance.leave", "attendance.join", "attendance.excuse", "attendance.expect", "reply.give", "speech.note", "speech.adopt",
];
/** [A6] Whoever supervises neither speaks nor comments; whoever chairs moves nothing either. */
const neverWhileSupervising: readonly CommandType[] = ["speak.ask", "speech.point", "comment.post", "comment.agree"];
const neverWhileChairing: readonly CommandType[] = [...neverWhileSupervising, "motion.move", "motion.second", "motion.withdraw"];

/** [A2] [A6] Whether an office keeps the person from the act, whatever else they are and however they signed in. */
export const isBarred = (act: CommandType, offices: readonly Role[], own: boolean) =>
  (offices.includes("chair") && (neverWhileChairing.includes(act) || (!own && neverForOthersWhileChairing.includes(act)))) || (offices.includes("supervisor") && neverWhileSupervising.includes(act));

/** Whether one of the roles allows the act; own: the act concerns the actor alone. */
export function isEntitled(act: CommandType, held: readonly Role[], own: boolean): boolean {
  if (isBarred(act, held, own)) return false;
  const { by, own: mine = [] } = table[act];
  return held.some((role) => by.includes(role) || (own && mine.includes(role)));
}

/** [A3] Staff see figures before they are announced: chair, recorder, counters, supervisors, administrator. */
export const isStaff = (held: readonly Role[]) => held.some((role) => role !== "resident" && role !== "member" && role !== "attendee");

/** [A4] Roles that need a password, those of staff: a slip of paper seats a voter, and whoever prints slips is not two people at the desk. */
export const needsPassword = (role: Role) => isStaff([role]);

/** What an officer may do in the community outside meetings (design of the house, §7, last row). */
export type Office = "people" | "bodies" | "meetings";
const offices: Record<Office, readonly Role[]> = {
  people: ["recorder", "chair", "administrator"],
  bodies: ["administrator"],
  meetings: ["recorder", "chair", "administrator"],
};
export const mayManage = (office: Office, held: readonly Role[]) => held.some((role) => offices[office].includes(role));
