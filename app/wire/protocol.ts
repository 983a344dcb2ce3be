import type { Command } from "~/rules/meeting/commands";
import type { Channel, Seen } from "~/rules/meeting/events";
import type { EntryId, MeetingId, PersonId, RoundId, TextId } from "~/rules/meeting/ids";
import type { Facts, RefusalCode } from "~/rules/meeting/refusal";
import type { Role } from "~/rules/meeting/rights";
import type { MeetingState } from "~/rules/meeting/state";
import type { Choice } from "~/rules/tally/verdict";

/** Raised when a page of an older build can no longer understand what is sent; it is then told `outdated`. */
export const protocol = 2;

/** Which page asks: it decides how much of the meeting is sent to somebody entitled to more. */
export type Desk = "hall" | "staff" | "screen";

/** The handshake (Socket.IO `auth`). events: the last number this page knows, 0 for none; desk: as what it got them. */
export type Hello = { readonly protocol: number; readonly community: string; readonly meeting: MeetingId; readonly events: number; readonly desk: Desk; readonly screen?: string };

/** key: chosen by the phone; the same key and command get the same answer. */
export type Act = { readonly key: string; readonly command: Command };

export type MyBallot = { readonly round: RoundId; readonly choice: Choice; readonly at: number; readonly channel: Channel; readonly receipt: string };

export type Answer =
  | { readonly ok: true; readonly at: number; readonly seq?: number; readonly ballot?: MyBallot }
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

/** A meeting as one audience knows it, with the words for its ids. */
export type Scene = { readonly view: MeetingState; readonly texts: Texts; readonly names: Names };

/** How many have voted in the open round; never how. */
export type Counts = { readonly round: RoundId; readonly cast: number };

/** What the big screen shows while people can check in: digits to type, and the value that its QR carries. */
export type ShownCode = { readonly digits: string; readonly scan: string };
/** What concerns the one person at this socket. ballot: the latest one, which names its round; desk: open entries of the desk that this person may read. */
export type Mine =
  | { readonly as: "person"; readonly person: PersonId; readonly name: string; readonly roles: readonly Role[]; readonly here: boolean; readonly ballot: MyBallot | null; readonly desk?: Readonly<Record<EntryId, Choice>> }
  | { readonly as: "watcher" }
  | { readonly as: "screen"; readonly shown: ShownCode | null };

/** Everything that comes down. now: the server's clock, epoch ms. */
export type Happened = {
  readonly now: number;
  readonly state?: Scene;
  readonly events?: readonly Seen[];
  readonly texts?: Texts;
  readonly names?: Names;
  readonly counts?: Counts;
  readonly mine?: Mine;
};

/** Devices that look at the meeting now; at most one a second. */
export type Presence = { readonly online: number };

/** Why a page must be loaded anew, or that this phone lost its seat or session. */
export type Outdated = { readonly why: "protocol" | "meeting" | "signed-out" | "moved" };

export type Up = { act: (act: Act, acknowledge: (answer: Answer) => void) => void };
export type Down = { happened: (news: Happened) => void; presence: (presence: Presence) => void; outdated: (why: Outdated) => void };
