/** The forms of the minutes, checked. */
import { z } from "zod";
import { limits } from "~/words/limits";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { id, key } from "./commands.server";

const storable = (value: string) => !/\0|\p{Surrogate}/u.test(value);
const words = (most: number) => z.string({ error: zhPages.errors.filled }).max(4 * most, zhPages.errors.long(most)).transform((value) => value.normalize("NFC").replace(/\r\n?/g, "\n"))
  .refine((value) => [...value].length <= most, zhPages.errors.long(most)).refine(storable, zh.errors.malformed);
const line = (most: number) => words(most).transform((value) => value.replace(/\p{Cc}+/gu, " ").trim());
const filled = (most: number) => line(most).refine((value) => value !== "", zhPages.errors.filled);
const filledWords = (most: number) => words(most).transform((value) => value.trim()).refine((value) => value !== "", zhPages.errors.filled);
export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, zhPages.errors.filled).refine((value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString().startsWith(value), zh.errors.malformed);
const orNull = <T extends z.ZodType>(value: T) => z.union([z.literal("").transform(() => null), value]).default(null);

const task = { matter: filled(limits.line), owner: filled(limits.line), support: line(limits.line).default(""), dueOn: orNull(day), standard: line(limits.title).default("") };
const pick = z.string().regex(/^(comment|speech):[0-9a-z]{16}$/).transform((value) => {
  const [source, ref] = value.split(":") as ["comment" | "speech", string];
  return { source, ref };
});

/** What the recorder's desk does with the draft. */
export const draftChange = z.discriminatedUnion("do", [
  z.object({ do: z.literal("save"), section: id, seen: z.coerce.number().int().min(0).max(1e9), body: words(limits.minutesText) }),
  z.object({ do: z.literal("take"), section: id }),
  z.object({ do: z.literal("renew"), section: id }),
  z.object({ do: z.literal("pick"), shown: z.array(pick).max(1000), picked: z.array(pick).max(1000) }),
  z.object({ do: z.literal("add"), key, item: orNull(id), ...task }),
  z.object({ do: z.literal("change"), task: id, ...task }),
  z.object({ do: z.literal("remove"), task: id }),
  z.object({ do: z.literal("dissent"), item: id, person: id, text: filledWords(limits.reason) }),
]);
export type DraftChange = z.output<typeof draftChange>;

/** Ticks are repeated fields; all others come once. */
export const changeFrom = (form: FormData) => draftChange.safeParse({
  ...Object.fromEntries([...form].filter(([, value]) => typeof value === "string")), shown: form.getAll("shown"), picked: form.getAll("picked"),
});

export const objectionForm = z.object({ key, text: filledWords(limits.objection) });
export const answerForm = z.object({ key, objection: z.coerce.number().int().min(1).max(1e6), text: filledWords(limits.objection) });
export const postingForm = z.union([z.object({ place: filled(limits.line), postedOn: day }), z.object({ id, takenDownOn: day })]);
export const signForm = z.object({ key, hash: z.string().regex(/^[\w-]{43}$/) });
/** The first thing that is wrong with a form, as its field and a sentence. */
export const firstWrong = ({ issues: [issue] }: z.ZodError) => ({ field: String(issue?.path[0] ?? ""), why: issue?.message && /\p{Script=Han}/u.test(issue.message) ? issue.message : zh.errors.malformed });
