import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { AnswerBanner } from "~/ui/act-button";
import { answerFrom } from "~/wire/answer-from";
import { written } from "~/ui/field";
import { MinutesDesk } from "~/ui/minutes-desk";
import type { Refused } from "~/ui/minutes-editor";
import { GiveBack, MinutesProgress, MinutesStep, Previews } from "~/ui/minutes-steps";
import { Banner, Empty, Page } from "~/ui/page";
import { PaperSheet } from "~/ui/paper";
import type { DraftView, EditionName } from "~/wire/minutes";
import type { Answer } from "~/wire/protocol";
import { changeFrom, firstWrong } from "~/wire/minutes-forms.server";
import { zhMinutes } from "~/words/zh-minutes";
import { findMeeting, formOf, needDoor } from "../find.server";
import { newFormKey } from "../form-key.server";
import { changeDraft } from "../minutes-draft.server";

export const meta: MetaFunction = () => [{ title: zhMinutes.draft.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const minutes = await meeting.minutes();
  const door = await minutes.draft();
  // Whoever only signs is sent to where one signs.
  if (!door && context.signedIn && await minutes.sign()) throw redirect(href("minutesSign", { community: community.card.slug, meeting: meeting.card.id }));
  const draft = needDoor(door, context, request);
  const url = new URL(request.url);
  const show = url.searchParams.get("show");
  return {
    at: { community: community.card.slug, meeting: meeting.card.id }, title: meeting.card.title, zone: community.card.timeZone, view: await draft.view(), key: newFormKey(), back: url.pathname,
    answer: answerFrom(url.searchParams), show: show === "public" || show === "archive" ? show : null,
  };
}

type Loaded = { readonly at: { community: string; meeting: string }; readonly title: string; readonly zone: string; readonly view: DraftView; readonly key: string; readonly back: string; readonly answer: Answer | null; readonly show: EditionName | null };
type Answered = { readonly refused: Refused | null; readonly wrong: { readonly field: string; readonly why: string; readonly form: string } | null };

/** Without a script: what was typed stands in the page again where it was not saved. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const draft = needDoor(await (await meeting.minutes()).draft(), context, request);
  const form = await formOf(request);
  const change = changeFrom(form);
  const field = (name: string) => written(form, name);
  const formName = field("do") === "dissent" ? `dissent ${field("item")}` : field("task") || "add";
  const typed = { section: field("section"), typed: field("body") };
  if (!change.success) {
    const wrong = firstWrong(change.error);
    return json<Answered>({ refused: field("do") === "save" ? { ...typed, why: wrong.why, newest: null } : null, wrong: { ...wrong, form: formName } }, { status: 422 });
  }
  const done = await changeDraft(draft, change.data);
  if (typeof done === "object" && !done.ok) return json<Answered>({ refused: { ...typed, why: done.why, newest: done.newest }, wrong: done.why === "gone" ? { field: "", why: zhMinutes.draft.failed, form: "" } : null }, { status: 422 });
  if (done === false) return json<Answered>({ refused: null, wrong: { field: "", why: zhMinutes.draft.failed, form: formName } }, { status: 422 });
  return redirect(`${new URL(request.url).pathname}${typed.section ? `#s-${typed.section}` : ""}`, 303);
}

export default function MinutesEdit() {
  const { at, title, zone, view, key, back, answer, show } = useLoaderData<typeof loader>() as unknown as Loaded;
  const answered = useActionData<typeof action>();
  const place = { url: href("act", at), back, formKey: key, zone };
  if (show && view.over) return <><div className="print:hidden"><p className="px-gutter py-2"><a className="back" href={href("minutesEdit", at)}>{zhMinutes.draft.back}</a></p></div><main id="main"><PaperSheet paper={view.papers[show]} /></main></>;
  return (
    <Page title={title} back={href("meeting", at)} wide bar={view.over && <MinutesStep view={view} place={place} at={at} />}>
      <h1 className="mt-2">{zhMinutes.draft.title}</h1>
      <AnswerBanner answer={answer} zone={zone} />
      {answered?.wrong && answered.wrong.field === "" && <Banner>{answered.wrong.why}</Banner>}
      {!view.over ? <Empty>{zhMinutes.draft.notOver}</Empty> : (
        <>
          <MinutesProgress state={view.state} zone={zone} at={at} photos />
          <Previews at={at} />
          <MinutesDesk view={view} zone={zone} saveUrl={href("minutesSave", at)} formKey={key} refused={answered?.refused ?? null} wrong={answered?.wrong ?? null} />
          {view.chairs && <GiveBack place={place} />}
        </>
      )}
    </Page>
  );
}
