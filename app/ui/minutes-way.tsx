import type { Staff } from "~/live/useStaff";
import { href } from "~/paths";
import { minutesTask, type MinutesTask } from "~/rules/meeting/minutes-way";
import type { Who } from "~/rules/meeting/rule";
import type { MeetingState } from "~/rules/meeting/state";
import { zhTalk } from "~/words/zh-talk";

type At = { readonly community: string; readonly meeting: string };
type Asked = { readonly view: MeetingState; readonly who: Who; readonly at: At };

const pages = { confirm: "minutesEdit", write: "minutesEdit", publish: "minutesEdit", sign: "minutesSign", await: "minutesSign", read: "minutes" } as const satisfies Record<MinutesTask, string>;

/** Where somebody works on the minutes of a meeting that is over, and what for; null while it is on. */
export function minutesWay({ view, who, at }: Asked): { to: string; word: string } | null {
  const task = minutesTask(view, who);
  return task && { to: href(pages[task], at), word: zhTalk.minutesDo[task] };
}

/** On the pages of staff, once the meeting is over. */
export function MinutesEntry({ staff: { at, meeting: { view, mine } }, className = "btn" }: { staff: Staff; className?: string }) {
  const way = mine?.as === "person" && minutesWay({ view, who: mine, at });
  return way && <a className={className} href={way.to}>{way.word}</a>;
}
