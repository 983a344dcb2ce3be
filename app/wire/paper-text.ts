import type { PaperText } from "./paper";
import type { Rich, RichTag } from "./protocol";

/** A stretch of one line. strong is set in 黑体, em in 楷体; an address may break anywhere. */
export type Run = { readonly text: string; readonly as: "plain" | "strong" | "em" | "address" };

const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g;
/** Controls, noncharacters, marks that turn the direction of what follows, and the marks between words; XML forbids many of them. */
const unprintable = /(?!\n)\p{Cc}|\p{Noncharacter_Code_Point}|[\u200b\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A text as every form can carry it. Half a character becomes U+FFFD, so that it is seen. */
const soundText = (text: string) => text.replace(/\t/g, " ").replace(lineEnds, "\n").replace(/\p{Surrogate}/gu, "\ufffd").replace(unprintable, "");

/** The same value with all its texts sound: done once at the entry of each form, so that no field can be forgotten. */
export function sound<T>(value: T): T {
  if (typeof value === "string") return soundText(value) as T;
  if (Array.isArray(value)) return value.map((one) => sound<unknown>(one)) as T;
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, sound<unknown>(one)])) as T;
}

const inline = new Set<RichTag>(["strong", "em", "code", "a"]);

/** Markdown as lines of runs, the same for page and Word. An address that its text does not show follows in brackets: paper has no links. */
export function linesOf(text: PaperText): Run[][] {
  const lines: Run[][] = [[]];
  for (const run of runsOf(text)) run.text.split("\n").forEach((part, i) => {
    if (i > 0) lines.push([]);
    if (part !== "") lines.at(-1)!.push({ ...run, text: part });
  });
  return lines.filter((line) => line.length > 0);
}

/** One after the other; a line end is "\n". */
function runsOf(line: PaperText): Run[] {
  const runs: Run[] = [];
  let lineEnd = false;
  const add = (text: string, as: Run["as"]) => {
    if (text === "") return;
    const whole = lineEnd && runs.length > 0 ? `\n${text}` : text;
    lineEnd = false;
    const last = runs.at(-1);
    if (last?.as === as) runs[runs.length - 1] = { text: last.text + whole, as };
    else runs.push({ text: whole, as });
  };
  const walk = (node: Rich, as: Run["as"]) => {
    if (typeof node === "string") return add(node, as);
    if (!inline.has(node.tag)) lineEnd = true;
    node.children.forEach((child) => walk(child, node.tag === "strong" || (node.tag === "em" && as === "plain") ? node.tag : as));
    if (node.tag === "a" && node.href && node.href !== wordsOf(node)) add(`（${node.href}）`, "address");
    if (!inline.has(node.tag)) lineEnd = true;
  };
  line.forEach((node) => walk(node, "plain"));
  return runs;
}

const wordsOf = (node: Rich): string => (typeof node === "string" ? node : node.children.map(wordsOf).join(""));
