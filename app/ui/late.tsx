import type { Staff } from "~/live/useStaff";
import { lateKinds } from "~/rules/meeting/events";
import type { Late } from "~/rules/meeting/talk";
import type { PersonCard } from "~/wire/people";
import { limits } from "~/words/limits";
import { home } from "~/words/names";
import { clock } from "~/words/time";
import { zhPages } from "~/words/zh-pages";
import { zhChair } from "~/words/zh-chair";
import { ActButton } from "./act-button";
import { Area, Field, Select } from "./field";
import { plainLine } from "./phrase";

const { late: words } = zhChair;
type Part = { staff: Staff };
/** What was filled in, and what is wrong with it. */
export type LateEntry = { readonly values: Readonly<Record<"person" | "kind" | "at" | "reason", string>>; readonly why: Readonly<Partial<Record<"person" | "kind" | "at" | "reason" | "form", string>>> };
type Form = Part & { entry: LateEntry; search: string; found: readonly PersonCard[]; formKey: string };

/** Who, what, when it truly was, and why it was not entered then. */
export function LateForm({ staff, entry: { values, why }, search, found, formKey }: Form) {
  return (
    <>
      <form method="get" className="flex gap-2 items-end my-2"><div className="flex-1"><Field label={words.search} name="q" type="search" defaultValue={search} maxLength={40} /></div><button className="btn">{zhChair.record.find}</button></form>
      {search && found.length === 0 && <p className="empty">{zhChair.record.none}</p>}
      <form method="post" className="grid gap-3" noValidate>
        <input type="hidden" name="key" value={formKey} />
        <Select label={words.person} name="person" defaultValue={values.person} why={why.person} required><option value="">{zhPages.choose}</option><People staff={staff} found={found} /></Select>
        <Select label={words.what} name="kind" defaultValue={values.kind} why={why.kind} required><option value="">{zhPages.choose}</option>{lateKinds.map((kind) => <option key={kind} value={kind}>{words.kind[kind]}</option>)}</Select>
        <Field label={words.at} name="at" type="datetime-local" defaultValue={values.at} why={why.at} required />
        <Area label={words.reason} name="reason" rows={2} maxLength={limits.reason} defaultValue={values.reason} why={why.reason} required />
        {why.form && <p role="alert" className="font-semibold">{why.form}</p>}
        <button className="btn filled">{words.enter}</button>
      </form>
    </>
  );
}

/** The lists, whoever is here, and whoever was looked for; everybody once. */
function People({ staff: { meeting: { view, names } }, found }: Part & { found: readonly PersonCard[] }) {
  const { members = [], attendees = [] } = view.roster ?? {};
  const listed = new Set([...members, ...attendees]);
  const here = Object.keys(view.people).filter((person) => !listed.has(person));
  const others = found.filter(({ id }) => !listed.has(id) && !here.includes(id));
  const groups: [string, readonly (readonly [string, string])[]][] = [
    [words.groups.found, others.map((card) => [card.id, `${home(card)}${card.name}`] as const)],
    ...([[words.groups.members, members], [words.groups.attendees, attendees], [words.groups.here, here]] as const).map(([title, people]): [string, readonly (readonly [string, string])[]] => [title, people.map((id) => [id, names[id] ?? ""] as const)]),
  ];
  return <>{groups.filter(([, people]) => people.length > 0).map(([title, people]) => <optgroup key={title} label={title}>{people.map(([id, name]) => <option key={id} value={id}>{name}</option>)}</optgroup>)}</>;
}

/** What was entered late, newest first, and whether a second person has confirmed it. */
export function LateList({ staff }: Part) {
  const { late } = staff.meeting.view;
  return (
    <section className="mt-6">
      <h2>{words.list}</h2>
      {late.length === 0 && <p className="empty">{words.none}</p>}
      <ul className="rows">{[...late].reverse().map((one) => <Row key={one.id} staff={staff} late={one} />)}</ul>
    </section>
  );
}

function Row({ staff, late: { id, kind, person, trueAt, reason, by, at, confirmedBy } }: Part & { late: Late }) {
  const { meeting, place, setAnswer, zone } = staff;
  const { names, texts } = meeting;
  const [name, what] = [names[person] ?? "", words.kind[kind]];
  return (
    <li className="py-3 grid gap-1 justify-items-start">
      <p><strong>{words.row(name, what, clock(trueAt, zone))}</strong></p>
      <p>{plainLine(texts[reason.id])}</p>
      <p className="meta">{words.entered(names[by] ?? "", clock(at, zone))}　{confirmedBy ? words.confirmed(names[confirmedBy] ?? "") : words.waiting}</p>
      {!confirmedBy && staff.does("late.confirm") && <ActButton meeting={meeting} place={place} command={{ type: "late.confirm", late: id }} className="btn slim" label={words.confirmOf(name, what)} onAnswer={setAnswer}>{words.confirm}</ActButton>}
    </li>
  );
}
