import { del, get, set } from "idb-keyval";
import { useEffect, useRef, useState } from "react";
import type { Tag } from "~/rules/meeting/events";

/** What is being written on an item. key: under which it was sent and not yet answered. */
export type Draft = { readonly text: string; readonly tag: Tag | null; readonly parent: string | null; readonly to: string | null; readonly key: string | null };
export const emptyDraft: Draft = { text: "", tag: null, parent: null, to: null, key: null };

/** Private windows may have no storage: then the open page alone keeps it. */
const quietly = <T>(work: Promise<T>) => work.catch(() => undefined);

/** Kept on the phone with every stroke, for one person and one item, until it is acknowledged. null: not looked up yet. */
export function useDraft(place: { readonly meeting: string; readonly item: string; readonly person: string }) {
  const name = `comment ${place.meeting} ${place.item} ${place.person}`;
  const [draft, show] = useState<Draft | null>(null);
  const latest = useRef<Draft>(emptyDraft);
  useEffect(() => {
    let gone = false;
    void quietly(get<Draft>(name)).then((found) => {
      if (gone) return;
      latest.current = { ...emptyDraft, ...found };
      show(latest.current);
    });
    return () => { gone = true; };
  }, [name]);

  function write(change: Partial<Draft>) {
    latest.current = { ...latest.current, ...change };
    show(latest.current);
    void quietly(set(name, latest.current));
  }

  function clear() {
    latest.current = emptyDraft;
    show(emptyDraft);
    void quietly(del(name));
  }

  return { draft, write, clear };
}
export type Drafted = ReturnType<typeof useDraft>;
