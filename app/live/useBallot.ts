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

type Ask = { readonly meeting: Meeting; readonly id: string; readonly round: string; readonly url: string };

/** A ballot from choice to receipt. News of the meeting never touches what is chosen; an unanswered ballot is sent again. */
export function useBallot({ meeting, id, round, url }: Ask): { state: BallotState; choose: (choice: Choice) => void; confirm: () => void } {
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [posted, setPosted] = useState<Posted | null>(null);
  const [waiting, setWaiting] = useState(false);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const send = useRef(meeting.send);
  send.current = meeting.send;
  const person = meeting.mine?.as === "person" ? meeting.mine.person : null;
  const kept = meeting.mine?.as === "person" && meeting.mine.ballot?.round === round ? meeting.mine.ballot : null;

  // A page that was closed before the answer came takes up where it stopped.
  useEffect(() => {
    if (!person) return;
    let gone = false;
    void readPosted(id, person).then((found) => { if (!gone && found?.round === round) setPosted((now) => now ?? found); });
    return () => { gone = true; };
  }, [id, person, round]);

  useEffect(() => {
    if (!posted || !person) return;
    let stopped = false;
    void sendUntilAnswered({
      act: { key: posted.key, command: { type: "ballot.cast", round: posted.round, choice: posted.choice } },
      socket: (act) => send.current(act), url, onWait: () => { if (!stopped) setWaiting(true); }, stopped: () => stopped,
    }).then((given) => {
      if (stopped || !given) return;
      setAnswer(given);
      void dropPosted(id, person);
    });
    return () => { stopped = true; };
  }, [posted, person, id, url]);

  function confirm() {
    if (!chosen || posted || !person) return;
    const next = { round, choice: chosen, key: newKey() };
    void keepPosted(id, person, next);
    setPosted(next);
  }

  return { state: stateOf({ chosen, posted, waiting, answer, kept }), choose: setChosen, confirm };
}

type Parts = { chosen: Choice | null; posted: Posted | null; waiting: boolean; answer: Answer | null; kept: MyBallot | null };

function stateOf({ chosen, posted, waiting, answer, kept }: Parts): BallotState {
  const ballot = kept ?? (answer?.ok ? answer.ballot : undefined);
  const refused = answer && !answer.ok ? answer : null;
  if (ballot) return { at: "received", ballot, note: refused };
  if (refused) return { at: "refused", answer: refused };
  return posted ? { at: "sending", chosen: posted.choice, waiting } : { at: "choosing", chosen };
}
