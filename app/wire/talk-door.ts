import type { CommentRow, Rehearsal } from "./protocol";

/** A page of opinions, newest first. agreed: with which of them the visitor agrees; more: whether there are older ones. */
export type CommentPage = { readonly rows: readonly CommentRow[]; readonly more: boolean; readonly total: number; readonly agreed: readonly string[] };

/** What is said in a meeting, for pages that are rendered for one person. */
export interface TalkDoor {
  /** before: a number; only what is older. */
  comments(item: string, before: number | null): Promise<CommentPage>;
  comment(id: string): Promise<CommentRow | null>;
  rehearsal(): Promise<Rehearsal | null>;
}
