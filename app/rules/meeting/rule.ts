import type { Command, CommandOf, CommandType } from "./commands";
import type { Count, MeetingEvent, Officers, Roster } from "./events";
import type { BodyId, PersonId, TextRef } from "./ids";
import type { Refusal } from "./refusal";
import type { Role } from "./rights";
import type { BodyKind, Rules } from "./rule-set";
import type { MeetingState } from "./state";

export type Who = { readonly person: PersonId; readonly roles: readonly Role[] };

/**
 * What the body's lists and rules say when check-in opens; chair null where none is named, rules null where none are in force
 * or a field is still open. next: the day from which a version still to come is in force, or null.
 */
export type Setup = { readonly roster: Roster; readonly officers: Officers; readonly chair: PersonId | null; readonly rules: Rules | null; readonly next: string | null; readonly source: string };

/** Facts outside the fold, read by the server under the meeting's lock. A missing one is a fault of the server, not a refusal. */
export type Facts = {
  readonly bodyKind?: BodyKind;
  readonly chairOf?: (body: BodyId) => PersonId | null;
  readonly setup?: Setup;
  /** Whether somebody of that id lives in the community. */
  readonly known?: boolean;
  /** Whether the actor showed to be in the hall, by the code on the big screen. */
  readonly proven?: boolean;
  readonly count?: Count;
  /** When the person's counted ballot of the round was received, epoch ms; null where there is none. */
  readonly votedAt?: number | null;
};

/** now in epoch ms; newId gives a fresh id; keep stores a text in the act's transaction and answers its reference. */
export type Ctx = {
  readonly actor: Who;
  readonly now: number;
  readonly newId: () => string;
  readonly keep: (kind: string, text: string) => TextRef;
  readonly facts: Facts;
};

/** One command's rule: the guard is asked on the phone (to grey a button) and on the server; what happens only on the server. */
export type Rule<T extends CommandType> = {
  readonly guard: (state: MeetingState, command: CommandOf<T>, who: Who) => Refusal | null;
  readonly happen: (state: MeetingState, command: CommandOf<T>, ctx: Ctx) => MeetingEvent[] | Refusal;
};
export type Rulebook = { readonly [T in Command["type"]]: Rule<T> };

export function given<T>(fact: T | undefined, name: string): T {
  if (fact === undefined) throw new Error(`the server did not read the fact "${name}"`);
  return fact;
}
