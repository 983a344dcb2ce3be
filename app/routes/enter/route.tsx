import { json, type ActionFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData } from "@remix-run/react";
import { href } from "~/paths";
import { CodeForm } from "~/ui/code-form";
import { Page } from "~/ui/page";
import { zhPages } from "~/words/zh-pages";
import { fieldsOf, go } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhPages.home.title }];
export const loader = () => null;

export async function action({ request, context }: ActionFunctionArgs) {
  const typed = ((await fieldsOf(request)).code ?? "").slice(0, 40);
  const found = await context.enterCode(typed);
  if (found && "to" in found) return go(found);
  return json({ typed, why: found ? zhPages.errors.wait(found.wait) : zhPages.home.unknownCode }, { status: found ? 429 : 422 });
}

export default function Enter() {
  const answer = useActionData<typeof action>();
  return <Page title={zhPages.home.title} back={href("home")}><h1 className="my-4">{zhPages.home.enter}</h1><CodeForm why={answer?.why} typed={answer?.typed} /></Page>;
}
