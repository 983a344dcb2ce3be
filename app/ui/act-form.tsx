import { useId, useState, type FormEvent, type ReactNode } from "react";
import type { Said } from "~/live/act-once";
import type { Staff } from "~/live/useStaff";
import type { Command, CommandType } from "~/rules/meeting/commands";
import { zhPages } from "~/words/zh-pages";
import { Hidden, isEcho, noWords } from "./act-button";

/** word: on the button; label: what a screen reader says where the word alone is not enough; sure: what follows from it, which is asked once. */
type Press = { readonly type: CommandType; readonly word: string; readonly label?: string; readonly sure?: string };
type Props = { staff: Staff; fixed: Partial<Command>; press: Press | readonly Press[]; children?: ReactNode; className?: string; onDone?: () => void; keeps?: boolean };

/**
 * An act with something to write: by the socket where there is one, as a form without script. A no stands in the form, over
 * the button that was pressed, and what was typed stays. keeps: what was typed stays after a yes too. Where there is more than one
 * way to send it, Enter chooses none.
 */
export function ActForm({ staff: { meeting, place }, fixed, press, children, className = "grid gap-2 py-2", onDone, keeps }: Props) {
  const [busy, setBusy] = useState(false);
  const [answer, setAnswer] = useState<Said | null>(null);
  const [asking, setAsking] = useState<Press | null>(null);
  const why = useId();
  const presses = [press].flat() as readonly Press[];
  const isNo = answer !== null && !answer.ok;

  async function submit(event: FormEvent<HTMLFormElement>) {
    if (meeting.link === "still") return;
    event.preventDefault();
    if (busy || isEcho(event.nativeEvent)) return;
    const paper = event.currentTarget;
    const { submitter } = event.nativeEvent as SubmitEvent;
    const press = presses.find(({ type }) => type === (submitter as HTMLButtonElement | null)?.value) ?? presses[0]!;
    if (press.sure && asking?.type !== press.type) return setAsking(press);
    setBusy(true);
    const said = await meeting.act({ ...fieldsOf(new FormData(paper)), ...fixed, type: press.type } as Command);
    setBusy(false);
    setAsking(null);
    setAnswer(said);
    if (!said.ok) return;
    if (!keeps) paper.reset();
    onDone?.();
  }

  return (
    <form method="post" action={place.url} className={className} onSubmit={(event) => void submit(event)} onChange={() => setAsking(null)}>
      {presses.length > 1 && <button hidden disabled />}
      <Hidden command={fixed as Command} place={place} />
      {children}
      {isNo && <p role="alert" id={why} className="font-semibold">{noWords(answer, place.zone)}</p>}
      {presses.map(({ type, sure }) => sure && <p key={type} className="meta">{asking?.type === type ? <strong>{sure}</strong> : sure}</p>)}
      <div className="flex flex-wrap gap-2">
        {presses.map(({ type, word, label }) => <button key={type} className="btn flex-1" name="type" value={type} aria-disabled={busy} aria-label={label && asking?.type === type ? zhPages.sure + label : label} aria-describedby={isNo ? why : undefined}>{asking?.type === type && zhPages.sure}{word}</button>)}
        {asking && <button type="button" className="btn quiet" onClick={() => setAsking(null)}>{zhPages.cancel}</button>}
      </div>
    </form>
  );
}

/** The fields that a person filled in, beside those that travel with every form. */
const fieldsOf = (form: FormData) => Object.fromEntries([...form].filter(([name, value]) => typeof value === "string" && name !== "key" && name !== "back"));
