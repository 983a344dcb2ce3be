import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { href } from "~/paths";
import { missing } from "../find.server";

/** The code on wall and screen leads to the meeting's page; it opens nothing that is not public. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const found = await context.meetingByCode(params.code ?? "");
  if (!found) throw missing();
  return redirect(href("meeting", found));
}
