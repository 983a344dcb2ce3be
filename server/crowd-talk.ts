/** What people say, on its way to the pages of one meeting: gathered for a moment, so that two hundred opinions a second are a few messages. */
import { audiences, type Audience } from "../app/rules/meeting/see";
import { commentsShown, type Agreed, type CommentNews, type CommentRow, type Happened } from "../app/wire/protocol";
import type { Hall } from "./hall";
import type { Metrics } from "./metrics";
import type { TalkHouse, TalkTold } from "./talk";

/** ms: soon when it is quiet, and when much is said so many opinions in one message; with the writing itself it stays under a tick of 100. */
const [soon, busy] = [20, 80];
/** Opinions in one message: what came in beyond it is read by page. */
const mostTold = 3 * commentsShown;

type Deps = { hall: Hall; talk: TalkHouse; metrics: Metrics; now: () => number; broadcast: (audience: Audience, news: Happened) => Promise<void>; onFault: (reason: unknown) => void; onPractised: () => void };

/** Held opinions go to those who let them in. The screen in the hall gets the figure alone: words come to it only when they are put there. */
export function heardBy(audience: Audience, news: readonly CommentNews[]): CommentNews[] {
  return news.map((one) => ({ ...one, rows: audience === "staff" ? one.rows : audience === "screen" ? [] : one.rows.filter(({ held }) => !held) }));
}

export function gatherTalk({ hall, talk, metrics, now, broadcast, onFault, onPractised }: Deps) {
  const items = new Map<string, CommentNews>();
  let agreed: Record<string, number> = {};
  let timer: NodeJS.Timeout | null = null;
  let told = -busy;
  let sending: Promise<void> = Promise.resolve();
  let paid: (() => void) | null = null;

  function hear({ comments = [], agreed: figures, practised }: TalkTold) {
    if (practised) onPractised();
    for (const news of comments) items.set(news.item, joined(items.get(news.item), news));
    if (figures) agreed = { ...agreed, ...figures };
    if (items.size === 0 && !figures) return;
    paid ??= metrics.owe();
    timer ??= setTimeout(flush, Math.max(soon, told + busy - performance.now()));
  }
  const stop = talk.listen(hall.place, hear);

  function flush() {
    timer = null;
    told = performance.now();
    const [news, figures, sent] = [[...items.values()], agreed, paid];
    items.clear();
    [agreed, paid] = [{}, null];
    sending = sending.then(() => tell(news, figures)).catch(onFault).finally(sent);
  }

  async function tell(news: readonly CommentNews[], figures: Agreed) {
    for (const audience of audiences) {
      const comments = heardBy(audience, news);
      await broadcast(audience, { now: now(), ...(comments.length > 0 && { comments }), ...(Object.keys(figures).length > 0 && { agreed: figures }) });
    }
  }

  return {
    /** The newest opinions on the item before the meeting, to everybody. */
    async open(item: string) { hear({ comments: [await talk.newest(hall, item)] }); },
    async show(row: CommentRow | null) { for (const audience of audiences) await broadcast(audience, { now: now(), shown: row }); },
    close() { stop(); if (timer) clearTimeout(timer); paid?.(); },
  };
}

function joined(before: CommentNews | undefined, news: CommentNews): CommentNews {
  if (!before || news.fresh) return news;
  const rows = [...new Map([...before.rows, ...news.rows].map((row) => [row.id, row])).values()].sort((a, b) => a.number - b.number).slice(-mostTold);
  return { item: news.item, total: news.total, fresh: before.fresh, rows };
}
