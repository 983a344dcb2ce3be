/** The minutes between the server and its pages: the record, the draft on the desk, what is public. */
import type { Objection, Signature } from "~/rules/meeting/talk";
import type { Electorate, Outcome, Tally, VoteRule } from "~/rules/tally/verdict";
import { inFours } from "~/words/codes";
import { headingWords, noticeWords, taskSentence } from "~/words/minutes";
import { zhMinutes } from "~/words/zh-minutes";
import type { Paper, PaperBlock, PaperSignature } from "./paper";
import type { Answer } from "./protocol";

/** 公示版 and 存档版, made of one record. */
export type EditionName = "public" | "archive";
export const editionNames: readonly EditionName[] = ["public", "archive"];

/** text: as it was put; by: the member who moved it, "" for the draft that was noticed. Editions from before these were told lack both. */
export type Figure = { readonly rule: VoteRule; readonly tally: Tally; readonly outcome: Outcome; readonly electorate: Electorate; readonly text?: string; readonly by?: string };
/** figure: of the vote that decided the item; null where none did. votes: every one whose result was announced. */
export type ContentItem = { readonly title: string; readonly figure: Figure | null; readonly votes?: readonly Figure[]; readonly blocks: readonly PaperBlock[] };
/** dueOn: a day of the community's calendar, 2026-06-15. */
export type Task = { readonly matter: string; readonly owner: string; readonly support: string; readonly dueOn: string | null; readonly standard: string };
/** One edition as it stands in the record: every word but signatures, dates of publication and codes, which the log holds. */
export type MinutesContent = {
  readonly heading: string; readonly number: string; readonly issuer: string; readonly when: string; readonly where: string;
  readonly counts: { readonly expected: number; readonly present: number; readonly excused: number; readonly attendees: number };
  readonly opening: readonly PaperBlock[]; readonly items: readonly ContentItem[]; readonly tasks: readonly Task[]; readonly closing: readonly PaperBlock[]; readonly officers: string;
};
/** Its canonical JSON is what is confirmed, signed and published. */
export type MinutesRecord = { readonly v: 1; readonly meeting: string } & Readonly<Record<EditionName, MinutesContent>>;

/** What stands on a document beside its content. from, to: first and last day of the public notice. date: words. */
export type Issue = { readonly version: number; readonly date: string; readonly from: string; readonly to: string; readonly code: string; readonly scan: string; readonly signatures: readonly PaperSignature[] };

/** issue: null for a draft, which has no code and says that it is one. */
export function paperOf(content: MinutesContent, edition: EditionName, issue: Issue | null): Paper {
  const { heading, number, issuer, opening, items, tasks, closing, officers } = content;
  const { paper } = zhMinutes;
  const sections = [...items.map(({ title, blocks }) => ({ title, blocks })), ...(tasks.length > 0 ? [{ title: paper.tasks, blocks: [taskList(tasks)] }] : [])];
  return {
    heading, number, issuer, version: issue && issue.version > 1 ? paper.version(issue.version) : null, edition: paper.edition[edition], date: issue?.date ?? paper.draft,
    blocks: [...opening, ...sections.flatMap(({ title, blocks }, i): PaperBlock[] => [{ kind: "heading", level: 1, text: headingWords(i + 1, title) }, ...blocks]), ...closing],
    signatures: issue?.signatures ?? [],
    foot: { officers, notice: issue && noticeWords(issue), code: issue ? paper.code(inFours(issue.code)) : paper.noCode, scan: issue?.scan ?? "" },
  };
}

const taskList = (tasks: readonly Task[]): PaperBlock => ({ kind: "list", ordered: true, items: tasks.map((task) => [taskSentence(task)]) });

export type SectionKind = "opening" | "views" | "text" | "closing";
/** held: by whom it is being written, other than the one who looks, until when (epoch ms). */
export type Section = { readonly id: string; readonly item: string | null; readonly kind: SectionKind; readonly body: string; readonly version: number; readonly held: { readonly name: string; readonly until: number } | null; readonly mine: boolean };
export type TaskRow = Task & { readonly id: string; readonly item: string | null };
/** A comment or a note that may be taken into the minutes. */
export type Pickable = { readonly source: "comment" | "speech"; readonly ref: string; readonly item: string; readonly who: string; readonly label: string; readonly text: string; readonly picked: boolean };

export type DraftItem = { readonly id: string; readonly title: string; readonly facts: readonly PaperBlock[] };
/** The draft as staff see it. over: the meeting has closed, so that there is one. writes: whoever looks may write in it. */
export type DraftView = {
  readonly over: boolean; readonly writes: boolean; readonly hash: string; readonly code: string; readonly chairs: boolean; readonly publishes: boolean;
  readonly opening: readonly PaperBlock[]; readonly closing: readonly PaperBlock[]; readonly items: readonly DraftItem[];
  readonly sections: readonly Section[]; readonly tasks: readonly TaskRow[]; readonly pickables: readonly Pickable[]; readonly members: readonly { readonly id: string; readonly name: string }[];
  readonly state: MinutesState; readonly papers: Readonly<Record<EditionName, Paper>>; readonly prints: boolean;
};
export type NamedSignature = Omit<Signature, "person" | "photo"> & { readonly name: string; readonly photo: string | null };
/** How far the minutes have come. confirmed: what stands now was confirmed; changed: something was, and the draft changed since. */
export type MinutesState = {
  readonly confirmed: { readonly at: number; readonly by: string } | null; readonly changed: boolean; readonly returned: { readonly at: number; readonly note: string } | null;
  readonly signatures: readonly NamedSignature[]; readonly versions: number; readonly needed: number;
};

export type SectionSave = { readonly section: string; readonly seen: number; readonly body: string };
/** What became of writing: saved under a number; or the newest text, because it changed or somebody else writes. */
export type Saved = { readonly ok: true; readonly version: number } | { readonly ok: false; readonly why: "stale" | "held" | "gone"; readonly newest: Section | null };

/** Writing the draft, for the recorder; null results are for whoever may not. */
export interface DraftDoor {
  view(): Promise<DraftView>;
  take(section: string): Promise<Saved>;
  /** While somebody types. False: another has taken it over. */
  renew(section: string): Promise<boolean>;
  save(change: SectionSave): Promise<Saved>;
  pick(changes: readonly { source: "comment" | "speech"; ref: string; on: boolean }[]): Promise<boolean>;
  /** The same form (key) sent twice adds one. */
  addTask(key: string, task: Task & { item: string | null }): Promise<boolean>;
  changeTask(id: string, task: Task): Promise<boolean>;
  removeTask(id: string): Promise<boolean>;
  /** Appends 「…保留意见：…」 to the item's text. */
  dissent(ask: { item: string; person: string; text: string }): Promise<boolean>;
}

/** What somebody reads who may sign. signed: they have; may: the confirmed draft waits for them. */
export interface SignDoor {
  view(): Promise<{ readonly over: boolean; readonly hash: string; readonly paper: Paper | null; readonly confirmed: boolean; readonly signed: boolean; readonly state: MinutesState }>;
  /** photo: the signed page; a sentence's key where it is refused. */
  sign(key: string, ask: { hash: string; photo: unknown }): Promise<Answer | UploadRefusal>;
}
/** Why a file was not kept. */
export type UploadRefusal = "too-large" | "wrong-type";

export type VersionLine = { readonly version: number; readonly at: number; readonly reason: string | null };
export type PublicObjection = Pick<Objection, "number" | "at" | "answeredAt"> & { readonly answer: string | null; readonly text: string | null; readonly who: string | null };
export type NamedFile = { readonly name: string; readonly edition: EditionName; readonly form: "html" | "docx" | "pdf" };
export type Posting = { readonly id: string; readonly place: string; readonly postedOn: string; readonly takenDownOn: string | null };
/** A published version. runs: objections are taken today; began, over: where today stands to the days of the notice. */
export type Published = {
  readonly version: number; readonly at: number; readonly code: string; readonly hash: string; readonly reason: string | null; readonly from: string; readonly to: string; readonly days: number; readonly runs: boolean; readonly over: boolean;
  readonly content: MinutesContent; readonly paper: Paper; readonly files: readonly NamedFile[]; readonly versions: readonly VersionLine[]; readonly newest: number;
};
export type FileAnswer = { readonly name: string; readonly type: string; readonly content: Uint8Array; readonly disposition: string };

/** What is open to everybody, and what only staff see of it. */
export interface PublishedDoor {
  /** null where there is no such version; version null: the newest. */
  published(version: number | null): Promise<Published | null>;
  file(version: number | null, name: string): Promise<FileAnswer | null>;
  objections(): Promise<readonly PublicObjection[]>;
  /** Whether whoever looks may object, or answer objections. */
  mayObject(): Promise<boolean>;
  mayAnswer(): Promise<boolean>;
  object(key: string, text: string): Promise<Answer>;
  answer(key: string, ask: { objection: number; text: string }): Promise<Answer>;
  postings(): Promise<readonly Posting[]>;
  /** null for whoever may not hang up notices. */
  post(ask: { place: string; postedOn: string } | { id: string; takenDownOn: string }): Promise<boolean | null>;
  mayPost(): Promise<boolean>;
}

/** The minutes' part of a meeting's door. */
export interface MinutesDoors extends PublishedDoor {
  /** For the recorder, and the chair who reads; null for everybody else. */
  draft(): Promise<DraftDoor | null>;
  sign(): Promise<SignDoor | null>;
}
