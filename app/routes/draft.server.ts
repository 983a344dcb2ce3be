import type { z } from "zod";
import type { Draft, DraftItem } from "~/rules/meeting/commands";
import type { PaperItem, WholePaper } from "~/wire/before";
import type { draftIn, itemIn } from "~/wire/draft-forms.server";

type Value = z.output<ReturnType<typeof draftIn>>;
type ItemValue = Omit<z.output<typeof itemIn>, "key" | "seen">;

/** The form's flat fields as the paper of a new meeting. */
export const draftOf = ({ kind, startsAt, title, place, convener, chairStanding, basis, ...item }: Value): Draft =>
  ({ kind, startsAt, title, place, convener, chairStanding, basis, items: [itemOf({ ...item, files: [] }, null)] });

export const itemOf = ({ itemKind: kind, itemTitle: title, itemText: text, proposer, minutes, resolution, decider, files }: ItemValue, id: string | null): DraftItem =>
  ({ id, kind, title, proposer, minutes, text, resolution: kind === "vote" ? resolution : "", decider, files });

type Draw = WholePaper["draft"];

/** The paper with one item said anew, or added at the end. Null where the item is no longer in it. */
export function withItem(draft: Draw, item: DraftItem): Draft | null {
  if (item.id === null) return { ...draft, items: [...draft.items, item] };
  return draft.items.some(({ id }) => id === item.id) ? { ...draft, items: draft.items.map((one) => (one.id === item.id ? item : one)) } : null;
}

/** What a button of the agenda does with the order: the item one place up or down, or gone. */
export function reordered(items: readonly PaperItem[], what: string): readonly PaperItem[] {
  const [act, id] = what.split("-");
  const at = items.findIndex((item) => item.id === id);
  const to = act === "up" ? at - 1 : at + 1;
  if (at < 0) return items;
  if (act === "drop") return items.length > 1 ? items.filter((_, i) => i !== at) : items;
  if ((act !== "up" && act !== "down") || to < 0 || to >= items.length) return items;
  const next = [...items];
  [next[at], next[to]] = [next[to]!, next[at]!];
  return next;
}

/** The same paper: handing it in again would only make the notice stale. */
export const isSamePaper = (one: Draft, other: Draft) => canonical(one) === canonical(other);

const canonical = ({ kind, startsAt, title, place, convener, chairStanding, basis, items }: Draft) => JSON.stringify([
  kind, startsAt, title, place, convener, chairStanding, basis,
  items.map((item) => [item.id, item.kind, item.title, item.proposer, item.minutes, item.text, item.resolution, item.decider, item.files]),
]);
