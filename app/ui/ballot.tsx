import type { ReactNode } from "react";
import type { BallotState } from "~/live/useBallot";
import type { Choice, Electorate, VoteRule } from "~/rules/tally/verdict";
import type { MyBallot } from "~/wire/protocol";
import { ballotRefusal } from "~/words/ballot-refusals";
import { ruleSentence } from "~/words/sentences";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { inFours } from "~/words/codes";
import { ChoiceRows, Side } from "./choice";
import { Phrase, Sentence } from "./phrase";
import { Banner } from "./page";

type Question = { readonly text: string; readonly rule: VoteRule; readonly electorate: Electorate; readonly eyebrow: ReactNode; readonly mover: string | null; readonly fullText: string | null };

/** The question at the top; the choices beside the bar, where the thumb is. */
export function QuestionHead({ text, rule, electorate, eyebrow, mover, fullText }: Question) {
  return (
    <>
      <div className="eyebrow">{eyebrow}{fullText && <a className="ml-auto inline-flex items-center justify-end min-w-tap min-h-tap -my-3" href={fullText}>{zh.meeting.fullText}</a>}</div>
      {mover && <p className="font-semibold">{mover}</p>}
      <h1 className="text-lead font-semibold leading-normal mb-2"><Phrase text={text} /></h1>
      <p className="meta mb-4"><Sentence text={ruleSentence(rule, electorate) + zh.ballot.recorded[rule.form]} /></p>
    </>
  );
}

/** What stands in the bar while choosing: the choice in words, and that it cannot be changed. */
export function ConfirmLine({ chosen }: { chosen: Choice | null }) {
  if (!chosen) return <p>{zh.ballot.pick}</p>;
  const [before, word, after] = zh.ballot.picked(zh.choice[chosen]);
  return <p>{before}<strong>{word}</strong>{after}</p>;
}

export function BallotBody({ state, choose, cut }: { state: BallotState; choose: (choice: Choice) => void; cut: boolean }) {
  if (state.at !== "sending") return <ChoiceRows onChoose={choose} />;
  return (
    <>
      <p className="text-lead font-semibold mb-3"><Side choice={state.chosen} label={zh.ballot.chosen(zh.choice[state.chosen])} /></p>
      <OnItsWay lost={state.waiting || cut} />
    </>
  );
}

export const OnItsWay = ({ lost }: { lost: boolean }) => (lost ? <Banner hint={zh.ballot.cutHint}>{zh.ballot.cut}</Banner> : <Banner calm hint={zh.ballot.sendingHint}>{zh.ballot.sending}</Banner>);

/** A durable "it has arrived", the same after a reload and on the next phone. */
export function Received({ ballot, matter, zone }: { ballot: MyBallot; matter: string; zone: string }) {
  return (
    <>
      <section className="pt-8 pb-6" role="status">
        <svg viewBox="0 0 64 64" width="64" height="64" className="text-act mb-4" fill="none" stroke="currentColor" strokeWidth="4" aria-hidden><circle cx="32" cy="32" r="29" /><path d="M19 33l9 9 18-20" strokeLinecap="round" strokeLinejoin="round" /></svg>
        <h1 className="text-figure">{zh.ballot.success}</h1>
        <p className="text-lead">{zh.ballot.received(clock(ballot.at, zone))}</p>
      </section>
      <dl className="facts border-y border-line py-4">
        <dt>{zh.ballot.yourChoice}</dt><dd className="font-bold"><Side choice={ballot.choice} /></dd>
        <dt>{zh.ballot.matter}</dt><dd><Phrase text={matter} /></dd>
        <dt>{zh.ballot.receipt}</dt><dd>{inFours(ballot.receipt)}</dd>
      </dl>
      {ballot.channel === "desk" && <p className="mt-4">{zh.ballot.byDesk}</p>}
    </>
  );
}

export function Turnout({ cast, roll }: { cast: number; roll: number }) {
  const words = zh.meeting.cast(cast, roll);
  return (
    <section className="mt-6">
      <p>{words}</p>
      <div className="track thin my-2" role="img" aria-label={words}><i className="cast" style={{ width: `${roll === 0 ? 0 : (cast / roll) * 100}%` }} /></div>
    </section>
  );
}

export function NotReceived({ answer, zone }: { answer: Extract<BallotState, { at: "refused" }>["answer"]; zone: string }) {
  if (answer.kind !== "refused") return <Banner hint={zh.ballot.missedHint}>{answer.kind === "fault" ? zh.errors.fault(answer.id) : zh.errors.malformed}</Banner>;
  const late = answer.code === "round-closed";
  return <Banner calm={answer.code === "already-voted"} hint={late ? zh.ballot.missedHint : undefined}>{ballotRefusal(answer, zone)}</Banner>;
}
