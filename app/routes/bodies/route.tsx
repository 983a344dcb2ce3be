import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { bodyKinds } from "~/rules/meeting/rule-set";
import { FormField, FormSelect } from "~/ui/form-field";
import { Empty, Fold, Page } from "~/ui/page";
import { body } from "~/wire/forms.server";
import { limits } from "~/words/limits";
import { zhOffice } from "~/words/zh-office";
import { findCommunity, formOf, needDoor } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhOffice.bodies.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  const bodies = needDoor(await community.bodies(), context, request);
  return { slug: community.card.slug, name: community.card.name, bodies: await bodies.list(), mayChange: bodies.mayChange };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const community = await findCommunity(context, params);
  const bodies = needDoor(await community.bodies(), context, request);
  if (!bodies.mayChange) throw new Response(null, { status: 403 });
  const submission = parseWithZod(await formOf(request), { schema: body });
  if (submission.status !== "success") return json(submission.reply(), { status: 422 });
  return redirect(href("body", { community: community.card.slug, body: await bodies.make(submission.value) }), 303);
}

type Fields = { name: string; kind: string; termFrom: string; termTo: string };

export default function Bodies() {
  const { slug, name, bodies, mayChange } = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const [form, fields] = useForm<Fields>({ lastResult: result ?? null });
  const at = { community: slug };
  return (
    <Page title={name} back={href("community", at)}>
      <h1 className="my-4">{zhOffice.bodies.title}</h1>
      {bodies.length === 0 ? <Empty>{zhOffice.bodies.empty}</Empty> : (
        <ul className="rows">{bodies.map((one) => <li key={one.id}><a className="entry py-2" href={href("body", { ...at, body: one.id })}><strong>{one.name}</strong><span className="meta font-normal">{zhOffice.bodyKind[one.kind]}，{zhOffice.bodies.term}{one.termFrom}{zhOffice.bodies.termTo}{one.termTo}</span></a></li>)}</ul>
      )}
      {mayChange ? (
        <Fold className="mt-6" open={bodies.length === 0 || result !== undefined} title={<h2>{zhOffice.bodies.add}</h2>}>
          <form method="post" id={form.id} noValidate className="grid gap-4 py-2">
            <FormField field={fields.name} label={zhOffice.bodies.name} placeholder={zhOffice.bodies.nameExample} maxLength={limits.name} />
            <FormSelect field={fields.kind} label={zhOffice.bodies.kind}>{bodyKinds.map((kind) => <option key={kind} value={kind}>{zhOffice.bodyKind[kind]}</option>)}</FormSelect>
            <div className="grid sm:grid-cols-2 gap-4 items-end"><FormField field={fields.termFrom} label={zhOffice.bodies.termFrom} type="date" /><FormField field={fields.termTo} label={zhOffice.bodies.termTo} type="date" /></div>
            <button className="btn primary">{zhOffice.bodies.add}</button>
          </form>
        </Fold>
      ) : <p className="meta mt-6">{zhOffice.bodies.onlyAdministrator}</p>}
    </Page>
  );
}
