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
  const desk = await meeting.desk();
  return { ...base, screens: desk ? await desk.screens() : null };
}

/** The links of the big screen; the meeting's own acts go to their own door. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const desk = needDoor(await meeting.desk(), context, request);
  const { revoke } = await fieldsOf(request);
  if (revoke) await desk.revokeScreen(revoke);
  else await desk.makeScreen();
  return redirect(new URL(request.url).pathname, 303);
}

export default function ChairRoute() {
  const data = useLoaderData<typeof loader>();
  const staff = useStaff(data);
  if (staff.meeting.outdated) return <Moved why={staff.meeting.outdated} />;
  return <Console staff={staff} body={data.card.body} screens={data.screens} large={data.large} />;
}
