import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { Field } from "~/ui/field";
import { Page } from "~/ui/page";
import { limits } from "~/words/limits";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { fieldsOf, go, ownPath } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhPages.signIn.title }];

export const loader = ({ request }: LoaderFunctionArgs) => ({ to: ownPath(new URL(request.url).searchParams.get("to")) });

export async function action({ request, context }: ActionFunctionArgs) {
  const { login = "", password = "", to } = await fieldsOf(request);
  const tidy = login.normalize("NFKC").trim();
  if (tidy.length > limits.login || password.length > limits.password) return json({ login: "", why: zhPages.signIn.wrong }, { status: 422 });
  const answer = await context.signIn({ login: tidy, password });
  if (answer && "to" in answer) return go({ ...answer, to: ownPath(to) });
  return json({ login: tidy, why: answer ? zhPages.errors.wait(answer.wait) : zhPages.signIn.wrong }, { status: answer ? 429 : 422 });
}

export default function SignIn() {
  const { to } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <Page title={zh.product} back={href("home")}>
      <h1 className="my-4">{zhPages.signIn.title}</h1>
      <form method="post" className="grid gap-4">
        <input type="hidden" name="to" value={to} />
        <Field label={zhPages.signIn.login} name="login" defaultValue={answer?.login} autoComplete="username" maxLength={limits.login} why={answer?.why} required />
        <Field label={zhPages.signIn.password} name="password" type="password" autoComplete="current-password" maxLength={limits.password} required />
        <button className="btn primary">{zhPages.signIn.button}</button>
      </form>
      <p className="meta mt-6">{zhPages.signIn.residents}</p>
    </Page>
  );
}
