import { fold } from "~/rules/meeting/apply";
import type { ItemId } from "~/rules/meeting/ids";
import { commentsShown, type Answer, type CommentNews, type CommentRow, type Happened, type Mine, type Rehearsal, type Scene } from "~/wire/protocol";

/** Whether what one sees is live. still: no script, or not there yet. */
export type LinkState = "connected" | "wait" | "cut" | "still";

/** What is said on an item: the newest opinions, newest first, and how many there are. */
export type Talk = { readonly total: number; readonly rows: readonly CommentRow[] };

/** What a page knows of its meeting. offset: the server's clock less this phone's, ms; samples: the latest guesses at it. */
export type Known = Scene & {
  readonly mine: Mine | null;
  readonly cast: { readonly round: string; readonly cast: number } | null;
  readonly talk: Readonly<Record<ItemId, Talk>>;
  readonly rehearsal: Rehearsal | null;
  readonly offset: number;
  readonly samples: readonly number[];
};

export const knownFrom = (scene: Scene, mine: Mine | null, cast: Known["cast"]): Known => ({ ...scene, mine, cast, talk: {}, rehearsal: null, offset: 0, samples: [] });

const keptSamples = 8;
const clockWasSet = 5000;

/** News travels: each makes the guess too small by its own delay, so the largest of the latest is nearest. A phone whose clock was set starts anew. */
function sampled(samples: readonly number[], sample: number): readonly number[] {
  const steady = samples.every((one) => Math.abs(one - sample) < clockWasSet) ? samples : [];
  return [...steady, sample].slice(-keptSamples);
}

/** News folded in, or null where a number is missing and the page must ask again. */
export function hear(known: Known, news: Happened, clock: number): Known | null {
  const samples = sampled(known.samples, news.now - clock);
  const base: Known = news.state ? { ...known, ...news.state } : known;
  const first = news.events?.find(({ seq }) => seq > base.view.seq);
  if (first && first.seq !== base.view.seq + 1) return null;
  return {
    ...base,
    view: news.events ? fold(news.events, base.view) : base.view,
    texts: news.texts ? { ...base.texts, ...news.texts } : base.texts,
    names: news.names ? { ...base.names, ...news.names } : base.names,
    mine: news.mine ?? base.mine,
    cast: news.counts ?? base.cast,
    shown: news.shown === undefined ? base.shown ?? null : news.shown,
    rehearsal: news.rehearsal === undefined ? base.rehearsal : news.rehearsal,
    talk: talkAfter(base.talk, news),
    offset: Math.max(...samples),
    samples,
  };
}

/** A ballot's answer says to the phone that cast it what the voter's other devices hear as news. */
export function answered(known: Known, answer: Answer): Known {
  const { mine, view } = known;
  const ballot = answer.ok && view.rounds.some(({ id }) => id === answer.ballot?.round) ? answer.ballot : null;
  return ballot && mine?.as === "person" ? { ...known, mine: { ...mine, ballot } } : known;
}

function talkAfter(talk: Known["talk"], { comments, agreed, events }: Happened): Known["talk"] {
  if (!comments && !agreed && !events?.some(({ event }) => event?.type === "comment.hidden")) return talk;
  const gone = new Set(events?.flatMap(({ event }) => (event?.type === "comment.hidden" ? [event.comment] : [])));
  const next: Record<ItemId, Talk> = { ...talk };
  for (const one of comments ?? []) next[one.item] = withNews(next[one.item], one);
  for (const [item, { total, rows }] of Object.entries(next)) {
    const kept = rows.filter(({ id }) => !gone.has(id));
    next[item] = { total: total - (rows.length - kept.length), rows: agreed ? kept.map((row) => (agreed[row.id] === undefined ? row : { ...row, agreed: agreed[row.id]! })) : kept };
  }
  return next;
}

function withNews(before: Talk | undefined, { fresh, total, rows }: CommentNews): Talk {
  const known = fresh ? [] : before?.rows ?? [];
  const all = new Map([...known, ...rows].map((row) => [row.id, row]));
  return { total, rows: [...all.values()].sort((a, b) => b.number - a.number).slice(0, commentsShown) };
}
