import type { FieldMetadata } from "@conform-to/react";
import { numberFieldNames, ruleFieldNames, type Dated, type NumberField, type RuleFields, type RuleValues, type YesNoField } from "~/rules/meeting/rule-set";
import { forms } from "~/rules/tally/verdict";
import { limits } from "~/words/limits";
import { thresholdWords } from "~/words/sentences";
import { dayWords } from "~/words/date-fields";
import { zhPages } from "~/words/zh-pages";
import { zhOffice } from "~/words/zh-office";
import { FormArea, FormField, FormSelect } from "./form-field";
import type { Row } from "./newest";

type Pair = { numerator: string; denominator: string; strict: string };
export type RuleForm = { seen: string; quorum: Pair; base: string; threshold: Pair; participation: Pair; form: string; effectiveOn: string; approvedBy: string }
  & Record<YesNoField | NumberField | `${keyof RuleFields}Source`, string>;
type Known = Pick<FieldMetadata<unknown>, "name" | "initialValue" | "errors">;
type PairKnown = { getFieldset(): Record<keyof Pair, Known> };
export type RuleFormFields = Record<Exclude<keyof RuleForm, "quorum" | "threshold" | "participation">, Known> & Record<"quorum" | "threshold" | "participation", PairKnown>;

/** The clause, of which a phone shows the whole. */
export const Source = ({ field, label, placeholder }: { field: Known; label: string; placeholder?: string }) => <FormArea field={field} label={label} placeholder={placeholder} rows={2} maxLength={limits.line} />;

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
      <Source field={fields[`${name}Source`]} label={zhOffice.bodies.source} placeholder={zhOffice.bodies.sourceExample} />
    </fieldset>
  );
}

export function YesNo({ label, fields, name }: { label: string; fields: RuleFormFields; name: YesNoField }) {
  return (
    <fieldset className="grid gap-2">
      <FormSelect field={fields[name]} label={label}><option value="yes">{zhPages.yes}</option><option value="no">{zhPages.no}</option></FormSelect>
      <Source field={fields[`${name}Source`]} label={`${zhOffice.bodies.source}（${zhPages.optional}）`} />
    </fieldset>
  );
}

/** How the meeting goes: form of votes, speeches, motions, opinions, periods. Customary values stand in the fields. */
export function ConductFields({ fields }: { fields: RuleFormFields }) {
  const source = `${zhOffice.bodies.source}（${zhPages.optional}）`;
  return (
    <fieldset className="grid gap-6 border-t border-line pt-4">
      <legend className="text-lead font-bold">{zhOffice.bodies.conduct}</legend>
      <div className="grid gap-2">
        <FormSelect field={fields.form} label={zhOffice.ruleField.form}>{forms.map((form) => <option key={form} value={form}>{zhOffice.form[form]}</option>)}</FormSelect>
        <Source field={fields.formSource} label={source} />
      </div>
      <YesNo label={zhOffice.ruleField.remote} fields={fields} name="remote" />
      <YesNo label={zhOffice.ruleField.motions} fields={fields} name="motions" />
      {numberFieldNames.map((name) => (
        <div key={name} className="grid gap-2">
          <FormField field={fields[name]} label={zhOffice.ruleField[name]} inputMode="numeric" maxLength={6} />
          <Source field={fields[`${name}Source`]} label={source} />
        </div>
      ))}
    </fieldset>
  );
}

function wordsOf(value: RuleValues[keyof RuleValues] | null): string {
  if (value === null) return "";
  if (value === "none") return zhOffice.bodies.noParticipation;
  if (typeof value === "boolean") return value ? zhPages.yes : zhPages.no;
  if (typeof value === "number") return String(value);
  if (value === "named" || value === "hands") return zhOffice.form[value];
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
