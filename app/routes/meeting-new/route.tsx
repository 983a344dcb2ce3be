import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useState } from "react";
import { href } from "~/paths";
import { ItemFields, OwnFields, type DraftForm } from "~/ui/draft-fields";
import { FormSelect } from "~/ui/form-field";
import { Banner, Empty, Page } from "~/ui/page";
import { draftIn } from "~/wire/draft-forms.server";
import { refusalWords } from "~/words/refusals";
import { dayValue } from "~/words/date-fields";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { draftOf } from "../draft.server";
import { findCommunity, formOf, needDoor } from "../find.server";
import { newFormKey } from "../form-key.server";

export const meta: MetaFunction = () => [{ title: zhOffice.draft.titleNew }];
const day = 24 * 3600_000;

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  const agenda = needDoor(await community.agenda(), context, request);
  const zone = community.card.timeZone;
  return { slug: community.card.slug, name: community.card.name, bodies: await agenda.bodies(), key: newFormKey(), startsAt: `${dayValue(context.now() + 7 * day, zone)}T19:00` };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const community = await findCommunity(context, params);
  const agenda = needDoor(await community.agenda(), context, request);
  const submission = parseWithZod(await formOf(request), { schema: draftIn(community.card.timeZone) });
  if (submission.status !== "success") return json(submission.reply(), { status: 422 });
  const { answer, meeting } = await agenda.make(submission.value.key, submission.value.body ?? "", draftOf(submission.value));
  if (answer.ok) return redirect(href("chair", { community: community.card.slug, meeting }), 303);
  return json(submission.reply({ formErrors: [answer.kind === "refused" ? refusalWords(answer, community.card.timeZone) : zh.errors.malformed] }), { status: 422 });
}

export default function MeetingNew() {
  const { slug, name, bodies, key, startsAt } = useLoaderData<typeof loader>();
  const first = bodies.find(({ open }) => open === 0) ?? bodies[0];
  const [bodyId, setBodyId] = useState(first?.id ?? "");
  const last = first?.last;
  const [form, fields] = useForm<DraftForm>({
    lastResult: useActionData<typeof action>() ?? null,
    defaultValue: { key, startsAt, body: first?.id ?? "", kind: "regular", itemKind: "vote", minutes: "25", decider: "council", place: last?.place ?? "", convener: last?.convener ?? "", chairStanding: last?.chairStanding ?? "", basis: last?.basis ?? "" },
  });
  const chosen = bodies.find(({ id }) => id === bodyId);
  return (
    <Page title={name} back={href("community", { community: slug })}>
      <h1 className="my-4">{zhOffice.draft.titleNew}</h1>
      {bodies.length === 0 ? <Empty>{zhOffice.draft.noBodies}</Empty> : (
        <form method="post" id={form.id} noValidate className="grid gap-4">
          <input type="hidden" name="key" value={fields.key.initialValue ?? key} />
          {form.errors && <Banner>{form.errors[0]}</Banner>}
          <div onChange={(event) => { if (event.target instanceof HTMLSelectElement) setBodyId(event.target.value); }}>
            <FormSelect field={fields.body} label={zhOffice.draft.body}>{bodies.map((body) => <option key={body.id} value={body.id}>{body.name}</option>)}</FormSelect>
          </div>
          {chosen && <p className="meta">{zh.meeting.chair}　{chosen.chair ?? zhOffice.draft.noChair}　{zhOffice.bodies.memberCount(chosen.members, chosen.attendees)}</p>}
          {chosen && chosen.open > 0 && <Banner>{chosen.next ? refusalWords({ code: "rules-later", facts: { from: chosen.next } }, "UTC") : zhOffice.draft.rulesOpen}</Banner>}
          <OwnFields fields={fields} />
          <fieldset className="grid gap-4 border-t border-line pt-4 mt-2">
            <legend className="text-lead font-bold">{zhOffice.draft.item}</legend>
            <p className="meta">{zhOffice.draft.itemHint}</p>
            <ItemFields fields={fields} />
          </fieldset>
          <button className="btn primary">{zhOffice.draft.make}</button>
        </form>
      )}
    </Page>
  );
}
