import { href } from "~/paths";
import { zh } from "~/words/zh";
import { TypeSwitch } from "./page";

/** The pages that staff work on, in the order of an evening. */
export const staffPages = ["chair", "desk", "record", "supervise", "late"] as const;
export type StaffPage = (typeof staffPages)[number];

type Props = { at: { community: string; meeting: string }; here: StaffPage; large: boolean; className?: string };

/** From any page of staff to any other, in one row; large type with it. */
export function StaffNav({ at, here, large, className = "" }: Props) {
  return (
    <nav className={`staff-nav ${className}`} aria-label={zh.work.pages}>
      {staffPages.map((page) => <a key={page} href={href(page, at)} aria-current={page === here ? "page" : undefined}>{zh.work[page]}</a>)}
      <TypeSwitch large={large} back={href(here, at)} />
    </nav>
  );
}
