import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { itemById, queueOf, speaker } from "~/rules/meeting/state";
import { discussed } from "~/ui/hall-discussion";
import { Banner, Empty, Page } from "~/ui/page";
import { lineOf, Phrase } from "~/ui/phrase";
import { noWords, type Doing } from "~/ui/plain-act";
import { Points, Sides, speechFor, Withdraw, wishOf } from "~/ui/talk-speak";
import { officeOf } from "~/words/who";
import { zh } from "~/words/zh";
import { zhTalk } from "~/words/zh-talk";
import { actHere, hereFor, type Here } from "../talk.server";

export const meta: MetaFunction = () => [{ title: zhTalk.speak.title }];

/** Asking to speak by itself: small, rendered for one person, and complete without script. */
export const loader = async (args: LoaderFunctionArgs) => (await hereFor(args)).base;
export const action = (args: ActionFunctionArgs) => actHere(args, ["speak.ask", "speak.withdraw", "speech.point"]);

export default function Speak() {
  const here = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>();
  const { view, texts, names, mine, title, at, place } = here;
  const back = href("meeting", at);
  const item = itemById(view, view.current);
  const now = speaker(view);
  const queue = queueOf(view);
  const no = noWords(said?.answer, place.zone);
  return (
    <Page title={title} back={back} bar={<a className="btn w-full" href={back}>{zhTalk.back}</a>}>
      <h1 className="my-4">{zhTalk.speak.title}</h1>
      {item && <p className="mb-4"><Phrase text={lineOf(texts[item.title.id])} /></p>}
      {no && <div className="mb-4"><Banner>{no}</Banner></div>}
      {mine.as === "person" ? <Mine {...here} mine={mine} typed={said?.typed.text} /> : <p>{zhTalk.speak.watcher}</p>}
      {mine.as !== "person" && <p className="my-4"><a className="btn" href={href("slipCode")}>{zh.meeting.join}</a></p>}
      <section className="mt-6"><h2>{zhTalk.speak.now}</h2><p>{now ? <><strong>{names[now.person]}</strong>　{zh.talk.side[now.side]}</> : zh.talk.nobody}</p></section>
      <section className="mt-6"><h2>{zhTalk.speak.queue}</h2>
        {queue.length === 0 ? <Empty>{zh.talk.noQueue}</Empty> : <ol className="rows">{queue.map((one) => <li key={one.request} className="py-2">{names[one.person]}　<span className="meta">{zh.talk.side[one.side]}</span></li>)}</ol>}
      </section>
    </Page>
  );
}

/** One's own place: to ask, to wait, to speak, and to hand in points. */
function Mine({ view, mine, place, at, typed }: Here & { mine: Extract<Here["mine"], { as: "person" }>; typed: string | undefined }) {
  const doing: Doing = { place, send: null, told: () => undefined };
  const office = officeOf(view, mine);
  const wish = wishOf(view, mine.person);
  const speech = speechFor(view, mine.person);
  if (office === "chair" || office === "supervisor") return <p>{zhTalk.speak.chair}。</p>;
  if (!mine.here) return <p>{zhTalk.speak.arriveFirst}。<a href={href("arrive", at)}>{zh.meeting.arrive}</a></p>;
  return (
    <>
      {wish ? <><p className="text-lead mb-3" role="status"><strong>{wish.speech.stage === "speaking" ? zhTalk.speak.yourTurn : zhTalk.speak.waiting(wish.before)}</strong></p>{wish.speech.stage === "waiting" && <div className="flex"><Withdraw doing={doing} speech={wish.speech} /></div>}</>
        : discussed(view) ? <><p className="meta mb-3">{zhTalk.speak.hint}</p><Sides doing={doing} person={mine.person} /></> : <p>{zhTalk.speak.notNow}</p>}
      {speech && <div className="mt-6"><Points doing={doing} speech={speech} typed={typed} /></div>}
    </>
  );
}
