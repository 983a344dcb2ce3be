/** What the routes of the evening before the evening ask of the server: the paper, its files, the notice, the answers, what is printed. */
import type { Draft, DraftItem } from "~/rules/meeting/commands";
import type { Decider, ItemKind, MeetingKind } from "~/rules/meeting/events";
import type { RuleFields } from "~/rules/meeting/rule-set";
import type { Stage } from "~/rules/meeting/state";
import type { FileRefusal } from "~/words/zh-before";
import type { PersonCard } from "./people";
import type { Rich } from "./protocol";

export type FileCard = { readonly id: string; readonly name: string; readonly type: string; readonly bytes: number };

export type PaperItem = DraftItem & { readonly id: string };
/** The paper as it stands, as it can be handed back with meeting.revise. seen: the number it stands at; files: the cards of all that its items name. */
export type WholePaper = { readonly seen: number; readonly body: string; readonly draft: Draft & { readonly items: readonly PaperItem[] }; readonly files: readonly FileCard[] };

export type NoticeItem = {
  readonly id: string; readonly kind: ItemKind; readonly title: string; readonly proposer: string; readonly minutes: number; readonly resolution: string; readonly decider: Decider; readonly files: readonly FileCard[];
};

export type PostingCard = { readonly id: string; readonly place: string; readonly postedOn: string; readonly takenDownOn: string | null; readonly photo: string | null };

/** Everything that the notice of a meeting says. Times in epoch ms; endsAt: null where no minutes are allotted. */
export type NoticeSheet = {
  /** Null while it is not posted; stale: the paper changed since. */
  readonly posted: { readonly at: number; readonly number: string; readonly days: number; readonly needed: number; readonly short: string | null; readonly stale: boolean } | null;
  readonly stage: Stage;
  readonly issuer: string; readonly body: string; readonly title: string; readonly kind: MeetingKind; readonly basis: string;
  readonly startsAt: number; readonly endsAt: number | null; readonly place: string; readonly url: string; readonly code: string;
  readonly chair: string; readonly chairStanding: string; readonly recorders: readonly string[];
  /** How many members, and what the attendees stand for: who is on the list is not told to everybody. */
  readonly members: number; readonly attendees: readonly string[];
  readonly items: readonly NoticeItem[];
  /** The rules that will be in force on the day; null where none are, or a field is open. version 0: none. */
  readonly rules: { readonly version: number; readonly fields: RuleFields } | null;
};

export type ReplyRow = { readonly person: string; readonly name: string; readonly coming: boolean | null; readonly at: number; readonly reason: string };

/** What the paper pack is printed from. heading: the title with marks where it may wrap; explained: the text of each item as noticed. */
export type PackSheet = { readonly notice: NoticeSheet; readonly explained: Readonly<Record<string, readonly Rich[]>>; readonly heading: string; readonly members: readonly PersonCard[]; readonly attendees: readonly PersonCard[]; readonly away: readonly string[]; readonly counters: readonly string[]; readonly supervisors: readonly string[] };

export interface BeforeDoor {
  /** As it was posted; null where it is not, but staff see the paper as it stands. */
  notice(): Promise<NoticeSheet | null>;
  /** The noticed meeting as an .ics. */
  calendar(): Promise<string | null>;
  /** An attachment or photo that whoever asks may see. */
  file(id: string): Promise<{ readonly name: string; readonly type: string; readonly content: Uint8Array; readonly disposition: string } | null>;
  /** The attachments of an item that whoever asks may open. */
  filesOf(item: string): Promise<readonly FileCard[]>;
  /** For those who make meetings. */
  desk(): Promise<BeforeDesk | null>;
  /** For staff. */
  replies(): Promise<readonly ReplyRow[] | null>;
  /** What whoever asks gave as the reason for staying away; "" where there is none. */
  ownReason(): string;
  pack(): Promise<PackSheet | null>;
  postings(): Promise<readonly PostingCard[]>;
}

export interface BeforeDesk {
  /** Stores a file that no event names yet. having: how many there are already; the same key is the same file. */
  send(key: string, file: Blob & { readonly name?: string }, having: { readonly count: number; readonly photo: boolean }): Promise<FileCard | FileRefusal>;
  /** The cards of files that were sent in, of any of the ids that there are. */
  cards(ids: readonly string[]): Promise<readonly FileCard[]>;
  preview(text: string): readonly Rich[];
  hang(posting: { readonly key: string; readonly place: string; readonly postedOn: string; readonly photo: string | null }): Promise<void>;
  takeDown(id: string, day: string): Promise<boolean>;
  drop(id: string): Promise<boolean>;
}
