import type { FieldMetadata } from "@conform-to/react";
import { limits } from "~/words/limits";
import { zhPages } from "~/words/zh-pages";
import { zhOffice } from "~/words/zh-office";
import { FormField, FormSelect } from "./form-field";

export type PersonValues = { name: string; title: string; building: string; room: string; grid: string; standing: string; phone: string };
type Fields = { [K in keyof Required<PersonValues>]: Pick<FieldMetadata<unknown>, "name" | "initialValue" | "errors"> };

/** The fields of one person, as on the people page and at the desk. */
export function PersonFields({ fields }: { fields: Fields }) {
  const { titles, fields: labels } = zhOffice.people;
  return (
    <>
      <FormField field={fields.name} label={labels.name} maxLength={limits.name} autoComplete="off" />
      <FormSelect field={fields.title} label={labels.title}><option value="">{titles.none}</option><option>{titles.ms}</option><option>{titles.mr}</option></FormSelect>
      <div className="grid grid-cols-2 gap-4">
        <FormField field={fields.building} label={labels.building} maxLength={limits.name} autoComplete="off" />
        <FormField field={fields.room} label={labels.room} maxLength={limits.name} autoComplete="off" />
      </div>
      <FormField field={fields.grid} label={`${labels.grid}（${zhPages.optional}）`} maxLength={limits.name} autoComplete="off" />
      <FormField field={fields.standing} label={`${labels.standing}（${zhPages.optional}）`} maxLength={limits.name} autoComplete="off" />
      <FormField field={fields.phone} label={`${labels.phone}（${zhPages.optional}）`} maxLength={limits.name} inputMode="tel" autoComplete="off" hint={zhOffice.people.phoneHint} />
    </>
  );
}
