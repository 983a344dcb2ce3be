import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { href } from "~/paths";
import { fieldsOf, go, ownPath } from "../find.server";

export const loader = () => redirect(href("home"));

export async function action({ request, context }: ActionFunctionArgs) {
  const { large, back } = await fieldsOf(request);
  return go(context.setType(large === "on", ownPath(back)));
}
