import { useLeft } from "~/live/useClock";
import type { Staff } from "~/live/useStaff";
import type { Command } from "~/rules/meeting/commands";
import { openPoll, queueOf, roundInHand, speaker, type MeetingState } from "~/rules/meeting/state";
import type { Speech } from "~/rules/meeting/talk";
import { minutesAndSeconds } from "~/words/script";
import { clock, clockWithSeconds } from "~/words/time";
import { zhChair } from "~/words/zh-chair";
import { ActButton } from "./act-button";

const { console: words } = zhChair;

/** Something is discussed: an item is before the meeting, no question is put and residents are not asked. */
export const isDiscussed = (state: MeetingState) =>
  state.stage === "in-session" && state.adjournedAt === null && !roundInHand(state) && !openPoll(state) && state.items.some(({ id, stage, kind }) => id === state.current && stage === "taken" && kind !== "procedure");

/** Whoever has the floor, with the side in words and the time that is left, which is the largest thing here. */
export function SpeakerNow({ staff }: { staff: Staff }) {
  const { meeting: { view, names, serverNow, link }, zone } = staff;
  const now = speaker(view);
  const left = useLeft(now?.until ?? null, { serverNow, live: link !== "still" });
  return (
    <section className="speaker-now" aria-label={words.speaking}>
      <div>
        <p className="meta">{words.speaking}</p>
        {now ? <p className="text-title font-bold">{names[now.person]}<span className="ml-3 text-lead font-normal nb">{words.side[now.side]}</span></p> : <p className="text-lead">{words.nobody}</p>}
      </div>
      {now && left !== null && <Left left={link === "still" ? null : left} until={clockWithSeconds(now.until!, zone)} />}
    </section>
  );
}

/** left: ms; null where no script counts it, which says when it is over. */
function Left({ left, until }: { left: number | null; until: string }) {
  if (left === null) return <p className="nb"><span className="meta">{words.until(until)}</span></p>;
  return <p className="left nb" role="timer"><span className="sr-only">{words.left}</span>{left > 0 ? minutesAndSeconds(left) : words.reminder.time}</p>;
}

/** Those who wait, in the order in which they asked; the first one is the primary step. */
export function Queue({ staff }: { staff: Staff }) {
  const queue = queueOf(staff.meeting.view);
  return (
    <section>
      <h2>{words.waiting} <span className="meta">{words.count(queue.length)}</span></h2>
      {queue.length === 0 && <p className="empty">{words.queueEmpty}</p>}
      <ol className="rows">{queue.map((speech, i) => <Waiting key={speech.request} staff={staff} speech={speech} place={i + 1} />)}</ol>
    </section>
  );
}

function Waiting({ staff, speech, place }: { staff: Staff; speech: Speech; place: number }) {
  const { meeting, zone } = staff;
  return (
    <li className="waiting">
      <span>{place}</span><span className="nb">{words.side[speech.side]}</span><strong>{meeting.names[speech.person] ?? ""}</strong>
      <span className="meta">{clock(speech.askedAt, zone)}</span>
      <WaitingDeeds staff={staff} speech={speech} isNext={place === 1} />
    </li>
  );
}

/** The chair calls or skips; the recorder takes back what was asked for somebody. */
function WaitingDeeds({ staff: { meeting, does, place, setAnswer }, speech: { request, person }, isNext }: { staff: Staff; speech: Speech; isNext: boolean }) {
  const name = meeting.names[person] ?? "";
  const button = (command: Command, word: string) => (
    <ActButton key={word} meeting={meeting} place={place} command={command} className="btn quiet" label={words.done(word, name)} onAnswer={setAnswer}>{word}</ActButton>
  );
  if (does("floor.grant")) return <span className="deeds-of">{isNext ? <span className="meta px-2">{words.next}</span> : button({ type: "floor.grant", request }, words.grant)}{button({ type: "floor.skip", request }, words.skip)}</span>;
  return does("speak.withdraw") ? <span className="deeds-of">{button({ type: "speak.withdraw", request, person }, zhChair.record.withdraw)}</span> : null;
}
