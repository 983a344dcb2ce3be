import type { LoaderFunctionArgs } from "@remix-run/node";
import { roundInHand } from "~/rules/meeting/state";
import { answerFrom } from "~/wire/answer-from";
import { findMeeting, needDoor } from "./find.server";
import { newFormKey } from "./form-key.server";

/** What every staff page of a meeting starts from; 403 for those who are no staff of it. */
export async function staffScene({ context, params, request }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const scene = needDoor(await meeting.scene("staff"), context, request);
  const round = roundInHand(scene.view);
  const url = new URL(request.url);
  return {
    meeting,
    base: {
      community: community.card, card: meeting.card, scene, mine: await meeting.mine(), cast: round?.stage === "open" ? await meeting.turnout(round.id) : null,
      now: context.now(), answer: answerFrom(url.searchParams), back: url.pathname, key: newFormKey(), large: context.large,
    },
  };
}
