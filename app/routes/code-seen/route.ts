import type { LoaderFunctionArgs } from "@remix-run/node";
import { go, missing } from "../find.server";

/** The screen's QR carries the changing code: whoever opens it in time has seen the hall. Nothing is used up. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const step = await context.seenScreen(params.code ?? "", params.presence ?? "");
  if (!step) throw missing();
  return go(step, 302);
}
