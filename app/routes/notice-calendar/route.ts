import type { LoaderFunctionArgs } from "@remix-run/node";
import { findMeeting, missing } from "../find.server";

/** The meeting as an appointment for any calendar. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const calendar = await meeting.before.calendar();
  if (!calendar) throw missing();
  return new Response(calendar, { headers: { "Content-Type": "text/calendar; charset=utf-8", "Content-Disposition": `attachment; filename="${meeting.card.code}.ics"` } });
}
