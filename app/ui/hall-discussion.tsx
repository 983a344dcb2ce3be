import type { ReactNode } from "react";
import { href } from "~/paths";
import { conductNow, roundInHand, itemById, type Item, type MeetingState } from "~/rules/meeting/state";
import { zh } from "~/words/zh";
import { Band } from "./hall-band";
import { BarLine, Extra } from "./hall-bar";
import type { HallProps } from "./hall-page";
import { Fold } from "./page";
import { lineOf, Phrase } from "./phrase";
import type { TalkParts } from "./talk-parts";
import { officeOf } from "~/words/who";

export type TalkProps = HallProps & { readonly talk: TalkParts };

/** The item that is discussed now: taken, and nothing is being voted on. */
export function discussed(view: MeetingState): Item | null {
  const item = itemById(view, view.current);
  return view.stage === "in-session" && item?.stage === "taken" && !roundInHand(view) ? item : null;
}

/** Speaking first, then the text, and the opinions last, where what comes in pushes nothing away. about: the facts of the meeting. */
export function Discussion({ item, about, ...props }: TalkProps & { item: Item; about: ReactNode }) {
  const { meeting: { view, texts }, at, talk: { parts } } = props;
  const motions = view.motions.filter((motion) => motion.item === item.id && motion.stage !== "withdrawn").length;
  const others = item.kind === "vote" && conductNow(view).motions;
  return (
    <>
      <Band {...props} />
      {item.kind === "vote" && <section><h2 className="mb-1">{zh.meeting.resolution}</h2><p><Phrase text={lineOf(texts[item.resolution.id])} /></p></section>}
      <p><a className="inline-flex items-center min-h-tap" href={href("item", { ...at, item: item.id })}>{zh.meeting.fullText}</a></p>
      {others && (parts ? <parts.Texts {...props} item={item} count={motions} /> : <p className="flex items-center justify-between gap-3 min-h-tap"><span>{zh.talk.texts(motions)}</span><a className="inline-flex items-center min-h-tap" href={href("motions", at)}>{zh.talk.look}</a></p>)}
      <Fold title={<h2>{zh.talk.about}</h2>}>{about}</Fold>
      {item.kind !== "procedure" && (parts ? <parts.HallOpinions key={item.id} {...props} item={item} /> : <OpinionsLink {...props} item={item} />)}
    </>
  );
}

const OpinionsLink = ({ at, item }: TalkProps & { item: Item }) => (
  <section className="opinions mt-4">
    <header><h2>{zh.talk.opinions}</h2><a className="btn quiet -mx-2" href={href("comments", { ...at, item: item.id })}>{zh.talk.write}</a></header>
    <p><a className="inline-flex items-center min-h-tap" href={href("comments", { ...at, item: item.id })}>{zh.talk.read}</a></p>
  </section>
);

/** The bar while something is discussed. Two lines of a fixed height: who one is, and what one can do. */
export function TalkBar(props: TalkProps) {
  const { meeting: { mine, view }, at, large, talk: { parts } } = props;
  const person = mine?.as === "person" ? mine : null;
  if (person && parts) return <parts.PersonBar {...props} person={person} />;
  return (
    <>
      <BarLine words={person ? zh.meeting.hello(person.name) : mine ? zh.meeting.watching : zh.meeting.public}><Extra at={at} large={large} office={person && officeOf(view, person)} /></BarLine>
      <div className="btns">
        {mine?.as === "watcher" ? <a className="btn" href={href("slipCode")}>{zh.meeting.join}</a>
          : <><a className="btn" href={href("speak", at)}>{zh.talk.ask}</a><a className="btn" href={href("arrive", at)}>{person?.here ? zh.meeting.leave : zh.meeting.comeOrGo}</a></>}
      </div>
    </>
  );
}
