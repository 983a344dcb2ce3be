import type { CommandType } from "./commands";

/** What a person may be in a meeting; a seat has the union of its columns. */
export type Role = "resident" | "member" | "attendee" | "recorder" | "counter" | "supervisor" | "chair" | "administrator";
export const roles: readonly Role[] = ["resident", "member", "attendee", "recorder", "counter", "supervisor", "chair", "administrator"];

/** The offices of a body, named from its people. */
export type OfficeRole = "chair" | "recorder" | "counter" | "supervisor";
export const officeRoles: readonly OfficeRole[] = ["chair", "recorder", "counter", "supervisor"];

const seated: readonly Role[] = ["resident", "member", "attendee", "chair"];

/** [A1] Who may do what (design of the house, §7). "own" acts concern the person alone; others do them only as `by` says. */
const table: Record<CommandType, { readonly by: readonly Role[]; readonly own?: readonly Role[] }> = {
  "meeting.make": { by: ["recorder", "chair", "administrator"] },
  "meeting.revise": { by: ["recorder", "chair", "administrator"] },
  "check-in.open": { by: ["chair"] },
  "attendance.arrive": { by: ["recorder"], own: seated },
  "attendance.leave": { by: ["recorder"], own: seated },
  "attendance.excuse": { by: ["recorder"] },
  "attendance.expect": { by: ["recorder"] },
  "meeting.open": { by: ["chair"] },
  "item.take": { by: ["chair"] },
  "round.freeze": { by: ["chair"] },
  "round.withdraw": { by: ["chair"] },
  "round.open": { by: ["chair"] },
  "ballot.cast": { by: ["member"] },
  "ballot.enter": { by: ["recorder", "counter"] },
  "ballot.withdraw": { by: ["recorder", "counter"] },
  "ballot.witness": { by: ["supervisor"] },
  "round.close": { by: ["chair"] },
  "round.check": { by: ["supervisor", "chair"] },
  "round.doubt": { by: ["supervisor", "chair"] },
  "round.recount": { by: ["chair"] },
  "round.void": { by: ["chair"] },
  "round.announce": { by: ["chair"] },
  "meeting.close": { by: ["chair"] },
};

/** [A2] Acts that a person who chairs may not do for others even with another role beside it. */
const neverWhileChairing: readonly CommandType[] = ["ballot.enter", "ballot.withdraw", "ballot.witness", "attendance.arrive", "attendance.leave", "attendance.excuse", "attendance.expect"];

/** Whether one of the roles allows the act; own: the act concerns the actor alone. */
export function isEntitled(act: CommandType, held: readonly Role[], own: boolean): boolean {
  if (!own && held.includes("chair") && neverWhileChairing.includes(act)) return false;
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
