import { useState } from "react";
import type { ItemId } from "~/rules/meeting/ids";
import type { MeetingState } from "~/rules/meeting/state";
import type { CommentRow } from "~/wire/protocol";
import type { Known } from "./scene";

/** What the page was loaded with: opinions on an item, held and hidden ones among them; more: there are older ones. */
export type OpinionPage = { readonly item: ItemId | null; readonly rows: readonly CommentRow[]; readonly more: boolean };
type Memory = { readonly item: ItemId | null; readonly rows: ReadonlyMap<string, CommentRow>; readonly upTo: number };

const newest = (rows: Iterable<CommentRow>) => Math.max(0, ...[...rows].map(({ number }) => number));

/** How many everybody reads on the item; null where nothing is before the meeting. */
export function totalOf({ view, talk }: Pick<Known, "talk"> & { view: MeetingState }, loaded: OpinionPage): number | null {
  if (!view.current) return null;
  const isGone = (id: string) => view.comments.hidden.some(({ comment }) => comment === id);
  return talk[view.current]?.total ?? (loaded.item === view.current ? loaded.rows.filter(({ id, held }) => !held && !isGone(id)).length : 0);
}

/**
 * Opinions as those read them who let them in: every one that this page has heard of, newest first. What comes in waits until
 * it is asked for, so that nothing moves under a finger.
 */
export function useModeration({ view, talk }: Pick<Known, "talk"> & { view: MeetingState }, loaded: OpinionPage) {
  const item = view.current;
  const live = item ? talk[item]?.rows ?? [] : [];
  const paper = loaded.item === item ? loaded.rows : [];
  const [memory, setMemory] = useState<Memory>(() => ({ item, rows: new Map(paper.map((row) => [row.id, row])), upTo: newest(paper) }));
  const [admitted, setAdmitted] = useState<ReadonlySet<string>>(new Set());

  const before = memory.item === item ? memory.rows : new Map<string, CommentRow>();
  const isNews = (row: CommentRow) => before.get(row.id) !== row && (live.includes(row) || !before.has(row.id));
  const news = [...paper, ...live].filter(isNews);
  if (memory.item !== item || news.length > 0) {
    const rows = new Map([...before, ...news.map((row) => [row.id, row] as const)]);
    setMemory({ item, rows, upTo: memory.item === item && memory.upTo > 0 ? memory.upTo : newest(rows.values()) });
  }

  const hidden = new Set(view.comments.hidden.map(({ comment }) => comment));
  const all = [...memory.rows.values()].filter(({ id }) => !hidden.has(id)).sort((a, b) => b.number - a.number);
  const isHeld = (row: CommentRow) => row.held === true && !admitted.has(row.id);
  const told = all.filter(({ number }) => number <= memory.upTo);
  return {
    shown: told.filter((row) => !isHeld(row)),
    held: told.filter(isHeld).reverse(),
    fresh: all.length - told.length,
    oldest: all.at(-1)?.number ?? null,
    known: memory.rows,
    reveal: () => setMemory({ ...memory, upTo: newest(memory.rows.values()) }),
    admit: (id: string) => setAdmitted(new Set([...admitted, id])),
  };
}
export type Moderation = ReturnType<typeof useModeration>;
