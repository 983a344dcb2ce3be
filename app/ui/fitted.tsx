import { lengthOf, Phrase } from "./phrase";

/** On the big screen: up to the first step at full size, up to the second smaller, and beyond that smallest and cut with … */
export function Fitted({ as: Tag, text, steps: [first, second] }: { as: "h1" | "p"; text: string; steps: readonly [number, number] }) {
  const length = lengthOf(text);
  return <Tag className="fitted" data-length={length <= first ? undefined : length <= second ? "long" : "longest"}><Phrase text={text} /></Tag>;
}
