import type { ReactNode } from "react";
import type { Staff } from "~/live/useStaff";
import type { Command } from "~/rules/meeting/commands";
import { backTo, isUnheard, nextStep, putting, type Next } from "~/rules/meeting/next";
import { itemById, latestRound, openEntries, openPoll, queueOf, roundInHand, speaker, speechById, type MeetingState, type Round } from "~/rules/meeting/state";
import { forms } from "~/rules/tally/verdict";
import { earlyCheckIn } from "~/words/early";
import { limits } from "~/words/limits";
import { zhChair } from "~/words/zh-chair";
import { zhOffice } from "~/words/zh-office";
import { ActButton } from "./act-button";
import { ActForm } from "./act-form";
import { isDiscussed } from "./console-floor";
import { More, Remind } from "./console-more";
import { ConsoleNotice } from "./console-notice";
import { Area } from "./field";
import { MinutesEntry } from "./minutes-way";
import { Fold } from "./page";

type Words = keyof typeof zhOffice.chair.do;
const { console: words } = zhChair;
type Part = { staff: Staff };

const Waits = ({ children }: { children: ReactNode }) => <p className="mb-0" role="status"><strong>{children}</strong></p>;

/** The step that comes next: one filled button, or what is waited for. A doubt waits for the chair: the count is made anew; so do figures that differ. */
function NextStep({ staff }: Part) {
  const { meeting, place, setAnswer } = staff;
  const next = nextStep(meeting.view);
  if ("done" in next) return <><p>{zhOffice.chair.done}</p><MinutesEntry className="btn primary" staff={staff} /></>;
  const command = commandOf(next, latestRound(meeting.view));
  if (!command) return <Waits>{"wait" in next && next.wait === "hands" ? words.wait.hands : zhOffice.chair.waiting.check}</Waits>;
  if (command.type === "notice.post") return <ConsoleNotice staff={staff} />;
  const early = earlyWords(staff, command);
  return (
    <>
      {"wait" in next && next.wait === "differ" && <Waits>{words.wait.differ}</Waits>}
      <ActButton key={JSON.stringify(command)} meeting={meeting} place={place} command={command} className={early ? "btn primary early" : "btn primary"} sure={sureWords(staff, command)} onAnswer={setAnswer}>
        {early ?? <>{labelOf(staff, command)}<kbd className="only-wide font-sans font-normal text-meta">{zhOffice.chair.key}</kbd></>}
      </ActButton>
    </>
  );
}

function commandOf(next: Exclude<Next, { done: true }>, round: Round | null): Command | null {
  if ("do" in next) return next.do;
  if (next.wait === "doubt") return { type: "round.recount", round: round!.id };
  return next.wait === "differ" ? { type: "hands.again", round: round!.id } : null;
}

/** Before anybody was heard on an item, the step that ends it says so, does not invite, and has no key. */
function earlyWords(staff: Staff, command: Command): string | null {
  if (!isUnheard(staff.meeting.view) || !(command.type in words.do.unheard)) return null;
  return words.do.unheard[command.type as keyof typeof words.do.unheard](labelOf(staff, command));
}

/** What the button says. Where somebody has spoken, putting the question ends the discussion and says so. */
function labelOf({ meeting: { view, names } }: Staff, command: Command): string {
  switch (command.type) {
    case "notice.post": return words.do.notice;
    case "floor.grant": return words.do.grant(names[speechById(view, command.request)?.person ?? ""] ?? "");
    case "floor.end": return words.do.end;
    case "hands.call": return words.call[command.choice];
    case "hands.again": return words.do.again;
    case "meeting.resume": return words.do.resume;
    case "poll.close": return words.do.closePoll;
    case "item.take": return takeWords(view, command.item);
    case "round.freeze": return view.speeches.some(({ item, from }) => item === command.item && from !== null) ? words.do.freeze : zhOffice.chair.do["round.freeze"];
    default: return zhOffice.chair.do[command.type as Words];
  }
}

function takeWords(view: MeetingState, item: string): string {
  const position = backTo(view, item);
  if (position !== null) return words.do.backTo(position);
  return view.current ? words.do.nextItem : zhOffice.chair.do["item.take"];
}

/** What an act that cannot be taken back asks once, with the consequence in words. */
function sureWords({ meeting: { view, cast, serverNow } }: Staff, command: Command): string | undefined {
  if (command.type === "check-in.open") return earlyCheckIn((view.plan?.startsAt ?? 0) - serverNow());
  if (command.type === "meeting.close") return zhOffice.chair.sure["meeting.close"];
  if (command.type !== "round.close") return undefined;
  const round = latestRound(view);
  const voted = cast?.round === round?.id ? (cast?.cast ?? 0) : 0;
  const roll = round?.roll?.length ?? round?.electorate?.present ?? 0;
  return zhOffice.chair.sure["round.close"](Math.max(0, roll - voted), round ? openEntries(round).length : 0);
}

/** The next step below the ways that are not. What is written in one of those has the bar to itself; what was opened closes when the meeting has gone on by it. */
export function Steps({ staff }: Part) {
  const { view } = staff.meeting;
  const round = roundInHand(view);
  const place = `${round?.id} ${view.current} ${view.adjournedAt} ${openPoll(view)?.id} ${view.items.length} ${itemById(view, view.current)?.stage}`;
  return <div className="deeds" key={place}>{staff.does("floor.grant") && (round ? <RoundSteps staff={staff} round={round} /> : <OtherSteps staff={staff} />)}<div className="next"><NextStep staff={staff} /></div></div>;
}

function OtherSteps({ staff }: Part) {
  const { view } = staff.meeting;
  if (view.stage === "draft" || view.stage === "closed") return null;
  const ends = view.current && isDiscussed(view) && itemById(view, view.current)?.kind === "vote" && (queueOf(view).length > 0 || speaker(view));
  return <>{isDiscussed(view) && <Remind staff={staff} />}<More staff={staff} />{ends && <EndDiscussion staff={staff} />}</>;
}

/** From the discussion to the question in one tap, whoever still waits. */
function EndDiscussion({ staff: { meeting, place, setAnswer } }: Part) {
  const command = putting(meeting.view, itemById(meeting.view, meeting.view.current)!);
  return <ActButton meeting={meeting} place={place} command={command} className="btn slim" onAnswer={setAnswer}>{words.do.freeze}</ActButton>;
}

/** Put the question away again, ask it in another way, raise hands once more, count anew, void. */
function RoundSteps({ staff, round }: Part & { round: Round }) {
  const { meeting, place, setAnswer } = staff;
  const button = (command: Command, word: string) => <ActButton key={word} meeting={meeting} place={place} command={command} className="btn slim" onAnswer={setAnswer}>{word}</ActButton>;
  const next = nextStep(meeting.view);
  return (
    <>
      {round.stage === "frozen" && button({ type: "round.withdraw", round: round.id }, zhOffice.chair.do["round.withdraw"])}
      {round.stage === "frozen" && forms.filter((form) => form !== round.rule.form).map((form) => <OtherForm key={form} staff={staff} round={round} form={form} />)}
      {round.stage === "open" && round.hands?.called && !("wait" in next && next.wait === "differ") && button({ type: "hands.again", round: round.id }, words.do.again)}
      {round.stage === "doubted" && <p className="w-full" role="status"><strong>{zhOffice.chair.waiting.doubt}</strong></p>}
      {round.stage !== "frozen" && <VoidForm staff={staff} round={round.id} />}
    </>
  );
}

/** The same question, asked the other way: put away and put again. The page's own form does both without a script. */
function OtherForm({ staff: { meeting, setAnswer }, round, form }: Part & { round: Round; form: (typeof forms)[number] }) {
  async function change() {
    const away = await meeting.act({ type: "round.withdraw", round: round.id });
    setAnswer(away.ok ? await meeting.act({ type: "round.freeze", item: round.item, motion: round.motion, form }) : away);
  }
  return (
    <form method="post" onSubmit={(event) => { if (meeting.link === "still") return; event.preventDefault(); void change(); }}>
      <input type="hidden" name="again" value={round.id} />
      <button className="btn slim" name="form" value={form}>{words.form[form]}</button>
    </form>
  );
}

/** Voiding needs a reason that is published. */
function VoidForm({ staff, round }: Part & { round: string }) {
  return (
    <Fold className="writes w-full" title={zhOffice.chair.voidTitle}>
      <ActForm staff={staff} fixed={{ round }} press={{ type: "round.void", word: zhOffice.chair.do["round.void"] }}>
        <Area label={zhOffice.chair.voidReason} name="reason" rows={2} maxLength={limits.reason} required />
      </ActForm>
    </Fold>
  );
}
