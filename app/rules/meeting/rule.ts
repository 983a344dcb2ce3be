import type { Command, CommandOf, CommandType } from "./commands";
import type { CommentsDigest, Count, MeetingEvent, Officers, Rendition, Roster } from "./events";
import type { BodyId, FileId, ItemId, PersonId, TextRef } from "./ids";
import type { Refusal } from "./refusal";
import type { Role } from "./rights";
import type { BodyKind, Conduct, Rules } from "./rule-set";
import type { MeetingState } from "./state";

export type Who = { readonly person: PersonId; readonly roles: readonly Role[] };

/**
 * What the body's lists and rules say when check-in opens; chair null where none is named, rules null where none are in force
 * or a field is still open. next: the day from which a version still to come is in force, or null.
 */
export type Setup = { readonly roster: Roster; readonly officers: Officers; readonly chair: PersonId | null; readonly rules: Rules | null; readonly conduct: Conduct | null; readonly next: string | null; readonly source: string };
/** A file as it was sent in; bytes: its size. */
export type StoredFile = { readonly hash: string; readonly type: string; readonly bytes: number; readonly name: string };
/** A comment as its row stands. */
export type StoredComment = { readonly item: ItemId; readonly author: PersonId; readonly held: boolean; readonly hidden: boolean };

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
  /** A file of this meeting that was sent in before; null where there is none. */
  readonly fileOf?: (id: FileId) => StoredFile | null;
  /** Whole days of the community's calendar from today to the meeting, and how many the body's rules ask for. */
  readonly notice?: { readonly days: number; readonly needed: number };
  /** What was said on items whose comments end with the act. */
  readonly digests?: Readonly<Record<ItemId, CommentsDigest>>;
  readonly comment?: StoredComment | null;
  /** SHA-256 over the draft of the minutes as it stands; null where there is no draft. */
  readonly draftHash?: string | null;
  /** What was made of the minutes, and the days of the public notice. */
  readonly edition?: { readonly renditions: readonly Rendition[]; readonly from: string; readonly to: string };
  /** Whether the public notice of the newest edition runs today. */
  readonly noticeRuns?: boolean;
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
