/** What people say, on its way to the pages of one meeting: gathered for a moment, so that two hundred opinions a second are ten messages. */
import { audiences, type Audience } from "../app/rules/meeting/see";
import { commentsShown, type Agreed, type CommentNews, type CommentRow, type Happened } from "../app/wire/protocol";
import type { Hall } from "./hall";
import type { TalkHouse, TalkTold } from "./talk";

const tick = 100;

type Deps = { hall: Hall; talk: TalkHouse; now: () => number; broadcast: (audience: Audience, news: Happened) => Promise<void>; onFault: (reason: unknown) => void; onPractised: () => void };

export function gatherTalk({ hall, talk, now, broadcast, onFault, onPractised }: Deps) {
  const items = new Map<string, CommentNews>();
  let agreed: Record<string, number> = {};
  let timer: NodeJS.Timeout | null = null;

  function hear({ comments = [], agreed: figures, practised }: TalkTold) {
    if (practised) onPractised();
    for (const news of comments) items.set(news.item, joined(items.get(news.item), news));
    if (figures) agreed = { ...agreed, ...figures };
    if (items.size > 0 || figures) timer ??= setTimeout(flush, tick);
  }
  const stop = talk.listen(hall.place, hear);

  function flush() {
    timer = null;
    const [news, figures] = [[...items.values()], agreed];
    items.clear();
    agreed = {};
    void tell(news, figures).catch(onFault);
  }

  /** Held opinions go to those who let them in. */
  async function tell(news: readonly CommentNews[], figures: Agreed) {
    for (const audience of audiences) {
      const comments = audience === "staff" ? news : news.map((one) => ({ ...one, rows: one.rows.filter(({ held }) => !held) }));
      await broadcast(audience, { now: now(), ...(comments.length > 0 && { comments }), ...(Object.keys(figures).length > 0 && { agreed: figures }) });
    }
  }

  return {
    /** The newest opinions on the item before the meeting, to everybody. */
    async open(item: string) { hear({ comments: [await talk.newest(hall, item)] }); },
    async show(row: CommentRow | null) { for (const audience of audiences) await broadcast(audience, { now: now(), shown: row }); },
    close() { stop(); if (timer) clearTimeout(timer); },
  };
}

function joined(before: CommentNews | undefined, news: CommentNews): CommentNews {
  if (!before || news.fresh) return news;
  const rows = [...before.rows, ...news.rows].sort((a, b) => a.number - b.number).slice(-commentsShown);
  return { item: news.item, total: news.total, fresh: before.fresh, rows };
}
