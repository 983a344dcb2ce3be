/** What fields for days and times hold, in the community's zone. */
import { formatter, part } from "./time";

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
