import type { Rich } from "./protocol";

/** Sanitised Markdown; what is a block in it (a paragraph, an entry of a list) is set as a line, with an indent, of its own. */
export type PaperText = readonly Rich[];

export type PaperBlock =
  /** 1: 一、in 黑体; 2: （一）in 楷体. The number stands in the text. */
  | { readonly kind: "heading"; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: "paragraph"; readonly text: PaperText }
  | { readonly kind: "list"; readonly ordered: boolean; readonly items: readonly PaperText[] }
  /** 出席：…、…; further lines begin below the first name. label: without its colon. */
  | { readonly kind: "names"; readonly label: string; readonly names: readonly string[] }
  /** Every row has as many cells as the head. */
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

/** at: words, such as 2026年5月17日9:20确认. */
export type PaperSignature = { readonly office: string; readonly name: string; readonly at: string };

/** Stands at the end and is never split. code: the line with the 核验码; scan: where its QR leads. */
export type PaperFoot = { readonly officers: string; readonly notice: string | null; readonly code: string; readonly scan: string };

/** What the pages lend to the server: a document as one file that asks for nothing else. */
export type PaperPages = { readonly paperHtml: (paper: Paper) => string };

/**
 * A document before it takes a form: every word that stands in it, nothing of how it looks. Page, PDF and Word are made of
 * this alone, so that they cannot say different things. Wording is app/words; dates are words already.
 */
export type Paper = {
  /** 青禾社区居民议事会会议纪要 */
  readonly heading: string;
  /** 第3次会议 */
  readonly number: string;
  /** 第2版（更正）; null for a first version. */
  readonly version: string | null;
  /** 公示版 or 存档版 */
  readonly edition: string;
  readonly issuer: string;
  /** 2026年5月18日 */
  readonly date: string;
  readonly blocks: readonly PaperBlock[];
  readonly signatures: readonly PaperSignature[];
  readonly foot: PaperFoot;
};
