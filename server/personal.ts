import { openPoll } from "../app/rules/meeting/state";
import type { Mine } from "../app/wire/protocol";
import type { Hall } from "./hall";
import { ballotOf } from "./store/ballots";
import type { Drizzle } from "./store/database";
import { practisedBy, rehearsalOf } from "./store/rehearsals";
import type { TalkHouse } from "./talk";

export type Personal = Pick<Extract<Mine, { as: "person" }>, "agreed" | "unshown" | "answered" | "practised">;

/** What concerns one person beside their seat and ballot: what they agree with, what of theirs is not shown, whether they answered the poll and practised. */
export async function personalOf({ db, talk, now }: { db: Drizzle; talk: TalkHouse; now: number }, hall: Hall, person: string): Promise<Personal> {
  const poll = openPoll(hall.state);
  const rehearsal = await rehearsalOf(db, hall.place, now);
  const [said, answer, practised] = await Promise.all([
    talk.mine(hall, person), poll && ballotOf(db, { community: hall.place.community, round: poll.id }, person), rehearsal && practisedBy(db, hall.place, { id: rehearsal.id, person }),
  ]);
  return { ...said, ...(poll && answer && { answered: poll.id }), ...(practised && { practised }) };
}
