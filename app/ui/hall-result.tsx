import { href } from "~/paths";
import { itemById, type MeetingState, type Round } from "~/rules/meeting/state";
import { zh } from "~/words/zh";
import { Referral } from "./referral";
import { ResultFigure } from "./result";

export type AnnouncedProps = { readonly view: MeetingState; readonly round: Round; readonly at: { readonly community: string; readonly meeting: string } };

/** What was announced, with its figures. Its script comes after the page: a page that is loaded later has it written out. */
export const Announced = ({ view, round, at }: AnnouncedProps) => (
  <>
    <ResultFigure round={round} />
    <Referral decider={itemById(view, round.item)?.decider} verdict={round.result!.outcome.verdict} />
    <p className="my-4"><a className="btn" href={href("result", { ...at, round: round.id })}>{zh.meeting.seeResult}</a></p>
  </>
);
