import { useEffect, useRef } from "react";
import type { OpinionPage } from "~/live/useModeration";
import type { Staff } from "~/live/useStaff";
import { href } from "~/paths";
import { nextStep } from "~/rules/meeting/next";
import { scriptFor } from "~/words/script";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { zhOffice } from "~/words/zh-office";
import { AnswerBanner } from "./act-button";
import { Adjourned } from "./adjourned";
import { Agenda } from "./console-agenda";
import { isDiscussed, Queue, SpeakerNow } from "./console-floor";
import { Motions } from "./console-motions";
import { Hold } from "./console-more";
import { ConsolePaper } from "./console-notice";
import { OwnBallot } from "./console-own";
import { ItemHead } from "./console-path";
import { isBeginning, Procedure } from "./console-procedure";
import { Doubt, PollPanel, RoundPanel } from "./console-round";
import { Steps } from "./console-steps";
import { OpinionsPart, OpinionsTitle } from "./opinions";
import { Connection, Fold, Seal } from "./page";
import { plainLine, Sentence } from "./phrase";
import { Attendance, Lamp, QuorumSentence, Timeline } from "./quorum";
import { RoomyFold, useRoomy } from "./roomy";
import { StaffNav } from "./staff-nav";
import { Voided } from "./voided";
import { WifiForm, type ShownWifi } from "./wifi-form";

export type ScreenLink = { readonly id: string; readonly madeAt: number; readonly path: string };
type Props = { staff: Staff; body: string; screens: readonly ScreenLink[] | null; wifi: ShownWifi | null; large: boolean; opinions: OpinionPage };
const { console: words } = zhChair;

/** The chair's console: what is now, what comes next, the words to say. One column on a phone, three on a laptop. */
export function Console({ staff, body, screens, wifi, large, opinions }: Props) {
  const { meeting, answer, at, zone } = staff;
  const { view, texts } = meeting;
  const title = plainLine(texts[view.plan?.title.id ?? ""]);
  return (
    <div className="console">
      <header className="top">
        <a className="back" href={href("meeting", at)}><span className="only-wide"><Seal /></span><span className="only-wide one-line">{title}</span><span className="only-narrow">{zhOffice.toMeeting}</span></a>
        <StaffNav staff={staff} here="chair" large={large} className="only-wide" />
        <Lamp view={view} />
        <span className="only-wide meta nb">{meeting.online === null ? "" : words.online(meeting.online)}</span>
        <Connection state={meeting.link} />
      </header>
      <main id="main" className="pilot">
        <Doubt staff={staff} />
        <ItemHead staff={staff} body={body} />
        {view.current && view.stage === "in-session" && <Voided view={view} item={view.current} texts={texts} />}
        <AnswerBanner answer={answer} zone={zone} />
        <Adjourned staff={staff} />
        {isDiscussed(view) && <SpeakerNow staff={staff} />}
        <Say staff={staff} />
        {isBeginning(view) && staff.does("matter.agree") && <section><h2>{words.procedure}</h2><Procedure staff={staff} /></section>}
        <OwnBallot staff={staff} />
        <RoundPanel staff={staff} />
        <PollPanel staff={staff} />
        <ConsolePaper staff={staff} />
      </main>
      <StepsBar staff={staff} />
      <Middle staff={staff} screens={screens} wifi={wifi} />
      <section className="col talk">
        {view.stage === "in-session" && <RoomyFold title={<OpinionsTitle staff={staff} loaded={opinions} />} more={zh.more} less={zh.less}><OpinionsPart staff={staff} loaded={opinions} /></RoomyFold>}
        <Hall staff={staff} />
        <StaffNav staff={staff} here="chair" large={large} className="only-narrow" />
      </section>
    </div>
  );
}

/** The words for the next step; while the notice is still to be posted, nobody is there to hear any. */
function Say({ staff: { meeting } }: { staff: Staff }) {
  const next = nextStep(meeting.view);
  const words = "do" in next && next.do.type === "notice.post" ? "" : scriptFor(meeting);
  return words && <p className="say"><span className="meta">{zhOffice.chair.say}</span><Sentence text={words} /></p>;
}

/** What the hall sees, who waits, the texts, the agenda; and last what is set up once. */
function Middle({ staff, screens, wifi }: Pick<Props, "staff" | "screens" | "wifi">) {
  const { view } = staff.meeting;
  return (
    <section className="col mid">
      {isDiscussed(view) && <Queue staff={staff} />}
      {isDiscussed(view) && <Motions staff={staff} />}
      {view.stage !== "draft" && <Agenda staff={staff} />}
      <div className="screens rest">{screens && <Screen first={screens[0]} />}{screens?.length === 0 && <ScreenLinks screens={screens} />}</div>
      <div className="rest">{screens && screens.length > 0 && <ScreenLinks screens={screens} />}{wifi && <WifiForm wifi={wifi} />}{staff.does("screen.turn") && <div className="only-wide"><Hold staff={staff} /></div>}</div>
    </section>
  );
}

/** Who is here. At check-in the words to say hold the sentence; while the meeting discusses, it is behind one line. */
function Hall({ staff }: { staff: Staff }) {
  const { meeting, zone } = staff;
  const { view } = meeting;
  if (view.stage === "draft") return null;
  const figures = <>{view.stage !== "check-in" && <QuorumSentence view={view} />}<Attendance view={view} /><p className="only-narrow meta">{meeting.online === null ? "\u00a0" : words.online(meeting.online)}</p><Timeline view={view} zone={zone} now={meeting.serverNow()} /></>;
  return view.stage === "in-session" ? <Fold title={words.attendance}>{figures}</Fold> : figures;
}

/** The one primary step, also by → and PageDown, as a presenter's remote sends them. */
function StepsBar({ staff }: { staff: Staff }) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const typing = event.target instanceof HTMLElement && ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName);
      if (typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !["ArrowRight", "PageDown"].includes(event.key)) return;
      const primary = bar.current?.querySelector<HTMLButtonElement>("button.primary:not(.early)");
      if (!primary || primary.getClientRects().length === 0) return;
      event.preventDefault();
      primary.click();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return <footer className="bar steps" ref={bar}><Steps staff={staff} /></footer>;
}

/** What the hall sees now. */
function Screen({ first }: { first: ScreenLink | undefined }) {
  return (
    <>
      <div className="flex items-center justify-between min-h-tap"><h2>{zhOffice.chair.screenNow}</h2>{first && <a className="btn quiet -mr-2" href={first.path} target="_blank" rel="noreferrer">{zhOffice.chair.screenOpen}</a>}</div>
      {first && <Preview path={first.path} />}
      {!first && <p className="meta">{zhOffice.chair.screenNone}</p>}
    </>
  );
}

function ScreenLinks({ screens }: { screens: readonly ScreenLink[] }) {
  return (
    <Fold title={zhOffice.chair.screenLinks} open={screens.length === 0}>
      <ul className="rows">{screens.map(({ id, path }) => <li key={id} className="flex items-center justify-between gap-4 py-2"><a href={path} target="_blank" rel="noreferrer" className="break-all">{path}</a><form method="post" className="shrink-0"><button className="btn slim" name="revoke" value={id}>{zhOffice.chair.screenRevoke}</button></form></li>)}</ul>
      <form method="post" className="mt-2"><button className="btn slim" name="make" value="on">{zhOffice.chair.screenMake}</button></form>
    </Fold>
  );
}

/** The real screen, scaled; only where there is room, so that a phone does not load it. It is a picture: nothing in it is reached by keyboard. */
function Preview({ path }: { path: string }) {
  const roomy = useRoomy();
  return <div className="preview only-wide"><p className="meta" aria-hidden>{zhOffice.chair.screenOpening}</p><div className="mini">{roomy && <iframe src={path} title={zhOffice.chair.screenNow} tabIndex={-1} ref={(frame) => frame?.setAttribute("inert", "")} />}</div></div>;
}
