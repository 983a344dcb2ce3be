import type { Threshold } from "../tally/threshold";
import type { VoteRule } from "../tally/verdict";
import { customaryConduct, type Conduct } from "./conduct";

export type BodyKind = "council" | "rep-assembly" | "residents-assembly";
export const bodyKinds: readonly BodyKind[] = ["council", "rep-assembly", "residents-assembly"];

/** What a meeting takes from its body's rules when check-in opens; it does not change afterwards. */
export type Rules = {
  readonly version: number;
  readonly quorum: Threshold;
  readonly vote: VoteRule;
  /** Whether the chair votes with the members. */
  readonly chairVotes: boolean;
  /** Whether the public result names who chose what (named votes). */
  readonly choicesPublic: boolean;
};

export type { Conduct };
export { customaryConduct };

/** The fields a person enters with their source clause; null where the figure is not verified. */
export type RuleFields = {
  readonly [F in keyof RuleValues]: { readonly value: RuleValues[F] | null; readonly source: string };
};
export type RuleValues = {
  readonly quorum: Threshold;
  readonly base: VoteRule["base"];
  readonly threshold: Threshold;
  readonly participation: Threshold | "none";
  readonly chairVotes: boolean;
  readonly choicesPublic: boolean;
} & Conduct;

/** Fields that are whole numbers, each with the least and the most that may be entered. */
export const numberFields = {
  speechSeconds: [10, 3600], seconders: [0, 20], commentBurst: [1, 100], commentSeconds: [1, 3600], noticeDays: [0, 60], publicDays: [0, 60], replyDays: [0, 60],
} as const satisfies Partial<Record<keyof RuleValues, readonly [number, number]>>;
export type NumberField = keyof typeof numberFields;
export const numberFieldNames = Object.keys(numberFields) as NumberField[];
/** Fields that are answered yes or no. */
export const yesNoFieldNames = ["chairVotes", "choicesPublic", "remote", "motions"] as const satisfies readonly (keyof RuleValues)[];
export type YesNoField = (typeof yesNoFieldNames)[number];
export const ruleFieldNames = ["quorum", "base", "threshold", "participation", "form", ...yesNoFieldNames, ...numberFieldNames] as const satisfies readonly (keyof RuleValues)[];

/** Fields whose figure decides, and so must name the clause it rests on. */
const needsClause = (name: keyof RuleValues, value: unknown) =>
  name === "quorum" || name === "base" || name === "threshold" || (name === "participation" && value !== "none");

/** [Q4] The fields that still lack a figure or the clause it rests on; check-in cannot open before they are entered. */
export const openFields = (fields: RuleFields): (keyof RuleValues)[] =>
  ruleFieldNames.filter((name) => {
    const { value, source } = fields[name];
    return value === null || (needsClause(name, value) && source.trim() === "");
  });

/** A stored set with the customary values in the fields that it was entered without. */
export const completed = (stored: Partial<RuleFields>, kind: BodyKind): RuleFields => ({ ...presetFor(kind), ...stored });

/** How a meeting under these fields is conducted, or null where a field is open. */
export function conductOf(fields: RuleFields): Conduct | null {
  const { form, remote, speechSeconds, motions, seconders, commentBurst, commentSeconds, noticeDays, publicDays, replyDays } = fields;
  if (openFields(fields).length > 0) return null;
  return {
    form: form.value!, remote: remote.value!, speechSeconds: speechSeconds.value!, motions: motions.value!, seconders: seconders.value!,
    commentBurst: commentBurst.value!, commentSeconds: commentSeconds.value!, noticeDays: noticeDays.value!, publicDays: publicDays.value!, replyDays: replyDays.value!,
  };
}

/** The rules of a complete set, or null where a field is open. */
export function rulesOf(version: number, fields: RuleFields): Rules | null {
  const { quorum, base, threshold, participation, chairVotes, choicesPublic } = fields;
  if (openFields(fields).length > 0) return null;
  return {
    version,
    quorum: quorum.value!,
    vote: { form: "named", base: base.value!, threshold: threshold.value!, participation: participation.value === "none" ? null : participation.value },
    chairVotes: chairVotes.value!,
    choicesPublic: choicesPublic.value!,
  };
}

/** A version of a body's rules; effectiveOn is a day of the community's calendar, written 2026-12-01. */
export type Dated = { readonly version: number; readonly effectiveOn: string };

/** [Q5] The newest version that has taken effect by the day; null where none has. */
export const inForce = <V extends Dated>(versions: readonly V[], today: string): V | null =>
  versions.filter(({ effectiveOn }) => effectiveOn <= today).reduce<V | null>((newest, one) => (newest && newest.version > one.version ? newest : one), null);

/** [Q5] The versions still to take effect, the next one first; one that a newer version overtakes never does. */
export const coming = <V extends Dated>(versions: readonly V[], today: string): V[] =>
  versions.filter((one) => one.effectiveOn > today && !versions.some((later) => later.version > one.version && later.effectiveOn <= one.effectiveOn))
    .sort((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));

const half: Threshold = { fraction: [1, 2], strict: true };
const twoThirds: Threshold = { fraction: [2, 3], strict: false };

/**
 * The set a new body starts from. A council has no statutory figures: customary ones are proposed and wait for the
 * clause of the community's own rules. For assemblies the figures of the law in force since 2026-01-01 are not
 * verified, so they are empty.
 */
export function presetFor(kind: BodyKind): RuleFields {
  const council = kind === "council";
  return {
    quorum: { value: council ? twoThirds : null, source: "" },
    base: { value: council ? "present" : null, source: "" },
    threshold: { value: council ? half : null, source: "" },
    participation: { value: "none", source: "" },
    chairVotes: { value: true, source: "" },
    choicesPublic: { value: false, source: "" },
    ...customary(council),
  };
}

/** Assemblies vote on nothing that was not noticed. */
function customary(council: boolean): Pick<RuleFields, keyof Conduct> {
  const as = <F extends keyof Conduct>(field: F) => ({ value: customaryConduct[field], source: "" });
  return {
    form: as("form"), remote: as("remote"), speechSeconds: as("speechSeconds"), motions: { value: council, source: "" }, seconders: as("seconders"),
    commentBurst: as("commentBurst"), commentSeconds: as("commentSeconds"), noticeDays: as("noticeDays"), publicDays: as("publicDays"), replyDays: as("replyDays"),
  };
}
