import rehypeSanitize, { defaultSchema } from "rehype-sanitize";
import remarkParse from "remark-parse";
import remarkRehype from "remark-rehype";
import { unified } from "unified";
import { richTags, type Rich, type RichTag } from "../app/wire/protocol";

type Node = { type: string; tagName?: string; value?: string; properties?: Record<string, unknown>; children?: Node[] };

/** Only these elements and safe links come through; raw HTML never does (remark-rehype drops it, the schema would too). */
const schema = {
  ...defaultSchema,
  tagNames: [...richTags, "h1", "h2", "h5", "h6"],
  attributes: { a: ["href"] },
  protocols: { href: ["http", "https", "mailto", "tel"] },
  clobber: [],
};
const pipeline = unified().use(remarkParse).use(remarkRehype).use(rehypeSanitize, schema);

/** Headings start at the third level, below those of the page. */
const shifted: Record<string, RichTag> = { h1: "h3", h2: "h3", h3: "h4", h4: "h4", h5: "h4", h6: "h4" };

/** Markdown as a sanitised tree of our own flat shape. */
export function richFrom(markdown: string): Rich[] {
  const tree = pipeline.runSync(pipeline.parse(markdown)) as unknown as Node;
  return (tree.children ?? []).flatMap(toRich);
}

function toRich({ type, tagName, value, properties, children = [] }: Node): Rich[] {
  if (type === "text") return value?.trim() === "" ? (value.includes("\n") ? [] : [" "]) : [value ?? ""];
  if (type !== "element" || !tagName) return children.flatMap(toRich);
  const tag = (shifted[tagName] ?? tagName) as RichTag;
  const href = typeof properties?.href === "string" ? properties.href : undefined;
  return [{ tag, ...(href && { href }), children: children.flatMap(toRich) }];
}
