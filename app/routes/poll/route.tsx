import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { openPoll } from "~/rules/meeting/state";
import { Page } from "~/ui/page";
import { lineOf, Phrase } from "~/ui/phrase";
import { noWords } from "~/ui/plain-act";
import { Arrived, Asks, ConfirmBar, Rows, WhyNot } from "~/ui/talk-choice";
import { zh } from "~/words/zh";
import { zhTalk } from "~/words/zh-talk";
import { actHere, hereFor } from "../talk.server";

export const meta: MetaFunction = () => [{ title: zhTalk.poll.title }];

export const loader = async (args: LoaderFunctionArgs) => (await hereFor(args)).base;
export const action = (args: ActionFunctionArgs) => actHere(args, ["poll.answer"]);

/** 现场征询 by itself: what a ballot looks like, plainly named as none. */
export default function PollRoute() {
  const { view, texts, mine, title, at, place } = useLoaderData<typeof loader>();
  const said = useActionData<typeof action>();
  const back = href("meeting", at);
  const toMeeting = <a className="btn w-full" href={back}>{zhTalk.back}</a>;
  const poll = openPoll(view);
  if (!poll) return <Page title={title} back={back} bar={toMeeting}><WhyNot>{noWords(said?.answer, place.zone)}</WhyNot><Arrived title={zhTalk.poll.none} hint={zhTalk.poll.noneHint} /></Page>;
  const question = <Phrase text={lineOf(texts[poll.text.id])} />;
  const person = mine.as === "person" ? mine : null;
  if (person?.answered === poll.id) return <Page title={title} back={back} bar={toMeeting}><Arrived title={zhTalk.poll.received} hint={zhTalk.poll.receivedHint} /></Page>;
  if (!person?.roles.includes("resident")) {
    return <Page title={title} back={back} bar={person ? toMeeting : <a className="btn primary" href={href("slipCode")}>{zh.meeting.join}</a>}><Asks title={zhTalk.poll.title} question={question} hint={zhTalk.poll.hint} /><WhyNot>{noWords(said?.answer, place.zone)}</WhyNot><p>{person ? zhTalk.poll.members : zhTalk.poll.enter}</p></Page>;
  }
  return (
    <form method="post">
      <Page fill title={title} back={back} bar={<ConfirmBar line={zhTalk.poll.picked} button={zhTalk.poll.confirm} pick={zhTalk.poll.pick} />}>
        <Asks title={zhTalk.poll.title} question={question} hint={zhTalk.poll.hint} />
        <WhyNot>{noWords(said?.answer, place.zone)}</WhyNot>
        {Object.entries({ key: place.formKey, type: "poll.answer", poll: poll.id }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
        <Rows />
      </Page>
    </form>
  );
}
