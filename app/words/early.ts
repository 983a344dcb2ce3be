import { zhChair } from "./zh-chair";

const hour = 3600_000;
const { console: words } = zhChair;

/** Check-in long before the time of the notice is asked once: what was noticed can then not be changed any more. before: ms until that time. */
export function earlyCheckIn(before: number): string | undefined {
  if (before <= 2 * hour) return undefined;
  return before < 48 * hour ? words.earlyHours(Math.floor(before / hour)) : words.earlyDays(Math.floor(before / (24 * hour)));
}
