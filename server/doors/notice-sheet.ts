import type { FileRef, TextRef } from "../../app/rules/meeting/ids";
import { fold } from "../../app/rules/meeting/apply";
import { inForce, openFields } from "../../app/rules/meeting/rule-set";
import { agendaOf, emptyMeeting, type Item, type MeetingState } from "../../app/rules/meeting/state";
import type { FileCard, NoticeItem, NoticeSheet } from "../../app/wire/before";
import { dayValue } from "../../app/words/date-fields";
import type { Hall } from "../hall";
import type { House, Visit } from "../house";
import { listsOf, rulesOfBody } from "../store/bodies";
import { readLinks } from "../store/log";
import { communityById, type ListedMeeting } from "../store/meetings";
import { namesOf, peopleByIds } from "../store/people";

type Homed = { readonly building: string; readonly room: string; readonly name: string };
/** As paper lists people: by home and name. */
export const byHome = (a: Homed, b: Homed) => (a.building + a.room + a.name).localeCompare(b.building + b.room + b.name, "zh-CN", { numeric: true });

type Where = { readonly community: string; readonly listed: ListedMeeting; readonly hall: Hall };

/** The meeting as its newest notice told of it; as it stands where nothing changed since, or nothing was told. */
export async function asNoticed({ database: { db } }: House, { state, place }: Hall): Promise<MeetingState> {
  if (!state.notice?.stale) return state;
  const links = await readLinks(db, place, 0);
  const last = links.map(({ event }) => event.type).lastIndexOf("notice.posted");
  return { ...fold(links.slice(0, last + 1), emptyMeeting), notice: state.notice };
}

const minute = 60_000;

/** Null where nobody allotted any time. */
export function endOf(startsAt: number, items: readonly { readonly minutes: number }[]): number | null {
  const minutes = items.reduce((sum, item) => sum + item.minutes, 0);
  return minutes > 0 ? startsAt + minutes * minute : null;
}

const wordsIn = (hall: Hall) => (ref: TextRef | null | undefined) => (ref ? hall.texts.get(ref.id)?.body ?? "" : "");

export const fileCard = (hall: Hall, { file, type, bytes, name }: FileRef): FileCard => ({ id: file, type, bytes, name: wordsIn(hall)(name) });

/** Everything the notice says, from the paper that it told of and the body's lists and rules. */
export async function noticeSheet(house: House, visit: Visit, { community, listed, hall }: Where): Promise<NoticeSheet> {
  const { database: { db } } = house;
  const state = await asNoticed(house, hall);
  const plan = state.plan!;
  const said = wordsIn(hall);
  const home = (await communityById(db, community))!;
  const lists = hall.state.roster ? { roster: hall.state.roster, officers: hall.state.officers } : await listsOf(db, community, state.body!);
  const [names, attendees, rules] = await Promise.all([
    namesOf(db, community, [plan.chair, ...lists.officers.recorder]), peopleByIds(db, community, lists.roster.attendees), rulesOfBody(db, community, state.body!),
  ]);
  const named = (people: readonly string[]) => people.flatMap((one) => names.get(one)?.full ?? []);
  const rule = inForce(rules, dayValue(plan.startsAt, home.timeZone));
  const items = agendaOf(state).map((item) => noticeItem(hall, item));
  return {
    posted: postedOf(state, { listed, zone: home.timeZone, said }), stage: hall.state.stage,
    issuer: said(plan.convener), body: listed.body, title: said(plan.title), kind: plan.kind, basis: said(plan.basis),
    startsAt: plan.startsAt, endsAt: endOf(plan.startsAt, items), place: said(plan.place), url: `${visit.origin}/c/${home.slug}/meetings/${listed.id}`, code: listed.code,
    chair: named([plan.chair])[0] ?? "", chairStanding: said(plan.chairStanding), recorders: named(lists.officers.recorder),
    members: lists.roster.members.length, attendees: [...new Set(attendees.map(({ standing }) => standing).filter(Boolean))],
    items, rules: rule && openFields(rule.fields).length === 0 ? { version: rule.version, fields: rule.fields } : null,
  };
}

type Told = { readonly listed: ListedMeeting; readonly zone: string; readonly said: (ref: TextRef | null) => string };

function postedOf({ notice }: MeetingState, { listed, zone, said }: Told): NoticeSheet["posted"] {
  if (!notice) return null;
  const { postedAt: at, days, needed, short, stale } = notice;
  return { at, number: `${dayValue(at, zone).replaceAll("-", "")}-${listed.code}`, days, needed, short: short && said(short), stale };
}

function noticeItem(hall: Hall, { id, kind, title, proposer, minutes, resolution, decider, files }: Item): NoticeItem {
  const said = wordsIn(hall);
  return { id, kind: kind === "procedure" ? "report" : kind, title: said(title), proposer: said(proposer), minutes, resolution: said(resolution), decider, files: files.map((file) => fileCard(hall, file)) };
}
