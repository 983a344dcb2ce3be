import type { Who } from "~/rules/meeting/rule";
import { isApart, latestRound, type MeetingState } from "~/rules/meeting/state";
import { zh } from "./zh";

/** The person's office in this meeting; an officer who sits by a slip has it too, though not its rights. */
export const officeOf = ({ officers, plan }: MeetingState, { person, roles }: Who) => (["chair", "recorder", "counter", "supervisor"] as const)
  .find((role) => roles.includes(role) || (role === "chair" ? plan?.chair === person : officers[role].includes(person)));

const isInHall = ({ people }: MeetingState, person: string) => people[person]?.standing === "member" && people[person].here && !people[person].remote;

/** Why somebody has no vote in the round that is open, by what they are; who: null for a watcher. */
export function whyNoVote(view: MeetingState, who: Who | null, body: string): string {
  if (who && isApart(view, who.person)) return zh.meeting.chairApart;
  if (who && latestRound(view)?.hands && isInHall(view, who.person)) return zh.meeting.byHands;
  if (who?.roles.includes("member")) return zh.meeting.notOnRoll;
  const office = who && officeOf(view, who);
  return zh.meeting.watcherVote(body, office ? zh.office[office] : who?.roles.includes("attendee") ? zh.meeting.counts.attendees : zh.meeting.watcher);
}
