import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { AnswerBanner } from "~/ui/act-button";
import { Area, written } from "~/ui/field";
import { Empty, Page } from "~/ui/page";
import type { PublicObjection } from "~/wire/minutes";
import { answerForm, firstWrong, objectionForm } from "~/wire/minutes-forms.server";
import type { Answer } from "~/wire/protocol";
import { limits } from "~/words/limits";
import { dayWords } from "~/words/date-fields";
import { date } from "~/words/time";
import { zhMinutes } from "~/words/zh-minutes";
import { findMeeting, formOf } from "../find.server";
import { newFormKey } from "../form-key.server";

export const meta: MetaFunction = () => [{ title: zhMinutes.objection.title }];

/** Numbers, dates, states and answers are public; what somebody wrote is for them and for staff. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const minutes = await meeting.minutes();
  const published = await minutes.published(null);
  return {
    at: { community: community.card.slug, meeting: meeting.card.id }, title: meeting.card.title, zone: community.card.timeZone, key: newFormKey(),
    period: published && { to: published.to, runs: published.runs }, objections: await minutes.objections(), mayObject: await minutes.mayObject(), mayAnswer: await minutes.mayAnswer(),
  };
}

/** form: the number of the objection that was to be answered, 0 for one of one's own. */
type Answered = { readonly answer: Answer | null; readonly why: string | null; readonly typed: string; readonly form: number };

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const minutes = await meeting.minutes();
  const form = await formOf(request);
  const fields = { key: written(form, "key"), text: written(form, "text") };
  const isAnswer = form.has("objection");
  const said = { typed: fields.text, form: isAnswer ? Number(written(form, "objection")) || -1 : 0 };
  const answering = isAnswer ? answerForm.safeParse({ ...fields, objection: form.get("objection") }) : null;
  const objecting = isAnswer ? null : objectionForm.safeParse(fields);
  const wrong = answering?.error ?? objecting?.error;
  if (wrong) return json<Answered>({ ...said, answer: null, why: firstWrong(wrong).why }, { status: 422 });
  const answer = answering ? await minutes.answer(answering.data!.key, { objection: answering.data!.objection, text: answering.data!.text }) : await minutes.object(objecting!.data!.key, objecting!.data!.text);
  return answer.ok ? redirect(new URL(request.url).pathname, 303) : json<Answered>({ ...said, answer, why: null }, { status: 422 });
}

export default function MinutesObjections() {
  const { at, title, zone, key, period, objections, mayObject, mayAnswer } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const { objection: words } = zhMinutes;
  return (
    <Page title={title} back={href("minutes", at)}>
      <h1 className="mt-2">{words.title}</h1>
      <p className="mt-2">{!period ? words.before : period.runs ? words.runs(dayWords(period.to)) : words.over}</p>
      <AnswerBanner answer={answered?.answer ?? null} zone={zone} />
      {mayObject && (
        <form method="post" className="grid gap-3 my-6">
          <input type="hidden" name="key" value={key} />
          <Area label={words.text} name="text" rows={5} maxLength={limits.objection} required hint={words.hint} defaultValue={answered?.form === 0 ? answered.typed : undefined} why={answered?.form === 0 ? answered.why : null} />
          <button className="btn primary">{words.send}</button>
        </form>
      )}
      {!mayObject && !mayAnswer && period?.runs && <p className="my-4">{words.signIn}<a href={href("slipCode")}>{words.enter}</a></p>}
      {objections.length === 0 ? <Empty>{words.none}</Empty> : <ul className="rows mt-6">{(objections as PublicObjection[]).map((one) => <Objection key={one.number} one={one} zone={zone} formKey={mayAnswer ? String(key) : null} answered={answered?.form === one.number ? answered : null} />)}</ul>}
    </Page>
  );
}

function Objection({ one: { number, at, answeredAt, answer, text, who }, zone, formKey, answered }: { one: PublicObjection; zone: string; formKey: string | null; answered: Answered | null }) {
  const { objection: words } = zhMinutes;
  return (
    <li className="py-3 grid gap-2">
      <p className="flex flex-wrap justify-between gap-x-4"><strong>{words.line(number, date(at, zone))}</strong><span>{answeredAt === null ? words.waiting : words.answered(date(answeredAt, zone))}</span></p>
      {text !== null && <p className="whitespace-pre-wrap"><span className="meta">{words.yours}{who && `（${who}）`}：</span>{text}</p>}
      {answer !== null && <p className="whitespace-pre-wrap">{answer}</p>}
      {formKey !== null && answeredAt === null && (
        <form method="post" className="grid gap-2">
          <input type="hidden" name="key" value={`${formKey}-${number}`} /><input type="hidden" name="objection" value={number} />
          <Area label={words.answer} name="text" rows={3} maxLength={limits.objection} required defaultValue={answered?.typed} why={answered?.why ?? null} />
          <button className="btn slim justify-self-start">{words.answerDo}</button>
        </form>
      )}
    </li>
  );
}
