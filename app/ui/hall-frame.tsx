import type { ReactNode } from "react";
import type { HallProps } from "./hall-page";
import { Connection, Page } from "./page";
import { plainLine } from "./phrase";

/** The one-line top bar with the connection in words, the page, and the bar at the thumb. */
export function HallFrame({ meeting, children, bar, fill }: HallProps & { children: ReactNode; bar: ReactNode; fill?: boolean }) {
  return <Page fill={fill ?? false} title={plainLine(meeting.texts[meeting.view.plan?.title.id ?? ""])} end={<Connection state={meeting.link} />} bar={bar}>{children}</Page>;
}
