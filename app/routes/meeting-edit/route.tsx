import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import type { Stage } from "~/rules/meeting/state";
import { DraftFields, draftRows, type DraftForm } from "~/ui/draft-fields";
import { Newest } from "~/ui/newest";
import { Banner, Page } from "~/ui/page";
import { draftIn } from "~/wire/forms.server";
import { refusalWords } from "~/words/refusals";
import { fieldValue } from "~/words/time";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { draftOf } from "../draft.server";
import { findMeeting, formOf, needDoor } from "../find.server";
import { newFormKey } from "../form-key.server";

export const meta: MetaFunction = () => [{ title: zhOffice.draft.titleEdit }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const paper = needDoor(await meeting.paper(), context, request);
  return { at: { community: community.card.slug, meeting: meeting.card.id }, values: { ...paper, key: newFormKey(), startsAt: fieldValue(paper.startsAt, community.card.timeZone), seen: String(paper.seen) }, stage: meeting.card.stage };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  needDoor(await meeting.paper(), context, request);
  const submission = parseWithZod(await formOf(request), { schema: draftIn(community.card.timeZone) });
  if (submission.status !== "success") return json(submission.reply(), { status: 422 });
  const { key, seen } = submission.value;
  const answer = await meeting.act({ key, command: { type: "meeting.revise", seen, draft: draftOf(submission.value) } });
  if (answer.ok) return redirect(href("chair", { community: community.card.slug, meeting: meeting.card.id }), 303);
  return json(submission.reply({ formErrors: [answer.kind === "refused" ? refusalWords(answer, community.card.timeZone) : zh.errors.malformed] }), { status: 422 });
}

/** From check-in on the paper is what people came for: it is read here, and no longer changed. */
const isFixed = (stage: Stage): stage is keyof typeof zhOffice.draft.fixed => stage in zhOffice.draft.fixed;

export default function MeetingEdit() {
  const { at, values, stage } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const [form, fields] = useForm<DraftForm>({ lastResult: result ?? null, defaultValue: values });
  return (
    <Page title={zhOffice.draft.titleEdit} back={href("chair", at)}>
      <h1 className="my-4">{zhOffice.draft.titleEdit}</h1>
      {isFixed(stage) ? <Banner hint={zhOffice.draft.fixedHint[stage]}>{zhOffice.draft.fixed[stage]}</Banner> : form.errors && <Banner>{form.errors[0]}</Banner>}
      {fields.seen.initialValue !== values.seen && <Newest typed={result?.initialValue ?? {}} said={values} rows={draftRows(values)} to={href("meetingEdit", at)} />}
      <form method="post" id={form.id} noValidate className="grid gap-4 mt-4">
        <input type="hidden" name="key" value={values.key} /><input type="hidden" name="seen" value={fields.seen.initialValue} /><input type="hidden" name="itemId" value={values.itemId} />
        <DraftFields fields={fields} />
        {!isFixed(stage) && <button className="btn primary">{zh.save}</button>}
      </form>
    </Page>
  );
}
