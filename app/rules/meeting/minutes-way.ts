import type { PersonId } from "./ids";
import { isEntitled, isStaff } from "./rights";
import type { Who } from "./rule";
import type { MeetingState } from "./state";

/** How many signatures minutes need. */
export const signaturesNeeded = 2;

/** [D2] Who signs was there: an officer of the meeting, or a member who came. */
export const wasThere = (state: MeetingState, person: PersonId) =>
  state.plan?.chair === person || Object.values(state.officers).some((held) => held.includes(person)) || (state.people[person]?.came ?? false);

/** What the minutes of a meeting wait for, by the person who is asked: read is for whoever has no part in them, await for whoever signs later. */
export type MinutesTask = "confirm" | "write" | "sign" | "await" | "publish" | "read";

/** [D1] [D2] [D3] The one thing that this person may do for the minutes now; null while the meeting is on. */
export function minutesTask(state: MeetingState, { person, roles }: Who): MinutesTask | null {
  if (state.stage !== "closed") return null;
  const { confirmed, signatures, editions } = state.minutes;
  const drafts = roles.includes("recorder") || roles.includes("chair");
  const mayStillSign = isEntitled("minutes.sign", roles, true) && wasThere(state, person) && !signatures.some((one) => one.person === person);
  if (confirmed && signatures.length >= signaturesNeeded) return drafts ? "publish" : "read";
  if (confirmed) return mayStillSign ? "sign" : drafts ? "write" : "read";
  if (drafts) return roles.includes("chair") && editions.length === 0 ? "confirm" : "write";
  return mayStillSign && isStaff(roles) && editions.length === 0 ? "await" : "read";
}
