import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import type { CommandType } from "~/rules/meeting/commands";
import { written } from "~/ui/field";
import { actFromForm } from "~/wire/commands.server";
import type { Answer } from "~/wire/protocol";
import { findMeeting, formOf } from "./find.server";
import { newFormKey } from "./form-key.server";

/** What the small pages of the discussion have in common: the meeting as the hall sees it, and who asks. */
export async function hereFor({ context, params, request }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const { pathname, search } = new URL(request.url);
  const [scene, mine] = await Promise.all([meeting.scene("hall"), meeting.mine()]);
  const { view, texts, names } = scene!;
  return {
    meeting,
    base: {
      view, texts, names, mine, title: meeting.card.title, zone: community.card.timeZone, at: { community: community.card.slug, meeting: meeting.card.id },
      place: { url: pathname.replace(/\.data$/, "") + search, back: pathname, formKey: newFormKey(), zone: community.card.timeZone },
    },
  };
}
export type Here = Awaited<ReturnType<typeof hereFor>>["base"];

/** A form's act and what was typed: done, the page is shown anew; refused, it says why and keeps every word. */
export async function actHere({ request, context, params }: ActionFunctionArgs, allowed: readonly CommandType[]) {
  const { meeting } = await findMeeting(context, params);
  const form = await formOf(request);
  const asked = actFromForm(form);
  const answer: Answer = asked && allowed.includes(asked.command.type) ? await meeting.act(asked) : { ok: false, kind: "malformed" };
  const { pathname, search } = new URL(request.url);
  // Who agrees goes on reading where they are; who wrote sees it at the top.
  if (answer.ok) return redirect(asked?.command.type === "comment.agree" ? pathname + search : pathname, 303);
  const status = { refused: 422, malformed: 400, fault: 500 }[answer.kind];
  return json({ answer, typed: { text: written(form, "text"), tag: written(form, "tag"), parent: written(form, "parent") } }, { status });
}
