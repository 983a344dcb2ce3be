import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { json, redirect } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useFreshOpinions } from "~/live/useFreshOpinions";
import { useStaff } from "~/live/useStaff";
import { roundById } from "~/rules/meeting/state";
import { forms } from "~/rules/tally/verdict";
import { Console } from "~/ui/console";
import { Moved } from "~/ui/moved";
import type { MeetingDoor } from "~/wire/context";
import { zh } from "~/words/zh";
import { wifiFrom } from "~/wire/wifi.server";
import { backWith, fieldsOf, findMeeting, needDoor, no } from "../find.server";
import { newFormKey } from "../form-key.server";
import { opinionsFor } from "../opinions.server";
import { staffScene } from "../staff.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${zh.work.chair}：${data.card.title}` : zh.work.chair }];

export async function loader(args: LoaderFunctionArgs) {
  const { base, meeting } = await staffScene(args);
  const screens = await meeting.screens();
  return { ...base, screens: screens && await screens.list(), wifi: screens && await screens.wifi(), opinions: await opinionsFor(meeting, base.scene.view, new URL(args.request.url)) };
}

/** The links of the big screen, and the question asked the other way; the meeting's own acts go to their own door. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  const screens = needDoor(await meeting.screens(), context, request);
  const { pathname } = new URL(request.url);
  const { revoke, again, form, ...fields } = await fieldsOf(request);
  if (again) return backWith(pathname, await putAgain(meeting, again, form));
  if ("wifi" in fields) {
    const typed = wifiFrom(fields);
    if (!typed) throw no(400);
    if (typed === "short") return json({ short: { name: fields.wifi ?? "", password: fields.password ?? "" } }, { status: 422 });
    await screens.showWifi(typed.wifi);
  } else if (revoke) await screens.revoke(revoke);
  else await screens.make();
  return redirect(pathname, 303);
}

/** The same question by the other form: put away, and put again. */
async function putAgain(meeting: MeetingDoor, id: string, asked: string | undefined) {
  const scene = await meeting.scene("staff");
  const round = scene && roundById(scene.view, id);
  const form = forms.find((one) => one === asked);
  if (!round || !form) return { ok: false, kind: "malformed" } as const;
  const away = await meeting.act({ key: newFormKey(), command: { type: "round.withdraw", round: id } });
  return away.ok ? meeting.act({ key: newFormKey(), command: { type: "round.freeze", item: round.item, motion: round.motion, form } }) : away;
}

export default function ChairRoute() {
  const data = useLoaderData<typeof loader>();
  const staff = useStaff(data);
  useFreshOpinions(staff.meeting.view.current, data.opinions);
  if (staff.meeting.outdated) return <Moved why={staff.meeting.outdated} />;
  return <Console staff={staff} body={data.card.body} screens={data.screens} wifi={data.wifi} large={data.large} opinions={data.opinions} />;
}
