/** The forms of a meeting's paper: the meeting itself, its items, what members answer, where the notice hangs. */
import { z } from "zod";
import { deciders, itemKinds, meetingKinds } from "~/rules/meeting/events";
import { limits } from "~/words/limits";
import { fromField } from "~/words/date-fields";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { zhBefore } from "~/words/zh-before";
import { zhOffice } from "~/words/zh-office";
import { id, key as keyOf } from "./commands.server";
import { day, filled, line, text } from "./forms.server";

const key = keyOf.or(z.never({ error: zh.errors.malformed }));
const seen = z.coerce.number().int().min(0).default(0);

/** The start is read in the community's zone. */
const own = (zone: string) => ({
  key, seen, title: filled(limits.title), place: filled(limits.line), kind: z.enum(meetingKinds),
  startsAt: z.string({ error: zhOffice.draft.badTime }).transform((value, context) => {
    const at = fromField(value, zone);
    if (at !== null && at >= 0) return at;
    context.addIssue({ code: "custom", message: zhOffice.draft.badTime });
    return z.NEVER;
  }),
  convener: filled(limits.line), chairStanding: filled(limits.line), basis: filled(limits.line),
});

const minutes = line(6).refine((value) => /^\d{0,3}$/.test(value) && Number(value) <= 600, zhBefore.item.badMinutes).transform(Number);
const item = { itemKind: z.enum(itemKinds).default("vote"), itemTitle: filled(limits.title), proposer: line(limits.line), minutes, itemText: text(limits.text), resolution: line(limits.resolution), decider: z.enum(deciders) };

/** Only what is voted on has a resolution, and it must have one. */
function withResolution({ itemKind, resolution }: { itemKind: string; resolution: string }, context: z.RefinementCtx) {
  if (itemKind === "vote" && resolution === "") context.addIssue({ code: "custom", message: zhPages.errors.filled, path: ["resolution"] });
}

/** What is said of the meeting itself; do: the button that was pressed, with the item it is about. */
export const paperIn = (zone: string) => z.object({ ...own(zone), do: z.string().regex(/^(save|add|(open|up|down|drop)-[0-9a-z]{16})$/).catch("save") });

/** A new meeting with its first item. */
export const draftIn = (zone: string) => z.object({ ...own(zone), body: id.optional(), ...item }).superRefine(withResolution);

/** One item. files: the ids that it has, in order. */
export const itemIn = z.object({ key, seen, ...item, files: z.array(id).max(limits.files) }).superRefine(withResolution);

export const replyIn = z.object({ key, coming: z.enum(["true", "false"], { error: zhBefore.reply.pick }).transform((value) => value === "true"), reason: text(limits.reason) });

export const hangIn = z.object({ key, place: filled(limits.line), postedOn: day });
export const takeDownIn = z.object({ posting: id, takenDownOn: day });
export const dropIn = z.object({ posting: id });
