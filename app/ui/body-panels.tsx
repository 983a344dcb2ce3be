import { useForm, type SubmissionResult } from "@conform-to/react";
import { officeRoles, type OfficeRole } from "~/rules/meeting/rights";
import type { BodyCard } from "~/wire/context";
import type { PersonCard } from "~/wire/people";
import { limits } from "~/words/limits";
import { home } from "~/words/names";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { zhOffice } from "~/words/zh-office";
import { Field, Select } from "./field";
import { FormField } from "./form-field";
import { Empty, Fold } from "./page";

type Seated = PersonCard & { readonly seat: "member" | "attendee" };

/** A new council is elected, or the name was wrong. */
export function BodyTerm({ card: { name, termFrom, termTo }, result }: { card: BodyCard; result: SubmissionResult | null }) {
  const [form, fields] = useForm<{ name: string; termFrom: string; termTo: string }>({ lastResult: result, defaultValue: { name, termFrom, termTo } });
  return (
    <Fold open={result !== null} title={zhOffice.bodies.change}>
      <form method="post" id={form.id} noValidate className="grid gap-4 py-2">
        <input type="hidden" name="do" value="term" />
        <FormField field={fields.name} label={zhOffice.bodies.name} maxLength={limits.name} />
        <div className="grid sm:grid-cols-2 gap-4 items-end"><FormField field={fields.termFrom} label={zhOffice.bodies.termFrom} type="date" /><FormField field={fields.termTo} label={zhOffice.bodies.termTo} type="date" /></div>
        <button className="btn">{zhPages.save}</button>
      </form>
    </Fold>
  );
}

/** Who chairs, records, counts and supervises; taken into a meeting when its check-in opens. */
export function BodyOffices({ offices, seats, mayChange }: { offices: Readonly<Record<OfficeRole, readonly PersonCard[]>>; seats: readonly PersonCard[]; mayChange: boolean }) {
  return (
    <section className="mt-6 border-t border-line pt-4">
      <h2>{zhOffice.bodies.offices}</h2>
      <p className="meta">{zhOffice.bodies.officesHint}</p>
      <ul className="rows mt-2">
        {officeRoles.map((role) => (
          <li key={role} className="py-2">
            <p><strong>{zh.office[role]}</strong>　{offices[role].map(({ name }) => name).join("、") || zhOffice.bodies.nobody}</p>
            {mayChange && <Assign role={role} holders={offices[role]} seats={seats} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Holders stay ticked; officers who have no seat in the body are found by the search below. */
function Assign({ role, holders, seats }: { role: OfficeRole; holders: readonly PersonCard[]; seats: readonly PersonCard[] }) {
  const held = new Set(holders.map(({ id }) => id));
  const people = [...holders, ...seats.filter(({ id }) => !held.has(id))];
  return (
    <Fold title={holders.length > 0 ? zhOffice.bodies.replace : zhOffice.bodies.assign}>
      <form method="post" className="grid gap-2 pb-2">
        <input type="hidden" name="do" value="office" /><input type="hidden" name="role" value={role} />
        <div className="grid sm:grid-cols-3 gap-x-4">
          {people.map(({ id, name }) => <label key={id} className="tick"><input type={role === "chair" ? "radio" : "checkbox"} name="person" value={id} defaultChecked={held.has(id)} />{name}</label>)}
        </div>
        <button className="btn slim">{zhPages.save}</button>
      </form>
      {held.size > 0 && <form method="post" className="pb-2"><input type="hidden" name="do" value="office" /><input type="hidden" name="role" value={role} /><button className="btn quiet">{zhOffice.bodies.clear}</button></form>}
    </Fold>
  );
}

type SeatsProps = { seats: readonly Seated[]; search: string; found: readonly PersonCard[]; standings: readonly { standing: string; count: number }[]; mayChange: boolean };

export function BodySeats({ seats, search, found, standings, mayChange }: SeatsProps) {
  const of = (seat: Seated["seat"]) => seats.filter((one) => one.seat === seat);
  return (
    <section className="mt-6 border-t border-line pt-4">
      <h2>{zhOffice.bodies.members} <span className="meta">{zhOffice.bodies.memberCount(of("member").length, of("attendee").length)}</span></h2>
      {mayChange && <AddPeople search={search} found={found} standings={standings} />}
      {seats.length === 0 && <Empty>{zhOffice.bodies.noSeats}</Empty>}
      <SeatList people={of("member")} mayChange={mayChange} />
      <SeatList title={zhOffice.bodies.attendees} people={of("attendee")} mayChange={mayChange} />
    </section>
  );
}

function SeatList({ title, people, mayChange }: { title?: string; people: readonly Seated[]; mayChange: boolean }) {
  if (people.length === 0) return null;
  return (
    <>
      {title && <h3 className="mt-4">{title}</h3>}
      <ul className="rows">
        {people.map((person) => (
          <li key={person.id} className="flex items-center justify-between gap-x-4 py-1">
            <p><strong className="mr-3">{person.name}</strong><span className="meta">{[home(person), person.standing].filter(Boolean).join("　")}</span></p>
            {mayChange && <form method="post"><input type="hidden" name="do" value="unseat" /><button className="btn quiet" name="person" value={person.id} aria-label={`${zhOffice.bodies.unseat} ${person.name}`}>{zhOffice.bodies.unseat}</button></form>}
          </li>
        ))}
      </ul>
    </>
  );
}

function AddPeople({ search, found, standings }: Pick<SeatsProps, "search" | "found" | "standings">) {
  return (
    <Fold open={search !== ""} className="mb-2" title={zhOffice.bodies.addPeople}>
      <form method="get" className="flex gap-2 items-end my-2"><div className="flex-1"><Field label={zhOffice.bodies.searchPeople} name="q" type="search" defaultValue={search} maxLength={40} /></div><button className="btn">{zhOffice.people.find}</button></form>
      {search && (found.length === 0 ? <p className="empty">{zhOffice.people.noMatch}</p> : (
        <form method="post" className="grid gap-2 my-2">
          <input type="hidden" name="do" value="seat" />
          {found.map((person) => <label key={person.id} className="tick"><input type="checkbox" name="person" value={person.id} /><span>{person.name}<span className="meta ml-3">{home(person)}</span></span></label>)}
          <div className="flex flex-wrap gap-2">
            <button className="btn slim" name="seat" value="member">{zhOffice.bodies.asMember}</button><button className="btn slim" name="seat" value="attendee">{zhOffice.bodies.asAttendee}</button>
            {officeRoles.map((role) => <button key={role} className="btn slim" name="appoint" value={role}>{zhOffice.bodies.appoint(zh.office[role])}</button>)}
          </div>
        </form>
      ))}
      {standings.length > 0 && (
        <form method="post" className="grid gap-2 my-4">
          <input type="hidden" name="do" value="standing" />
          <Select label={zhOffice.bodies.byStanding} name="standing">{standings.map(({ standing, count }) => <option key={standing} value={standing}>{zhOffice.bodies.standing(standing, count)}</option>)}</Select>
          <div className="flex gap-2"><button className="btn slim" name="seat" value="member">{zhOffice.bodies.asMember}</button><button className="btn slim" name="seat" value="attendee">{zhOffice.bodies.asAttendee}</button></div>
        </form>
      )}
    </Fold>
  );
}
