/** Who may open a page that somebody was turned away from, by its address. */
import { zh } from "./zh";

const { chair, recorder, counter, supervisor } = zh.office;
const list = (...offices: string[]) => `${offices.slice(0, -1).join("、")}和${offices.at(-1)}`;
const makers = list(recorder, chair, zh.errors.administrator);

const pages: readonly (readonly [RegExp, string])[] = [
  [/\/minutes\/(edit|save)$/, list(recorder, chair)],
  [/\/minutes\/sign$/, `${list(chair, recorder, supervisor)}，以及到会的成员`],
  [/\/reply$/, zh.errors.invited],
  [/\/hands$/, list(recorder, counter)],
  [/\/meetings\/[^/]+\/(chair|desk|record|supervise|late|replies|pack)$/, list(chair, recorder, counter, supervisor, zh.errors.administrator)],
];

export const mayOpen = (address: string) => zh.errors.onlyFor(pages.find(([shape]) => shape.test(address))?.[1] ?? makers);

/** The meeting that a page belongs to. */
export const meetingIn = (address: string) => /^\/c\/[^/]+\/meetings\/(?!new$)[^/]+/.exec(address)?.[0] ?? null;
