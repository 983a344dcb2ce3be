import { useEffect, useState } from "react";
import { conductNow, voidedOf } from "~/rules/meeting/state";
import type { Speech } from "~/rules/meeting/talk";
import type { Rich, Told } from "~/wire/protocol";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { zhPages } from "~/words/zh-pages";
import type { On } from "./big-screen";
import { titleSteps, Text } from "./big-session";
import { Fitted } from "./fitted";
import { lengthOf, lineOf } from "./phrase";

/** The item as it lies before the meeting: who brings it in, and the text that will be put. */
export function Matter({ meeting: { view, texts }, shown: { item } }: On<"item">) {
  const voided = voidedOf(view, item.id)?.voided;
  const facts = [item.proposer && lineOf(texts[item.proposer.id]) ? zhChair.screen.proposer(lineOf(texts[item.proposer.id])) : "", item.minutes > 0 ? zhChair.screen.minutes(item.minutes) : "", zhChair.screen.itemKind[item.kind]].filter(Boolean);
  const votes = item.kind === "vote" || item.kind === "procedure";
  return (
    <div className="session">
      <Fitted as="h1" text={lineOf(texts[item.title.id])} steps={titleSteps} />
      <div className={voided ? "middle close" : "middle"}>
        <p className="rule">{facts.join("　")}</p>
        {voided && <p className="rule void"><b>{zh.meeting.voided}</b>{voided.reason && `，${zh.meeting.voidedWhy(lineOf(texts[voided.reason.id]))}`}</p>}
        <Text label={votes && item.kind !== "procedure" ? zh.meeting.resolution : null} text={votes ? lineOf(texts[item.resolution.id]) : wordsOf(texts[item.text.id])} />
      </div>
    </div>
  );
}

/** What a formatted text says, in running words. */
function wordsOf(text: Told | undefined): string {
  const words = (node: Rich): string => (typeof node === "string" ? node : node.children.map(words).join("") + (["p", "li", "h3", "h4", "blockquote"].includes(node.tag) ? " " : ""));
  return Array.isArray(text) ? (text as readonly Rich[]).map(words).join("").replace(/\s+/g, " ").trim() : lineOf(text);
}

const queueShown = 5;

/** Who speaks, how long still, and who waits. Without a speaker the matter stands in the clock's place. */
export function Talk(props: On<"talk">) {
  const { meeting: { texts, names }, shown: { item, speech, queue } } = props;
  const left = queue.length - queueShown;
  return (
    <div className="session talk">
      <Fitted as="h1" text={lineOf(texts[item.title.id])} steps={titleSteps} />
      <div className="floor">
        {speech ? <Speaker {...props} speech={speech} /> : <section><p className="who">{zhChair.screen.noSpeaker}</p><Text label={item.kind === "vote" ? zh.meeting.resolution : null} text={item.kind === "vote" ? lineOf(texts[item.resolution.id]) : wordsOf(texts[item.text.id])} /></section>}
        <aside>
          {queue.length === 0 ? <p className="rule">{zhChair.screen.nobody}</p> : (
            <>
              <h2>{zhChair.screen.queue(queue.length)}</h2>
              <ol>
                {queue.slice(0, left > 0 ? queueShown - 1 : queueShown).map((one) => <li key={one.request}><span className="rule">{zhChair.screen.side[one.side]}</span><span className="one-line">{names[one.person]}</span></li>)}
                {left > 0 && <li><span /><span>{zhChair.screen.more(left + 1)}</span></li>}
              </ol>
            </>
          )}
        </aside>
      </div>
    </div>
  );
}

function Speaker({ meeting, shown: { item }, speech }: On<"talk"> & { speech: Speech }) {
  const left = useCountdown(speech.until ?? 0, meeting.serverNow);
  const whole = Math.max(1, (speech.until ?? 0) - (speech.from ?? 0) || conductNow(meeting.view).speechSeconds * 1000);
  const short = lengthOf(lineOf(meeting.texts[item.title.id])) <= titleSteps[0];
  return (
    <section>
      <p className="who"><span className="one-line">{meeting.names[speech.person]}</span><span className="side-word nb">{zhChair.screen.side[speech.side]}</span>{left === 0 && <b className="side-word nb">{zhChair.screen.timeUp}</b>}</p>
      <time className={short ? "clock" : "clock small"} data-clock>{Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")}</time>
      <div className="left"><i style={{ width: `${Math.min(100, (left * 100_000) / whole)}%` }} /></div>
    </section>
  );
}

/** Seconds until a time of the server's clock, changing at the very moment at which a second is over. */
export function useCountdown(until: number, serverNow: () => number): number {
  const [, tick] = useState(0);
  const left = until - serverNow();
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => tick((n) => n + 1), (left % 1000) + 5);
    return () => clearTimeout(timer);
  });
  return Math.max(0, Math.ceil(left / 1000));
}

const commentSteps = [[24, "large"], [72, "medium"], [160, "small"]] as const;

/** An opinion that the chair or the recorder put up: who says it, and the words, as large as they fit. */
export function Comment({ shown: { row } }: On<"comment">) {
  const text = row.text ?? zh.removedText;
  const length = lengthOf(text);
  const size = commentSteps.find(([most]) => length <= most)?.[1] ?? "smallest";
  return (
    <div className="session opinion">
      <p className="by">{row.tag && <b>{zhChair.screen.tag[row.tag]}</b>}<span className="one-line">{row.name}</span></p>
      <div className="middle"><blockquote data-size={size}>{text}</blockquote>{length > 330 && <p className="rule">{zhPages.screen.wholeText}</p>}</div>
    </div>
  );
}
