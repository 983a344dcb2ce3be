/** Marks in a title where it may wrap: between words, never inside one. The server sets them (phrase.server.ts). */
export const wordEnd = "\u200b";

export const plain = (text: string) => text.replaceAll(wordEnd, "");

/** A text as plain words; "" where it is not there, or is no line. */
export const plainOf = (text: unknown) => (typeof text === "string" ? plain(text) : "");
