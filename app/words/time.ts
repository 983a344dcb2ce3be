/** Times in the community's zone, whatever the zone of the phone. Formatters are made once. */
const formatters = new Map<string, Intl.DateTimeFormat>();

export function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  const found = formatters.get(key) ?? new Intl.DateTimeFormat("zh-CN", { timeZone: zone, hourCycle: "h23", ...options });
  formatters.set(key, found);
  return found;
}

export const part = (parts: Intl.DateTimeFormatPart[], type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";

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
