import type { Command, CommandOf } from "../app/rules/meeting/commands";
import { decide, may } from "../app/rules/meeting/decide";
import type { MeetingEvent } from "../app/rules/meeting/events";
import { refuse, type Refusal } from "../app/rules/meeting/refusal";
import type { Role } from "../app/rules/meeting/rights";
import { emptyMeeting, type MeetingState } from "../app/rules/meeting/state";
import type { Choice } from "../app/rules/tally/verdict";
import type { Act, Answer } from "../app/wire/protocol";
import type { Hall, Halls } from "./hall";
import { idFrom, newId, sha256 } from "./ids";
import { isLane, openLanes, refused } from "./lanes";
import { rolesIn, type Actor } from "./seats";
import { countDeskBallot } from "./store/ballots";
import { chain, keepText, type KeptText, type Link, type Place } from "./store/chain";
import type { Database, Transaction } from "./store/database";
import { readFacts } from "./store/facts";
import { appendLinks, appendReceipt, appendTexts, lockMeeting, readReceipt, type Head } from "./store/log";
import { makeMeetingRow } from "./store/meetings";
import { project } from "./store/projections";
import type { Metrics } from "./metrics";
import type { Press, Print } from "./minutes/press";
import { keepEdition } from "./store/minutes-rows";
import { followSearch } from "./store/search";
import type { TalkHouse } from "./talk";

/** told: the clock is given (the demo's past meetings), so ballots take their time from it and not from the database. */
export type Clock = { readonly now: () => number; readonly told: boolean };
/** proven: the actor showed to be in the hall. print: the documents that an act of publishing stores. */
export type Asked = { readonly actor: Actor; readonly place: Place; readonly act: Act; readonly proven?: boolean; readonly print?: Print | null };
type Deps = { readonly database: Database; readonly halls: Halls; readonly talk: TalkHouse; readonly press: Press; readonly clock: Clock; readonly metrics: Metrics; readonly tellNodes: (place: Place, what: "acted" | "unread") => void };
type Accepted = { readonly answer: Answer; readonly links: Link[]; readonly texts: KeptText[] };

export type Council = ReturnType<typeof openCouncil>;

const isRefusal = (result: MeetingEvent[] | Refusal): result is Refusal => !Array.isArray(result);

/** The one door: whoever asks, by whatever way, the rules decide here and the log keeps it. */
export function openCouncil({ database, halls, talk, press, clock, metrics, tellNodes }: Deps) {
  const { db } = database;
  const lanes = openLanes({ database, halls, clock, talk, metrics });

  /** Answers one act. Throws only on a fault (a bug, a dead database); then the act may or may not have happened, and its key tells. */
  async function act(asked: Asked): Promise<Answer> {
    const { command } = asked.act;
    if (isLane(command)) return lanes.act(asked, command);
    if (command.type === "minutes.publish") return publish(asked, command);
    if (command.type !== "meeting.make") return inTurn(asked);
    const place = { ...asked.place, meeting: meetingIdFor(asked) };
    return inTurn({ ...asked, place });
  }

  /** The documents are made before the act, outside of its transaction; under the lock they count only if nothing on them has changed. */
  async function publish(asked: Asked, command: CommandOf<"minutes.publish">): Promise<Answer> {
    const { place, actor } = asked;
    const hall = await halls.get(place);
    const isOpen = hall && !may(hall.state, command, { person: actor.person, roles: await rolesAt(place, actor) });
    const print = isOpen ? await press.print(place, hall.state, Math.max(clock.now(), hall.log.at(-1)?.at ?? 0)) : null;
    return inTurn({ ...asked, print });
  }

  function inTurn(asked: Asked): Promise<Answer> {
    const waited = metrics.waiting("line");
    return halls.inLine(asked.place, () => { waited(); return actInLine(asked); });
  }

  async function actInLine(asked: Asked): Promise<Answer> {
    const { place } = asked;
    const hall = await halls.held(place);
    const waited = metrics.waiting("connection");
    const accepted = await db.transaction((tx) => { waited(); return accept(tx, hall, asked); }).catch((reason) => {
      if (hall) void halls.inLine(place, () => learn(hall));
      throw reason;
    });
    if (accepted.links.length === 0) return accepted.answer;
    const known = hall ?? await halls.held(place);
    for (const text of accepted.texts) known?.texts.set(text.id, text);
    if (known) halls.absorb(known, accepted.links);
    if (known) halls.keepDue(known);
    for (const { event } of accepted.links) lanes.learn(place, event);
    tellNodes(place, "acted");
    return accepted.answer;
  }

  /**
   * The answer to a COMMIT may be lost and the act stand in the log all the same. Under the lock it has happened or never
   * will. Where the log cannot be read now, a note to every node, this one too, waits until it can.
   */
  async function learn(hall: Hall) {
    await db.transaction(async (tx) => bringUp(tx, hall, (await lockMeeting(tx, hall.place))!)).catch(() => tellNodes(hall.place, "unread"));
  }

  async function accept(tx: Transaction, hall: Hall | null, { actor, place, act: { key, command }, proven = false, print = null }: Asked): Promise<Accepted> {
    const nothing = (answer: Answer): Accepted => ({ answer, links: [], texts: [] });
    const head = await lockMeeting(tx, place);
    if (!head && command.type !== "meeting.make") return nothing(refused(refuse("wrong-stage", "M2", { stage: "none" })));
    if (hall && head) await bringUp(tx, hall, head);
    const said = sha256(JSON.stringify(command));
    const earlier = head && await readReceipt(tx, place, { actor: actor.person, key });
    if (earlier) return nothing(earlier.command === said ? { ok: true, at: earlier.at, seq: earlier.seq } : refused(refuse("key-used", "M1")));
    const decided = await decideUnderLock(tx, hall, { actor, place, command, proven, print });
    if ("code" in decided) return nothing(refused(decided));
    if (!head) await makeMeetingRow(tx, place, (command as CommandOf<"meeting.make">).body);
    const { seq, at } = await keep(tx, { actor, place, command, hall, print, head: head ?? { seq: 0, hash: "" }, ...decided });
    await followSearch(tx, place, { before: hall?.state ?? emptyMeeting, links: decided.links });
    await appendReceipt(tx, place, { actor: actor.person, key, command: said, seq, at });
    return { answer: { ok: true, at, seq }, links: decided.links, texts: decided.texts };
  }

  /** Other nodes may have added links, or this one without learning of it: then the others have not been told. Under the lock nobody adds more. */
  async function bringUp(tx: Transaction, hall: Hall, head: Head) {
    if (hall.head.seq === head.seq) return;
    await halls.readOn(tx, hall);
    tellNodes(hall.place, "acted");
  }

  type Decided = { links: Link[]; texts: KeptText[]; events: MeetingEvent[]; at: number };

  async function decideUnderLock(tx: Transaction, hall: Hall | null, { actor, place, command, proven, print }: { actor: Actor; place: Place; command: Command; proven: boolean; print: Print | null }): Promise<Decided | Refusal> {
    const state = hall?.state ?? emptyMeeting;
    const texts: KeptText[] = [];
    const at = Math.max(clock.now(), hall?.log.at(-1)?.at ?? 0);
    const roles = await rolesIn(tx, { state, community: place.community, body: command.type === "meeting.make" ? command.body : state.body }, actor);
    const events = decide(state, command, {
      actor: { person: actor.person, roles },
      now: at,
      newId,
      keep: (kind, text) => {
        const kept = keepText(kind, text);
        texts.push(kept);
        return { id: kept.id, hash: kept.hash };
      },
      facts: { ...await readFacts(tx, { place, state, command, now: at, print }), proven },
    });
    if (isRefusal(events)) return events;
    const by = { at, actor: actor.person, onBehalfOf: onBehalfOf(state, command, actor) };
    return { links: chain(place, hall?.head ?? { seq: 0, hash: "" }, { events, by }), texts, events, at };
  }

  async function keep(tx: Transaction, kept: Decided & { actor: Actor; place: Place; command: Command; hall: Hall | null; head: Head; print: Print | null }) {
    const { place, links, texts, hall, at } = kept;
    await appendTexts(tx, place, texts);
    await appendLinks(tx, place, links);
    await project(tx, place, { before: hall?.state ?? emptyMeeting, links });
    if (kept.command.type === "ballot.witness") await countEntry(tx, hall!, { ...kept.command, at, by: kept.actor.person });
    if (kept.print) for (const event of kept.events) if (event.type === "minutes.published") await keepEdition(tx, place, { ...event, content: kept.print.canonical, at, renditions: kept.print.bytes });
    return { seq: links[links.length - 1]!.seq, at };
  }

  async function countEntry(tx: Transaction, hall: Hall, { round, entry: id, at, by }: { round: string; entry: string; at: number; by: string }) {
    const entry = hall.state.rounds.find((one) => one.id === round)!.entries![id]!;
    const choice = hall.texts.get(entry.choice.id)!.body as Choice;
    await countDeskBallot(tx, { community: hall.place.community, round }, { entry: id, voter: entry.person, choice, at, enteredBy: entry.by, witnessedBy: by });
  }

  async function rolesAt(place: Place, actor: Actor | null): Promise<Role[]> {
    const hall = actor && await halls.get(place);
    return hall ? rolesIn(db, { state: hall.state, community: place.community, body: hall.state.body }, actor) : [];
  }

  return { act, rolesAt, onBallot: lanes.onBallot, onOwn: lanes.onOwn };
}

/** The same key makes the same meeting, once. */
export const meetingIdFor = ({ actor, place, act }: Asked) =>
  idFrom(`${place.community} ${actor.person} ${act.key}`);

function onBehalfOf(state: MeetingState, command: Command, actor: Actor): string | null {
  const about = "person" in command ? command.person
    : "entry" in command ? state.rounds.find((round) => round.id === command.round)?.entries?.[command.entry]?.person : undefined;
  return about && about !== actor.person ? about : null;
}
