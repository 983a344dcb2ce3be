import { json, type ActionFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { href } from "~/paths";
import { Field } from "~/ui/field";
import { Page } from "~/ui/page";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { fieldsOf, go } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhPages.slip.typed }];
export const loader = () => null;

export async function action({ request, context }: ActionFunctionArgs) {
  const typed = ((await fieldsOf(request)).code ?? "").slice(0, 40);
  const length = typed.normalize("NFKC").replace(/[^0-9A-Za-z]/g, "").length;
  if (length !== 8) return json({ typed, why: length < 8 ? zhPages.slip.short(8 - length) : zhPages.slip.long }, { status: 422 });
  const found = await context.enterCode(typed);
  if (found && "to" in found) return go(found);
  return json({ typed, why: found ? zhPages.errors.wait(found.wait) : zhPages.slip.unknown }, { status: found ? 429 : 422 });
}

export default function SlipCode() {
  const answer = useActionData<typeof action>();
  return (
    <Page title={zh.product} back={href("home")}>
      <h1 className="my-4">{zhPages.slip.typed}</h1>
      <form method="post" className="grid gap-4">
        <Field label={zhPages.slip.field} name="code" why={answer?.why} defaultValue={answer?.typed} placeholder={zhPages.slip.example} autoCapitalize="characters" autoComplete="one-time-code" spellCheck={false} maxLength={40} required />
        <button className="btn primary">{zhPages.home.enter}</button>
      </form>
      <p className="meta mt-6">{zhPages.slip.lost}</p>
    </Page>
  );
}
