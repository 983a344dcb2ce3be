import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { dialEarly, useMeeting } from "~/live/useMeeting";
import { href } from "~/paths";
import { roundInHand } from "~/rules/meeting/state";
import { HallPage } from "~/ui/hall-page";
import { plainLine } from "~/ui/phrase";
import { zh } from "~/words/zh";
import { findMeeting } from "../find.server";

if (typeof document !== "undefined") dialEarly();

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? plainLine(data.scene.texts[data.scene.view.plan?.title.id ?? ""]) : zh.product }];

/** The same for everybody: nothing here may depend on who asks. What is personal comes over the socket, or stands on pages of its own. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const scene = (await meeting.scene("hall"))!;
  const round = roundInHand(scene.view);
  return { community: community.card, id: meeting.card.id, body: meeting.card.body, scene, cast: round?.stage === "open" ? await meeting.turnout(round.id) : null, large: context.large, now: context.now() };
}

export default function MeetingRoute() {
  const { community, id, body, scene, cast, large, now } = useLoaderData<typeof loader>();
  const meeting = useMeeting({ community: community.id, meeting: id, desk: "hall", scene, mine: null, cast, now });
  useEffect(() => { if (meeting.link === "connected") fetchLater(); }, [meeting.link]);
  const at = { community: community.slug, meeting: id };
  return <HallPage meeting={meeting} body={body} zone={community.timeZone} at={at} large={large} act={href("act", at)} />;
}

/** The sheet that server/pages.ts put within this page: the pages after it link it. */
function fetchLater() {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="later"]')) link.rel = "prefetch";
}
