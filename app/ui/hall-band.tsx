import { useEffect, useState } from "react";
import { href } from "~/paths";
import { openPoll, queueOf, speaker, type MeetingState } from "~/rules/meeting/state";
import type { Speech } from "~/rules/meeting/talk";
import { timeLeft } from "~/words/time-left";
import { zh } from "~/words/zh";
import type { TalkProps } from "./hall-discussion";
import { Fold } from "./page";
import { plainLine } from "./phrase";

type Props = Pick<TalkProps, "meeting" | "at" | "talk">;

/** Who speaks and how long, who waits; or what stands in the place of speaking now. It always takes the same room. */
export function Band(props: Props) {
  const { view } = props.meeting;
  const poll = openPoll(view);
  if (view.adjournedAt !== null) return <Still title={zh.talk.adjourned} line={zh.talk.adjournedHint} />;
  return poll ? <Asked {...props} question={plainLine(props.meeting.texts[poll.text.id])} /> : <Speaking {...props} />;
}

function Speaking({ meeting }: Props) {
  const { view, names, serverNow } = meeting;
  const now = speaker(view);
  return (
    <section className="speaking wide">
      <div className="now">
        <div><p className="meta">{zh.talk.speaking}</p><p className="one-line">{now ? <Who speech={now} names={names} /> : zh.talk.nobody}</p></div>
        {now?.until && <Countdown key={now.request} until={now.until} serverNow={serverNow} />}
      </div>
      <Queue view={view} names={names} />
    </section>
  );
}

const Who = ({ speech, names }: { speech: Speech; names: Props["meeting"]["names"] }) => <><strong className="text-lead">{names[speech.person]}</strong>　{zh.talk.side[speech.side]}</>;

function Queue({ view, names }: { view: MeetingState; names: Props["meeting"]["names"] }) {
  const queue = queueOf(view);
  if (queue.length === 0) return <p className="more">{zh.talk.noQueue}</p>;
  return (
    <Fold className="more" title={<span className="one-line">{zh.talk.queue(queue.length)}<strong>{names[queue[0]!.person]}</strong></span>}>
      <ol>{queue.map((speech) => <li key={speech.request}><Who speech={speech} names={names} /></li>)}</ol>
    </Fold>
  );
}

/** Until the end that the server gave; by its clock, whatever the phone's own says. */
export function Countdown({ until, serverNow }: { until: number; serverNow: () => number }) {
  const left = useTimeLeft(until, serverNow);
  return <div className="left"><p className="meta">{left > 0 ? zh.talk.left : zh.talk.up}</p><p role="timer" data-left>{timeLeft(left)}</p></div>;
}

/** Ms, renewed as each second begins; at the end it stops. */
function useTimeLeft(until: number, serverNow: () => number): number {
  const [, tick] = useState(0);
  const left = until - serverNow();
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => tick((count) => count + 1), (left % 1000) + 5);
    return () => clearTimeout(timer);
  });
  return left;
}

/** Whoever has a vote is not asked, and is told who is. */
function Asked({ question, at, talk, meeting: { mine } }: Props & { question: string }) {
  const votes = mine?.as === "person" && mine.roles.includes("member");
  return (
    <section className="speaking wide">
      <div className="now"><div><p className="meta">{zh.talk.poll}</p><p className="one-line"><strong>{question}</strong></p></div></div>
      <p className="more">{votes ? zh.talk.pollMembers : <a href={href("poll", at)} onClick={(event) => { if (talk.parts && mine?.as === "person") { event.preventDefault(); talk.open("poll"); } }}>{zh.talk.pollGo}</a>}</p>
    </section>
  );
}

const Still = ({ title, line }: { title: string; line: string }) => (
  <section className="speaking wide"><div className="now"><div><p className="meta">{title}</p><p className="one-line">{line}</p></div></div><p className="more" /></section>
);
