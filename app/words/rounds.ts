/** Where a question stands, and what comes of it by itself. */
import { agendaOf, motionById, type MeetingState, type Round } from "~/rules/meeting/state";
import { zh } from "./zh";

/** Where an item stands on the agenda as noticed; a matter of procedure has no number. */
export function placeWords(view: MeetingState, item: string): string {
  const agenda = agendaOf(view);
  const position = agenda.findIndex(({ id }) => id === item) + 1;
  return position > 0 ? zh.meeting.item(position, agenda.length) : zh.talk.procedure;
}

const { meeting } = zh;

/** Whose words a round is about, where they are not the draft that was noticed. */
export function moverWords(view: MeetingState, { motion }: Pick<Round, "motion">, names: Readonly<Record<string, string>>): string | null {
  const moved = motionById(view, motion);
  return moved ? meeting.motionOf(names[moved.mover] ?? "") : null;
}

const stages: Record<Round["stage"], string> = {
  frozen: meeting.frozen, open: meeting.open, closed: meeting.counting, doubted: meeting.doubted, checked: meeting.checked, announced: meeting.announced, voided: meeting.voided,
};

export const stageWords = ({ stage }: Pick<Round, "stage">): string => stages[stage];

/** Once the vote is over. */
export const afterWords = ({ stage }: Pick<Round, "stage">): string => (stage === "doubted" ? meeting.afterDoubt : stage === "checked" ? meeting.comesHere : meeting.nextAfter);

/** Both, for whoever reads them in one line. */
export const outcomeComes = (round: Pick<Round, "stage">) => (round.stage === "closed" ? meeting.nextAfter : `${stageWords(round)}。${afterWords(round)}`);
