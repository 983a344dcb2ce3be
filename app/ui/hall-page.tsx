import { Fragment, useEffect, useRef, useState, type ReactNode } from "react";
import type { Meeting } from "~/live/useMeeting";
import { ballotState, useOutbox, type BallotState, type Outbox, type Sent } from "~/live/useBallot";
import { href } from "~/paths";
import { itemById, latestRound, roundById, type Round } from "~/rules/meeting/state";
import type { Choice } from "~/rules/tally/verdict";
import { afterWords, moverWords, outcomeComes, placeWords, stageWords } from "~/words/rounds";
import { verdictWords } from "~/words/sentences";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { BallotBody, ConfirmLine, NotReceived, OnItsWay, QuestionHead, Received, Turnout } from "./ballot";
import { Side } from "./choice";
import { Ended, Joined } from "./hall-bar";
import { HallBody } from "./hall-body";
import { discussed, TalkBar, type TalkProps } from "./hall-discussion";
import { HallFrame } from "./hall-frame";
import { Banner } from "./page";
import { lineOf, Phrase, plainLine } from "./phrase";
import { Moved } from "./moved";
import { BackToWork, workPage } from "./work-way";
import { useTalkParts } from "./talk-parts";

export type HallProps = { meeting: Meeting; body: string; zone: string; at: { community: string; meeting: string }; large: boolean; act: string };

/** The meeting as everybody in the hall sees it; for a voter with an open round it is the ballot. What the meeting has come to is a page of its own: within it nothing moves. */
export function HallPage(props: HallProps) {
  return props.meeting.outdated ? <Moved why={props.meeting.outdated} /> : <Hall {...props} />;
}

function Hall(props: HallProps) {
  const { meeting, at, act } = props;
  const { view, mine } = meeting;
  const outbox = useOutbox({ meeting, id: at.meeting, url: act });
  const talk = useTalkParts(meeting.link);
  const round = latestRound(view);
  const voter = mine?.as === "person" && round?.roll?.includes(mine.person);
  const ballot = round && voter && round.stage !== "frozen" && round.stage !== "announced" ? round : null;
  const place = ballot ? ballot.id : `${view.stage} ${view.current} ${view.adjournedAt} ${round?.id} ${round?.stage}`;
  useTop(place, talk.panel !== null);
  const late = outbox.sent.map((sent) => sent.round !== ballot?.id && <Late key={sent.key} {...props} sent={sent} />);
  return (
    <>
      <Announcer words={newsOf(meeting, ballot?.stage === "open")} />
      {ballot ? <Voting key={ballot.id} {...props} round={ballot} outbox={outbox} late={late} />
        : talk.panel && talk.parts ? <Opened {...props} talk={talk} /> : <HallFrame {...props} bar={<Bar {...props} talk={talk} />}>{late}<HallBody key={place} {...props} talk={talk} /></HallFrame>}
    </>
  );
}

/** What the meeting has come to is read from its beginning, wherever the page before it was scrolled to; not while the person has something else open. */
function useTop(place: string, elsewhere: boolean) {
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current !== place && !elsewhere) window.scrollTo(0, 0);
    shown.current = place;
  }, [place, elsewhere]);
}

function Bar(props: TalkProps) {
  const { view } = props.meeting;
  if (view.stage === "closed") return <Ended {...props} />;
  return discussed(view) ? <TalkBar {...props} /> : <Joined {...props} />;
}

/** What the person opened stands in the place of the page until they close it. */
function Opened(props: TalkProps) {
  const { panel, parts } = props.talk;
  if (!parts || !panel) return null;
  if (panel === "poll") return <parts.PollPanel {...props} />;
  return panel === "practice" ? <parts.PracticePanel {...props} /> : <parts.WritePanel {...props} panel={panel} />;
}

/** The one live region of the page: what the meeting has come to, said once to those who listen to it; figures are left out. */
const Announcer = ({ words }: { words: string }) => <p className="sr-only" role="status" data-announcer>{words}</p>;

function newsOf({ view, texts }: HallProps["meeting"], asked: boolean): string {
  const item = view.stage === "in-session" ? itemById(view, view.current) : undefined;
  if (!item) return zh.stage[view.stage];
  const title = plainLine(texts[item.title.id]);
  const latest = latestRound(view);
  const round = latest?.item === item.id ? latest : null;
  if (!round) return `${zh.meeting.taken}：${title}`;
  if (round.result) return `${zh.meeting.announced}：${title}，${verdictWords(round.result.outcome)}`;
  return asked ? `${stageWords(round)}：${title}。${zh.meeting.pickNow}` : `${stageWords(round)}：${title}`;
}

/** A ballot whose vote was over before it was answered: whoever read that it is being sent again reads what became of it. */
function Late({ meeting: { view, texts, link }, zone, sent: { round: id, choice, waiting, answer } }: HallProps & { sent: Sent }) {
  const [owed] = useState(waiting || !answer);
  if (answer?.ok && !owed) return null;
  const round = roundById(view, id);
  return (
    <section className="mb-4">
      <p><Side choice={choice} label={zh.ballot.chosenBefore(zh.choice[choice])} /></p>
      <p className="meta mb-2"><Phrase text={lineOf(texts[round?.text.id ?? ""])} /></p>
      {!answer ? <OnItsWay lost={waiting || link === "cut"} />
        : answer.ok ? <Banner calm hint={round?.stage === "voided" && zh.meeting.voided}>{zh.ballot.received(clock(answer.at, zone))}</Banner>
          : <NotReceived answer={answer} zone={zone} />}
    </section>
  );
}

function Voting(props: HallProps & { round: Round; outbox: Outbox; late: ReactNode }) {
  const { meeting, round, at, zone, outbox, late } = props;
  const [chosen, choose] = useState<Choice | null>(null);
  const state = ballotState(meeting, outbox, { round: round.id, chosen });
  const confirm = () => { if (chosen) outbox.post(round.id, chosen); };
  // Another stage is another line: what follows a longer word has not moved.
  const eyebrow = <Fragment key={round.stage}><strong>{stageWords(round)}</strong><span>{placeWords(meeting.view, round.item)}</span></Fragment>;
  const work = workPage(meeting.view, meeting.mine?.as === "person" ? meeting.mine : null);
  const choosing = state.at === "choosing" && round.stage === "open";
  // Turnout is told once a second: beside a received ballot it is never nobody.
  const least = state.at === "received" ? 1 : 0;
  return (
    <HallFrame {...props} fill bar={choosing ? <Confirm state={state} confirm={confirm} /> : state.at === "received" && work && <BackToWork page={work} at={at} />}>
      {late}
      {state.at === "received" ? <Received ballot={state.ballot} matter={lineOf(meeting.texts[round.text.id])} zone={zone} />
        : <QuestionHead text={lineOf(meeting.texts[round.text.id])} rule={round.rule} electorate={round.electorate!} eyebrow={eyebrow} mover={moverWords(meeting.view, round, meeting.names)} fullText={href("item", { ...at, item: round.item })} />}
      {state.at === "received" && state.note && <NotReceived answer={state.note} zone={zone} />}
      {state.at === "refused" && <NotReceived answer={state.answer} zone={zone} />}
      {(choosing || state.at === "sending") && <div className="mt-auto"><BallotBody state={state} choose={choose} cut={meeting.link === "cut"} /></div>}
      {(state.at === "received" || state.at === "refused") && <After round={round} received={state.at === "received"} cast={meeting.cast?.round === round.id ? Math.max(meeting.cast.cast, least) : null} />}
      {!choosing && state.at === "choosing" && <><div className="my-4"><Banner calm>{zh.ballot.notCast(clock(round.closedAt ?? 0, zone))}</Banner></div><After round={round} received={false} cast={null} /></>}
    </HallFrame>
  );
}

function Confirm({ state, confirm }: { state: BallotState; confirm: () => void }) {
  const chosen = state.at === "choosing" ? state.chosen : null;
  return <><ConfirmLine chosen={chosen} /><button type="button" className="btn primary" aria-disabled={chosen === null} onClick={confirm}>{zh.ballot.confirm}</button></>;
}

/** received: there the state stands in no line above. */
function After({ round, received, cast }: { round: Round; received: boolean; cast: number | null }) {
  const figure = round.participants ?? cast;
  return (
    <>
      {figure !== null && round.electorate && <Turnout cast={figure} roll={round.electorate.present} />}
      <p className="meta">{round.stage === "open" ? zh.ballot.putDown : received ? outcomeComes(round) : afterWords(round)}</p>
    </>
  );
}
