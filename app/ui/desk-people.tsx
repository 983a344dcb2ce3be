import { useForm, type SubmissionResult } from "@conform-to/react";
import type { Staff } from "~/live/useStaff";
import { isEntitled } from "~/rules/meeting/rights";
import type { Whereabouts } from "~/rules/meeting/state";
import type { PersonCard } from "~/wire/people";
import { home } from "~/words/names";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhOffice } from "~/words/zh-office";
import { ActButton } from "./act-button";
import { Field } from "./field";
import { Fold } from "./page";
import { PersonFields, type PersonValues } from "./person-fields";

type AttendanceType = "attendance.arrive" | "attendance.leave" | "attendance.excuse" | "attendance.expect";

/** Whether this person checks others in; the other staff read the lists. */
const checksIn = ({ meeting: { mine } }: Staff) => mine?.as === "person" && isEntitled("attendance.arrive", mine.roles, false);

/** Members and attendees with what can be done for each; coming and going are two buttons, never one that flips. */
export function DeskPeople({ staff }: { staff: Staff }) {
  const { roster, people } = staff.meeting.view;
  const others = Object.keys(people).filter((id) => people[id]!.standing === "resident" && people[id]!.here);
  return (
    <>
      {!checksIn(staff) && <p className="mt-4">{zhOffice.desk.byRecorder}</p>}
      <List staff={staff} title={zhOffice.desk.members} ids={roster?.members ?? []} />
      {roster && roster.attendees.length > 0 && <List staff={staff} title={zhOffice.desk.attendees} ids={roster.attendees} />}
      {others.length > 0 && <List staff={staff} title={zhOffice.desk.others} ids={others} />}
    </>
  );
}

function List({ staff, title, ids }: { staff: Staff; title: string; ids: readonly string[] }) {
  const { view, names } = staff.meeting;
  const sorted = [...ids].sort((a, b) => rank(view.people[a]) - rank(view.people[b]) || (names[a] ?? "").localeCompare(names[b] ?? "", "zh-CN"));
  return (
    <section className="mt-6">
      <h2 className="border-b-2 border-ink pb-2">{title} <span className="meta">{zh.meeting.people(ids.length)}</span></h2>
      <ul className="rows twofold">
        {sorted.map((id) => <Row key={id} staff={staff} id={id} name={names[id] ?? ""} />)}
      </ul>
    </section>
  );
}

/** Those still missing first: they are the ones the desk looks for. */
const rank = (where: Whereabouts | undefined) => (where?.here ? 3 : where?.came ? 2 : where?.excused ? 1 : 0);

type Person = { staff: Staff; id: string; name: string };

/** One person, where they are, and what can be done for them. at: where they live, to tell people of one name apart. */
function Row({ at, ...person }: Person & { at?: string }) {
  const { meeting: { view: { people } }, zone } = person.staff;
  const where = people[person.id];
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
      <p className="min-w-28"><strong>{person.name}</strong>{at && <span className="meta ml-3">{at}</span>}<span className="meta ml-3">{stateWords(where, zone)}</span></p>
      {checksIn(person.staff) && <Buttons {...person} name={`${at ?? ""}${person.name}`} where={where} />}
    </li>
  );
}

function stateWords(where: Whereabouts | undefined, zone: string): string {
  if (where?.came) return `${where.here ? zhOffice.desk.here : zh.meeting.counts.left} ${clock(where.since, zone)}`;
  return where?.excused ? zh.meeting.counts.excused : zhOffice.desk.gone;
}

function Buttons({ staff: { meeting, place, setAnswer }, id, name, where }: Person & { where: Whereabouts | undefined }) {
  const button = (type: AttendanceType, word: string) => (
    <ActButton key={type} meeting={meeting} place={place} command={{ type, person: id }} className="btn slim" label={zhOffice.desk.done(name, word)} onAnswer={setAnswer}>{word}</ActButton>
  );
  if (where?.here) return <span className="flex gap-2">{button("attendance.leave", zhOffice.desk.leave)}</span>;
  const excusable = meeting.view.roster?.members.includes(id) && !where?.came;
  return <span className="flex gap-2">{excusable && (where?.excused ? button("attendance.expect", zhOffice.desk.expect) : button("attendance.excuse", zhOffice.desk.excuse))}{button("attendance.arrive", zhOffice.desk.arrive)}</span>;
}

export function DeskSearch({ staff, search, found }: { staff: Staff; search: string; found: readonly PersonCard[] }) {
  return (
    <section className="mt-8">
      <h2>{zhOffice.desk.search}</h2>
      <form method="get" className="flex gap-2 items-end my-2"><div className="flex-1"><Field label={zhOffice.desk.searchHint} name="q" defaultValue={search} maxLength={40} type="search" /></div><button className="btn">{zhOffice.people.find}</button></form>
      {search && found.length === 0 && <p className="empty">{zhOffice.desk.noMatch}</p>}
      <ul className="rows">{found.map((card) => <Row key={card.id} staff={staff} id={card.id} name={card.name} at={home(card)} />)}</ul>
    </section>
  );
}

export function DeskRegister({ result, formKey }: { result: SubmissionResult | null; formKey: string }) {
  const [form, fields] = useForm<PersonValues & { another: string }>({ lastResult: result });
  const { name, another } = fields;
  return (
    <Fold className="mt-6" open={result !== null} title={<h2 id="register">{zhOffice.desk.registerTitle}</h2>}>
      <form method="post" id={form.id} noValidate className="grid gap-4 py-2">
        <input type="hidden" name="key" value={`${formKey}-register`} />
        <PersonFields fields={fields} />
        {/* It says which name it is meant of, so that another name typed later is looked for again. */}
        {(another.errors ?? another.initialValue) && (
          <div className="field" data-bad={another.errors && ""}>
            {another.errors && <span className="why" id={another.errorId}>{another.errors[0]}</span>}
            <label className="tick"><input type="checkbox" name={another.name} value={name.initialValue} defaultChecked={another.initialValue === name.initialValue} aria-describedby={another.errors && another.errorId} />{zhOffice.desk.another(name.initialValue ?? "")}</label>
          </div>
        )}
        <button className="btn">{zhOffice.desk.register}</button>
      </form>
    </Fold>
  );
}
