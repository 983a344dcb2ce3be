import { useEffect, useRef, useState } from "react";
import type { RequestId, TextId } from "~/rules/meeting/ids";
import { speaker, type MeetingState } from "~/rules/meeting/state";
import type { Speech } from "~/rules/meeting/talk";

/** A note under way: whose speech it is of, what was saved of it, and what stands in the box. */
type Note = { readonly request: RequestId | null; readonly saved: string; readonly text: string };
type Ask = { readonly meeting: string; readonly view: MeetingState; readonly textOf: (id: TextId | undefined) => string };

export const isSpoken = ({ stage }: Speech) => stage === "speaking" || stage === "spoken";

/** Whoever has the floor, or had it last on the item before the meeting. */
function latest(view: MeetingState): Speech | null {
  const spoken = view.speeches.filter((one) => one.item === view.current && isSpoken(one)).sort((a, b) => (a.from ?? 0) - (b.from ?? 0));
  return speaker(view) ?? spoken.at(-1) ?? null;
}

const drafts = (meeting: string) => `yishi-note-${meeting}-`;

/** A device may forbid to keep anything; then what is typed lives as long as the page. */
function onDevice<T>(work: (storage: Storage) => T): T | null {
  try { return work(window.localStorage); } catch { return null; }
}

/** The oldest note that was left on this device. */
const leftOver = (meeting: string, view: MeetingState) => onDevice((storage) => {
  const found = view.speeches.find(({ request }) => storage.getItem(drafts(meeting) + request) !== null);
  return found ? { request: found.request, text: storage.getItem(drafts(meeting) + found.request) ?? "" } : null;
});

/**
 * The note box of the recorder, bound to whoever speaks. What is typed and not saved stays with the speech it was typed for,
 * whoever speaks by now, and on the device; the box goes on to the speaker once it is saved.
 */
export function useNote({ meeting, view, textOf }: Ask) {
  const now = latest(view);
  const savedOf = (request: RequestId | null) => textOf(view.speeches.find((one) => one.request === request)?.note?.id);
  const [note, setNote] = useState<Note>(() => ({ request: now?.request ?? null, saved: savedOf(now?.request ?? null), text: savedOf(now?.request ?? null) }));
  const isOpen = note.text !== note.saved;
  const saved = savedOf(note.request);

  if (!isOpen && (now?.request ?? null) !== note.request) setNote({ request: now?.request ?? null, saved: savedOf(now?.request ?? null), text: savedOf(now?.request ?? null) });
  else if (saved !== note.saved) setNote({ ...note, saved, text: isOpen ? note.text : saved });

  // What was left on this device is taken up once, when the page has come.
  const begin = useRef(view);
  useEffect(() => {
    const timer = setTimeout(() => {
      const left = leftOver(meeting, begin.current);
      if (left) setNote((before) => ({ ...left, saved: before.request === left.request ? before.saved : "" }));
    });
    return () => clearTimeout(timer);
  }, [meeting]);

  function keep(text: string) {
    const name = drafts(meeting) + (note.request ?? "");
    onDevice((storage) => { if (text === note.saved) storage.removeItem(name); else storage.setItem(name, text); });
  }
  return {
    speech: view.speeches.find(({ request }) => request === note.request) ?? null,
    now, text: note.text, isOpen,
    type(text: string) { setNote({ ...note, text }); keep(text); },
    /** The server has it: nothing is left on the device. */
    done() { onDevice((storage) => storage.removeItem(drafts(meeting) + (note.request ?? ""))); setNote({ ...note, saved: note.text }); },
  };
}
