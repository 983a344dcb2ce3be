import type { Seen } from "~/rules/meeting/events";
import type { PersonId, TextRef } from "~/rules/meeting/ids";
import { isStaff, type Role } from "~/rules/meeting/rights";
import type { Audience } from "~/rules/meeting/see";
import type { MeetingState } from "~/rules/meeting/state";
import type { Desk } from "./protocol";

/** What a page gets: staff pages the staff's view, the hall's page at most a member's. */
export function audienceFor(desk: Desk, roles: readonly Role[]): Audience {
  if (desk === "screen") return "screen";
  if (desk === "staff" && isStaff(roles)) return "staff";
  return roles.includes("member") ? "member" : "watcher";
}

type Found = { readonly people: Set<PersonId>; readonly texts: Map<string, TextRef> };

/** The people and texts that a view or its news name, and so what words must go with it. */
export function namedIn(value: MeetingState | readonly Seen[]): Found {
  const found: Found = { people: new Set(), texts: new Map() };
  search(value, found);
  return found;
}

const personFields = new Set(["chair", "person", "actor", "by", "checkedBy", "mover", "confirmedBy"]);
const personLists = new Set(["members", "attendees", "recorder", "counter", "supervisor", "roll", "seconders"]);

const personMaps = new Set(["people", "of", "entered"]);

function search(value: unknown, found: Found) {
  if (Array.isArray(value)) return value.forEach((one) => search(one, found));
  if (typeof value !== "object" || value === null) return;
  const { id, hash } = value as Partial<TextRef>;
  if (typeof id === "string" && typeof hash === "string" && Object.keys(value).length === 2) return void found.texts.set(id, { id, hash });
  for (const [field, inner] of Object.entries(value)) {
    if (personMaps.has(field)) Object.keys(inner as object).forEach((person) => found.people.add(person));
    if (personMaps.has(field)) search(Object.values(inner as object), found);
    else if (personFields.has(field) && typeof inner === "string") found.people.add(inner);
    else if (personLists.has(field) && Array.isArray(inner)) inner.forEach((person) => found.people.add(String(person)));
    else search(inner, found);
  }
}
