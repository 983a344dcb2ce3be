import { createElement, type ReactNode } from "react";
import { richTags, type Rich, type Told } from "~/wire/protocol";
import { lineOf } from "./phrase";

const known = new Set<string>(richTags);

function element(node: Rich, key: number): ReactNode {
  if (typeof node === "string") return node;
  if (!known.has(node.tag)) return null;
  const link = node.tag === "a" ? { href: node.href, rel: "noopener noreferrer nofollow" } : {};
  return node.children.length > 0 ? createElement(node.tag, { key, ...link }, node.children.map(element)) : createElement(node.tag, { key, ...link });
}

/** Sanitised Markdown as elements; there is no way for a string of HTML. */
export function RichText({ text }: { text: Told | undefined }) {
  return <div className="rich">{Array.isArray(text) ? (text as readonly Rich[]).map(element) : lineOf(text)}</div>;
}
