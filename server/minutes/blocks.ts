import type { PaperBlock } from "../../app/wire/paper";
import type { Rich } from "../../app/wire/protocol";
import { richFrom } from "../markdown";

export const paragraph = (text: string): PaperBlock => ({ kind: "paragraph", text: [text] });

/** A paragraph of the recorder's, sanitised, as the blocks that a document has. */
export const blocksOf = (markdown: string): PaperBlock[] => (markdown.trim() ? richFrom(markdown).flatMap(blockOf) : []);

function blockOf(node: Rich): PaperBlock[] {
  if (typeof node === "string") return node.trim() ? [paragraph(node)] : [];
  switch (node.tag) {
    case "ul": case "ol": return [{ kind: "list", ordered: node.tag === "ol", items: node.children.flatMap((item) => (typeof item === "string" ? [] : [item.children])) }];
    case "h3": case "h4": return [{ kind: "heading", level: 2, text: words(node) }];
    case "hr": return [];
    default: return [{ kind: "paragraph", text: [node] }];
  }
}

const words = (node: Rich): string => (typeof node === "string" ? node : node.children.map(words).join(""));
