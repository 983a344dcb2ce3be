import type { LoaderFunctionArgs } from "@remix-run/node";
import { findMeeting, missing } from "../find.server";

const fileName = /^(public|archive)\.(html|docx|pdf)$|^photo-[0-9a-z]{16}$/;

/** A document as it was published, or the photo of a signed page for staff. Sent as a download (nosniff comes from the guards), never shown as a page of ours. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const { version = "", name = "" } = params;
  if (!fileName.test(name) || !/^([1-9]\d{0,5}|draft)$/.test(version) || (version === "draft") !== name.startsWith("photo-")) throw missing();
  const file = await (await meeting.minutes()).file(version === "draft" ? null : Number(version), name);
  if (!file) throw missing();
  return new Response(file.content as Uint8Array<ArrayBuffer>, {
    headers: { "Content-Type": file.type, "Content-Length": String(file.content.byteLength), "Content-Disposition": file.disposition },
  });
}
