import type { PublicDoor } from "../../app/wire/public";
import type { Drizzle } from "../store/database";
import { announcedIn, councilsOf, publishedMinutes } from "../store/public";
import { searchIn } from "../store/search";
import { votedIn, type Voted } from "../store/voted";

const mostMinutes = 30;

/** The text of a vote, where the title of its item does not tell which it was: after several votes, or one on a motion. */
export function toldApart({ id, title, votes }: { readonly id: string; readonly title: string | null; readonly votes: number }, voted: ReadonlyMap<string, Voted>): Voted | null {
  const one = voted.get(id);
  return one && one.text && one.text !== title && (one.by || votes > 1) ? one : null;
}

/** What everybody may read of a community. today: of its calendar. */
export function publicDoor(db: Drizzle, { community, today }: { community: string; today: string }): PublicDoor {
  return {
    async search(words) {
      const hits = await searchIn(db, community, words);
      return { short: hits === null, hits: hits ?? [] };
    },
    async minutes() {
      const rows = await publishedMinutes(db, community, mostMinutes);
      const voted = await votedIn(db, community, rows.map(({ meeting }) => meeting));
      return Promise.all(rows.map(async ({ meeting, publishedAt, to, title }) => ({
        meeting, title: title ?? "", publishedAt: publishedAt.getTime(), to, running: today <= to,
        results: (await announcedIn(db, { community, meeting })).map((one) => ({ title: one.title ?? "", verdict: one.verdict ?? "", voted: toldApart(one, voted) })),
      })));
    },
    councils: () => councilsOf(db, community),
  };
}
