import type { FieldMetadata } from "@conform-to/react";
import { deciders, itemKinds, meetingKinds, type Decider, type ItemKind, type MeetingKind } from "~/rules/meeting/events";
import { limits } from "~/words/limits";
import { zh } from "~/words/zh";
import { zhBefore } from "~/words/zh-before";
import { zhOffice } from "~/words/zh-office";
import { FormArea, FormField, FormSelect } from "./form-field";
import type { Row } from "./newest";

export type OwnForm = { title: string; place: string; kind: string; startsAt: string; convener: string; chairStanding: string; basis: string };
export type ItemForm = { itemKind: string; itemTitle: string; proposer: string; minutes: string; itemText: string; resolution: string; decider: string };
export type DraftForm = { key: string; seen: string; body: string } & OwnForm & ItemForm;
type Known = Pick<FieldMetadata<unknown>, "name" | "initialValue" | "errors">;

const own = ["title", "startsAt", "place", "kind", "convener", "chairStanding", "basis"] as const;

/** What the paper says of the meeting itself, field by field. */
export function ownRows(said: OwnForm): Row[] {
  const words = { ...said, startsAt: said.startsAt.replace("T", " "), kind: zh.meetingKind[said.kind as MeetingKind] };
  return own.map((name) => ({ name, label: zhOffice.draft[name], words: words[name] }));
}

export function itemRows(said: ItemForm): Row[] {
  const { item } = zhBefore;
  return [
    { name: "itemTitle", label: item.title, words: said.itemTitle }, { name: "itemKind", label: item.kind, words: zhBefore.itemKind[said.itemKind as ItemKind] },
    { name: "proposer", label: item.proposer, words: said.proposer }, { name: "minutes", label: item.minutes, words: said.minutes }, { name: "itemText", label: item.text, words: said.itemText },
    { name: "resolution", label: item.resolution, words: said.resolution }, { name: "decider", label: item.decider, words: zh.decider[said.decider as Decider] },
  ];
}

/** The meeting itself, as it is made and as it is revised. */
export function OwnFields({ fields }: { fields: Record<keyof OwnForm, Known> }) {
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
    </>
  );
}

/** One item of the agenda. Its resolution is asked for always, because a page without script cannot hide it. */
export function ItemFields({ fields }: { fields: Record<keyof ItemForm, Known> }) {
  const { item } = zhBefore;
  return (
    <>
      <FormField field={fields.itemTitle} label={item.title} maxLength={limits.title} />
      <FormSelect field={fields.itemKind} label={item.kind} hint={item.kindHint}>{itemKinds.map((kind) => <option key={kind} value={kind}>{zhBefore.itemKind[kind]}</option>)}</FormSelect>
      <FormField field={fields.proposer} label={item.proposer} placeholder={item.proposerExample} maxLength={limits.line} />
      <FormField field={fields.minutes} label={item.minutes} hint={item.minutesHint} inputMode="numeric" maxLength={3} />
      <FormArea field={fields.itemText} label={item.text} hint={item.textHint} rows={6} maxLength={limits.text} />
      <FormArea field={fields.resolution} label={item.resolution} hint={item.resolutionHint} rows={3} maxLength={limits.resolution} />
      <FormSelect field={fields.decider} label={item.decider} hint={item.deciderHint}>{deciders.map((decider) => <option key={decider} value={decider}>{zh.decider[decider]}</option>)}</FormSelect>
    </>
  );
}
