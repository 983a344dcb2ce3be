import { fold } from "~/rules/meeting/apply";
import type { Happened, Mine, Scene } from "~/wire/protocol";

/** Whether what one sees is live. still: no script, or not there yet. */
export type LinkState = "connected" | "wait" | "cut" | "still";

/** What a page knows of its meeting. offset: the server's clock less this phone's, ms. */
export type Known = Scene & { readonly mine: Mine | null; readonly cast: { readonly round: string; readonly cast: number } | null; readonly offset: number };

/** News folded in, or null where a number is missing and the page must ask again. */
export function hear(known: Known, news: Happened, clock: number): Known | null {
  const offset = news.now - clock;
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
    offset,
  };
}
