import type { FieldMetadata } from "@conform-to/react";
import { ruleFieldNames, type Dated, type RuleFields, type RuleValues } from "~/rules/meeting/rule-set";
import { limits } from "~/words/limits";
import { thresholdWords } from "~/words/sentences";
import { dayWords } from "~/words/time";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { FormField, FormSelect } from "./form-field";
import type { Row } from "./newest";

type Pair = { numerator: string; denominator: string; strict: string };
export type RuleForm = {
  seen: string; quorum: Pair; quorumSource: string; base: string; baseSource: string; threshold: Pair; thresholdSource: string; participation: Pair; participationSource: string;
  chairVotes: string; chairVotesSource: string; choicesPublic: string; choicesPublicSource: string; effectiveOn: string; approvedBy: string;
};
type Known = Pick<FieldMetadata<unknown>, "name" | "initialValue" | "errors">;
type PairKnown = { getFieldset(): Record<keyof Pair, Known> };
export type RuleFormFields = Record<Exclude<keyof RuleForm, "quorum" | "threshold" | "participation">, Known> & Record<"quorum" | "threshold" | "participation", PairKnown>;

/** 三分之二: denominator first, as it is read; whether the figure itself suffices; the clause it rests on. */
export function ThresholdFields({ label, fields, name }: { label: string; fields: RuleFormFields; name: "quorum" | "threshold" | "participation" }) {
  const pair = fields[name].getFieldset();
  return (
    <fieldset className="grid gap-2">
      <legend className="font-semibold mb-1">{label}</legend>
      <div className="share-fields">
        <FormField field={pair.denominator} label={zhOffice.bodies.fraction.denominator} inputMode="numeric" maxLength={3} />
        <span className="pb-3">{zhOffice.bodies.fraction.of}</span>
        <FormField field={pair.numerator} label={zhOffice.bodies.fraction.numerator} inputMode="numeric" maxLength={3} />
        <FormSelect field={pair.strict} label={zhOffice.bodies.fraction.how}><option value="over">{zhOffice.bodies.strict.over}</option><option value="least">{zhOffice.bodies.strict.least}</option></FormSelect>
      </div>
      <FormField field={fields[`${name}Source`]} label={zhOffice.bodies.source} placeholder={zhOffice.bodies.sourceExample} maxLength={limits.line} />
    </fieldset>
  );
}

export function YesNo({ label, fields, name }: { label: string; fields: RuleFormFields; name: "chairVotes" | "choicesPublic" }) {
  return (
    <fieldset className="grid gap-2">
      <FormSelect field={fields[name]} label={label}><option value="yes">{zh.yes}</option><option value="no">{zh.no}</option></FormSelect>
      <FormField field={fields[`${name}Source`]} label={`${zhOffice.bodies.source}（${zh.optional}）`} maxLength={limits.line} />
    </fieldset>
  );
}

function wordsOf(value: RuleValues[keyof RuleValues] | null): string {
  if (value === null) return "";
  if (value === "none") return zhOffice.bodies.noParticipation;
  if (typeof value === "boolean") return value ? zh.yes : zh.no;
  return typeof value === "string" ? zhOffice.base[value] : thresholdWords(value);
}

/** What a version says, field by field. */
export const ruleRows = (stored: RuleFields, { effectiveOn, approvedBy }: { effectiveOn: string; approvedBy: string }): Row[] => [
  ...ruleFieldNames.flatMap((name) => [
    { name, label: zhOffice.ruleField[name], words: wordsOf(stored[name].value) },
    { name: `${name}Source`, label: `${zhOffice.ruleField[name]}，${zhOffice.bodies.source}`, words: stored[name].source },
  ]),
  { name: "effectiveOn", label: zhOffice.bodies.effective, words: dayWords(effectiveOn) },
  { name: "approvedBy", label: zhOffice.bodies.approved, words: approvedBy },
];

/** Which version holds now and which from when: 现在用第1版，自2026年1月1日起。第2版自2026年12月1日起。 */
export const RuleDates = ({ now, coming }: { now: Dated | null; coming: readonly Dated[] }) => (
  <p>{now ? zhOffice.bodies.now(now.version, dayWords(now.effectiveOn)) : zhOffice.bodies.none}{coming.map(({ version, effectiveOn }) => zhOffice.bodies.coming(version, dayWords(effectiveOn)))}</p>
);
