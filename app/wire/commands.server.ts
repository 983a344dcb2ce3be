/** What comes in from outside, checked. Never in the browser: zod is large. */
import { z } from "zod";
import type { Command } from "~/rules/meeting/commands";
import { deciders, meetingKinds } from "~/rules/meeting/events";
import { choices } from "~/rules/tally/verdict";
import { limits } from "~/words/limits";
import type { Act, Hello } from "./protocol";

/** NUL and lone surrogates cannot be stored; lengths are counted in characters, as people count them. */
const text = (most: number) => z.string().max(2 * most).refine((value) => [...value].length <= most && !/\0|\p{Surrogate}/u.test(value));
const line = (most: number) => text(most).transform((value) => value.replace(/\p{Cc}+/gu, " ").trim());
const words = (most: number) => text(most).transform((value) => value.replace(/\r\n?/g, "\n").trim());
export const filled = (most: number) => line(most).refine((value) => value.length > 0);
export const id = z.string().regex(/^[0-9a-z]{16}$/);
export const key = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/);

const draftItem = z.strictObject({
  id: id.nullable(), title: filled(limits.title), text: words(limits.text), resolution: filled(limits.resolution), decider: z.enum(deciders),
});
export const draft = z.strictObject({
  kind: z.enum(meetingKinds), startsAt: z.int().min(0).max(4102444800000), title: filled(limits.title), place: filled(limits.line),
  convener: filled(limits.line), chairStanding: filled(limits.line), basis: filled(limits.line), items: z.array(draftItem).min(1).max(20),
});

const bare = <T extends Command["type"]>(type: T) => z.strictObject({ type: z.literal(type) });
const onPerson = <T extends Command["type"]>(type: T) => z.strictObject({ type: z.literal(type), person: id });
const onItem = <T extends Command["type"]>(type: T) => z.strictObject({ type: z.literal(type), item: id });
const onRound = <T extends Command["type"]>(type: T) => z.strictObject({ type: z.literal(type), round: id });
const onEntry = <T extends Command["type"]>(type: T) => z.strictObject({ type: z.literal(type), round: id, entry: id });
const withReason = <T extends Command["type"]>(type: T) => z.strictObject({ type: z.literal(type), round: id, reason: words(limits.reason) });

export const command = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("meeting.make"), body: id, draft }),
  z.strictObject({ type: z.literal("meeting.revise"), seen: z.int().min(1), draft }),
  bare("check-in.open"), bare("meeting.open"), bare("meeting.close"),
  onPerson("attendance.arrive"), onPerson("attendance.leave"), onPerson("attendance.excuse"), onPerson("attendance.expect"),
  onItem("item.take"), onItem("round.freeze"),
  onRound("round.withdraw"), onRound("round.open"), onRound("round.close"), onRound("round.check"), onRound("round.recount"), onRound("round.announce"),
  withReason("round.doubt"), withReason("round.void"),
  z.strictObject({ type: z.literal("ballot.cast"), round: id, choice: z.enum(choices) }),
  z.strictObject({ type: z.literal("ballot.enter"), round: id, person: id, choice: z.enum(choices) }),
  onEntry("ballot.withdraw"), onEntry("ballot.witness"),
]) satisfies z.ZodType<Command>;

export const act = z.strictObject({ key, command }) satisfies z.ZodType<Act>;

export const hello = z.strictObject({
  protocol: z.int(), community: z.string().max(40), meeting: id, events: z.int().min(0), desk: z.enum(["hall", "staff", "screen"]), screen: z.string().max(40).optional(),
}) satisfies z.ZodType<Hello>;

/** Acts that a page's plain button sends: flat fields beside the key. Papers of meetings have a form of their own. */
export function actFromForm(form: FormData): Act | null {
  const { key: sent, back: _, ...fields } = Object.fromEntries([...form].filter(([, value]) => typeof value === "string"));
  const parsed = act.safeParse({ key: sent, command: fields });
  return parsed.success ? parsed.data : null;
}
