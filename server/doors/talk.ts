import type { TalkDoor } from "../../app/wire/talk-door";
import type { Audience } from "../../app/rules/meeting/see";
import type { Hall } from "../hall";
import type { House } from "../house";
import { rehearsalOf } from "../store/rehearsals";

/** Opinions and rehearsals as the visitor may read them. */
export function talkDoor({ database: { db }, talk, clock }: House, hall: Hall, { person, audience }: { person: string | null; audience: () => Promise<Audience> }): TalkDoor {
  return {
    async comments(item, before) {
      const [page, totals] = await Promise.all([talk.page(hall, { item, before, audience: await audience(), person }), talk.totals(hall)]);
      return { ...page, total: totals[item] ?? 0 };
    },
    comment: (id) => talk.one(hall, id),
    rehearsal: () => rehearsalOf(db, hall.place, clock.now()),
  };
}
