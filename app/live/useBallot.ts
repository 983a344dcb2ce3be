import { useEffect, useRef, useState } from "react";
import type { Choice } from "~/rules/tally/verdict";
import type { Answer, MyBallot } from "~/wire/protocol";
import { dropPosted, keepPosted, newKey, readPosted, sendUntilAnswered, type Posted } from "./outbox";
import type { Meeting } from "./useMeeting";

export type BallotState =
  | { readonly at: "choosing"; readonly chosen: Choice | null }
  | { readonly at: "sending"; readonly chosen: Choice; readonly waiting: boolean }
  | { readonly at: "received"; readonly ballot: MyBallot; readonly note: Refused | null }
  | { readonly at: "refused"; readonly answer: Refused };
type Refused = Extract<Answer, { ok: false }>;

type Ask = { readonly meeting: Meeting; readonly id: string; readonly url: string };
/** A confirmed ballot and what has come of it. waiting: it was not answered at once. */
export type Sent = Posted & { readonly waiting: boolean; readonly answer: Answer | null };
export type Outbox = { readonly sent: readonly Sent[]; readonly post: (round: string, choice: Choice) => void };

/** Ballots on their way, from confirmation to answer. Each outlives the vote it was for: until it is answered it is sent again, whatever the meeting has come to. */
export function useOutbox({ meeting, id, url }: Ask): Outbox {
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const meet = useRef(meeting);
  meet.current = meeting;
  const send = useRef<(posted: Posted, waiting: boolean) => void>();
  const person = meeting.mine?.as === "person" ? meeting.mine.person : null;

  useEffect(() => {
    if (!person) return;
    let gone = false;
    send.current = (posted, waiting) => {
      const tell = (news: Partial<Sent>) => setSent((all) => all.map((one) => (one.key === posted.key ? { ...one, ...news } : one)));
      // What was answered has been read when the next ballot goes out.
      setSent((all) => [...all.filter((one) => !one.answer), { ...posted, waiting, answer: null }]);
      void sendUntilAnswered({
        act: { key: posted.key, command: { type: "ballot.cast", round: posted.round, choice: posted.choice } },
        socket: (act) => meet.current.send(act), url, onWait: () => tell({ waiting: true }), stopped: () => gone,
      }).then((answer) => {
        if (gone || !answer) return;
        meet.current.take(answer);
        tell({ answer });
        void dropPosted(id, person, posted);
      });
    };
    // A page that was closed before the answer came takes up where it stopped.
    void readPosted(id, person).then((found) => { if (!gone) for (const posted of found) send.current?.(posted, true); });
    return () => { gone = true; setSent([]); };
  }, [id, person, url]);

  function post(round: string, choice: Choice) {
    if (!person || sent.some((one) => one.round === round)) return;
    const posted = { round, choice, key: newKey() };
    void keepPosted(id, person, posted);
    send.current?.(posted, false);
  }

  return { sent, post };
}

/** News of the meeting never touches what is chosen. */
export function ballotState({ mine }: Meeting, outbox: Outbox, { round, chosen }: { round: string; chosen: Choice | null }): BallotState {
  const sent = outbox.sent.find((one) => one.round === round);
  const answer = sent?.answer;
  const kept = mine?.as === "person" && mine.ballot?.round === round ? mine.ballot : null;
  const ballot = kept ?? (answer?.ok ? answer.ballot : undefined);
  const refused = answer && !answer.ok ? answer : null;
  if (ballot) return { at: "received", ballot, note: refused };
  if (refused) return { at: "refused", answer: refused };
  return sent ? { at: "sending", chosen: sent.choice, waiting: sent.waiting } : { at: "choosing", chosen };
}
