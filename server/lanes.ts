/** Acts that are many and stand outside the fold: ballots, answers to polls, opinions, rehearsals. The rules grant the right; the store decides the rest. */
import { laneTypes, type Command, type CommandOf, type LaneType } from "../app/rules/meeting/commands";
import { byHands, chairApart } from "../app/rules/meeting/ballot";
import { may } from "../app/rules/meeting/decide";
import type { MeetingEvent } from "../app/rules/meeting/events";
import { refuse, type Refusal } from "../app/rules/meeting/refusal";
import { isEntitled } from "../app/rules/meeting/rights";
import type { MeetingState } from "../app/rules/meeting/state";
import type { Choice } from "../app/rules/tally/verdict";
import type { Answer, MyBallot } from "../app/wire/protocol";
import { checkCode } from "../app/words/codes";
import type { Asked, Clock } from "./council";
import type { Hall, Halls } from "./hall";
import { idFrom, sha256 } from "./ids";
import type { Metrics } from "./metrics";
import { rolesIn } from "./seats";
import { ballotLanes, type StoredBallot } from "./store/ballots";
import type { Place } from "./store/chain";
import type { Database } from "./store/database";
import { namesOf } from "./store/people";
import { endRehearsal, practise, startRehearsal } from "./store/rehearsals";
import type { TalkHouse } from "./talk";

type Deps = { readonly database: Database; readonly halls: Halls; readonly clock: Clock; readonly talk: TalkHouse; readonly metrics: Metrics };
type Keeper = (place: Place, voter: string, ballot: MyBallot) => void;
/** What a person's own act changes for them alone. */
export type OwnAct = { readonly person: string; readonly command: LaneCommand; readonly answer: Extract<Answer, { ok: true }> };
type Witness = (place: Place, own: OwnAct) => void;
type LaneCommand = CommandOf<LaneType>;

export const refused = ({ code, rule, facts }: Refusal): Answer => ({ ok: false, kind: "refused", code, rule, facts });
export const isLane = (command: Command): command is LaneCommand => (laneTypes as readonly string[]).includes(command.type);
export const myBallot = (round: string, { id, choice, at, channel }: StoredBallot): MyBallot => ({ round, choice, at, channel, receipt: checkCode(sha256(id)) });

export function openLanes({ database, halls, clock, talk, metrics }: Deps) {
  const { db } = database;
  const ballots = ballotLanes(database.ballots, () => (clock.told ? clock.now() : null), metrics.batch);
  const keepers = new Set<Keeper>();
  const witnesses = new Set<Witness>();

  async function act(asked: Asked, command: LaneCommand): Promise<Answer> {
    const answer = await answered(asked, command);
    const person = command.type === "comment.post" ? command.person : asked.actor.person;
    if (answer.ok && command.type !== "ballot.cast") for (const tell of witnesses) tell(asked.place, { person, command, answer });
    return answer;
  }

  async function answered(asked: Asked, command: LaneCommand): Promise<Answer> {
    switch (command.type) {
      case "ballot.cast": return cast(asked, command);
      case "poll.answer": return answerPoll(asked, command);
      case "comment.post": return inHall(asked, command, (hall) => comment(hall, asked, command));
      case "comment.agree": return inHall(asked, command, async (hall) => done(await talk.agree(hall, asked.actor.person, command)));
      default: return inHall(asked, command, (hall) => rehearse(hall, asked, command));
    }
  }

  const done = (refusal: Refusal | null): Answer => (refusal ? refused(refusal) : { ok: true, at: clock.now() });

  /** The meeting as this node knows it, and the rules' word on whether the act may be asked for at all. */
  async function inHall({ actor, place }: Asked, command: LaneCommand, then: (hall: Hall) => Promise<Answer>): Promise<Answer> {
    const hall = await halls.get(place);
    if (!hall) return refused(refuse("wrong-stage", "M2", { stage: "none" }));
    const roles = await rolesIn(db, { state: hall.state, community: place.community, body: hall.state.body }, actor);
    const refusal = may(hall.state, command, { person: actor.person, roles });
    return refusal ? refused(refusal) : then(hall);
  }

  /** Round, roll and "once" are decided where the ballot is stored: the rules are asked for the right to vote alone. */
  async function cast({ actor, place, act: { key } }: Asked, command: CommandOf<"ballot.cast">): Promise<Answer> {
    const hall = await knowing(place, (state) => state.rounds.some((one) => one.id === command.round));
    if (!hall) return refused(refuse("unknown-round", "R4"));
    const roles = await rolesIn(db, { state: hall.state, community: place.community, body: hall.state.body }, actor);
    if (!isEntitled("ballot.cast", roles, false)) return refused(refuse("not-entitled", "A1", { act: "ballot.cast" }));
    const apart = chairApart(hall.state, actor.person) ?? byHands(hall.state, command.round, actor.person);
    return apart ? refused(apart) : store(place, { id: command.round, voter: actor.person, choice: command.choice, key });
  }

  async function store(place: Place, { id, voter, choice, key }: { id: string; voter: string; choice: Choice; key: string }): Promise<Answer> {
    const answer = await ballots.cast({ community: place.community, round: id }, { voter, choice, key });
    if (!answer.ok) return refused(answer);
    const ballot = myBallot(id, answer.ballot);
    for (const told of keepers) told(place, voter, ballot);
    return { ok: true, at: ballot.at, ballot };
  }

  async function answerPoll(asked: Asked, command: CommandOf<"poll.answer">): Promise<Answer> {
    await knowing(asked.place, (state) => state.polls.some((one) => one.id === command.poll));
    return inHall(asked, command, async () => {
      const answer = await ballots.cast({ community: asked.place.community, round: command.poll }, { voter: asked.actor.person, choice: command.choice, key: asked.act.key });
      if (!answer.ok) return refused(answer.code === "round-closed" ? refuse("poll-over", "K1", answer.facts) : answer);
      const ballot = myBallot(command.poll, answer.ballot);
      return { ok: true, at: ballot.at, ballot };
    });
  }

  async function comment(hall: Hall, { actor, place, act: { key } }: Asked, command: CommandOf<"comment.post">): Promise<Answer> {
    if (command.person !== actor.person && !(await namesOf(db, place.community, [command.person])).has(command.person)) return refused(refuse("unknown-person", "C1"));
    const posted = await talk.post(hall, actor.person, { key, command });
    return posted.ok ? { ok: true, at: posted.at, comment: posted.row } : refused(posted);
  }

  async function rehearse({ place }: Hall, { actor, act: { key } }: Asked, command: CommandOf<"rehearsal.start" | "rehearsal.answer" | "rehearsal.end">): Promise<Answer> {
    const at = new Date(clock.now());
    const refusal = await practised(command);
    if (!refusal) talk.practised(place);
    return done(refusal);

    async function practised(asked: typeof command): Promise<Refusal | null> {
      switch (asked.type) {
        case "rehearsal.start": return await startRehearsal(db, place, { id: idFrom(`rehearsal ${place.community} ${place.meeting} ${key}`), at }) ? null : refuse("rehearsal-on", "R14");
        case "rehearsal.answer": return await practise(db, place, { id: asked.rehearsal, person: actor.person, choice: asked.choice }) ? null : refuse("rehearsal-over", "R14");
        case "rehearsal.end": await endRehearsal(db, place, { id: asked.rehearsal, at }); return null;
      }
    }
  }

  /** The meeting once it knows what was opened; what another node opened a moment ago is looked up. */
  async function knowing(place: Place, has: (state: MeetingState) => boolean): Promise<Hall | null> {
    const hall = await halls.get(place);
    if (!hall || has(hall.state)) return hall;
    await halls.refresh(place);
    return has(hall.state) ? hall : null;
  }

  return {
    act,
    onBallot: (tell: Keeper) => { keepers.add(tell); },
    onOwn: (tell: Witness) => { witnesses.add(tell); },
    /** A round or poll that is over needs no lane any more. */
    learn({ community }: Place, event: MeetingEvent) {
      if (event.type === "round.closed" || event.type === "round.voided") ballots.close({ community, round: event.round });
      if (event.type === "poll.closed") ballots.close({ community, round: event.poll });
    },
  };
}
