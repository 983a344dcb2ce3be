import { useState, type FormEvent, type KeyboardEvent, type ReactNode } from "react";
import type { Said } from "~/live/act-once";
import type { StaffMeeting } from "~/live/useStaff";
import type { Command } from "~/rules/meeting/commands";
import { refusalWords } from "~/words/refusals";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { zhOffice } from "~/words/zh-office";
import { Hidden, type ActPlace } from "./hidden";
import { Banner } from "./page";
import { Sentence } from "./phrase";

export { Hidden, type ActPlace };

type Props = { meeting: StaffMeeting; place: ActPlace; command: Command; className?: string; children: ReactNode; sure?: string; onAnswer?: (answer: Said) => void; before?: ReactNode; label?: string };

/**
 * One act as a button: by the socket where there is one, as a form without script. Where the rules say no it is grey, and
 * its words are the reason. An act that cannot be taken back says what follows, and asks once, in place.
 */
export function ActButton({ meeting, place, command, className = "btn", children, sure, onAnswer, before, label }: Props) {
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const refusal = meeting.link === "still" ? null : meeting.may(command);

  async function submit(event: FormEvent) {
    if (meeting.link === "still") return;
    event.preventDefault();
    if (busy || refusal || isEcho(event.nativeEvent)) return;
    if (sure && !asking) return setAsking(true);
    setBusy(true);
    const press = last;
    const answer = await meeting.act(command);
    press.at = performance.now();
    setBusy(false);
    setAsking(asking && !answer.ok && answer.kind === "silent");
    onAnswer?.(answer);
  }

  return (
    <form method="post" action={place.url} onSubmit={(event) => void submit(event)} className={className.includes("primary") ? "grid" : "inline-grid"}>
      <Hidden command={command} place={place} />
      {before}
      {sure && !refusal && <p className="mb-2">{asking ? <strong>{sure}</strong> : sure}</p>}
      <div className="flex gap-2">
        <button className={`${className} flex-1`} aria-disabled={refusal !== null || busy} aria-label={label} onKeyDown={stopRepeat}>{refusal ? <span><Sentence text={refusalWords(refusal, place.zone)} /></span> : asking ? <>{zhPages.sure}{children}</> : children}</button>
        {asking && <button type="button" className="btn quiet" onClick={() => { if (!isSoon()) setAsking(false); }}>{zhPages.cancel}</button>}
      </div>
    </form>
  );
}

const echoes = { within: 350, around: 40 };
let last = { at: -echoes.within, x: 0, y: 0 };
const isSoon = () => performance.now() - last.at < echoes.within;

/** The second half of a double press, in ms since the last press or its answer and in CSS pixels: what stands there by now is another act, which nobody meant. */
export function isEcho(event: Event): boolean {
  const { x, y } = (event as SubmitEvent).submitter!.getBoundingClientRect();
  if (isSoon() && Math.hypot(x - last.x, y - last.y) < echoes.around) return true;
  last = { at: performance.now(), x, y };
  return false;
}

/** A held Enter is one press. */
function stopRepeat(event: KeyboardEvent) {
  if (event.repeat && event.key === "Enter") event.preventDefault();
}

/** The answer of the last act, where it was a no, or that none came. */
export function AnswerBanner({ answer, zone }: { answer: Said | null; zone: string }) {
  return answer && !answer.ok && <Banner>{noWords(answer, zone)}</Banner>;
}

export function noWords(answer: Extract<Said, { ok: false }>, zone: string): string {
  switch (answer.kind) {
    case "refused": return refusalWords(answer, zone);
    case "malformed": return zh.errors.malformed;
    case "fault": return zh.errors.fault(answer.id);
    case "silent": return zhOffice.noAnswer;
  }
}
