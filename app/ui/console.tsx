import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Staff } from "~/live/useStaff";
import { href } from "~/paths";
import { itemById, latestRound } from "~/rules/meeting/state";
import { scriptFor } from "~/words/script";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { AnswerBanner } from "./act-button";
import { ConsolePaper } from "./console-notice";
import { NextStep, OtherSteps } from "./console-steps";
import { RoundPanel } from "./console-round";
import { Connection, Fold, Seal, TypeSwitch } from "./page";
import { lineOf, Phrase, plainLine, Sentence } from "./phrase";
import { Attendance, Lamp, QuorumSentence, Timeline } from "./quorum";

export type ScreenLink = { readonly id: string; readonly madeAt: number; readonly path: string };
type Props = { staff: Staff; body: string; screens: readonly ScreenLink[] | null; large: boolean };

/** The chair's console: what is now, what comes next, the words to say. One column on a phone, three on a laptop. */
export function Console({ staff, body, screens, large }: Props) {
  const { meeting, answer, at, zone } = staff;
  const { view, texts } = meeting;
  const item = itemById(view, view.current);
  const title = plainLine(texts[view.plan?.title.id ?? ""]);
  return (
    <div className="console">
      <header className="top">
        <a className="back" href={href("meeting", at)}><span className="only-wide"><Seal /></span><span className="only-wide one-line">{title}</span><span className="only-narrow">{zh.work.chair}</span></a>
        <Lamp view={view} />
        <span className="only-wide meta nb">{meeting.online === null ? "" : zh.meeting.online(meeting.online)}</span>
        <Connection state={meeting.link} />
      </header>
      <main id="main" className="pilot">
        <section>
          <p className="eyebrow"><strong>{item && view.stage === "in-session" ? zh.meeting.item(view.items.indexOf(item) + 1, view.items.length) : zh.stage[view.stage]}</strong><span>{body}</span></p>
          <h1 className="text-lead"><Phrase text={lineOf(texts[(view.stage === "in-session" && item ? item.title : view.plan?.title)?.id ?? ""])} /></h1>
          {item && view.stage === "in-session" && <Path staff={staff} />}
        </section>
        <AnswerBanner answer={answer} zone={zone} />
        <p className="say"><span className="meta">{zhOffice.chair.say}</span><Sentence text={scriptFor(meeting)} /></p>
        <RoundPanel staff={staff} />
        <ConsolePaper staff={staff} />
      </main>
      <Steps staff={staff} />
      <section className="col">
        <QuorumSentence view={view} />
        <Attendance view={view} online={meeting.online} />
        <Timeline view={view} zone={zone} now={meeting.serverNow()} />
      </section>
      <section className="col mod">
        <Screens screens={screens} />
        <div className="flex flex-wrap items-center gap-2 mt-4"><a className="btn slim" href={href("desk", at)}>{zh.work.desk}</a><a className="btn slim" href={href("supervise", at)}>{zh.work.supervise}</a><a className="btn slim" href={href("meeting", at)}>{zhOffice.chair.page}</a><TypeSwitch large={large} back={href("chair", at)} /></div>
      </section>
    </div>
  );
}

/** Where the item stands, in five steps. */
function Path({ staff: { meeting: { view } } }: { staff: Staff }) {
  const round = latestRound(view);
  const stage = round?.item === view.current ? round?.stage : undefined;
  const now = stage === undefined ? "present" : { frozen: "put", open: "vote", closed: "check", doubted: "check", checked: "announce", announced: "announce", voided: "present" }[stage];
  return (
    <ol className="path mt-3" aria-label={zhOffice.chair.path}>
      {(Object.keys(zhOffice.chair.steps) as (keyof typeof zhOffice.chair.steps)[]).map((step) => <li key={step} aria-current={step === now ? "step" : undefined}>{zhOffice.chair.steps[step]}</li>)}
    </ol>
  );
}

/** The one primary step, also by → and PageDown, as a presenter's remote sends them. */
function Steps({ staff }: { staff: Staff }) {
  const bar = useRef<HTMLElement>(null);
  useEffect(() => {
    function press(event: KeyboardEvent) {
      const typing = event.target instanceof HTMLElement && ["INPUT", "TEXTAREA", "SELECT"].includes(event.target.tagName);
      if (typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !["ArrowRight", "PageDown"].includes(event.key)) return;
      const primary = bar.current?.querySelector<HTMLButtonElement>("button.primary");
      if (!primary) return;
      event.preventDefault();
      primary.click();
    }
    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
  return <footer className="bar steps" ref={bar}><OtherSteps staff={staff} /><NextStep staff={staff} /></footer>;
}

function Screens({ screens }: { screens: readonly ScreenLink[] | null }) {
  if (!screens) return null;
  const [first] = screens;
  return (
    <>
      <div className="flex items-center justify-between min-h-tap"><h2>{zhOffice.chair.screenNow}</h2>{first && <a className="btn quiet -mr-2" href={first.path} target="_blank" rel="noreferrer">{zhOffice.chair.screenOpen}</a>}</div>
      {first && <Preview path={first.path} />}
      {!first && <p className="meta">{zhOffice.chair.screenNone}</p>}
      <Fold title={zhOffice.chair.screenLinks} open={!first}>
        <ul className="rows">{screens.map(({ id, path }) => <li key={id} className="flex items-center justify-between gap-4 py-2"><a href={path} target="_blank" rel="noreferrer" className="break-all">{path}</a><form method="post" className="shrink-0"><button className="btn slim" name="revoke" value={id}>{zhOffice.chair.screenRevoke}</button></form></li>)}</ul>
        <form method="post" className="mt-2"><button className="btn slim" name="make" value="on">{zhOffice.chair.screenMake}</button></form>
      </Fold>
    </>
  );
}

/** The real screen, scaled; only where there is room, so that a phone does not load it. It is a picture: nothing in it is reached by keyboard. */
function Preview({ path }: { path: string }) {
  const roomy = useSyncExternalStore(onWidth, () => window.matchMedia(roomyWidth).matches, () => false);
  return <div className="mini only-wide">{roomy && <iframe src={path} title={zhOffice.chair.screenNow} tabIndex={-1} ref={(frame) => frame?.setAttribute("inert", "")} />}</div>;
}

const roomyWidth = "(min-width: 1000px)";

function onWidth(tell: () => void) {
  const query = window.matchMedia(roomyWidth);
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
}
