/** A pace that a person may keep: so many at once, then one in so many ms (generic cell rate algorithm, ITU-T I.371). Each node counts for itself. */
export type Pace = { readonly burst: number; readonly every: number; readonly now: number };

const swept = 10_000;

export function paces() {
  const due = new Map<string, number>();
  return {
    /** Ms to wait; 0 where one more is let through, which then counts. */
    take(name: string, { burst, every, now }: Pace): number {
      const next = Math.max(due.get(name) ?? 0, now);
      const wait = next - now - (burst - 1) * every;
      if (wait > 0) return wait;
      if (due.size > swept) for (const [one, at] of due) if (at < now) due.delete(one);
      due.set(name, next + every);
      return 0;
    },
    /** What was let through was nothing new. */
    giveBack(name: string, { every }: Pick<Pace, "every">) { due.set(name, (due.get(name) ?? every) - every); },
  };
}
