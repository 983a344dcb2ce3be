import type { FieldMetadata } from "@conform-to/react";
import { limits } from "~/words/limits";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { FormField, FormSelect } from "./form-field";

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
