import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { Page } from "~/ui/page";
import { PersonFields, type PersonValues } from "~/ui/person-fields";
import { person } from "~/wire/forms.server";
import { zhPages } from "~/words/zh-pages";
import { zhOffice } from "~/words/zh-office";
import { findCommunity, formOf, needDoor } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhOffice.people.add }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  needDoor(await community.people(), context, request);
  return { slug: community.card.slug };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const community = await findCommunity(context, params);
  const people = needDoor(await community.people(), context, request);
  const submission = parseWithZod(await formOf(request), { schema: person });
  if (submission.status !== "success") return json(submission.reply(), { status: 422 });
  const id = await people.add(submission.value);
  if (!id) return json(submission.reply({ fieldErrors: { name: [zhOffice.people.exists] } }), { status: 422 });
  return redirect(href("person", { community: community.card.slug, person: id }), 303);
}

export default function PersonNew() {
  const { slug } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<PersonValues>({ lastResult: useActionData<typeof action>() ?? null });
  return (
    <Page title={zhOffice.people.title} back={href("people", { community: slug })}>
      <h1 className="my-4">{zhOffice.people.add}</h1>
      <form method="post" id={form.id} noValidate className="grid gap-4"><PersonFields fields={fields} /><button className="btn primary">{zhPages.save}</button></form>
    </Page>
  );
}
