import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { AnswerBanner } from "~/ui/act-button";
import { Field } from "~/ui/field";
import { MinutesProgress } from "~/ui/minutes-steps";
import { Banner, Empty, Page } from "~/ui/page";
import { PaperSheet } from "~/ui/paper";
import { signForm } from "~/wire/minutes-forms.server";
import type { Answer } from "~/wire/protocol";
import { zhMinutes } from "~/words/zh-minutes";
import { zhPages } from "~/words/zh-pages";
import { findMeeting, formOf, needDoor } from "../find.server";
import { newFormKey } from "../form-key.server";

export const meta: MetaFunction = () => [{ title: zhMinutes.sign.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const minutes = await meeting.minutes();
  const sign = needDoor(await minutes.sign(), context, request);
  return { at: { community: community.card.slug, meeting: meeting.card.id }, title: meeting.card.title, zone: community.card.timeZone, view: await sign.view(), key: newFormKey(), drafts: await minutes.draft() !== null };
}

type Answered = { readonly answer: Answer | null; readonly why: string | null };

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const sign = needDoor(await (await meeting.minutes()).sign(), context, request);
  const form = await formOf(request);
  const fields = signForm.safeParse({ key: form.get("key"), hash: form.get("hash") });
  if (!fields.success) return json<Answered>({ answer: { ok: false, kind: "malformed" }, why: null }, { status: 422 });
  const answer = await sign.sign(fields.data.key, { hash: fields.data.hash, photo: form.get("photo") });
  if (typeof answer === "string") return json<Answered>({ answer: null, why: answer === "too-large" ? zhMinutes.sign.tooLarge : zhMinutes.sign.wrongType }, { status: 422 });
  return answer.ok ? redirect(new URL(request.url).pathname, 303) : json<Answered>({ answer, why: null }, { status: 422 });
}

/** Whoever signs reads it first: the text stands above the button. */
export default function MinutesSign() {
  const { at, title, zone, view, key, drafts } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { paper, signed, over, state } = view;
  const publishes = drafts && paper && state.signatures.length >= state.needed;
  const onward = publishes ? <a className="btn primary" href={href("minutesEdit", at)}>{zhMinutes.sign.toPublish}</a> : signed && <a className="btn w-full" href={href(drafts ? "minutesEdit" : "meeting", at)}>{drafts ? zhMinutes.draft.back : zhPages.ballot.toMeeting}</a>;
  return (
    <Page title={title} back={href(drafts ? "minutesEdit" : "meeting", at)} wide bar={onward}>
      <h1 className="mt-2">{zhMinutes.sign.title}</h1>
      <AnswerBanner answer={answered?.answer ?? null} zone={zone} />
      {!over ? <Empty>{zhMinutes.sign.notOver}</Empty> : <MinutesProgress state={state} zone={zone} at={at} photos={false} />}
      {over && !paper && <Empty>{zhMinutes.sign.notYet}</Empty>}
      {signed && <div className="my-4"><Banner calm>{zhMinutes.sign.done}</Banner></div>}
      {paper && !signed && <p className="my-4">{zhMinutes.sign.lead}</p>}
      {paper && <div className="wide overflow-x-auto"><PaperSheet paper={paper} /></div>}
      {paper && !signed && (
        <form method="post" encType="multipart/form-data" className="grid gap-4 mt-6">
          <input type="hidden" name="key" value={key} /><input type="hidden" name="hash" value={view.hash} />
          <Field label={zhMinutes.sign.photo} name="photo" type="file" accept="image/jpeg,image/png" why={answered?.why ?? null} />
          <button className="btn primary">{zhMinutes.sign.sign}</button>
        </form>
      )}
    </Page>
  );
}
