import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { href } from "~/paths";
import { changeFrom } from "~/wire/minutes-forms.server";
import { findMeeting, formOf, needDoor } from "../find.server";
import { changeDraft } from "../minutes-draft.server";

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  return redirect(href("minutesEdit", { community: community.card.slug, meeting: meeting.card.id }));
}

/** What a page with a script saves without being left: the answer is JSON. The same forms go to the desk itself without one. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const draft = needDoor(await (await meeting.minutes()).draft(), context, request);
  const change = changeFrom(await formOf(request));
  if (!change.success) return json({ ok: false, why: "gone", newest: null }, { status: 422 });
  const done = await changeDraft(draft, change.data);
  return json(typeof done === "boolean" ? { ok: done } : done, { status: typeof done === "object" && !done.ok && done.why === "gone" ? 422 : 200 });
}
