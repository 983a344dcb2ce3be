import { redirect, type ActionFunctionArgs } from "@remix-run/node";
import { href } from "~/paths";
import { go } from "../find.server";

export const loader = () => redirect(href("home"));

export const action = async ({ context }: ActionFunctionArgs) => go(await context.signOut());
