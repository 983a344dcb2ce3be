import { useEffect, useRef, useState } from "react";
import { commentsShown, type CommentRow } from "~/wire/protocol";
import type { Talk } from "./scene";

/** What a reader's list holds. older: there are some from before its last; fresh: how many came in since they last took them in; newest: the latest of those. */
export type Opinions = { readonly rows: readonly CommentRow[]; readonly older: boolean; readonly fresh: number; readonly newest: CommentRow | null; readonly take: () => void; readonly add: (own: CommentRow) => void };

/** top: the highest number that was taken in; one's own may be above it while others wait. */
type Held = Talk & { readonly top: number };
const heldOf = ({ rows, total }: Talk): Held => ({ rows, total, top: rows[0]?.number ?? 0 });

const second = 1000;

/** The list stands still under the finger: what comes in waits above it until it is asked for. Of what stands there, figures change in place. */
export function useOpinions(talk: Talk | undefined): Opinions {
  const [held, hold] = useState<Held | null>(null);
  // Whoever comes in reads the newest; from then on the list is theirs. Where there was none, nothing can move.
  if (talk && !held?.rows.length && talk.rows.length > 0) hold(heldOf(talk));
  const base = held ?? heldOf(talk ?? { rows: [], total: 0 });
  const now = new Map((talk?.rows ?? []).map((row) => [row.id, row]));
  const known = new Set(base.rows.map(({ id }) => id));
  const fresh = (talk?.rows ?? []).filter(({ id, number }) => number > base.top && !known.has(id));
  const count = fresh.length < commentsShown ? fresh.length : Math.max(fresh.length, (talk?.total ?? 0) - base.total);
  return {
    rows: base.rows.map((row) => now.get(row.id) ?? row), older: base.total > base.rows.length, fresh: count, newest: useSlowly(fresh[0] ?? null),
    take: () => { if (talk) hold(heldOf(talk)); },
    add: (own) => { hold({ rows: [own, ...base.rows.filter(({ id }) => id !== own.id)].slice(0, commentsShown), total: base.total + 1, top: base.top }); },
  };
}

/** At most once a second, so that it can be read. */
function useSlowly(value: CommentRow | null): CommentRow | null {
  const [shown, show] = useState(value);
  const latest = useRef(value);
  const changedAt = useRef(0);
  latest.current = value;
  useEffect(() => {
    const wait = Math.max(0, changedAt.current + second - Date.now());
    const timer = setTimeout(() => { changedAt.current = Date.now(); show(latest.current); }, wait);
    return () => clearTimeout(timer);
  }, [value?.id]);
  // What was taken into the list is no longer news.
  return value && shown;
}
