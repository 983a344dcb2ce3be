import type { ReactNode } from "react";
import { href } from "~/paths";
import { latestRound } from "~/rules/meeting/state";
import { officeOf } from "~/words/who";
import { zh } from "~/words/zh";
import type { TalkProps } from "./hall-discussion";
import type { HallProps } from "./hall-page";
import { TypeSwitch } from "./page";
import { officePages } from "./work-way";

/**
 * The bar of somebody who has nothing to vote on now. It has the same height before and after the socket has said who one
 * is, so nothing moves under the finger. Before that, and where no script ever runs, it leads to the pages that ask.
 */
export function Joined({ meeting: { mine, view }, at, large }: HallProps) {
  const open = view.stage === "check-in" || view.stage === "in-session";
  const person = mine?.as === "person" ? mine : null;
  const sits = person?.roles.some((role) => role === "member" || role === "attendee" || role === "resident");
  const who = person ? `${zh.meeting.hello(person.name)}。${person.here ? zh.meeting.youAreHere : open ? "" : zh.meeting.noCheckInYet}` : mine ? zh.meeting.watching : zh.meeting.public;
  const voting = latestRound(view)?.stage === "open";
  const extra = <Extra at={at} large={large} office={person && officeOf(view, person)} />;
  const does = !mine && open ? <a className="btn" href={href(voting ? "ballot" : "arrive", at)}>{voting ? zh.meeting.vote : zh.meeting.comeOrGo}</a>
    : sits && open ? <a className={person?.here ? "btn" : "btn filled"} href={href("arrive", at)}>{person?.here ? zh.meeting.leave : zh.meeting.arrive}</a>
      : !person && <a className="btn" href={href("slipCode")}>{zh.meeting.join}</a>;
  return (
    <>
      <BarLine words={who}>{does && extra}</BarLine>
      <div className="btns">{does || extra}</div>
    </>
  );
}

/** The upper line of every bar: who one is, or what is now, and the way that is not the step itself. */
export const BarLine = ({ words, children }: { words: ReactNode; children?: ReactNode }) => <div className="bar-line"><p className="meta one-line" role="status">{words}</p>{children}</div>;

/** An officer who sits by a slip finds the way too: the page asks for the password. */
export function Extra({ at, large, office }: Pick<HallProps, "at" | "large"> & { office: ReturnType<typeof officeOf> | null }) {
  const page = office && officePages[office];
  if (page) return <a className="btn" href={href(page, at)}>{zh.work[page]}</a>;
  return <span className="inline-flex items-center justify-center"><TypeSwitch large={large} back={href("meeting", at)} /></span>;
}

export function Ended({ meeting, at, large, talk: { parts } }: TalkProps) {
  const { mine } = meeting;
  return (
    <>
      <BarLine words={zh.meeting.closed}>{mine?.as === "person" && parts ? <parts.MinutesForStaff meeting={meeting} at={at} large={large} person={mine} /> : <Extra at={at} large={large} office={null} />}</BarLine>
      <div className="btns"><a className="btn" href={href("minutes", at)}>{zh.meeting.minutes}</a><a className="btn" href={href("community", { community: at.community })}>{zh.meeting.home}</a></div>
    </>
  );
}
