import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { href } from "~/paths";
import { act, actFromForm } from "~/wire/commands.server";
import type { Answer } from "~/wire/protocol";
import { backWith, findMeeting, formOf, ownPath } from "../find.server";

export const loader = ({ params }: LoaderFunctionArgs) => redirect(href("meeting", { community: params.community ?? "", meeting: params.meeting ?? "" }));

/**
 * The same acts as over the socket, by a plain request: from a form of a page without script (back to where it came from,
 * with the answer in the address), or as JSON from a phone whose socket is silent.
 */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const isJson = request.headers.get("content-type")?.startsWith("application/json") ?? false;
  const { meeting } = await findMeeting(context, params);
  if (isJson) {
    const parsed = act.safeParse(await request.json().catch(() => null));
    const answer: Answer = parsed.success ? await meeting.act(parsed.data) : { ok: false, kind: "malformed" };
    return json(answer, { status: statusOf(answer) });
  }
  const form = await formOf(request);
  const asked = actFromForm(form);
  const answer: Answer = asked ? await meeting.act(asked) : { ok: false, kind: "malformed" };
  const back = ownPath(form.get("back"), href("meeting", { community: params.community!, meeting: params.meeting! }));
  return backWith(back, answer);
}

const statusOf = (answer: Answer) => (answer.ok ? 200 : { refused: 422, malformed: 400, fault: 500 }[answer.kind]);
