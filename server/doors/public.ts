import type { PublicDoor } from "../../app/wire/public";
import type { Drizzle } from "../store/database";
import { announcedIn, councilsOf, publishedMinutes } from "../store/public";
import { searchIn } from "../store/search";

const mostMinutes = 30;

/** What everybody may read of a community. today: of its calendar. */
export function publicDoor(db: Drizzle, { community, today }: { community: string; today: string }): PublicDoor {
  return {
    async search(words) {
      const hits = await searchIn(db, community, words);
      return { short: hits === null, hits: hits ?? [] };
    },
    async minutes() {
      const rows = await publishedMinutes(db, community, mostMinutes);
      return Promise.all(rows.map(async ({ meeting, publishedAt, to, title }) => ({
        meeting, title: title ?? "", publishedAt: publishedAt.getTime(), to, running: today <= to,
        results: (await announcedIn(db, { community, meeting })).map((one) => ({ title: one.title ?? "", verdict: one.verdict ?? "" })),
      })));
    },
    councils: () => councilsOf(db, community),
  };
}
