import { wordEnd } from "./phrase";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const opens = /[（《“‘「『【(［]$/;
const closes = /^[，。、；：！？）》”’」』】)．,.;:!?］％%℃㎡]/;

/** A title with marks between its words, a figure staying with its unit (24位, 6米). Asked on the server, so that every phone wraps alike. */
export function phrased(text: string): string {
  const words: string[] = [];
  for (const { segment } of segmenter.segment(text)) {
    const before = words[words.length - 1];
    const joined = before !== undefined && (closes.test(segment) || opens.test(before) || /\d$/.test(before) || /^\s/.test(segment) || isTail(before, segment));
    if (joined) words[words.length - 1] = before + segment;
    else words.push(segment);
  }
  return words.join(wordEnd);
}

/** Single characters are parts of a phrase more often than words of their own. */
const isTail = (before: string, segment: string) => /^\p{Script=Han}$/u.test(segment) && /\p{Script=Han}$/u.test(before) && [...before].length < 4;
