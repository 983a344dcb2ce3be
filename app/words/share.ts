/** A result in one message: at most 120 characters with its address, however long the title is. */
import type { Tally } from "~/rules/tally/verdict";

export const longestShare = 120;

type Shared = { readonly title: string; readonly verdict: string; readonly tally: Tally; readonly sentence: string; readonly address: string };

/** The rule without the figures that stand before it already. */
const ruleOf = (sentence: string) => sentence.replace(/^(赞成|反对)\d+票，/u, "").replace(/^反对\d+票，/u, "");

/** Verdict, figures, rule and address always; of the title what there is room for, and the rule only where it fits. */
export function shareText({ title, verdict, tally, sentence, address }: Shared): string {
  const figures = `赞成${tally.for}、反对${tally.against}、弃权${tally.abstain}`;
  const said = [`${verdict}。${figures}，${ruleOf(sentence)}。`, `${verdict}。${figures}。`].map((words) => `${words}${address}`);
  const words = said.find((one) => [...one].length <= longestShare) ?? said[1]!;
  const room = longestShare - [...words].length - 1;
  const letters = [...title];
  if (room < 4) return words;
  return `${letters.length <= room ? title : `${letters.slice(0, room - 1).join("")}…`}：${words}`;
}
