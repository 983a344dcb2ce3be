import * as attendance from "./attendance";
import * as ballot from "./ballot";
import type { Command, CommandType } from "./commands";
import * as comment from "./comment";
import type { MeetingEvent } from "./events";
import * as floor from "./floor";
import * as hands from "./hands";
import * as item from "./item";
import * as late from "./late";
import * as meeting from "./meeting";
import * as minutes from "./minutes";
import * as motion from "./motion";
import * as notice from "./notice";
import * as poll from "./poll";
import { refuse, type Refusal } from "./refusal";
import * as rehearsal from "./rehearsal";
import { isBarred, isEntitled, type Role } from "./rights";
import * as round from "./round";
import type { Ctx, Rule, Rulebook, Who } from "./rule";
import type { MeetingState } from "./state";

const rulebook: Rulebook = {
  "meeting.make": meeting.make, "meeting.revise": meeting.revise, "notice.post": notice.postNotice, "reply.give": notice.reply,
  "check-in.open": meeting.openCheckIn, "meeting.open": meeting.open, "meeting.adjourn": meeting.adjourn, "meeting.resume": meeting.resume, "meeting.close": meeting.close, "screen.turn": meeting.turnScreen,
  "attendance.arrive": attendance.arrive, "attendance.leave": attendance.leave, "attendance.excuse": attendance.excuse, "attendance.expect": attendance.expect, "attendance.join": attendance.join,
  "item.take": item.take, "item.defer": item.defer, "matter.agree": item.agree, "matter.raise": item.raise,
  "late.enter": late.enterLate, "late.confirm": late.confirmLate,
  "speak.ask": floor.ask, "speak.withdraw": floor.withdrawAsk, "floor.grant": floor.grant, "floor.end": floor.end, "floor.skip": floor.skip, "floor.remind": floor.remind,
  "speech.note": floor.note, "speech.point": floor.point, "speech.adopt": floor.adopt,
  "motion.move": motion.move, "motion.second": motion.second, "motion.withdraw": motion.withdrawMotion,
  "comment.post": comment.post, "comment.agree": comment.agreeWith, "comments.moderate": comment.moderate, "comment.admit": comment.admit, "comment.hide": comment.hide,
  "comment.restore": comment.restore, "comment.show": comment.show, "comment.unshow": comment.unshow,
  "round.freeze": round.freeze, "round.withdraw": round.withdraw, "round.open": round.open, "round.close": round.close, "round.check": round.check, "round.doubt": round.doubt,
  "round.recount": round.recount, "round.void": round.voidRound, "round.announce": round.announce,
  "ballot.cast": ballot.cast, "ballot.enter": ballot.enter, "ballot.withdraw": ballot.withdraw, "ballot.witness": ballot.witness,
  "hands.call": hands.call, "hands.enter": hands.enterHands, "hands.again": hands.again,
  "poll.open": poll.openPollOn, "poll.answer": poll.answerPoll, "poll.close": poll.closePoll,
  "rehearsal.start": rehearsal.start, "rehearsal.answer": rehearsal.answer, "rehearsal.end": rehearsal.end,
  "minutes.confirm": minutes.confirm, "minutes.return": minutes.giveBack, "minutes.sign": minutes.sign, "minutes.publish": minutes.publish,
  "objection.file": minutes.object, "objection.answer": minutes.answerObjection,
};

export const commandTypes = Object.keys(rulebook) as CommandType[];

/** An act that concerns the actor alone: coming and going, speaking, moving, commenting oneself. */
const isOwn = (command: Command, who: Who) => "person" in command && command.type !== "ballot.enter" && command.type !== "late.enter" && command.person === who.person;

/** The offices that bind the person in this meeting, also where they sit by a slip of paper. */
const officesOf = ({ plan, officers }: MeetingState, { person }: Who): Role[] => [...(plan?.chair === person ? ["chair" as const] : []), ...(officers.supervisor.includes(person) ? ["supervisor" as const] : [])];

/** Why the rules refuse the command now, or null. The phone asks it to grey a button; the server asks it again and decides. */
export function may(state: MeetingState, command: Command, who: Who): Refusal | null {
  const own = isOwn(command, who);
  if (!isEntitled(command.type, who.roles, own) || isBarred(command.type, officesOf(state, who), own)) return refuse("not-entitled", "A1", { act: command.type });
  const rule = rulebook[command.type] as Rule<CommandType>;
  return rule.guard(state, command, who);
}

/** [M1] What the command makes happen, or why not. Pure: the same state, command and context give the same answer. */
export function decide(state: MeetingState, command: Command, ctx: Ctx): MeetingEvent[] | Refusal {
  const refusal = may(state, command, ctx.actor);
  if (refusal) return refusal;
  const rule = rulebook[command.type] as Rule<CommandType>;
  return rule.happen(state, command, ctx);
}
