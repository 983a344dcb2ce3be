/** What the chair's and the recorder's pages ask of the server beside the meeting itself. */
import type { PersonCard } from "./people";
import type { CommentRow } from "./protocol";

export interface StaffTalkDoor {
  /** Opinions on an item, newest first, older than a number; held and hidden ones too. Null for whoever is no staff. */
  opinions(of: { readonly item: string; readonly before: number | null }): Promise<{ readonly rows: readonly CommentRow[]; readonly more: boolean } | null>;
  /** People to do something for, by name or home; null for whoever may not act for others. */
  findPeople(search: string): Promise<readonly PersonCard[] | null>;
}
