import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useStaff } from "~/live/useStaff";
import { Console } from "~/ui/console";
import { Moved } from "~/ui/moved";
import { zh } from "~/words/zh";
import { fieldsOf, findMeeting, needDoor } from "../find.server";
import { staffScene } from "../staff.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${zh.work.chair}：${data.card.title}` : zh.work.chair }];

export async function loader(args: LoaderFunctionArgs) {
  const { base, meeting } = await staffScene(args);
  const screens = await meeting.screens();
  return { ...base, screens: screens && await screens.list() };
}

/** The links of the big screen; the meeting's own acts go to their own door. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const screens = needDoor(await meeting.screens(), context, request);
  const { revoke } = await fieldsOf(request);
  if (revoke) await screens.revoke(revoke);
  else await screens.make();
  return redirect(new URL(request.url).pathname, 303);
}

export default function ChairRoute() {
  const data = useLoaderData<typeof loader>();
  const staff = useStaff(data);
  if (staff.meeting.outdated) return <Moved why={staff.meeting.outdated} />;
  return <Console staff={staff} body={data.card.body} screens={data.screens} large={data.large} />;
}
