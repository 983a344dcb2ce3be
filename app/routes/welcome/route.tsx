import { useForm } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { FormField } from "~/ui/form-field";
import { Page } from "~/ui/page";
import { credentials } from "~/wire/forms.server";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { formOf, go } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhPages.signIn.title }, { name: "robots", content: "noindex" }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const invitation = await context.invitation(params.token ?? "");
  return invitation ? json({ name: invitation.name, login: invitation.login }) : json(null, { status: 404 });
}

export async function action({ request, context, params }: ActionFunctionArgs) {
  const invitation = await context.invitation(params.token ?? "");
  const submission = parseWithZod(await formOf(request), { schema: credentials });
  if (!invitation) return json({ gone: true, result: null }, { status: 404 });
  if (submission.status !== "success") return json({ gone: false, result: submission.reply({ hideFields: ["password"] }) }, { status: 422 });
  const answer = await invitation.accept(submission.value);
  if (answer === null) return json({ gone: true, result: null }, { status: 404 });
  return answer === "taken" ? json({ gone: false, result: submission.reply({ fieldErrors: { login: [zhPages.signIn.taken] }, hideFields: ["password"] }) }, { status: 422 }) : go(answer);
}

export default function Welcome() {
  const invitation = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm<{ login: string; password: string }>({ lastResult: answer?.result ?? null, defaultValue: { login: invitation?.login ?? "" } });
  if (!invitation || answer?.gone) return <Page title={zh.product} back={href("home")}><h1 className="my-4">{zhPages.signIn.gone}</h1><p>{zhPages.signIn.goneHint}</p></Page>;
  return (
    <Page title={zh.product}>
      <h1 className="mt-4">{zhPages.signIn.welcome(invitation.name)}</h1>
      <p className="mb-4">{zhPages.signIn.welcomeHint}</p>
      <form method="post" id={form.id} noValidate className="grid gap-4">
        <FormField field={fields.login} label={zhPages.signIn.login} hint={zhPages.signIn.loginRules} autoComplete="username" />
        <FormField field={fields.password} label={zhPages.signIn.password} hint={zhPages.signIn.rules} type="password" autoComplete="new-password" />
        <button className="btn primary">{zhPages.signIn.set}</button>
      </form>
    </Page>
  );
}
