import ical from "ical-generator";

/** at and end in epoch ms; end: null where nobody said. */
export type Appointment = { readonly id: string; readonly at: number; readonly end: number | null; readonly title: string; readonly place: string; readonly words: string; readonly url: string; readonly changed: number };

/**
 * One appointment as an .ics. Times go out in UTC, with a Z: given a zone's name, the library writes the process's own wall
 * clock beside it, hours wrong on a server that runs in UTC.
 */
export function calendarOf({ id, at, end, title, place, words, url, changed }: Appointment): string {
  const calendar = ical({ prodId: { company: "yishi", product: "yishi", language: "ZH" } });
  calendar.createEvent({ id: `${id}@yishi`, start: new Date(at), ...(end !== null && { end: new Date(end) }), stamp: new Date(changed), summary: title, location: place, description: words, url });
  return calendar.toString();
}
