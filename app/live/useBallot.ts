import { useCallback, useEffect, useRef, useState } from "react";
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

/** A ballot from its confirmation on. waiting: somebody may have read that it is being sent again. */
export type Sent = Posted & { readonly waiting: boolean; readonly answer: Answer | null };
export type Outbox = { readonly sent: readonly Sent[]; readonly post: (round: string, choice: Choice) => void };
type Ask = { readonly meeting: Meeting; readonly id: string; readonly url: string };

/** Each ballot is sent until it is answered, whatever the meeting has come to since. What was answered stands until the next one is posted. */
export function useOutbox({ meeting, id, url }: Ask): Outbox {
  const [sent, setSent] = useState<readonly Sent[]>([]);
  const send = useRef(meeting.send);
  send.current = meeting.send;
  const underWay = useRef(new Set<string>());
  const person = meeting.mine?.as === "person" ? meeting.mine.person : "";

  const start = useCallback((one: Posted, waiting: boolean) => {
    const keys = underWay.current;
    if (keys.has(one.key)) return;
    keys.add(one.key);
    const change = (part: Partial<Sent>) => setSent((all) => all.map((each) => (each.key === one.key ? { ...each, ...part } : each)));
    setSent((all) => [...all.filter(({ answer }) => !answer), { ...one, waiting, answer: null }]);
    void sendUntilAnswered({
      act: { key: one.key, command: { type: "ballot.cast", round: one.round, choice: one.choice } },
      socket: (act) => send.current(act), url, onWait: () => change({ waiting: true }), stopped: () => !keys.has(one.key),
    }).then((answer) => {
      if (!answer) return;
      change({ answer });
      void dropPosted(id, person, one.key);
    });
  }, [id, person, url]);

  // A page that was closed before the answer came takes up where it stopped.
  useEffect(() => {
    if (!person) return;
    const keys = underWay.current;
    let gone = false;
    void readPosted(id, person).then((found) => { if (!gone) found?.forEach((one) => start(one, true)); });
    return () => { gone = true; keys.clear(); };
  }, [id, person, start]);

  function post(round: string, choice: Choice) {
    if (!person || sent.some((one) => one.round === round)) return;
    const one = { round, choice, key: newKey() };
    void keepPosted(id, person, one);
    start(one, false);
  }

  return { sent, post };
}

/** News of the meeting never touches what is chosen. */
export function ballotState({ mine }: Meeting, { sent }: Outbox, { round, chosen }: { round: string; chosen: Choice | null }): BallotState {
  const own = sent.find((one) => one.round === round);
  const kept = mine?.as === "person" && mine.ballot?.round === round ? mine.ballot : null;
  const ballot = kept ?? (own?.answer?.ok ? own.answer.ballot : undefined);
  const refused = own?.answer && !own.answer.ok ? own.answer : null;
  if (ballot) return { at: "received", ballot, note: refused };
  if (refused) return { at: "refused", answer: refused };
  return own ? { at: "sending", chosen: own.choice, waiting: own.waiting } : { at: "choosing", chosen };
}
