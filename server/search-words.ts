/** How texts and questions are cut, so that a Chinese word of two characters finds every text that holds it. */

/** One form for full-width and half-width, upper and lower case; the same as the database makes of a text it compares. */
export const plainForm = (text: string) => text.normalize("NFKC").replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const runs = (text: string) => plainForm(text).split(/[^\p{L}\p{N}\p{M}]+/u).filter(Boolean);

/** Every two characters that stand side by side, each once. */
export function pairsOf(text: string): string[] {
  const pairs = new Set<string>();
  for (const run of runs(text)) {
    const letters = [...run];
    for (let i = 0; i + 1 < letters.length; i++) pairs.add(letters[i]! + letters[i + 1]!);
  }
  return [...pairs];
}

const mostTerms = 8;
const longestTerm = 40;

/** What is looked for: all of the terms. Those of one character only narrow what others find. */
export const termsOf = (words: string): string[] => [...new Set(runs(words.slice(0, 400)).map((term) => [...term].slice(0, longestTerm).join("")))].slice(0, mostTerms);

const around = { before: 16, after: 44 };

/** The place where the first of the terms stands, with some words around it. */
export function excerptOf(text: string, terms: readonly string[]): { before: string; found: string; after: string } {
  const flat = text.replace(/^\s*[-+]\s/gm, " ").replace(/[#*>`_~|]/g, "").replace(/\s+/g, " ").trim();
  const letters = [...flat];
  // Character by character, because one form may be longer than the other.
  const forms = letters.map(plainForm);
  for (const term of terms) {
    for (let start = 0; start < letters.length; start++) {
      let [end, seen] = [start, ""];
      while (end < letters.length && seen.length < term.length) seen += forms[end++]!;
      if (seen !== term) continue;
      const [from, to] = [Math.max(0, start - around.before), Math.min(letters.length, end + around.after)];
      return { before: (from > 0 ? "…" : "") + letters.slice(from, start).join(""), found: letters.slice(start, end).join(""), after: letters.slice(end, to).join("") + (to < letters.length ? "…" : "") };
    }
  }
  return { before: letters.slice(0, around.after).join("") + (letters.length > around.after ? "…" : ""), found: "", after: "" };
}
