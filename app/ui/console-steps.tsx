import type { Staff } from "~/live/useStaff";
import { href } from "~/paths";
import { nextStep } from "~/rules/meeting/next";
import { latestRound, openEntries } from "~/rules/meeting/state";
import type { Command } from "~/rules/meeting/commands";
import { zhMinutes } from "~/words/zh-minutes";
import { zhOffice } from "~/words/zh-office";
import { ActButton } from "./act-button";
import { Area, written } from "./field";
import { Fold } from "./page";
import { limits } from "~/words/limits";
import { Hidden } from "./act-button";

type Words = keyof typeof zhOffice.chair.do;

/** The step that comes next: one filled button, or what is waited for. A doubt waits for the chair: the count is made anew. */
export function NextStep({ staff }: { staff: Staff }) {
  const { meeting, place, setAnswer } = staff;
  const next = nextStep(meeting.view);
  if ("done" in next) return <><p>{zhOffice.chair.done}</p><a className="btn primary" href={href("minutesEdit", staff.at)}>{zhMinutes.draft.title}</a></>;
  if ("wait" in next && next.wait === "check") return <p className="mb-0" role="status"><strong>{zhOffice.chair.waiting.check}</strong></p>;
  const command: Command = "wait" in next ? { type: "round.recount", round: latestRound(meeting.view)!.id } : next.do;
  return (
    <ActButton key={JSON.stringify(command)} meeting={meeting} place={place} command={command} className="btn primary" sure={sureWords(staff, command)} onAnswer={setAnswer}>
      {zhOffice.chair.do[command.type as Words]}<kbd className="only-wide font-sans font-normal text-meta">{zhOffice.chair.key}</kbd>
    </ActButton>
  );
}

/** What an act that cannot be taken back asks once, with the consequence in words. */
function sureWords({ meeting: { view, cast } }: Staff, command: Command): string | undefined {
  if (command.type === "meeting.close") return zhOffice.chair.sure["meeting.close"];
  if (command.type !== "round.close") return undefined;
  const round = latestRound(view);
  const voted = cast?.round === round?.id ? (cast?.cast ?? 0) : 0;
  return zhOffice.chair.sure["round.close"](Math.max(0, (round?.electorate?.present ?? 0) - voted), round ? openEntries(round).length : 0);
}

/** Ways that are not the next step: put the question away again, count anew, void. */
export function OtherSteps({ staff }: { staff: Staff }) {
  const { meeting, place, setAnswer } = staff;
  const { view } = meeting;
  const round = latestRound(view);
  const item = view.current;
  if (!round || round.item !== item || round.stage === "announced") return <EarlyClose staff={staff} />;
  return (
    <div className="flex flex-wrap gap-2 mb-2 items-start empty:hidden">
      {round.stage === "frozen" && <ActButton meeting={meeting} place={place} command={{ type: "round.withdraw", round: round.id }} className="btn slim" onAnswer={setAnswer}>{zhOffice.chair.do["round.withdraw"]}</ActButton>}
      {round.stage === "doubted" && <p className="w-full" role="status"><strong>{zhOffice.chair.waiting.doubt}</strong></p>}
      {["open", "closed", "doubted", "checked"].includes(round.stage) && <VoidForm staff={staff} round={round.id} />}
    </div>
  );
}

/** An evening without quorum, or one that goes home before the last item: closing is there though it is not the next step. */
function EarlyClose({ staff: { meeting, place, setAnswer } }: { staff: Staff }) {
  const next = nextStep(meeting.view);
  if (meeting.view.stage === "draft" || !("do" in next) || next.do.type === "meeting.close") return null;
  return (
    <Fold className="mb-4" title={zhOffice.chair.closeEarly}>
      <ActButton meeting={meeting} place={place} command={{ type: "meeting.close" }} className="btn slim" sure={zhOffice.chair.sure["meeting.close"]} onAnswer={setAnswer}>{zhOffice.chair.do["meeting.close"]}</ActButton>
    </Fold>
  );
}

/** Voiding needs a reason that is published. */
function VoidForm({ staff: { meeting, place, setAnswer }, round }: { staff: Staff; round: string }) {
  return (
    <Fold className="w-full" title={zhOffice.chair.voidTitle}>
      <form method="post" action={place.url} className="grid gap-2 pb-2" onSubmit={(event) => {
        if (meeting.link === "still") return;
        event.preventDefault();
        const reason = written(new FormData(event.currentTarget), "reason");
        void meeting.act({ type: "round.void", round, reason }).then(setAnswer);
      }}>
        <Hidden command={{ type: "round.void", round } as Command} place={place} />
        <Area label={zhOffice.chair.voidReason} name="reason" rows={2} maxLength={limits.reason} required />
        <button className="btn">{zhOffice.chair.do["round.void"]}</button>
      </form>
    </Fold>
  );
}
