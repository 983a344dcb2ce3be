import { useState, type FormEvent, type ReactNode } from "react";
import type { Said } from "~/live/act-once";
import type { Command } from "~/rules/meeting/commands";
import { refusalWords } from "~/words/refusals";
import { zh } from "~/words/zh";
import { zhTalk } from "~/words/zh-talk";
import { Area, written } from "./field";
import { Hidden, type ActPlace } from "./hidden";

/** How a part of the discussion acts: in the hall by its line, on a page of its own by plain forms. told: what came of it. */
export type Doing = { readonly place: ActPlace; readonly send: ((command: Command) => Promise<Said>) | null; readonly told: (answer: Said) => void };

const apart = 400;
let last = -apart;

/** Pressed twice, by a finger that trembles: what stands there by then is another act, which nobody meant. */
const isEcho = () => performance.now() - last < apart;

function useSubmit({ send, told }: Doing, commandOf: (form: FormData) => Command) {
  const [busy, setBusy] = useState(false);
  async function submit(event: FormEvent<HTMLFormElement>) {
    if (!send) return;
    event.preventDefault();
    if (busy || isEcho()) return;
    last = performance.now();
    setBusy(true);
    const answer = await send(commandOf(new FormData(event.currentTarget)));
    last = performance.now();
    setBusy(false);
    told(answer);
  }
  return { busy, submit: (event: FormEvent<HTMLFormElement>) => { void submit(event); } };
}

/** One act as one button. */
export function Act({ doing, command, className = "btn", label, pressed, children }: { doing: Doing; command: Command; className?: string; label?: string; pressed?: boolean; children: ReactNode }) {
  const { busy, submit } = useSubmit(doing, () => command);
  return (
    <form method="post" action={doing.place.url} onSubmit={submit} className="grid">
      <Hidden command={command} place={doing.place} />
      <button className={className} aria-disabled={busy} aria-label={label} aria-pressed={pressed}>{children}</button>
    </form>
  );
}

type Writing = { doing: Doing; command: Command; label: string; hint: string; button: string; most: number; typed?: string | undefined; why?: string | null };

/** An act that is written: the words are the command's text. What was typed stays until it was taken. */
export function WriteAct({ doing, command, label, hint, button, most, typed, why }: Writing) {
  const { busy, submit } = useSubmit(doing, (form) => ({ ...command, text: written(form, "text") }) as Command);
  const { text: _, ...fields } = command as Command & { text?: string };
  return (
    <form method="post" action={doing.place.url} onSubmit={submit} className="grid gap-3">
      <Hidden command={fields as Command} place={doing.place} />
      <Area label={label} hint={hint} name="text" required maxLength={most} rows={5} defaultValue={typed} why={why} />
      <button className="btn primary" aria-disabled={busy}>{button}</button>
    </form>
  );
}

/** A "no", in words; null for a yes. */
export function noWords(answer: Said | null | undefined, zone: string): string | null {
  if (!answer || answer.ok) return null;
  switch (answer.kind) {
    case "refused": return refusalWords(answer, zone);
    case "malformed": return zh.errors.malformed;
    case "fault": return zh.errors.fault(answer.id);
    case "silent": return zhTalk.noAnswer;
  }
}
