/** Times in the community's zone, whatever the zone of the phone. Formatters are made once. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  const found = formatters.get(key) ?? new Intl.DateTimeFormat("zh-CN", { timeZone: zone, hourCycle: "h23", ...options });
  formatters.set(key, found);
  return found;
}

const part = (parts: Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";

/** 19:42 */
export const clock = (at: number, zone: string) => formatter(zone, { hour: "2-digit", minute: "2-digit" }).format(at);
/** 19:42:07 */
export const clockWithSeconds = (at: number, zone: string) => formatter(zone, { hour: "2-digit", minute: "2-digit", second: "2-digit" }).format(at);

/** 12月5日 星期六 */
export function day(at: number, zone: string): string {
  const parts = formatter(zone, { month: "numeric", day: "numeric", weekday: "long" }).formatToParts(at);
  return `${part(parts, "month")}月${part(parts, "day")}日 ${part(parts, "weekday")}`;
}

/** 2026年12月5日 星期六 19:00 */
export function fullTime(at: number, zone: string): string {
  const parts = formatter(zone, { year: "numeric", month: "numeric", day: "numeric", weekday: "long" }).formatToParts(at);
  return `${part(parts, "year")}年${part(parts, "month")}月${part(parts, "day")}日 ${part(parts, "weekday")} ${clock(at, zone)}`;
}

/** 2026年5月16日 */
export function date(at: number, zone: string): string {
  const parts = formatter(zone, { year: "numeric", month: "numeric", day: "numeric" }).formatToParts(at);
  return `${part(parts, "year")}年${part(parts, "month")}月${part(parts, "day")}日`;
}

/** The value of a datetime-local field: 2026-12-05T19:00 in the zone. */
export function fieldValue(at: number, zone: string): string {
  const parts = formatter(zone, { year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" }).formatToParts(at);
  return `${part(parts, "year")}-${part(parts, "month")}-${part(parts, "day")}T${part(parts, "hour")}:${part(parts, "minute")}`;
}

/** The day of the zone's calendar, as a date field has it: 2026-12-05 */
export const dayValue = (at: number, zone: string) => fieldValue(at, zone).slice(0, 10);

/** 2026年12月1日, of a date field's value. */
export function dayWords(value: string): string {
  const [year, month, dayOfMonth] = value.split("-").map(Number);
  return `${year}年${month}月${dayOfMonth}日`;
}

/** Epoch ms of a datetime-local value read in the zone; null where it is no time. */
export function fromField(value: string, zone: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/.exec(value);
  if (!match) return null;
  const [year, month, dayOfMonth, hour, minute] = match.slice(1).map(Number) as [number, number, number, number, number];
  const wanted = Date.UTC(year, month - 1, dayOfMonth, hour, minute);
  // Twice, because the first guess may lie on the other side of a change of the clocks.
  const at = wanted - offset(wanted - offset(wanted, zone), zone);
  return fieldValue(at, zone) === value ? at : null;
}

/** How far the zone's wall clock is ahead of UTC at an instant, in ms. */
function offset(at: number, zone: string): number {
  const [year, month, dayOfMonth, hour, minute] = fieldValue(at, zone).split(/[-T:]/).map(Number) as [number, number, number, number, number];
  return Date.UTC(year, month - 1, dayOfMonth, hour, minute) - Math.floor(at / 60_000) * 60_000;
}
