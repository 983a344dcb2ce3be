import { wordEnd } from "./phrase";

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });
const opens = /[（《“‘「『【(［第]$/;
const closes = /^[，。、；：！？）》”’」』】)．,.;:!?］％%℃㎡]/;

/** A title with marks between its words, a figure staying with its unit (24位, 6米) and a short quotation whole. Asked on the server, so that every phone wraps alike. */
export function phrased(text: string): string {
  const words: string[] = [];
  for (const segment of wholeWords(text)) {
    const before = words[words.length - 1];
    const joined = before !== undefined && (closes.test(segment) || opens.test(before) || /\d$/.test(before) || /^\s/.test(segment) || isOne(segment) || isNumber(before, segment) || isQuoting(before, segment));
    if (joined) words[words.length - 1] = before + segment;
    else words.push(segment);
  }
  return words.join(wordEnd);
}

const isOne = (segment: string) => /^\p{Script=Han}$/u.test(segment) && segment !== "第";

/** 甲苑9栋: a short name and its number stay together, and browsers set their small space between them. */
const isNumber = (before: string, segment: string) => /^\d/.test(segment) && /\p{Script=Han}$/u.test(before) && before.length <= 3;

const longestQuote = 8;

/** Inside 「…」 or 《…》 that is short enough to stand on one line. */
function isQuoting(before: string, segment: string): boolean {
  const open = Math.max(before.lastIndexOf("「"), before.lastIndexOf("《"), before.lastIndexOf("“"));
  return open >= 0 && !/[」》”]/.test(before.slice(open)) && before.length - open + segment.length <= longestQuote + 1;
}

const longestRun = 6;

/** Single characters side by side are a word that the dictionary does not have (养犬); one alone goes with what is before it. */
function wholeWords(text: string): string[] {
  const words: string[] = [];
  let ones = false;
  for (const { segment } of segmenter.segment(text)) {
    if (ones && isOne(segment) && words[words.length - 1]!.length < longestRun) words[words.length - 1] += segment;
    else words.push(segment);
    ones = isOne(segment);
  }
  return words;
}
