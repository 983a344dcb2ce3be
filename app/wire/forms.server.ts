/** The forms of staff pages, checked with the words that stand beside a field. */
import { z } from "zod";
import { bodyKinds, numberFields, type NumberField } from "~/rules/meeting/rule-set";
import { bases, forms } from "~/rules/tally/verdict";
import { isFraction, type Fraction } from "~/rules/tally/threshold";
import { limits } from "~/words/limits";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { zhPages } from "~/words/zh-pages";

const storable = (value: string) => !/\0|\p{Surrogate}/u.test(value);
export const text = (most: number) => z.string().default("").transform((value) => value.normalize("NFC").replace(/\r\n?/g, "\n").trim())
  .refine((value) => [...value].length <= most, zhPages.errors.long(most)).refine(storable, zh.errors.malformed);
export const line = (most: number) => text(most).transform((value) => value.replace(/\p{Cc}+/gu, " "));
export const filled = (most: number) => line(most).refine((value) => value !== "", zhPages.errors.filled);
const isZone = (zone: string) => {
  try { return new Intl.DateTimeFormat("zh-CN", { timeZone: zone }) !== null; } catch { return false; }
};

const login = filled(limits.login).transform((value) => value.normalize("NFKC")).refine((value) => /^[\p{L}\p{N}_.@-]{2,}$/u.test(value), zhPages.signIn.loginRules);
const password = z.string({ error: zhPages.signIn.rules }).min(10, zhPages.signIn.rules).max(limits.password, zhPages.errors.long(limits.password));

export const credentials = z.object({ login, password });

export const setup = z.object({
  community: filled(limits.name), address: line(limits.line), timeZone: filled(64).refine(isZone, zh.errors.malformed), name: filled(limits.name), login, password,
});

export const person = z.object({
  name: filled(limits.name), title: z.enum(["", "女士", "先生"]).default(""), building: line(limits.name), room: line(limits.name), grid: line(limits.name),
  standing: line(limits.name), phone: line(limits.name).refine((value) => /^(|\+?[\d-]{5,20})$/.test(value), "电话只能是数字"),
});

/** another: the name of whom the desk says that it is somebody else of that name. */
export const registration = person.extend({ another: line(limits.name) });

export const day = z.string({ error: zhPages.errors.filled }).regex(/^\d{4}-\d{2}-\d{2}$/, zhPages.errors.filled).refine((value) => !Number.isNaN(Date.parse(value)), zh.errors.malformed);
const inOrder = ({ termFrom, termTo }: { termFrom: string; termTo: string }) => termFrom < termTo;
export const bodyTerm = z.object({ name: filled(limits.name), termFrom: day, termTo: day }).refine(inOrder, { path: ["termTo"], message: zhOffice.bodies.badTerm });
export const body = z.object({ name: filled(limits.name), kind: z.enum(bodyKinds), termFrom: day, termTo: day }).refine(inOrder, { path: ["termTo"], message: zhOffice.bodies.badTerm });

/** An empty pair is a figure that is not verified yet. */
const threshold = z.object({ numerator: line(3), denominator: line(3), strict: z.enum(["over", "least"]).default("over") }).transform(({ numerator, denominator, strict }, context) => {
  if (numerator === "" && denominator === "") return null;
  const fraction: Fraction = [Number(numerator), Number(denominator)];
  if (isFraction(fraction)) return { fraction, strict: strict === "over" };
  context.addIssue({ code: "custom", message: zhOffice.bodies.badFraction, path: ["numerator"] });
  return z.NEVER;
});
/** A whole number of the range that its field has. */
const figure = (name: NumberField) => {
  const [least, most] = numberFields[name];
  return line(6).refine((value) => /^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most, zhOffice.bodies.badNumber(least, most)).transform(Number);
};
const yesNo = z.enum(["yes", "no"]).transform((value) => value === "yes");

export const rules = z.object({
  seen: z.coerce.number().int().min(0),
  quorum: threshold, quorumSource: line(limits.line),
  base: z.enum(["", ...bases]).default("").transform((value) => (value === "" ? null : value)), baseSource: line(limits.line),
  threshold, thresholdSource: line(limits.line),
  participation: threshold, participationSource: line(limits.line),
  chairVotes: yesNo, chairVotesSource: line(limits.line),
  choicesPublic: yesNo, choicesPublicSource: line(limits.line),
  form: z.enum(forms), formSource: line(limits.line), remote: yesNo, remoteSource: line(limits.line), motions: yesNo, motionsSource: line(limits.line),
  speechSeconds: figure("speechSeconds"), speechSecondsSource: line(limits.line), seconders: figure("seconders"), secondersSource: line(limits.line),
  commentBurst: figure("commentBurst"), commentBurstSource: line(limits.line), commentSeconds: figure("commentSeconds"), commentSecondsSource: line(limits.line),
  noticeDays: figure("noticeDays"), noticeDaysSource: line(limits.line), publicDays: figure("publicDays"), publicDaysSource: line(limits.line),
  replyDays: figure("replyDays"), replyDaysSource: line(limits.line),
  effectiveOn: day, approvedBy: line(limits.line),
});
