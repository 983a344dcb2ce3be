import type { MeetingDoor } from "~/wire/context";
import type { MeetingState } from "~/rules/meeting/state";

/** The opinions that a staff page begins with: the newest on the item before the meeting, or an older page of them. */
export async function opinionsFor(meeting: MeetingDoor, { current: item }: MeetingState, url: URL) {
  const before = /^\d{1,9}$/.exec(url.searchParams.get("before") ?? "");
  const page = item ? await meeting.staffTalk.opinions({ item, before: before ? Number(before[0]) : null }) : null;
  return { item, rows: page?.rows ?? [], more: page?.more ?? false };
}
