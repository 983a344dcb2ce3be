/** What a community shows to everybody, beside its meetings and results. */

/** kind: what it leads to. before, found, after: the words around what was looked for. at: when the meeting is or was, epoch ms. */
export type SearchHit = { readonly kind: "meeting" | "item" | "minutes"; readonly meeting: string; readonly ref: string; readonly title: string; readonly before: string; readonly found: string; readonly after: string; readonly at: number };
/** short: nothing that long enough to look for was typed. */
export type SearchAnswer = { readonly short: boolean; readonly hits: readonly SearchHit[] };
/** The text that was voted on. by: "" for the draft that was noticed. Null where the title of the item tells it. */
export type VotedText = { readonly text: string; readonly by: string } | null;
/** The newest edition of a meeting's minutes. to: the last day of its public notice, of the community's calendar; running: today is not past it. results: what was announced in the meeting. */
export type MinutesCard = { readonly meeting: string; readonly title: string; readonly publishedAt: number; readonly to: string; readonly running: boolean; readonly results: readonly { readonly title: string; readonly verdict: string; readonly voted: VotedText }[] };
export type CouncilCard = { readonly id: string; readonly name: string; readonly members: number; readonly representatives: number };

export interface PublicDoor {
  search(words: string): Promise<SearchAnswer>;
  minutes(): Promise<readonly MinutesCard[]>;
  councils(): Promise<readonly CouncilCard[]>;
}
