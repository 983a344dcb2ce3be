import { sides } from "~/rules/meeting/events";
import { queueOf, type MeetingState } from "~/rules/meeting/state";
import type { Speech } from "~/rules/meeting/talk";
import { limits } from "~/words/limits";
import { zh } from "~/words/zh";
import { zhTalk } from "~/words/zh-talk";
import { Act, WriteAct, type Doing } from "./plain-act";

/** What a person's wish to speak has come to: none, in the queue behind so many, or the floor is theirs. */
export function wishOf(view: MeetingState, person: string): { readonly speech: Speech; readonly before: number } | null {
  const speech = view.speeches.find((one) => one.person === person && (one.stage === "waiting" || one.stage === "speaking"));
  return speech ? { speech, before: queueOf(view).findIndex(({ request }) => request === speech.request) } : null;
}

/** The speech whose points may still be sent: the one at hand, or the last one on this item. */
export const speechFor = (view: MeetingState, person: string): Speech | undefined =>
  view.speeches.filter((one) => one.person === person && one.item === view.current && (one.stage === "waiting" || one.stage === "speaking" || one.stage === "spoken")).pop();

/** 我赞成, 我反对, 我要问: one tap, and one is in the queue. Words alone: this is no vote. */
export const Sides = ({ doing, person }: { doing: Doing; person: string }) => (
  <div className="btns sides">{sides.map((side) => <Act key={side} doing={doing} command={{ type: "speak.ask", person, side }}>{zhTalk.speak.mine(zh.talk.side[side])}</Act>)}</div>
);

export const Withdraw = ({ doing, speech: { request, person } }: { doing: Doing; speech: Speech }) => <Act doing={doing} command={{ type: "speak.withdraw", request, person }}>{zhTalk.speak.withdraw}</Act>;

type PointsProps = { doing: Doing; speech: Speech; typed?: string | undefined; why?: string | null };

/** The points of one's own speech, for the recorder. */
export const Points = ({ doing, speech: { request, person }, typed, why = null }: PointsProps) => (
  <WriteAct doing={doing} command={{ type: "speech.point", request, person, text: "" }} label={zhTalk.speak.points} hint={zhTalk.speak.pointsHint} button={zhTalk.speak.pointsSend} most={limits.note} typed={typed} why={why} />
);
