/** A result in one message: at most 120 characters beside its address, however long the title is. */
import type { Tally } from "~/rules/tally/verdict";

export const longestShare = 120;

/** referral: what the result does not replace; null where the meeting itself decides. */
type Shared = { readonly meeting: string; readonly title: string; readonly verdict: string; readonly tally: Tally; readonly sentence: string; readonly referral: string | null; readonly address: string };

/** The rule without the figures that stand before it already. */
const ruleOf = (sentence: string) => sentence.replace(/^(赞成|反对)\d+票，/u, "").replace(/^反对\d+票，/u, "");

const lengthOf = (words: string) => [...words].length;

/** Verdict, figures, referral and address always; the rule where it fits, of the title what there is room for, and the meeting beside a title that is whole. */
export function shareText({ meeting, title, verdict, tally, sentence, referral, address }: Shared): string {
  const figures = `赞成${tally.for}、反对${tally.against}、弃权${tally.abstain}`;
  const end = referral ? `${referral}。` : "";
  const said = [`${verdict}。${figures}，${ruleOf(sentence)}。${end}`, `${verdict}。${figures}。${end}`];
  const words = said.find((one) => lengthOf(one) <= longestShare) ?? said[1]!;
  const room = longestShare - lengthOf(words) - 1;
  const both = `${meeting}，${title}`;
  const head = lengthOf(both) <= room ? both : room < 4 ? "" : cut(title, room);
  return `${head && `${head}：`}${words}${address}`;
}

const pairs = new Map([["「", "」"], ["『", "』"], ["《", "》"], ["“", "”"], ["（", "）"]]);

/** What is still open, closed from the inside out. */
const closing = (head: string) => [...head].reduce((open, letter) => (open.startsWith(letter) ? open.slice(1) : (pairs.get(letter) ?? "") + open), "");

/** As much as fits with … at its end, and no quotation left open. */
function cut(title: string, room: number): string {
  const letters = [...title];
  if (letters.length <= room) return title;
  for (let end = room - 1; end > 0; end--) {
    const head = letters.slice(0, end).join("");
    const whole = `${head}…${closing(head)}`;
    if (!pairs.has(letters[end - 1]!) && lengthOf(whole) <= room) return whole;
  }
  return "";
}
