import { openPoll } from "../app/rules/meeting/state";
import type { Mine } from "../app/wire/protocol";
import type { Hall } from "./hall";
import type { OwnAct } from "./lanes";
import { ballotOf } from "./store/ballots";
import type { Drizzle } from "./store/database";
import { practisedBy, rehearsalOf, type RehearsalRow } from "./store/rehearsals";
import type { TalkHouse } from "./talk";

export type Personal = Pick<Extract<Mine, { as: "person" }>, "agreed" | "unshown" | "answered" | "practised">;
type From = { readonly db: Drizzle; readonly talk: TalkHouse; readonly now: number; readonly rehearsal?: RehearsalRow | null };

/** What concerns one person beside their seat and ballot: what they agree with, what of theirs is not shown, whether they answered the poll and practised. */
export async function personalOf({ db, talk, now, rehearsal: known }: From, hall: Hall, person: string): Promise<Personal> {
  const poll = openPoll(hall.state);
  const rehearsal = known === undefined ? await rehearsalOf(db, hall.place, now) : known;
  const [said, answer, practised] = await Promise.all([
    talk.mine(hall, person), poll && ballotOf(db, { community: hall.place.community, round: poll.id }, person), rehearsal && practisedBy(db, hall.place, { id: rehearsal.id, person }),
  ]);
  return { ...said, ...(poll && answer && { answered: poll.id }), ...(practised && { practised }) };
}

/** The same after an act of one's own. */
export function personalAfter(before: Personal, { command, answer }: OwnAct): Personal {
  switch (command.type) {
    case "comment.agree": {
      const others = (before.agreed ?? []).filter((id) => id !== command.comment);
      return { ...before, agreed: command.on ? [...others, command.comment] : others };
    }
    case "comment.post": return answer.comment?.held ? { ...before, unshown: [answer.comment, ...(before.unshown ?? []).filter(({ id }) => id !== answer.comment!.id)] } : before;
    case "poll.answer": return { ...before, answered: command.poll };
    case "rehearsal.answer": return { ...before, practised: command.choice };
    case "rehearsal.start": {
      const { practised: _, ...rest } = before;
      return rest;
    }
    default: return before;
  }
}
