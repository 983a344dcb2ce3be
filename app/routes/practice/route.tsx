import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { Page } from "~/ui/page";
import { noWords } from "~/ui/plain-act";
import { Arrived, Asks, ConfirmBar, Rows, WhyNot } from "~/ui/talk-choice";
import { zh } from "~/words/zh";
import { zhTalk } from "~/words/zh-talk";
import { actHere, hereFor } from "../talk.server";

export const meta: MetaFunction = () => [{ title: zhTalk.practice.title }];

export async function loader(args: LoaderFunctionArgs) {
  const { meeting, base: { mine, title, at, place } } = await hereFor(args);
  return { mine, title, at, place, rehearsal: await meeting.talk.rehearsal(), again: new URL(args.request.url).searchParams.has("again") };
}
export const action = (args: ActionFunctionArgs) => actHere(args, ["rehearsal.answer"]);

/** 练一练 by itself: the taps of a vote, marked as practice wherever one looks. */
export default function Practice() {
  const { mine: known, title, at, place, rehearsal, again } = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>();
  const mine = known;
  const back = href("meeting", at);
  const toMeeting = <a className="btn w-full" href={back}>{zhTalk.back}</a>;
  if (!rehearsal?.open) return <Page title={title} back={back} bar={toMeeting}><Arrived title={rehearsal ? zhTalk.practice.over : zhTalk.practice.none} hint={zhTalk.practice.noneHint} /></Page>;
  if (mine.as !== "person") return <Page title={title} back={back} bar={<a className="btn primary" href={href("slipCode")}>{zh.meeting.join}</a>}><Asks title={zhTalk.practice.title} question={zhTalk.practice.question} hint={zhTalk.practice.hint} /><p>{zhTalk.practice.enter}</p></Page>;
  if (mine.practised && !again) {
    return (
      <Page title={title} back={back} bar={<div className="btns"><a className="btn" href="?again=1">{zhTalk.practice.again}</a>{toMeeting}</div>}>
        <p className="eyebrow mt-4"><strong>{zhTalk.practice.title}</strong></p>
        <Arrived title={zhTalk.practice.received} choice={mine.practised} hint={zhTalk.practice.receivedHint} />
        <p className="meta">{zhTalk.practice.cast(rehearsal.cast)}</p>
      </Page>
    );
  }
  return (
    <form method="post" action={place.url}>
      <Page fill title={title} back={back} bar={<ConfirmBar line={zhTalk.practice.picked} button={zhTalk.practice.confirm} pick={zhTalk.poll.pick} />}>
        <Asks title={zhTalk.practice.title} question={zhTalk.practice.question} hint={zhTalk.practice.hint} />
        <WhyNot>{noWords(said?.answer, place.zone)}</WhyNot>
        {Object.entries({ key: place.formKey, type: "rehearsal.answer", rehearsal: rehearsal.id }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <Rows />
      </Page>
    </form>
  );
}
