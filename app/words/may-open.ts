/** Whose page it is that somebody was turned away from, by its address. */
import { zh } from "./zh";
import { zhOffice } from "./zh-office";

const { chair, recorder, counter, supervisor } = zh.office;
const { administrator } = zhOffice.people;
const list = (...offices: string[]) => `${offices.slice(0, -1).join("、")}和${offices.at(-1)}`;

const pages: readonly (readonly [RegExp, string])[] = [
  [/\/minutes\/(edit|save)$/, list(recorder, chair)],
  [/\/minutes\/sign$/, `${list(chair, recorder, supervisor)}，以及到会的成员`],
  [/\/hands$/, list(recorder, counter)],
  [/\/meetings\/[^/]+\/(chair|desk|record|supervise|late|replies|pack)$/, list(chair, recorder, counter, supervisor, administrator)],
];

/** 这一页由记录员和主持人使用 */
export const mayOpen = (address: string) => `这一页由${pages.find(([shape]) => shape.test(address.replace(/\.data$/, "")))?.[1] ?? list(recorder, chair, administrator)}使用`;
