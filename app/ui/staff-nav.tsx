import type { Staff } from "~/live/useStaff";
import { href } from "~/paths";
import { zh } from "~/words/zh";
import { minutesWay } from "./minutes-way";
import { TypeSwitch } from "./page";

/** The pages that staff work on, in the order of an evening. */
export const staffPages = ["chair", "desk", "record", "hands", "supervise", "late"] as const;
export type StaffPage = (typeof staffPages)[number];

type Props = { staff: Staff; here: StaffPage; large: boolean; className?: string };

/** From any page of staff to any other, in one row; large type with it. Hands are counted by those who may; the minutes follow the meeting. */
export function StaffNav({ staff: { at, does, meeting: { view, mine } }, here, large, className = "" }: Props) {
  const pages = staffPages.filter((page) => page !== "hands" || does("hands.enter"));
  const minutes = mine?.as === "person" && minutesWay({ view, who: mine, at });
  return (
    <nav className={`staff-nav ${className}`} aria-label={zh.work.pages}>
      {pages.map((page) => <a key={page} href={href(page, at)} aria-current={page === here ? "page" : undefined}>{zh.work[page]}</a>)}
      {minutes && <a href={minutes.to}>{zh.work.minutes}</a>}
      <TypeSwitch large={large} back={href(here, at)} />
    </nav>
  );
}
