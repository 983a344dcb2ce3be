import { conductNow, itemById, type MeetingState } from "~/rules/meeting/state";
import type { Motion } from "~/rules/meeting/talk";
import type { Mine, Names, Texts } from "~/wire/protocol";
import { limits } from "~/words/limits";
import { zhTalk } from "~/words/zh-talk";
import { Act, WriteAct, type Doing } from "./plain-act";
import { lineOf, Phrase } from "./phrase";

type Props = { view: MeetingState; texts: Texts; names: Names; mine: Mine | null; doing: Doing | null };

export const motionsOn = ({ motions }: MeetingState, item: string) => motions.filter((one) => one.item === item);

/** Whether the person may move and second now: a member here, not chairing, on an item that is discussed. */
export function mover({ view, mine }: Pick<Props, "view" | "mine">): string | null {
  if (mine?.as !== "person" || !mine.here || !mine.roles.includes("member") || view.plan?.chair === mine.person) return null;
  return view.stage === "in-session" && view.adjournedAt === null && itemById(view, view.current)?.stage === "taken" ? mine.person : null;
}

/** The texts that were moved beside the draft, each with who moved it and who seconds. */
export function Motions({ item, ...props }: Props & { item: string }) {
  const motions = motionsOn(props.view, item);
  if (motions.length === 0) return <p className="meta py-2">{zhTalk.motion.empty}</p>;
  return <ul className="rows">{motions.map((motion) => <One key={motion.id} {...props} motion={motion} />)}</ul>;
}

function One({ motion, view, texts, names, mine, doing }: Props & { motion: Motion }) {
  const person = mover({ view, mine });
  const alive = motion.stage === "moved" || motion.stage === "seconded";
  const own = person === motion.mover;
  const seconded = person !== null && motion.seconders.includes(person);
  return (
    <li className="py-3">
      <p><Phrase text={lineOf(texts[motion.text.id])} /></p>
      <p className="meta">{zhTalk.motion.by(names[motion.mover] ?? "")}　{zhTalk.motion.seconders(motion.seconders.map((id) => names[id] ?? ""), conductNow(view).seconders)}</p>
      {!alive && <p className="meta"><strong>{motion.stage === "put" ? zhTalk.motion.put : zhTalk.motion.withdrawn}</strong></p>}
      {alive && seconded && <p className="meta">{zhTalk.motion.seconded}</p>}
      {alive && doing && person && !seconded && <div className="mt-2 flex">
        <Act doing={doing} command={{ type: own ? "motion.withdraw" : "motion.second", motion: motion.id, person }}>{own ? zhTalk.motion.withdraw : zhTalk.motion.second}</Act>
      </div>}
    </li>
  );
}

type MoveProps = { doing: Doing; item: string; person: string; typed?: string | undefined; why?: string | null };

export const Move = ({ doing, item, person, typed, why = null }: MoveProps) => (
  <WriteAct doing={doing} command={{ type: "motion.move", item, person, text: "" }} label={zhTalk.motion.field} hint={zhTalk.motion.fieldHint} button={zhTalk.motion.send} most={limits.resolution} typed={typed} why={why} />
);
