import { useState, type FormEvent } from "react";
import type { Said } from "~/live/act-once";
import { useNote } from "~/live/useNote";
import type { Staff } from "~/live/useStaff";
import type { Command } from "~/rules/meeting/commands";
import { limits } from "~/words/limits";
import { plainOf } from "~/words/phrase";
import { clock } from "~/words/time";
import { zhChair } from "~/words/zh-chair";
import { Hidden, noWords } from "./act-button";
import { Area } from "./field";

const { record: words } = zhChair;

/** What is said now, noted beside the name of whoever says it. */
export function NoteBox({ staff, meeting: id }: { staff: Staff; meeting: string }) {
  const { meeting, place, zone } = staff;
  const { view, names, texts } = meeting;
  const note = useNote({ meeting: id, view, textOf: (text) => plainOf(text === undefined ? null : texts[text]) });
  const [answer, setAnswer] = useState<{ readonly said: Said; readonly name: string } | null>(null);
  if (!note.speech) return <p className="empty">{words.noSpeech}</p>;
  const { request, person } = note.speech;
  const command: Partial<Command> = { type: "speech.note", request };

  async function save(event: FormEvent) {
    if (meeting.link === "still") return;
    event.preventDefault();
    const said = await meeting.act({ type: "speech.note", request, text: note.text });
    setAnswer({ said, name: names[person] ?? "" });
    if (said.ok) note.done();
  }

  const isOther = note.isOpen && note.now !== null && note.now.request !== request;
  return (
    <form method="post" action={place.url} className="grid gap-2" onSubmit={(event) => void save(event)}>
      <Hidden command={command as Command} place={place} />
      <Area key={request} label={words.note(names[person] ?? "")} name="text" rows={6} maxLength={limits.note} required value={note.text} onChange={(event) => note.type(event.currentTarget.value)} />
      <p className="meta" role="status">{answer && !answer.said.ok ? <strong>{noWords(answer.said, zone)}</strong> : isOther ? <strong>{words.other(names[person] ?? "")}</strong> : note.isOpen ? words.unsaved : answer?.said.ok ? words.saved(answer.name, clock(answer.said.at, zone)) : "\u00a0"}</p>
      <button className="btn filled">{words.save}</button>
    </form>
  );
}
