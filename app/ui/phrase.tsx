import { Fragment } from "react";
import type { Told } from "~/wire/protocol";
import { plain, wordEnd } from "~/words/phrase";

/** A title or question: wraps only where the server marked the end of a word. */
export function Phrase({ text }: { text: string }) {
  return <span className="phrase">{text.split(wordEnd).map((word, i) => <Fragment key={i}>{i > 0 && <wbr />}{word}</Fragment>)}</span>;
}

/** The marked words of a text that is a line; a removed one is said to be removed. */
export const lineOf = (text: Told | undefined) => (typeof text === "string" ? text : "（已按规定删除）");
export const plainLine = (text: Told | undefined) => plain(lineOf(text));
