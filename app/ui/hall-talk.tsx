/** The discussion's parts for a person with a script: loaded after the page. */
import { useState } from "react";
import type { Said } from "~/live/act-once";
import { href } from "~/paths";
import { conductNow, itemById, openPoll, speaker, type Item } from "~/rules/meeting/state";
import type { Motion } from "~/rules/meeting/talk";
import type { Mine } from "~/wire/protocol";
import { officeOf } from "~/words/who";
import { zh } from "~/words/zh";
import { zhTalk } from "~/words/zh-talk";
import { Countdown } from "./hall-band";
import { BarLine, Extra } from "./hall-bar";
import type { TalkProps } from "./hall-discussion";
import { HallFrame } from "./hall-frame";
import { Banner, Fold } from "./page";
import { plainLine } from "./phrase";
import { noWords } from "./plain-act";
import { useDoing } from "./use-doing";
import { Motions, Move, mover } from "./talk-motions";
import { Points, Sides, speechFor, Withdraw, wishOf } from "./talk-speak";

export { Announced } from "./hall-result";
export { HallOpinions } from "./hall-opinions";
export { PollPanel, PracticePanel } from "./hall-asks";
export { MinutesForStaff } from "./minutes-hall";

type Person = Extract<Mine, { as: "person" }>;

/** What a person can do while something is discussed. A "no" is said in the line above the buttons, which keeps its room. */
export function PersonBar(props: TalkProps & { person: Person }) {
  const { meeting: { view, names, serverNow }, at, large, zone, person, talk } = props;
  const doing = useDoing(props);
  const wish = wishOf(view, person.person);
  const office = officeOf(view, person);
  const no = noWords(doing.said, zone);
  const practice = props.meeting.rehearsal?.open;
  const poll = openPoll(view);
  // Who waits or speaks reads about that first.
  const moved = wish ? undefined : unseconded(props.meeting);
  const words = no ?? (practice ? zh.talk.practice : poll ? zh.talk.poll : moved ? zhTalk.motion.waits(names[moved.mover] ?? "") : !person.here ? zhTalk.speak.arriveFirst : wish ? (wish.speech.stage === "speaking" ? zhTalk.speak.yourTurn : zhTalk.speak.waiting(wish.before)) : isSilent(office) ? zhTalk.speak.chair : zhTalk.speak.hint);
  return (
    <>
      <BarLine words={no || practice || poll || moved ? <strong>{words}</strong> : words}>{practice ? <button type="button" className="btn quiet -mx-2" onClick={() => talk.open("practice")}>{zh.talk.practiceGo}</button> : moved && !poll ? <a className="btn quiet -mx-2" href={href("motions", at)}>{zh.talk.look}</a> : <Extra at={at} large={large} office={office ?? null} />}</BarLine>
      {poll && person.here && person.roles.includes("resident") && person.answered !== poll.id ? <div className="btns"><button type="button" className="btn filled" onClick={() => talk.open("poll")}>{zh.talk.pollGo}</button></div>
        : isSilent(office) || !person.here || poll ? <div className="btns"><a className="btn" href={href("arrive", at)}>{person.here ? zh.meeting.leave : zh.meeting.arrive}</a></div>
        : wish ? <div className="btns">{wish.speech.stage === "waiting" ? <Withdraw doing={doing} speech={wish.speech} /> : <span className="grid place-items-center">{speaker(view)?.until && <Countdown until={speaker(view)!.until!} serverNow={serverNow} />}</span>}<button type="button" className="btn" onClick={() => talk.open("points")}>{zhTalk.speak.points}</button></div>
          : <Sides doing={doing} person={person.person} />}
    </>
  );
}

/** Another text that waits for the person to second it, or for somebody else. */
function unseconded({ view, mine }: TalkProps["meeting"]): Motion | undefined {
  const person = conductNow(view).seconders > 0 && mover({ view, mine });
  return person ? view.motions.find(({ item, stage, mover: by, seconders }) => item === view.current && stage === "moved" && by !== person && !seconders.includes(person)) : undefined;
}

const isSilent = (office: ReturnType<typeof officeOf>) => office === "chair" || office === "supervisor";

/** Other texts, folded: what comes in while it is closed moves nothing. */
export function Texts({ item, count, ...props }: TalkProps & { item: Item; count: number }) {
  const { view, texts, names, mine } = props.meeting;
  const doing = useDoing(props);
  const no = noWords(doing.said, props.zone);
  return (
    <Fold title={<span>{zh.talk.texts(count)}</span>}>
      {no && <Banner>{no}</Banner>}
      {count > 0 && <Motions view={view} texts={texts} names={names} mine={mine} doing={doing} item={item.id} />}
      {mover({ view, mine }) && <button type="button" className="btn my-2" onClick={() => props.talk.open("move")}>{zhTalk.motion.move}</button>}
      <p className="meta mb-3">{conductNow(view).motions ? zhTalk.motion.intro : zhTalk.motion.off}</p>
    </Fold>
  );
}

/** A form in the place of the page: what is written there stays as long as it is open. */
export function WritePanel({ panel, ...props }: TalkProps & { panel: "points" | "move" }) {
  const { meeting: { view, mine, texts }, zone, talk } = props;
  const acts = useDoing(props);
  const [done, finish] = useState(false);
  const doing = { ...acts, told: (answer: Said) => { acts.told(answer); if (answer.ok) finish(true); } };
  const person = mine?.as === "person" ? mine.person : "";
  const speech = speechFor(view, person);
  const why = noWords(acts.said, zone);
  const words = panel === "points" ? zhTalk.speak : zhTalk.motion;
  return (
    <HallFrame {...props} bar={<button type="button" className="btn w-full" onClick={() => talk.open(null)}>{zhTalk.back}</button>}>
      <h1 className="my-4">{panel === "points" ? zhTalk.speak.points : zhTalk.motion.move}</h1>
      {done ? <Banner calm>{"pointsSent" in words ? words.pointsSent : words.received}</Banner>
        : panel === "points" ? speech ? <Points doing={doing} speech={speech} why={why} /> : <p>{zhTalk.speak.notNow}</p>
          : view.current ? <><p className="meta mb-4">{zhTalk.motion.draft}：{plainLine(texts[itemById(view, view.current)?.resolution.id ?? ""])}</p><Move doing={doing} item={view.current} person={person} why={why} /></> : <p>{zhTalk.speak.notNow}</p>}
    </HallFrame>
  );
}
