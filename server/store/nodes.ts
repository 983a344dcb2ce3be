import postgres from "postgres";
import { newId } from "../ids";
import type { Place } from "./chain";

const channel = "yishi_news";
const tick = 20;
/** Postgres takes no payload of 8000 bytes or more; fifty ids of sessions stay well below. */
const idsAtOnce = 50;

type News =
  | { kind: "meeting"; community: string; meeting: string; here?: true }
  | { kind: "said" | "agreed" | "practised"; community: string; meeting: string; ids: readonly string[] }
  | { kind: "names" }
  | { kind: "sessions"; ended: string[]; moved: boolean }
  | { kind: "presence"; community: string; meeting: string; online: number };
export type TalkNews = "said" | "agreed" | "practised";
type Heard = { meeting(place: Place): void; talk(place: Place, kind: TalkNews, ids: readonly string[]): void; names(): void; sessions(ended: string[], moved: boolean): void; presence(from: string, place: Place, online: number): void; relistened(): void };
export type Nodes = Awaited<ReturnType<typeof joinNodes>>;

/**
 * Other nodes on the same database. They are told numbers, never texts; the log has the rest. One connection sends, so
 * that order holds; news in a gap of the listener is made up for by reading the log (relistened).
 */
export async function joinNodes(url: string, heard: Heard) {
  const me = newId();
  const sender = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  const listener = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  const waiting = new Map<string, News>();
  let timer: NodeJS.Timeout | null = null;
  let closing = false;

  function tell(name: string, news: News) {
    waiting.set(name, news);
    timer ??= setTimeout(flush, tick);
  }

  function flush() {
    timer = null;
    const batch = [...waiting];
    waiting.clear();
    if (closing || batch.length === 0) return;
    for (const one of batch) send(one);
  }

  /** Each alone, so that news that cannot be sent holds up no other; one connection keeps the order. */
  function send([name, news]: [string, News]) {
    sender`select pg_notify(${channel}, ${JSON.stringify({ from: me, ...news })})`.catch(() => {
      if (!waiting.has(name)) waiting.set(name, news);
      if (!closing) timer ??= setTimeout(flush, 1000);
    });
  }

  function sessionsEnded(ended: string[], moved: boolean) {
    for (let i = 0; i < ended.length; i += idsAtOnce) {
      const some = ended.slice(i, i + idsAtOnce);
      tell(`s ${some.join()}`, { kind: "sessions", ended: some, moved });
    }
  }

  function hear(payload: string) {
    const { from, ...news } = JSON.parse(payload) as News & { from: string };
    if (from === me && !("here" in news)) return;
    switch (news.kind) {
      case "meeting": return heard.meeting(news);
      case "said": case "agreed": case "practised": return heard.talk(news, news.kind, news.ids);
      case "names": return heard.names();
      case "sessions": return heard.sessions(news.ended, news.moved);
      case "presence": return heard.presence(from, news, news.online);
    }
  }

  await listener.listen(channel, hear, () => heard.relistened());

  return {
    meeting: ({ community, meeting }: Place) => tell(`m ${community}/${meeting}`, { kind: "meeting", community, meeting }),
    /** What this node itself could not read: the note waits until the database can be reached, and is heard here too. */
    unread: ({ community, meeting }: Place) => tell(`m ${community}/${meeting}`, { kind: "meeting", community, meeting, here: true }),
    /** Opinions, agreement or a rehearsal: numbers and ids, the rows have the rest. */
    talk({ community, meeting }: Place, kind: TalkNews, ids: readonly string[]) {
      for (let i = 0; i === 0 || i < ids.length; i += idsAtOnce) {
        const some = ids.slice(i, i + idsAtOnce);
        tell(`${kind} ${community}/${meeting} ${some.join()}`, { kind, community, meeting, ids: some });
      }
    },
    /** People or bodies are called otherwise. */
    names: () => tell("names", { kind: "names" }),
    sessionsEnded,
    presence: ({ community, meeting }: Place, online: number) => tell(`p ${community}/${meeting}`, { kind: "presence", community, meeting, online }),
    async close() {
      closing = true;
      if (timer) clearTimeout(timer);
      await Promise.all([sender.end({ timeout: 2 }), listener.end({ timeout: 2 })]);
    },
  };
}
