import * as attendance from "./attendance";
import * as ballot from "./ballot";
import type { Command, CommandType } from "./commands";
import type { MeetingEvent } from "./events";
import * as meeting from "./meeting";
import { refuse, type Refusal } from "./refusal";
import { isEntitled } from "./rights";
import * as round from "./round";
import type { Ctx, Rule, Rulebook, Who } from "./rule";
import type { MeetingState } from "./state";

const rulebook: Rulebook = {
  "meeting.make": meeting.make,
  "meeting.revise": meeting.revise,
  "check-in.open": meeting.openCheckIn,
  "attendance.arrive": attendance.arrive,
  "attendance.leave": attendance.leave,
  "attendance.excuse": attendance.excuse,
  "attendance.expect": attendance.expect,
  "meeting.open": meeting.open,
  "item.take": meeting.takeItem,
  "round.freeze": round.freeze,
  "round.withdraw": round.withdraw,
  "round.open": round.open,
  "ballot.cast": ballot.cast,
  "ballot.enter": ballot.enter,
  "ballot.withdraw": ballot.withdraw,
  "ballot.witness": ballot.witness,
  "round.close": round.close,
  "round.check": round.check,
  "round.doubt": round.doubt,
  "round.recount": round.recount,
  "round.void": round.voidRound,
  "round.announce": round.announce,
  "meeting.close": meeting.close,
};

export const commandTypes = Object.keys(rulebook) as CommandType[];

/** An act that concerns the actor alone: coming and going oneself. */
const isOwn = (command: Command, who: Who) => "person" in command && command.type !== "ballot.enter" && command.person === who.person;

/** Why the rules refuse the command now, or null. The phone asks it to grey a button; the server asks it again and decides. */
export function may(state: MeetingState, command: Command, who: Who): Refusal | null {
  if (!isEntitled(command.type, who.roles, isOwn(command, who))) return refuse("not-entitled", "A1", { act: command.type });
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
