import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { conductNow, itemById } from "~/rules/meeting/state";
import { Banner, Page } from "~/ui/page";
import { lineOf, Phrase } from "~/ui/phrase";
import { noWords, type Doing } from "~/ui/plain-act";
import { Motions, Move, mover } from "~/ui/talk-motions";
import { zhTalk } from "~/words/zh-talk";
import { actHere, hereFor } from "../talk.server";

export const meta: MetaFunction = () => [{ title: zhTalk.motion.title }];

export const loader = async (args: LoaderFunctionArgs) => (await hereFor(args)).base;
export const action = (args: ActionFunctionArgs) => actHere(args, ["motion.move", "motion.second", "motion.withdraw"]);

/** The texts that were moved beside the draft: to read, to second, to move another. */
export default function MotionsRoute() {
  const { view, texts, names, mine, title, at, place } = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>();
  const back = href("meeting", at);
  const item = itemById(view, view.current);
  const doing: Doing = { place, send: null, told: () => undefined };
  const person = mover({ view, mine });
  const isOn = conductNow(view).motions;
  const no = noWords(said?.answer, place.zone);
  const wrote = said?.typed.text;
  return (
    <Page title={title} back={back} bar={<a className="btn w-full" href={back}>{zhTalk.back}</a>}>
      <h1 className="my-4">{zhTalk.motion.title}</h1>
      <p className="meta mb-4">{isOn ? zhTalk.motion.intro : zhTalk.motion.off}</p>
      {no && !wrote && <div className="mb-4"><Banner>{no}</Banner></div>}
      {item?.kind === "vote" ? (
        <>
          <section className="mb-4"><h2>{zhTalk.motion.draft}</h2><p><Phrase text={lineOf(texts[item.resolution.id])} /></p></section>
          <Motions view={view} texts={texts} names={names} mine={mine} doing={doing} item={item.id} />
          {isOn && <section className="mt-6"><h2 className="mb-3">{zhTalk.motion.move}</h2>{person ? <Move doing={doing} item={item.id} person={person} typed={wrote} why={wrote ? no : null} /> : <p>{zhTalk.motion.members}</p>}</section>}
        </>
      ) : <p>{zhTalk.speak.notNow}</p>}
    </Page>
  );
}
