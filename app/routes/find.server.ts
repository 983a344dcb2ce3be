import { redirect, type AppLoadContext, type TypedResponse } from "@remix-run/node";
import type { CommunityDoor, MeetingDoor, Step } from "~/wire/context";
import { mayOpen } from "~/words/may-open";
import type { Answer } from "~/wire/protocol";
import { zh } from "~/words/zh";

type Params = Readonly<Record<string, string | undefined>>;

const sentences = { 400: zh.errors.malformed, 403: zh.errors.forbidden, 404: zh.errors.missing };

/** A "no" by its status. A page says it in a frame of its own; where a route has no page, the sentence is the answer. */
export const no = (status: keyof typeof sentences, sentence: string = sentences[status]) => new Response(sentence, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
export const missing = () => no(404);

/** A community by its address, or 404. */
export async function findCommunity(context: AppLoadContext, params: Params): Promise<CommunityDoor> {
  const found = await context.community(params.community ?? "");
  if (!found) throw missing();
  return found;
}

/** A meeting of the community in the address, or 404. */
export async function findMeeting(context: AppLoadContext, params: Params): Promise<{ community: CommunityDoor; meeting: MeetingDoor }> {
  const community = await findCommunity(context, params);
  const meeting = await community.meeting(params.meeting ?? "");
  if (!meeting) throw missing();
  return { community, meeting };
}

/** A door of staff, or: not signed in, the sign-in page; signed in without the right, 403 and whose page it is. */
export function needDoor<T>(door: T | null, context: AppLoadContext, request: Request): T {
  if (door) return door;
  if (context.signedIn) throw no(403, mayOpen(new URL(request.url).pathname));
  throw redirect(`/sign-in?to=${encodeURIComponent(new URL(request.url).pathname)}`);
}

/** A redirect that sets cookies. */
export function go({ to, cookies }: Step, status = 303): TypedResponse<never> {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return redirect(to, { status, headers });
}

/** Back to the page of a form. A refusal travels as its code and figures; the page says it in words. */
export const backWith = (path: string, answer: Answer) => redirect(`${path.split("?")[0]}${answered(answer)}`, 303);

function answered(answer: Answer): string {
  if (answer.ok) return "";
  if (answer.kind !== "refused") return "?no=malformed";
  const figures = Object.entries(answer.facts).map(([name, value]) => `&${name}=${encodeURIComponent(String(value))}`);
  return `?no=${answer.code}${figures.join("")}`;
}

/** Only a path of our own: never another site's. */
export const ownPath = (value: unknown, otherwise = "/") => (typeof value === "string" && /^\/(?![/\\])[\w\-./?=&%]*$/.test(value) ? value : otherwise);

/** The text fields of a form; a field sent twice counts once. */
export async function fieldsOf(request: Request): Promise<Record<string, string>> {
  const form = await formOf(request);
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

/** Our fields have a plain name or a pair (quorum.numerator). Conform builds whatever shape a longer name describes, at any cost, and repeats it. */
const isField = (name: string) => /^[a-z][a-z0-9-]*(\.[a-z]+)?$/i.test(name);

/** No database keeps a NUL, and no keyboard writes one. */
const isText = (value: FormDataEntryValue) => typeof value !== "string" || !value.includes("\0");

/** The form, or 400 where the body is none or holds what no form of ours sends. */
export async function formOf(request: Request): Promise<FormData> {
  const form = await request.formData().catch(() => null);
  if (!form || ![...form].every(([name, value]) => isField(name) && isText(value))) throw no(400);
  return form;
}
