import type { Form } from "../tally/verdict";

/**
 * How the meeting is conducted, beside quorum and votes. Seconds, whole persons, days of the community's calendar.
 * form: how votes are taken where the chair chooses nothing else; remote: whether members who take part from elsewhere count as present.
 */
export type Conduct = {
  readonly form: Form;
  readonly remote: boolean;
  readonly speechSeconds: number;
  readonly motions: boolean;
  readonly seconders: number;
  readonly commentBurst: number;
  readonly commentSeconds: number;
  readonly noticeDays: number;
  readonly publicDays: number;
  readonly replyDays: number;
};

/** How meetings are customarily conducted (domain notes 1.6). */
export const customaryConduct: Conduct = {
  form: "named", remote: false, speechSeconds: 180, motions: true, seconders: 1, commentBurst: 3, commentSeconds: 10, noticeDays: 3, publicDays: 7, replyDays: 3,
};
