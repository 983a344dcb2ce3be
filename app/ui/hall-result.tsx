import { href } from "~/paths";
import { itemById, type MeetingState, type Round } from "~/rules/meeting/state";
import type { Names, Texts } from "~/wire/protocol";
import { zh } from "~/words/zh";
import { Put } from "./put";
import { Referral } from "./referral";
import { ResultFigure } from "./result";

export type AnnouncedProps = { readonly view: MeetingState; readonly texts: Texts; readonly names: Names; readonly round: Round; readonly at: { readonly community: string; readonly meeting: string } };

/** What was announced, with its figures. Its script comes after the page: a page that is loaded later has it written out. */
export const Announced = ({ at, ...put }: AnnouncedProps) => (
  <>
    <ResultFigure round={put.round}><Put {...put} /></ResultFigure>
    <Referral decider={itemById(put.view, put.round.item)?.decider} verdict={put.round.result!.outcome.verdict} />
    <p className="my-4"><a className="btn" href={href("result", { ...at, round: put.round.id })}>{zh.meeting.seeResult}</a></p>
  </>
);
