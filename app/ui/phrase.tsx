import { Fragment } from "react";
import type { Told } from "~/wire/protocol";
import { plain, wordEnd } from "~/words/phrase";
import { zh } from "~/words/zh";

/** A title or question: wraps only where the server marked the end of a word. */
export function Phrase({ text }: { text: string }) {
  return <span className="phrase">{text.split(wordEnd).map((word, i) => <Fragment key={i}>{i > 0 && <wbr />}{word}</Fragment>)}</span>;
}

const figures = /(\p{Script=Han}{0,2}\d[\d.:,]*[人票项位台条次版%]?)/u;

/** A running sentence in which a figure and its unit are never parted by the end of a line. */
export const Sentence = ({ text }: { text: string }) => <>{text.split(figures).map((part, i) => (i % 2 === 1 ? <span className="nb" key={i}>{part}</span> : part))}</>;

/** How many characters a text has, as people count them. */
export const lengthOf = (text: string) => [...plain(text)].length;

/** The marked words of a text that is a line; a removed one is said to be removed. */
export const lineOf = (text: Told | undefined) => (typeof text === "string" ? text : zh.removedText);
export const plainLine = (text: Told | undefined) => plain(lineOf(text));
