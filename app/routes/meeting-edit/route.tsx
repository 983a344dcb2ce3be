import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import type { Stage } from "~/rules/meeting/state";
import { answerFrom } from "~/wire/answer-from";
import { AgendaAdd, AgendaList, AgendaTime } from "~/ui/agenda-list";
import { OwnFields, ownRows, type OwnForm } from "~/ui/draft-fields";
import { Newest } from "~/ui/newest";
import { NoticePost } from "~/ui/notice-post";
import { Banner, Page } from "~/ui/page";
import { paperIn } from "~/wire/draft-forms.server";
import { refusalWords } from "~/words/refusals";
import { fieldValue } from "~/words/date-fields";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { zhBefore } from "~/words/zh-before";
import { zhOffice } from "~/words/zh-office";
import { isSamePaper, reordered } from "../draft.server";
import { findMeeting, formOf, needDoor } from "../find.server";
import { newFormKey } from "../form-key.server";

export const meta: MetaFunction = () => [{ title: zhBefore.agenda.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const { draft, seen } = needDoor(await meeting.paper(), context, request);
  const { view } = (await meeting.scene("hall"))!;
  const { items, startsAt, ...own } = draft;
  const at = { community: community.card.slug, meeting: meeting.card.id };
  const zone = community.card.timeZone;
  return {
    at, zone, items, startsAt, stage: meeting.card.stage, notice: view.notice && { stale: view.notice.stale, postedAt: view.notice.postedAt }, answer: answerFrom(new URL(request.url).searchParams),
    values: { ...own, key: newFormKey(), startsAt: fieldValue(startsAt, zone), seen: String(seen) },
  };
}

/** One form: whatever button is pressed, what was changed is kept in one act, and nothing where nothing was changed. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const paper = needDoor(await meeting.paper(), context, request);
  const submission = parseWithZod(await formOf(request), { schema: paperIn(community.card.timeZone) });
  if (submission.status !== "success") return json(submission.reply(), { status: 422 });
  const { key, seen, do: what, ...own } = submission.value;
  const draft = { ...own, items: reordered(paper.draft.items, what) };
  const at = { community: community.card.slug, meeting: meeting.card.id };
  const done = () => redirect(onwards(what, at), 303);
  if (meeting.card.stage === "draft" && isSamePaper(draft, paper.draft)) return done();
  const answer = await meeting.act({ key, command: { type: "meeting.revise", seen, draft } });
  if (answer.ok) return done();
  return json(submission.reply({ formErrors: [answer.kind === "refused" ? refusalWords(answer, community.card.timeZone) : zh.errors.malformed] }), { status: 422 });
}

function onwards(what: string, at: { community: string; meeting: string }): string {
  const [act, id] = what.split("-");
  if (what === "save") return href("chair", at);
  if (what === "add" || act === "open") return href("meetingItem", { ...at, item: id ?? "new" });
  return `${href("meetingEdit", at)}${act === "drop" ? "" : `#item-${id}`}`;
}

/** From check-in on the paper is what people came for: it is read here, and no longer changed. */
const isFixed = (stage: Stage): stage is keyof typeof zhOffice.draft.fixed => stage in zhOffice.draft.fixed;

export default function MeetingEdit() {
  const { at, zone, values, items, startsAt, stage, notice, answer } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const [form, fields] = useForm<OwnForm & { key: string; seen: string }>({ lastResult: result ?? null, defaultValue: values });
  const post = <NoticePost place={{ url: href("act", at), back: href("meetingEdit", at), formKey: values.key, zone }} answer={answer} notice={notice} />;
  return (
    <Page title={zhBefore.agenda.title} back={href("chair", at)}>
      <h1 className="my-4">{zhBefore.agenda.title}</h1>
      {isFixed(stage) ? <Banner hint={zhOffice.draft.fixedHint[stage]}>{zhOffice.draft.fixed[stage]}</Banner> : form.errors && <Banner>{form.errors[0]}</Banner>}
      {fields.seen.initialValue !== values.seen && <Newest typed={result?.initialValue ?? {}} said={values} rows={ownRows(values)} to={href("meetingEdit", at)} />}
      {!isFixed(stage) && answer && post}
      <form method="post" id={form.id} noValidate className="grid gap-4 mt-4">
        <input type="hidden" name="key" value={values.key} /><input type="hidden" name="seen" value={fields.seen.initialValue} />
        {/* Enter in a field saves, whatever button comes first. */}
        {!isFixed(stage) && <button className="sr-only" name="do" value="save" tabIndex={-1} aria-hidden>{zhPages.save}</button>}
        <section>
          <h2 className="border-b-2 border-ink pb-2">{zhBefore.agenda.items}</h2>
          <AgendaList items={items} fixed={isFixed(stage)} />
          <AgendaTime items={items} startsAt={startsAt} zone={zone} />
          {!isFixed(stage) && <><AgendaAdd count={items.length} /><p className="meta mt-2">{zhBefore.agenda.saveHint}</p></>}
        </section>
        <h2 className="border-b-2 border-ink pb-2 mt-4">{zhBefore.agenda.own}</h2>
        <OwnFields fields={fields} />
        {!isFixed(stage) && <button className="btn primary" name="do" value="save">{zhPages.save}</button>}
      </form>
      {!isFixed(stage) && !answer && post}
    </Page>
  );
}
