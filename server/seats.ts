import { needsPassword, type Role } from "../app/rules/meeting/rights";
import type { MeetingState } from "../app/rules/meeting/state";
import type { Act, Answer } from "../app/wire/protocol";
import type { Visitor } from "./auth";
import { listsOf } from "./store/bodies";
import type { Drizzle, Transaction } from "./store/database";

/** A person at a door. level: how they showed who they are; a slip of paper seats a voter, never a chair. */
export type Actor = { readonly person: string; readonly administrator: boolean; readonly level: "password" | "slip" };

type Where = { readonly state: MeetingState; readonly community: string; readonly body: string | null };

/** [A4] The columns of a seat: from the lists taken at check-in, before that from the body's lists as they stand. */
export async function rolesIn(db: Drizzle | Transaction, { state, community, body }: Where, { person, administrator, level }: Actor): Promise<Role[]> {
  const lists = await listsNow(db, { state, community, body });
  const held: Role[] = [];
  if (lists?.chair === person) held.push("chair");
  for (const role of ["recorder", "counter", "supervisor"] as const) if (lists?.officers[role].includes(person)) held.push(role);
  if (administrator) held.push("administrator");
  if (lists && isOn(lists.roster.members, person)) held.push("member");
  else held.push(lists?.roster.attendees.includes(person) ? "attendee" : "resident");
  return level === "password" ? held : held.filter((role) => !needsPassword(role));
}

/** A list of thousands is not read through at each act. */
const known = new WeakMap<readonly string[], ReadonlySet<string>>();
function isOn(list: readonly string[], person: string): boolean {
  const set = known.get(list) ?? new Set(list);
  known.set(list, set);
  return set.has(person);
}

async function listsNow(db: Drizzle | Transaction, { state, community, body }: Where) {
  if (state.roster) return { roster: state.roster, officers: state.officers, chair: state.plan?.chair ?? null };
  return body ? listsOf(db, community, body) : null;
}

/** The answer to somebody without a seat. ended: the browser has a session's cookie that opens nothing any more. */
export const noSeat = ({ command }: Act, ended: boolean): Answer =>
  (ended ? { ok: false, kind: "refused", code: "session-ended", rule: "A5", facts: {} } : { ok: false, kind: "refused", code: "not-entitled", rule: "A1", facts: { act: command.type } });

/** The visitor as a person of this community, or null. */
export function actorIn({ personas, level }: Visitor, community: string): Actor | null {
  const persona = personas.find((one) => one.community === community);
  return persona ? { person: persona.person, administrator: persona.administrator, level } : null;
}
