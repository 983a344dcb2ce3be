import type { LoaderFunctionArgs } from "@remix-run/node";
import { findMeeting, missing } from "../find.server";

/** An attachment, always to be kept and never shown as a page: what strangers sent in is not run under our name (nosniff stands on every answer). */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const file = await meeting.before.file(params.file ?? "");
  if (!file) throw missing();
  return new Response(new Uint8Array(file.content), {
    headers: { "Content-Type": file.type, "Content-Length": String(file.content.length), "Content-Disposition": file.disposition, "Content-Security-Policy": "default-src 'none'; sandbox" },
  });
}
