import type { ReactNode, SyntheticEvent } from "react";
import type { Staff } from "~/live/useStaff";
import { href } from "~/paths";
import type { Command } from "~/rules/meeting/commands";
import { reminders, screenPages } from "~/rules/meeting/events";
import { nextStep } from "~/rules/meeting/next";
import { itemById, openPoll, roundInHand, speaker, type MeetingState } from "~/rules/meeting/state";
import { choices } from "~/rules/tally/verdict";
import { limits } from "~/words/limits";
import { sayings } from "~/words/script";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { zhOffice } from "~/words/zh-office";
import { ActButton } from "./act-button";
import { ActForm } from "./act-form";
import { isBeginning, Procedure } from "./console-procedure";
import { Area, Field } from "./field";
import { Fold } from "./page";

const { console: words } = zhChair;
type Part = { staff: Staff };

/** A button of the bar that opens what belongs to it; without a script too. writes: there is something to fill in, which has the bar to itself. */
export function Deed({ title, writes, children }: { title: string; writes?: boolean; children: ReactNode }) {
  return <details className={writes ? "deed writes" : "deed"} name="deed" onToggle={showOpened}><summary className="btn slim">{title}</summary><div>{children}</div></details>;
}

/** The part of a drawer that was opened is seen to its end, with its button. */
function showOpened({ currentTarget }: SyntheticEvent<HTMLDetailsElement>) {
  if (currentTarget.open) currentTarget.scrollIntoView({ block: "nearest" });
}

/** A part of the drawer, of which one is open at a time. */
function Drawer({ title, open, children }: { title: string; open?: boolean; children: ReactNode }) {
  return <details name="more" open={open ? true : undefined} onToggle={showOpened}><summary data-more={zh.more} data-less={zh.less}>{title}</summary>{children}</details>;
}

/** Words to say, before an act that is not the next step. */
const Say = ({ children }: { children: string }) => <p className="say my-2">{children}</p>;

/** Three reminders, in the record and never public. */
export function Remind({ staff: { meeting, place, setAnswer, zone } }: Part) {
  const { view, names } = meeting;
  const last = view.reminders.filter(({ request }) => request === (speaker(view)?.request ?? null)).pop();
  return (
    <Deed title={words.remind}>
      <p className="meta">{words.remindHint}</p>
      <div className="flex flex-wrap gap-2 my-2">{reminders.map((reminder) => <ActButton key={reminder} meeting={meeting} place={place} command={{ type: "floor.remind", reminder }} className="btn slim" onAnswer={setAnswer}>{words.reminder[reminder]}</ActButton>)}</div>
      <p className="meta" role="status">{last ? `${names[speaker(view)?.person ?? ""] ?? ""}　${words.reminded(clock(last.at, zone), words.reminder[last.reminder])}` : "\u00a0"}</p>
    </Deed>
  );
}

/** What an evening needs now and then. */
export function More({ staff }: Part) {
  const { meeting: { view }, at } = staff;
  const sits = view.stage === "in-session" && view.adjournedAt === null && !openPoll(view) && !roundInHand(view);
  const item = itemById(view, view.current);
  const taken = sits && item?.stage === "taken";
  return (
    <Deed title={words.more} writes>
      {taken && item.kind !== "procedure" && <Defer staff={staff} item={item.id} />}
      {taken && item.kind !== "procedure" && <PollForm staff={staff} item={item.id} />}
      {sits && !isBeginning(view) && <Drawer title={words.procedure}><Procedure staff={staff} /></Drawer>}
      {sits && <Drawer title={words.adjourn}><Say>{sayings.adjourn}</Say><Act staff={staff} command={{ type: "meeting.adjourn" }}>{words.adjourn}</Act></Drawer>}
      <Practice staff={staff} />
      <div className="only-narrow"><Hold staff={staff} /></div>
      <p><a className="entry" href={href("late", at)}>{words.late}</a></p>
      <EarlyClose staff={staff} />
    </Deed>
  );
}

function Act({ staff: { meeting, place, setAnswer }, command, children, sure }: Part & { command: Command; children: ReactNode; sure?: string }) {
  return <div className="py-2"><ActButton meeting={meeting} place={place} command={command} className="btn slim" onAnswer={setAnswer} {...(sure && { sure })}>{children}</ActButton></div>;
}

function Defer({ staff, item }: Part & { item: string }) {
  return (
    <Drawer title={words.defer}>
      <Say>{sayings.defer}</Say>
      <ActForm staff={staff} fixed={{ item }} press={{ type: "item.defer", word: words.defer }}><Area label={words.deferReason} name="reason" rows={2} maxLength={limits.reason} required /></ActForm>
    </Drawer>
  );
}

function PollForm({ staff, item }: Part & { item: string }) {
  return (
    <Drawer title={words.poll}>
      <Say>{sayings.poll}</Say>
      <ActForm staff={staff} fixed={{ item }} press={{ type: "poll.open", word: words.pollOpen }}><Field label={words.pollText} placeholder={words.pollExample} hint={words.pollHint} name="text" maxLength={limits.title} required /></ActForm>
    </Drawer>
  );
}

/** 练一练: marked as one everywhere, and in no record. */
function Practice({ staff }: Part) {
  const { meeting: { rehearsal, view } } = staff;
  if (view.stage !== "check-in" && view.stage !== "in-session") return null;
  return (
    <Drawer title={words.practice} open={rehearsal?.open === true}>
      <p className="meta">{words.practiceHint}</p>
      <p role="status">{rehearsal ? words.practised(rehearsal.cast) : "\u00a0"}{rehearsal?.tally && `　${choices.map((choice) => words.voices(zh.choice[choice], rehearsal.tally![choice])).join("，")}`}</p>
      {rehearsal?.open ? <Act staff={staff} command={{ type: "rehearsal.end", rehearsal: rehearsal.id }}>{words.practiceEnd}</Act> : <Act staff={staff} command={{ type: "rehearsal.start" }}>{words.practiceStart}</Act>}
    </Drawer>
  );
}

/** The screen follows by itself; here it is held at a page. */
export function Hold({ staff }: Part) {
  const { meeting, place, setAnswer } = staff;
  const { screen, stage } = meeting.view;
  if (stage === "closed") return null;
  return (
    <Fold title={screen === "follow" ? words.hold : words.held(words.page[screen])}>
      <div className="flex flex-wrap gap-2 py-2">
        {screenPages.map((page) => (page === screen
          ? <span key={page} className="btn chosen" aria-current="true">{words.page[page]}</span>
          : <ActButton key={page} meeting={meeting} place={place} command={{ type: "screen.turn", page }} className="btn slim" onAnswer={setAnswer}>{words.page[page]}</ActButton>))}
      </div>
    </Fold>
  );
}

/** An evening without quorum, or one that goes home before the last item: closing is there though it is not the next step. */
function EarlyClose({ staff }: Part) {
  const next = nextStep(staff.meeting.view);
  const { stage }: MeetingState = staff.meeting.view;
  if (stage === "draft" || !("do" in next) || next.do.type === "meeting.close") return null;
  return <Drawer title={zhOffice.chair.closeEarly}><Act staff={staff} command={{ type: "meeting.close" }} sure={zhOffice.chair.sure["meeting.close"]}>{zhOffice.chair.do["meeting.close"]}</Act></Drawer>;
}
