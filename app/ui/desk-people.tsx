import { useForm, type SubmissionResult } from "@conform-to/react";
import type { Staff } from "~/live/useStaff";
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

/** Members and attendees with what can be done for each; coming and going are two buttons, never one that flips. */
export function DeskPeople({ staff }: { staff: Staff }) {
  const { roster, people } = staff.meeting.view;
  const others = Object.keys(people).filter((id) => people[id]!.standing === "resident" && people[id]!.here);
  return (
    <>
      <List staff={staff} title={zhOffice.desk.members} ids={roster?.members ?? []} excusable />
      {roster && roster.attendees.length > 0 && <List staff={staff} title={zhOffice.desk.attendees} ids={roster.attendees} />}
      {others.length > 0 && <List staff={staff} title={zhOffice.desk.others} ids={others} />}
    </>
  );
}

function List({ staff, title, ids, excusable }: { staff: Staff; title: string; ids: readonly string[]; excusable?: boolean }) {
  const { meeting: { view, names }, zone } = staff;
  const sorted = [...ids].sort((a, b) => rank(view.people[a]) - rank(view.people[b]) || (names[a] ?? "").localeCompare(names[b] ?? "", "zh-CN"));
  return (
    <section className="mt-6">
      <h2 className="border-b-2 border-ink pb-2">{title} <span className="meta">{zh.meeting.people(ids.length)}</span></h2>
      <ul className="rows twofold">
        {sorted.map((id) => {
          const where = view.people[id];
          const state = where?.here ? `${zhOffice.desk.here} ${clock(where.since, zone)}` : where?.excused ? zhOffice.desk.excused : where ? `${zhOffice.desk.left} ${clock(where.since, zone)}` : zhOffice.desk.gone;
          return (
            <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
              <p className="min-w-28"><strong>{names[id]}</strong><span className="meta ml-3">{state}</span></p>
              <Buttons staff={staff} id={id} here={where?.here ?? false} excused={where?.excused ?? false} excusable={excusable ?? false} />
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** Those still missing first: they are the ones the desk looks for. */
const rank = (where: { here: boolean; excused: boolean } | undefined) => (where?.here ? 2 : where?.excused ? 1 : 0);

function Buttons({ staff, id, here, excused, excusable }: { staff: Staff; id: string; here: boolean; excused: boolean; excusable: boolean }) {
  const { meeting, place, setAnswer } = staff;
  const name = meeting.names[id] ?? "";
  const button = (type: AttendanceType, word: string) => (
    <ActButton key={type} meeting={meeting} place={place} command={{ type, person: id }} className="btn slim" label={zhOffice.desk.done(name, word)} onAnswer={setAnswer}>{word}</ActButton>
  );
  if (here) return <span className="flex gap-2">{button("attendance.leave", zhOffice.desk.leave)}</span>;
  return <span className="flex gap-2">{excusable && (excused ? button("attendance.expect", zhOffice.desk.expect) : button("attendance.excuse", zhOffice.desk.excuse))}{button("attendance.arrive", zhOffice.desk.arrive)}</span>;
}

export function DeskSearch({ staff, search, found }: { staff: Staff; search: string; found: readonly PersonCard[] }) {
  const { meeting, place, setAnswer } = staff;
  const { roster, people } = meeting.view;
  const listed = new Set([...(roster?.members ?? []), ...(roster?.attendees ?? [])]);
  const residents = found.filter(({ id }) => !listed.has(id));
  return (
    <section className="mt-8">
      <h2>{zhOffice.desk.search}</h2>
      <form method="get" className="flex gap-2 items-end my-2"><div className="flex-1"><Field label={zhOffice.desk.searchHint} name="q" defaultValue={search} maxLength={40} type="search" /></div><button className="btn">{zhOffice.people.find}</button></form>
      {search && residents.length === 0 && <p className="empty">{zhOffice.desk.noMatch}</p>}
      <ul className="rows">
        {residents.map((card) => (
          <li key={card.id} className="flex flex-wrap items-center justify-between gap-x-4 py-1.5">
            <p><strong>{card.name}</strong><span className="meta ml-3">{home(card)}</span></p>
            <ActButton meeting={meeting} place={place} command={{ type: people[card.id]?.here ? "attendance.leave" : "attendance.arrive", person: card.id }} className="btn slim" onAnswer={setAnswer}>{people[card.id]?.here ? zhOffice.desk.leave : zhOffice.desk.arrive}</ActButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function DeskRegister({ result, formKey }: { result: SubmissionResult | null; formKey: string }) {
  const [form, fields] = useForm<PersonValues>({ lastResult: result });
  return (
    <Fold className="mt-6" open={result !== null} title={<h2>{zhOffice.desk.registerTitle}</h2>}>
      <form method="post" id={form.id} noValidate className="grid gap-4 py-2">
        <input type="hidden" name="key" value={`${formKey}-register`} />
        <PersonFields fields={fields} />
        <button className="btn">{zhOffice.desk.register}</button>
      </form>
    </Fold>
  );
}
