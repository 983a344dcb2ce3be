import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useStaff } from "~/live/useStaff";
import { href } from "~/paths";
import { isEntitled } from "~/rules/meeting/rights";
import { latestRound } from "~/rules/meeting/state";
import { HandsPad } from "~/ui/hands";
import { Moved } from "~/ui/moved";
import { Connection, Empty, Page } from "~/ui/page";
import { StaffNav } from "~/ui/staff-nav";
import { handsFrom } from "~/wire/hands.server";
import type { Answer } from "~/wire/protocol";
import { zhChair } from "~/words/zh-chair";
import { fieldsOf, findMeeting, needDoor, no } from "../find.server";
import { staffScene } from "../staff.server";

export const meta: MetaFunction = () => [{ title: zhChair.hands.title }];

/** For those who may count hands. */
export async function loader(args: LoaderFunctionArgs) {
  const { base, meeting } = await staffScene(args);
  if (!isEntitled("hands.enter", await meeting.roles(), false)) throw no(403);
  return base;
}

/** The figures from a page without script; what was typed comes back with the reason. */
export async function action({ request, context, params }: ActionFunctionArgs) {
  const { meeting } = await findMeeting(context, params);
  needDoor(isEntitled("hands.enter", await meeting.roles(), false) ? meeting : null, context, request);
  const form = handsFrom(await fieldsOf(request));
  if (!form) throw no(400);
  if (!form.ok) return json({ typed: form.typed, bad: form.bad, answer: null as Answer | null }, { status: 422 });
  const answer = await meeting.act(form.act);
  return answer.ok ? redirect(new URL(request.url).pathname, 303) : json({ typed: form.typed, bad: [], answer }, { status: 422 });
}

export default function HandsRoute() {
  const data = useLoaderData<typeof loader>();
  const sent = useActionData<typeof action>();
  const staff = useStaff({ ...data, answer: sent?.answer ?? data.answer });
  const { meeting, at } = staff;
  const { view, mine } = meeting;
  if (meeting.outdated) return <Moved why={meeting.outdated} />;
  const round = latestRound(view);
  if (round?.hands && round.stage === "open") return <HandsPad key={round.id} title={data.card.title} staff={staff} round={round} hands={round.hands} typed={sent ?? null} />;
  return (
    <Page title={data.card.title} back={href("meeting", at)} end={<Connection state={meeting.link} />} nav={<StaffNav staff={staff} here="hands" large={data.large} />}>
      <p className="eyebrow"><strong>{mine?.as === "person" && mine.name}</strong></p>
      <h1 className="sr-only">{zhChair.hands.title}</h1>
      <Empty>{zhChair.hands.nothing}</Empty>
    </Page>
  );
}
