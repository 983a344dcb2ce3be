import type { ReactNode } from "react";
import type { Meeting } from "~/live/useMeeting";
import { useBallot, type BallotState } from "~/live/useBallot";
import { href } from "~/paths";
import { itemById, latestRound, type Round } from "~/rules/meeting/state";
import { zh } from "~/words/zh";
import { BallotBody, ConfirmLine, NotReceived, QuestionHead, Received, Turnout } from "./ballot";
import { Ended, Joined } from "./hall-bar";
import { HallBody } from "./hall-body";
import { Connection, Page } from "./page";
import { lineOf, plainLine } from "./phrase";
import { Moved } from "./moved";

export type HallProps = { meeting: Meeting; body: string; zone: string; at: { community: string; meeting: string }; large: boolean; act: string };

/** The meeting as everybody in the hall sees it; for a voter with an open round it is the ballot. */
export function HallPage(props: HallProps) {
  const { meeting } = props;
  const { view, mine } = meeting;
  if (meeting.outdated) return <Moved why={meeting.outdated} />;
  const round = latestRound(view);
  const voter = mine?.as === "person" && round?.roll?.includes(mine.person);
  if (round && voter && round.stage !== "frozen" && round.stage !== "announced") return <Voting key={round.id} {...props} round={round} />;
  return <HallFrame {...props} bar={view.stage === "closed" ? <Ended {...props} /> : <Joined {...props} />}><HallBody {...props} /></HallFrame>;
}

function HallFrame({ meeting, children, bar, fill }: HallProps & { children: ReactNode; bar: ReactNode; fill?: boolean }) {
  return <Page fill={fill ?? false} title={plainLine(meeting.texts[meeting.view.plan?.title.id ?? ""])} end={<Connection state={meeting.link} />} bar={bar}>{children}</Page>;
}

function Voting(props: HallProps & { round: Round }) {
  const { meeting, round, at, zone, act } = props;
  const { state, choose, confirm } = useBallot({ meeting, id: at.meeting, round: round.id, url: act });
  const item = itemById(meeting.view, round.item);
  const position = meeting.view.items.findIndex(({ id }) => id === round.item) + 1;
  const eyebrow = <><strong>{round.stage === "open" ? zh.meeting.open : zh.meeting.counting}</strong><span>{zh.meeting.item(position, meeting.view.items.length)}</span></>;
  const choosing = state.at === "choosing" && round.stage === "open";
  return (
    <HallFrame {...props} fill bar={choosing && <Confirm state={state} confirm={confirm} />}>
      {state.at === "received" ? <Received ballot={state.ballot} matter={lineOf(meeting.texts[item?.title.id ?? ""])} zone={zone} />
        : <QuestionHead text={lineOf(meeting.texts[round.text.id])} rule={round.rule} electorate={round.electorate!} eyebrow={eyebrow} fullText={href("item", { ...at, item: round.item })} />}
      {state.at === "received" && state.note && <NotReceived answer={state.note} zone={zone} />}
      {state.at === "refused" && <NotReceived answer={state.answer} zone={zone} />}
      {(choosing || state.at === "sending") && <div className="mt-auto"><BallotBody state={state} choose={choose} /></div>}
      {state.at === "received" && <After round={round} cast={meeting.cast?.round === round.id ? meeting.cast.cast : null} />}
      {!choosing && state.at === "choosing" && <p className="my-4">{zh.meeting.nextAfter}</p>}
    </HallFrame>
  );
}

function Confirm({ state, confirm }: { state: BallotState; confirm: () => void }) {
  const chosen = state.at === "choosing" ? state.chosen : null;
  return <><ConfirmLine chosen={chosen} /><button type="button" className="btn primary" aria-disabled={chosen === null} onClick={confirm}>{zh.ballot.confirm}</button></>;
}

function After({ round, cast }: { round: Round; cast: number | null }) {
  const figure = round.participants ?? cast;
  return (
    <>
      {figure !== null && round.electorate && <Turnout cast={figure} roll={round.electorate.present} />}
      <p className="meta">{round.stage === "doubted" ? zh.meeting.doubted : round.stage === "open" ? zh.ballot.putDown : zh.meeting.nextAfter}</p>
    </>
  );
}
