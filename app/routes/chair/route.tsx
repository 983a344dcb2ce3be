import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { json, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useStaff } from "~/live/useStaff";
import { Console } from "~/ui/console";
import { Moved } from "~/ui/moved";
import { zh } from "~/words/zh";
import { wifiFrom } from "~/wire/wifi.server";
import { fieldsOf, findMeeting, needDoor, no } from "../find.server";
import { staffScene } from "../staff.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${zh.work.chair}：${data.card.title}` : zh.work.chair }];

export async function loader(args: LoaderFunctionArgs) {
  const { base, meeting } = await staffScene(args);
  const screens = await meeting.screens();
  return { ...base, screens: screens && await screens.list(), wifi: screens && await screens.wifi() };
}

/** The links of the big screen; the meeting's own acts go to their own door. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const screens = needDoor(await meeting.screens(), context, request);
  const { revoke, ...fields } = await fieldsOf(request);
  if ("wifi" in fields) {
    const typed = wifiFrom(fields);
    if (!typed) throw no(400);
    if (typed === "short") return json({ short: { name: fields.wifi ?? "", password: fields.password ?? "" } }, { status: 422 });
    await screens.showWifi(typed.wifi);
  } else if (revoke) await screens.revoke(revoke);
  else await screens.make();
  return redirect(new URL(request.url).pathname, 303);
}

export default function ChairRoute() {
  const data = useLoaderData<typeof loader>();
  const staff = useStaff(data);
  if (staff.meeting.outdated) return <Moved why={staff.meeting.outdated} />;
  return <Console staff={staff} body={data.card.body} screens={data.screens} wifi={data.wifi} large={data.large} />;
}
