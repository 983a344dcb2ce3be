import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { FormField, FormSelect } from "~/ui/form-field";
import { Page } from "~/ui/page";
import { setup } from "~/wire/forms.server";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { formOf, go, missing } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhPages.setup.title }, { name: "robots", content: "noindex" }];

const zones = ["Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei", "Asia/Singapore", "UTC"];

export async function loader({ context, params }: LoaderFunctionArgs) {
  if (!await context.setup(params.token ?? "")) throw missing();
  return null;
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const door = await context.setup(params.token ?? "");
  if (!door) throw missing();
  const submission = parseWithZod(await formOf(request), { schema: setup });
  if (submission.status !== "success") return json(submission.reply({ hideFields: ["password"] }), { status: 422 });
  const step = await door.make(submission.value);
  if (!step) throw missing();
  return go(step);
}

type Fields = { community: string; address: string; timeZone: string; name: string; login: string; password: string };

export default function Setup() {
  const result = useActionData<typeof action>();
  const [form, fields] = useForm<Fields>({ lastResult: result ?? null, defaultValue: { timeZone: "Asia/Shanghai" } });
  return (
    <Page title={zh.product}>
      <h1 className="mt-4">{zhPages.setup.title}</h1>
      <p className="mb-4">{zhPages.setup.lead}</p>
      <form method="post" id={form.id} noValidate className="grid gap-4">
        <FormField field={fields.community} label={zhPages.setup.community} placeholder={zhPages.setup.communityExample} autoComplete="organization" />
        <FormField field={fields.address} label={`${zhPages.setup.address}（${zhPages.optional}）`} placeholder={zhPages.setup.addressExample} autoComplete="off" />
        <FormSelect field={fields.timeZone} label={zhPages.setup.timeZone}>{zones.map((zone) => <option key={zone}>{zone}</option>)}</FormSelect>
        <FormField field={fields.name} label={zhPages.setup.name} autoComplete="name" />
        <FormField field={fields.login} label={zhPages.signIn.login} hint={zhPages.signIn.loginRules} autoComplete="username" />
        <FormField field={fields.password} label={zhPages.signIn.password} hint={zhPages.signIn.rules} type="password" autoComplete="new-password" />
        <button className="btn primary">{zhPages.setup.button}</button>
      </form>
    </Page>
  );
}
