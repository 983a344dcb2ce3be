import { redirect, type AppLoadContext, type TypedResponse } from "@remix-run/node";
import type { CommunityDoor, MeetingDoor, Step } from "~/wire/context";

type Params = Readonly<Record<string, string | undefined>>;

export const missing = () => new Response(null, { status: 404 });

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

/** A door of staff, or: not signed in, the sign-in page; signed in without the right, 403. */
export function needDoor<T>(door: T | null, context: AppLoadContext, request: Request): T {
  if (door) return door;
  if (context.signedIn) throw new Response(null, { status: 403 });
  throw redirect(`/sign-in?to=${encodeURIComponent(new URL(request.url).pathname)}`);
}

/** A redirect that sets cookies. */
export function go({ to, cookies }: Step, status = 303): TypedResponse<never> {
  const headers = new Headers();
  for (const cookie of cookies) headers.append("Set-Cookie", cookie);
  return redirect(to, { status, headers });
}

/** Only a path of our own: never another site's. */
export const ownPath = (value: unknown, otherwise = "/") => (typeof value === "string" && /^\/(?![/\\])[\w\-./?=&%]*$/.test(value) ? value : otherwise);

/** The text fields of a form; a field sent twice counts once. */
export async function fieldsOf(request: Request): Promise<Record<string, string>> {
  const form = await formOf(request);
  return Object.fromEntries([...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}

/** The form, or 400 where the body is none. */
export async function formOf(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Response(null, { status: 400 });
  }
}
