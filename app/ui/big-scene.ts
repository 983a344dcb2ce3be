import type { CommentRow, Rehearsal } from "~/wire/protocol";
import type { Known } from "~/live/scene";
import type { Poll, Speech } from "~/rules/meeting/talk";
import { itemById, latestRound, openPoll, queueOf, speaker, type Item, type MeetingState, type Round } from "~/rules/meeting/state";

/** What the hall's screen shows: one thing at a time. */
export type Shown =
  | { readonly at: "waiting" | "agenda" | "rules" | "break" }
  | { readonly at: "comment"; readonly row: CommentRow }
  | { readonly at: "practice"; readonly rehearsal: Rehearsal }
  | { readonly at: "item"; readonly item: Item }
  | { readonly at: "talk"; readonly item: Item; readonly speech: Speech | null; readonly queue: readonly Speech[] }
  | { readonly at: "poll"; readonly item: Item; readonly poll: Poll }
  | InRound<"question"> | InRound<"voting"> | InRound<"hands"> | InRound<"counting"> | InRound<"result">;
type InRound<At extends string> = { readonly at: At; readonly item: Item; readonly round: Round };

type Scene = Pick<Known, "view" | "shown" | "rehearsal">;

/** An opinion that was put up stands before what the screen follows or is held at, but never before a question that is voted on, nor in a break. */
export function shownOn({ view, shown, rehearsal }: Scene): Shown {
  const inHand = handOf(view);
  const asks = inHand !== null && inHand.round.stage !== "announced";
  if (shown && view.comments.shown === shown.id && view.adjournedAt === null && !asks) return { at: "comment", row: shown };
  return held(view) ?? follow(view, { rehearsal, inHand });
}

/** A page at which the chair or the recorder holds the screen; null where it follows, or there is no such page yet. */
function held(view: MeetingState): Shown | null {
  switch (view.screen) {
    case "follow": return null;
    case "agenda": case "rules": case "break": return { at: view.screen };
    case "item": {
      const item = itemById(view, view.current);
      return item ? { at: "item", item } : null;
    }
    case "result": {
      const round = view.rounds.filter(({ result }) => result).pop();
      const item = round && itemById(view, round.item);
      return item ? { at: "result", item, round } : null;
    }
  }
}

type InHand = { readonly item: Item; readonly round: Round } | null;

/** The question of the item before the meeting: put, voted on, or announced as the last thing that happened to it. */
function handOf(view: MeetingState): InHand {
  const round = latestRound(view);
  const item = view.stage === "in-session" ? itemById(view, view.current) : undefined;
  return round && item?.id === round.item ? { item, round } : null;
}

function follow(view: MeetingState, { rehearsal, inHand }: { rehearsal: Rehearsal | null; inHand: InHand }): Shown {
  if (view.stage === "in-session" && view.adjournedAt !== null) return { at: "break" };
  const item = view.stage === "in-session" ? itemById(view, view.current) : undefined;
  const asked = item && openPoll(view);
  if (asked) return { at: "poll", item, poll: asked };
  if (inHand && inHand.round.stage !== "announced") return inRound(inHand.item, inHand.round);
  const speaks = item && speaker(view)?.item === item.id;
  // What was practised before stands only until an item comes up.
  if (rehearsal && view.stage !== "closed" && !speaks && (rehearsal.open || !item)) return { at: "practice", rehearsal };
  return item ? onItem(view, { item, inHand }) : { at: "waiting" };
}

function inRound(item: Item, round: Round): Shown {
  if (round.stage === "frozen") return { at: "question", item, round };
  if (round.stage === "open") return round.hands ? { at: "hands", item, round } : { at: "voting", item, round };
  return { at: "counting", item, round };
}

/** Whoever speaks or waits, else what came last: the answers of a poll, a result, or the item as it lies before the meeting. */
function onItem(view: MeetingState, { item, inHand }: { item: Item; inHand: InHand }): Shown {
  const speech = speaker(view);
  const queue = queueOf(view).filter((one) => one.item === item.id);
  if (speech?.item === item.id) return { at: "talk", item, speech, queue };
  const announced = inHand && item.stage !== "taken" ? inHand : null;
  if (announced) return { at: "result", ...announced };
  const poll = view.polls.filter((one) => one.item === item.id && one.closedAt !== null).pop();
  if (poll && isNewest(view, poll)) return { at: "poll", item, poll };
  if (inHand && isLast(view, inHand)) return { at: "result", ...inHand };
  return queue.length > 0 ? { at: "talk", item, speech: null, queue } : { at: "item", item };
}

const spokenAfter = ({ speeches }: MeetingState, at: number) => speeches.some(({ from }) => from !== null && from > at);
const isNewest = (view: MeetingState, { closedAt }: Poll) => !spokenAfter(view, closedAt ?? 0) && !view.rounds.some(({ announcedAt }) => (announcedAt ?? 0) > (closedAt ?? 0));
/** A motion that was not carried leaves its item open: its result stands until the talk goes on. */
const isLast = (view: MeetingState, { round }: NonNullable<InHand>) => !spokenAfter(view, round.announcedAt ?? 0);
