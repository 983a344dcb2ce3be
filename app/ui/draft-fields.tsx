import type { FieldMetadata } from "@conform-to/react";
import { deciders, meetingKinds, type Decider, type MeetingKind } from "~/rules/meeting/events";
import { limits } from "~/words/limits";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { FormArea, FormField, FormSelect } from "./form-field";
import type { Row } from "./newest";

export type DraftForm = {
  key: string; seen: string; body: string; itemId: string; title: string; place: string; kind: string; startsAt: string; convener: string; chairStanding: string; basis: string;
  itemTitle: string; itemText: string; resolution: string; decider: string;
};
type Known = Pick<FieldMetadata<unknown>, "name" | "initialValue" | "errors">;

const asked = ["title", "startsAt", "place", "kind", "convener", "chairStanding", "basis", "itemTitle", "itemText", "resolution", "decider"] as const;

/** What a paper says, field by field. */
export function draftRows(said: DraftForm): Row[] {
  const words = { ...said, startsAt: said.startsAt.replace("T", " "), kind: zh.meetingKind[said.kind as MeetingKind], decider: zh.decider[said.decider as Decider] };
  return asked.map((name) => ({ name, label: zhOffice.draft[name], words: words[name] }));
}

/** The paper of a meeting with its item, as it is made and as it is revised. */
export function DraftFields({ fields }: { fields: Record<keyof DraftForm, Known> }) {
  const words = zhOffice.draft;
  return (
    <>
      <FormField field={fields.title} label={words.title} placeholder={words.titleExample} maxLength={limits.title} />
      <FormField field={fields.startsAt} label={words.startsAt} type="datetime-local" />
      <FormField field={fields.place} label={words.place} placeholder={words.placeExample} maxLength={limits.line} />
      <FormSelect field={fields.kind} label={words.kind}>{meetingKinds.map((kind) => <option key={kind} value={kind}>{zh.meetingKind[kind]}</option>)}</FormSelect>
      <FormField field={fields.convener} label={words.convener} maxLength={limits.line} />
      <FormField field={fields.chairStanding} label={words.chairStanding} placeholder={words.chairStandingExample} maxLength={limits.line} />
      <FormField field={fields.basis} label={words.basis} placeholder={words.basisExample} maxLength={limits.line} />
      <fieldset className="grid gap-4 border-t border-line pt-4 mt-2">
        <legend className="text-lead font-bold">{words.item}</legend>
        <FormField field={fields.itemTitle} label={words.itemTitle} maxLength={limits.title} />
        <FormArea field={fields.itemText} label={words.itemText} rows={8} maxLength={limits.text} />
        <FormArea field={fields.resolution} label={words.resolution} rows={3} maxLength={limits.resolution} />
        <FormSelect field={fields.decider} label={words.decider}>{deciders.map((decider) => <option key={decider} value={decider}>{zh.decider[decider]}</option>)}</FormSelect>
      </fieldset>
    </>
  );
}
