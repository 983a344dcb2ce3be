/** What comes in from outside, checked. Never in the browser: zod is large. */
import { z } from "zod";
import type { Command } from "~/rules/meeting/commands";
import { deciders, itemKinds, lateKinds, matters, meetingKinds, reminders, screenPages, sides, tags } from "~/rules/meeting/events";
import { choices, forms } from "~/rules/tally/verdict";
import { limits } from "~/words/limits";
import type { Act, Hello } from "./protocol";

/** NUL and lone surrogates cannot be stored; lengths are counted in characters, as people count them. */
const text = (most: number) => z.string().max(2 * most).refine((value) => [...value].length <= most && !/\0|\p{Surrogate}/u.test(value));
const line = (most: number) => text(most).transform((value) => value.replace(/\p{Cc}+/gu, " ").trim());
const words = (most: number) => text(most).transform((value) => value.replace(/\r\n?/g, "\n").trim());
export const filled = (most: number) => line(most).refine((value) => value.length > 0);
export const id = z.string().regex(/^[0-9a-z]{16}$/);
export const key = z.string().regex(/^[0-9A-Za-z_-]{16,64}$/);

/** Plain forms send words: "true", "12", and nothing for null. */
const flag = z.union([z.boolean(), z.enum(["true", "false"]).transform((value) => value === "true")]);
const whole = (most: number) => z.union([z.int(), z.string().regex(/^\d{1,15}$/).transform(Number)]).refine((value) => Number.isInteger(value) && value >= 0 && value <= most);
const orNull = <T extends z.ZodType>(value: T) => z.union([value, z.null(), z.literal("").transform(() => null)]).default(null);
const moment = whole(4102444800000);
const votes = whole(100_000);

const draftItem = z.strictObject({
  id: id.nullable(), kind: z.enum(itemKinds), title: filled(limits.title), proposer: line(limits.line), minutes: whole(600), text: words(limits.text), resolution: line(limits.resolution),
  decider: z.enum(deciders), files: z.array(id).max(limits.files),
}).refine(({ kind, resolution }) => kind !== "vote" || resolution !== "");
export const draft = z.strictObject({
  kind: z.enum(meetingKinds), startsAt: moment, title: filled(limits.title), place: filled(limits.line),
  convener: filled(limits.line), chairStanding: filled(limits.line), basis: filled(limits.line), items: z.array(draftItem).min(1).max(limits.items),
});

const bare = <T extends Command["type"]>(type: T) => z.strictObject({ type: z.literal(type) });
const having = <T extends Command["type"], S extends z.ZodRawShape>(type: T, shape: S) => z.strictObject({ type: z.literal(type), ...shape });
const onPerson = <T extends Command["type"]>(type: T) => having(type, { person: id });
const onItem = <T extends Command["type"]>(type: T) => having(type, { item: id });
const onRound = <T extends Command["type"]>(type: T) => having(type, { round: id });
const onEntry = <T extends Command["type"]>(type: T) => having(type, { round: id, entry: id });
const onRequest = <T extends Command["type"]>(type: T) => having(type, { request: id });
const onComment = <T extends Command["type"]>(type: T) => having(type, { comment: id });
const reason = words(limits.reason);
const withReason = <T extends Command["type"]>(type: T) => having(type, { round: id, reason });
const hash = z.string().regex(/^[\w-]{43}$/);
const choice = z.enum(choices);

export const command = z.discriminatedUnion("type", [
  having("meeting.make", { body: id, draft }), having("meeting.revise", { seen: whole(1e9), draft }),
  having("notice.post", { reason: reason.default("") }), having("reply.give", { person: id, coming: flag, reason: reason.default("") }),
  bare("check-in.open"), bare("meeting.open"), bare("meeting.adjourn"), bare("meeting.resume"), bare("meeting.close"),
  onPerson("attendance.arrive"), onPerson("attendance.leave"), onPerson("attendance.excuse"), onPerson("attendance.expect"), onPerson("attendance.join"),
  onItem("item.take"), having("item.defer", { item: id, reason }),
  having("matter.agree", { matter: z.enum(matters), text: line(limits.title) }), having("matter.raise", { matter: z.enum(matters), text: line(limits.title) }),
  having("screen.turn", { page: z.enum(screenPages) }),
  having("late.enter", { kind: z.enum(lateKinds), person: id, at: moment, reason }), having("late.confirm", { late: id }),
  having("speak.ask", { person: id, side: z.enum(sides) }), having("speak.withdraw", { request: id, person: id }),
  onRequest("floor.grant"), onRequest("floor.end"), onRequest("floor.skip"), having("floor.remind", { reminder: z.enum(reminders) }),
  having("speech.note", { request: id, text: words(limits.note) }), having("speech.point", { request: id, person: id, text: words(limits.note) }), onRequest("speech.adopt"),
  having("motion.move", { item: id, person: id, text: line(limits.resolution) }), having("motion.second", { motion: id, person: id }), having("motion.withdraw", { motion: id, person: id }),
  having("comment.post", { item: id, person: id, tag: orNull(z.enum(tags)), parent: orNull(id), text: words(limits.comment) }), having("comment.agree", { comment: id, on: flag }),
  having("comments.moderate", { on: flag }), onComment("comment.admit"), having("comment.hide", { comment: id, reason }), onComment("comment.restore"), onComment("comment.show"), bare("comment.unshow"),
  having("round.freeze", { item: id, motion: orNull(id), form: z.enum(forms) }),
  onRound("round.withdraw"), onRound("round.open"), onRound("round.close"), onRound("round.check"), onRound("round.recount"), onRound("round.announce"),
  withReason("round.doubt"), withReason("round.void"),
  having("ballot.cast", { round: id, choice }), having("ballot.enter", { round: id, person: id, choice }), onEntry("ballot.withdraw"), onEntry("ballot.witness"),
  having("hands.call", { round: id, choice }), having("hands.enter", { round: id, tally: z.strictObject({ for: votes, against: votes, abstain: votes }) }), onRound("hands.again"),
  having("poll.open", { item: id, text: line(limits.title) }), having("poll.answer", { poll: id, choice }), having("poll.close", { poll: id }),
  bare("rehearsal.start"), having("rehearsal.answer", { rehearsal: id, choice }), having("rehearsal.end", { rehearsal: id }),
  having("minutes.confirm", { hash }), having("minutes.return", { note: reason }), having("minutes.sign", { hash, photo: orNull(id) }), having("minutes.publish", { hash, reason: reason.default("") }),
  having("objection.file", { person: id, text: words(limits.objection) }), having("objection.answer", { objection: whole(1e6), text: words(limits.objection) }),
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
