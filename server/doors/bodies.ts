import { coming, inForce, openFields, presetFor, type Dated } from "../../app/rules/meeting/rule-set";
import type { AgendaDoor, BodiesDoor, BodyCard, BodyDoor } from "../../app/wire/context";
import { meetingKinds } from "../../app/rules/meeting/events";
import { officeRoles, type OfficeRole } from "../../app/rules/meeting/rights";
import type { PersonCard } from "../../app/wire/people";
import { meetingIdFor } from "../council";
import { renamed, type House } from "../house";
import type { Actor } from "../seats";
import { addRules, bodiesOf, bodyById, changeBody, chairOf, makeBody, officesOf, rulesOfBody, seatPeople, seatsOf, setOffice, unseatPerson } from "../store/bodies";
import { lastPaper } from "../store/meetings";
import { findPeople, peopleByIds, peopleWithStanding, standingsOf } from "../store/people";

/** today: the community's own date, 2026-12-05. */
type Here = { readonly community: string; readonly actor: Actor; readonly today: string };
const cardOf = ({ id, name, kind, termFrom, termTo }: BodyCard): BodyCard => ({ id, name, kind, termFrom, termTo });
const dated = ({ version, effectiveOn }: Dated): Dated => ({ version, effectiveOn });

/** Bodies, their seats, offices and rules. Staff may look; administrators change (mayChange). */
export function bodiesDoor(house: House, { community, actor, today }: Here, mayChange: boolean): BodiesDoor {
  const { db } = house.database;
  const refused = () => Promise.reject(new Error("only an administrator changes a body"));
  const guarded = <A extends unknown[], R>(work: (...args: A) => Promise<R>) => (mayChange ? work : refused as (...args: A) => Promise<R>);

  return {
    mayChange,
    list: async () => (await bodiesOf(db, community)).map(cardOf),
    make: guarded((fields) => makeBody(db, community, { ...fields, by: actor.person })),
    async one(id): Promise<BodyDoor | null> {
      const found = await bodyById(db, community, id);
      if (!found) return null;
      const place = { community, body: id };
      const peopleOf = async (ids: readonly string[]) => new Map((await peopleByIds(db, community, ids)).map((card) => [card.id, card]));
      return {
        card: cardOf(found),
        async seats() {
          const seats = await seatsOf(db, community, id);
          const people = await peopleOf(seats.map((seat) => seat.person));
          return seats.flatMap(({ person: one, seat }) => (people.has(one) ? [{ ...people.get(one)!, seat }] : [])).sort(byHome);
        },
        async offices() {
          const offices = await officesOf(db, community, id);
          const people = await peopleOf(offices.map((row) => row.person));
          const holders = (role: OfficeRole) => offices.flatMap((row) => (row.role === role && people.has(row.person) ? [people.get(row.person)!] : []));
          return Object.fromEntries(officeRoles.map((role) => [role, holders(role)])) as Record<OfficeRole, PersonCard[]>;
        },
        async rules() {
          const versions = await rulesOfBody(db, community, id);
          const now = inForce(versions, today);
          const latest = versions.at(-1) ?? { version: 0, fields: presetFor(found.kind), effectiveOn: found.termFrom, approvedBy: "" };
          return { ...latest, now: now && openFields(now.fields).length === 0 ? dated(now) : null, coming: coming(versions, today).map(dated) };
        },
        change: guarded(async (fields) => { await changeBody(db, place, fields); renamed(house); }),
        seat: guarded((people, seat) => seatPeople(db, place, { people, seat })),
        seatByStanding: guarded(async (standing, seat) => {
          const rows = await peopleWithStanding(db, community, standing);
          await seatPeople(db, place, { people: rows.map((row) => row.id), seat });
          return rows.length;
        }),
        unseat: guarded(async (one) => { await unseatPerson(db, place, one); }),
        setOffice: guarded((role, people) => setOffice(db, place, { role, people })),
        setRules: guarded((next) => addRules(db, place, { ...next, by: actor.person })),
        candidates: async (search) => (search ? (await findPeople(db, community, { search, after: null })).people : []),
        standings: () => standingsOf(db, community),
      };
    },
  };
}

const byHome = (a: PersonCard, b: PersonCard) => (a.building + a.room + a.name).localeCompare(b.building + b.room + b.name, "zh-CN", { numeric: true });

/** Making the paper of a meeting: for the chair, the recorder and administrators of the community. */
export function agendaDoor({ database: { db }, council, metrics }: House, { community, actor, today }: Here): AgendaDoor {
  return {
    kinds: meetingKinds,
    async bodies() {
      const rows = await bodiesOf(db, community);
      return Promise.all(rows.map(async (row) => {
        const [chair, versions, seats, last] = await Promise.all([chairOf(db, community, row.id), rulesOfBody(db, community, row.id), seatsOf(db, community, row.id), lastPaper(db, community, row.id)]);
        const named = chair ? (await peopleByIds(db, community, [chair]))[0]?.name ?? null : null;
        const rules = inForce(versions, today);
        return { ...cardOf(row), chair: named, next: coming(versions, today)[0]?.effectiveOn ?? null, open: rules ? openFields(rules.fields).length : 1, members: seats.filter(({ seat }) => seat === "member").length, attendees: seats.filter(({ seat }) => seat === "attendee").length, last };
      }));
    },
    async make(key, body, draft) {
      const asked = { actor, place: { community, meeting: "" }, act: { key, command: { type: "meeting.make" as const, body, draft } } };
      const answer = await metrics.acknowledged("meeting.make", () => council.act(asked));
      return { answer, meeting: meetingIdFor(asked) };
    },
  };
}
