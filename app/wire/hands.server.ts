/** The plain form of a counter of hands. */
import { z } from "zod";
import { choices } from "~/rules/tally/verdict";
import { zhChair } from "~/words/zh-chair";
import { id, key } from "./commands.server";

const figure = z.string().trim().refine((value) => /^\d{1,4}$/.test(value), zhChair.hands.badNumber).transform(Number);
const schema = z.object({ key, round: id, for: figure, against: figure, abstain: figure });

/** What was typed, and what stands in the way of each figure; null where the form is none of ours. */
export function handsFrom(fields: Readonly<Record<string, string>>) {
  const parsed = schema.safeParse(fields);
  const typed = { for: fields.for?.slice(0, 8) ?? "", against: fields.against?.slice(0, 8) ?? "", abstain: fields.abstain?.slice(0, 8) ?? "" };
  if (parsed.success) {
    const { key: sent, round, ...tally } = parsed.data;
    return { ok: true as const, typed, act: { key: sent, command: { type: "hands.enter" as const, round, tally } } };
  }
  const bad = choices.filter((choice) => parsed.error.issues.some(({ path }) => path[0] === choice));
  return bad.length > 0 ? { ok: false as const, typed, bad } : null;
}
