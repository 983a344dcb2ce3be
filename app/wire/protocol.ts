import type { Command } from "~/rules/meeting/commands";
import type { Channel, Seen, Tag } from "~/rules/meeting/events";
import type { CommentId, EntryId, ItemId, MeetingId, PersonId, PollId, RoundId, TextId } from "~/rules/meeting/ids";
import type { Facts, RefusalCode } from "~/rules/meeting/refusal";
import type { Role } from "~/rules/meeting/rights";
import type { MeetingState } from "~/rules/meeting/state";
import type { Choice, Tally } from "~/rules/tally/verdict";

/** Raised when a page of an older build can no longer understand what is sent; it is then told `outdated`. */
export const protocol = 3;

/** Which page asks: it decides how much of the meeting is sent to somebody entitled to more. */
export type Desk = "hall" | "staff" | "screen";

/** The handshake (Socket.IO `auth`). events: the last number this page knows, 0 for none; desk: as what it got them. */
export type Hello = { readonly protocol: number; readonly community: string; readonly meeting: MeetingId; readonly events: number; readonly desk: Desk; readonly screen?: string };

/** key: chosen by the phone; the same key and command get the same answer. */
export type Act = { readonly key: string; readonly command: Command };

export type MyBallot = { readonly round: RoundId; readonly choice: Choice; readonly at: number; readonly channel: Channel; readonly receipt: string };

/** An opinion as it is read. number: its place in the meeting's order; to: whom it answers; text: null where it was removed by law; held: waits to be let in; hidden: not shown, told to its author and to staff with the reason. */
export type CommentRow = {
  readonly id: CommentId; readonly number: number; readonly item: ItemId; readonly author: PersonId; readonly name: string; readonly tag: Tag | null; readonly parent: CommentId | null; readonly to: string | null;
  readonly text: string | null; readonly at: number; readonly agreed: number; readonly held?: true; readonly hidden?: string;
};
/** Opinions on an item. fresh: the newest of it, in the place of what was known; otherwise those that came in. total: how many are shown. */
export type CommentNews = { readonly item: ItemId; readonly total: number; readonly fresh: boolean; readonly rows: readonly CommentRow[] };
/** How many agree, by comment; only what changed. */
export type Agreed = Readonly<Record<CommentId, number>>;
/** 练一练 while it runs and shortly after; tally is told when it is over. It stands in no record. */
export type Rehearsal = { readonly id: RoundId; readonly open: boolean; readonly cast: number; readonly tally: Tally | null };

export type Answer =
  | { readonly ok: true; readonly at: number; readonly seq?: number; readonly ballot?: MyBallot; readonly comment?: CommentRow }
  | { readonly ok: false; readonly kind: "refused"; readonly code: RefusalCode; readonly rule: string; readonly facts: Facts }
  | { readonly ok: false; readonly kind: "malformed"; readonly field?: string }
  | { readonly ok: false; readonly kind: "fault"; readonly id: string };

/** Sanitised Markdown as a tree; rendered to elements, never to a string of HTML. */
export type Rich = string | { readonly tag: RichTag; readonly href?: string; readonly children: readonly Rich[] };
export const richTags = ["p", "h3", "h4", "strong", "em", "ul", "ol", "li", "blockquote", "code", "pre", "hr", "br", "a"] as const;
export type RichTag = (typeof richTags)[number];

/** A text as it is read: plain words, a tree, or null where it was removed by law. */
export type Told = string | readonly Rich[] | null;
export type Texts = Readonly<Record<TextId, Told>>;
export type Names = Readonly<Record<PersonId, string>>;

/** A meeting as one audience knows it, with the words for its ids. shown: the comment that stands on the big screen. */
export type Scene = { readonly view: MeetingState; readonly texts: Texts; readonly names: Names; readonly shown?: CommentRow | null };

/** How many have voted in the open round; never how. */
export type Counts = { readonly round: RoundId; readonly cast: number };

/** What the big screen shows while people can check in: digits to type, and the value that its QR carries. */
export type ShownCode = { readonly digits: string; readonly scan: string };
/** What concerns the one person at this socket. ballot: the latest one, which names its round; desk: open entries of the desk that this person may read; agreed: which of the newest comments the person agrees with; unshown: own comments that are held or hidden; counted: the figure of hands that this person entered and nobody else is told [H2]. */
export type Mine =
  | { readonly as: "person"; readonly person: PersonId; readonly name: string; readonly roles: readonly Role[]; readonly here: boolean; readonly ballot: MyBallot | null; readonly agreed?: readonly CommentId[]; readonly answered?: PollId; readonly practised?: Choice; readonly unshown?: readonly CommentRow[]; readonly desk?: Readonly<Record<EntryId, Choice>>; readonly counted?: Tally }
  | { readonly as: "watcher" }
  | { readonly as: "screen"; readonly shown: ShownCode | null; readonly wifi?: Wifi | null };
/** The hall's Wi-Fi, told to the big screen alone. password: empty for an open network. */
export type Wifi = { readonly name: string; readonly password: string };

/** Everything that comes down. now: the server's clock, epoch ms. */
export type Happened = {
  readonly now: number;
  readonly state?: Scene;
  readonly events?: readonly Seen[];
  readonly texts?: Texts;
  readonly names?: Names;
  readonly counts?: Counts;
  readonly comments?: readonly CommentNews[];
  readonly agreed?: Agreed;
  readonly shown?: CommentRow | null;
  readonly rehearsal?: Rehearsal | null;
  readonly mine?: Mine;
};

/** Devices that look at the meeting now; at most one a second. */
export type Presence = { readonly online: number };

/** Why a page must be loaded anew, or that this phone lost its seat or session. */
export type Outdated = { readonly why: "protocol" | "meeting" | "signed-out" | "moved" };

export type Up = { act: (act: Act, acknowledge: (answer: Answer) => void) => void };
export type Down = { happened: (news: Happened) => void; presence: (presence: Presence) => void; outdated: (why: Outdated) => void };

/** How many opinions a page holds at once, newest first; older ones come by page. */
export const commentsShown = 20;
