import { createHash } from "node:crypto";
import type { Draft } from "../../app/rules/meeting/commands";
import { isStaff, mayManage, type Role } from "../../app/rules/meeting/rights";
import { agendaOf, itemById } from "../../app/rules/meeting/state";
import type { BeforeDesk, BeforeDoor, FileCard, PackSheet, PaperItem, ReplyRow, WholePaper } from "../../app/wire/before";
import { disposition, fileName, isPhoto, kindOf, mostFileBytes } from "../attachments";
import { limits } from "../../app/words/limits";
import { zhBefore, type FileRefusal } from "../../app/words/zh-before";
import { calendarWords } from "../../app/words/notice";
import { phrased } from "../../app/words/phrase.server";
import { calendarOf } from "../documents/calendar";
import type { Hall } from "../hall";
import type { House, Visit } from "../house";
import { idFrom } from "../ids";
import { richFrom } from "../markdown";
import type { Actor } from "../seats";
import { listsOf } from "../store/bodies";
import { fileContent, filesOf, keepFile } from "../store/files";
import type { ListedMeeting } from "../store/meetings";
import { namesOf, peopleByIds } from "../store/people";
import { addPosting, dropPosting, photosOf, postingsOf, takePostingDown } from "../store/postings";
import { asNoticed, byHome, fileCard, noticeSheet } from "./notice-sheet";

type Here = { readonly community: string; readonly actor: Actor | null; readonly listed: ListedMeeting; readonly hall: Hall; readonly roles: () => Promise<readonly Role[]> };

/** The paper of a meeting as whoever asks may see it. */
export function beforeDoor(house: House, visit: Visit, here: Here): BeforeDoor {
  const { database: { db } } = house;
  const { hall, actor, roles } = here;
  const { place } = hall;
  const isOfStaff = async () => isStaff(await roles());

  return {
    notice: async () => (hall.state.plan && (hall.state.notice || await isOfStaff()) ? noticeSheet(house, visit, here) : null),
    async calendar() {
      const sheet = hall.state.notice && await noticeSheet(house, visit, here);
      return sheet && calendarOf({ id: hall.place.meeting, at: sheet.startsAt, end: sheet.endsAt, title: sheet.title, place: sheet.place, words: calendarWords(sheet), url: sheet.url, changed: sheet.posted!.at });
    },
    async file(id) {
      const open = hall.state.notice ? agendaOf(await asNoticed(house, hall)).flatMap(({ files }) => files.map(({ file }) => file)) : [];
      if (!open.includes(id) && !(await isOfStaff() && (await staffFiles(house, hall)).has(id))) return null;
      const file = await fileContent(db, place, id);
      return file && { ...file, disposition: disposition(file.name) };
    },
    async filesOf(item) {
      const state = await isOfStaff() ? hall.state : hall.state.notice && await asNoticed(house, hall);
      return state ? (itemById(state, item)?.files ?? []).map((file) => fileCard(hall, file)) : [];
    },
    desk: async () => (actor && mayManage("meetings", await roles()) ? beforeDesk(house, hall, actor) : null),
    replies: async () => (await isOfStaff() ? repliesOf(house, hall) : null),
    ownReason: () => hall.texts.get(hall.state.replies.of[actor?.person ?? ""]?.reason?.id ?? "")?.body ?? "",
    pack: async () => (await isOfStaff() && hall.state.plan ? packSheet(house, visit, here) : null),
    async postings() {
      const staff = await isOfStaff();
      return (await postingsOf(db, place, "notice")).map(({ photoId, ...card }) => ({ ...card, photo: staff ? photoId : null }));
    },
  };
}

/** What staff may open beside what was noticed: the paper as it stands, photos of signed pages and of where paper hangs. */
async function staffFiles({ database: { db } }: House, { state, place }: Hall): Promise<Set<string>> {
  const signed = [...state.minutes.signatures, ...state.minutes.editions.flatMap(({ signatures }) => signatures)];
  return new Set([...agendaOf(state).flatMap(({ files }) => files.map(({ file }) => file)), ...signed.flatMap(({ photo }) => photo?.file ?? []), ...await photosOf(db, place)]);
}

/** The paper as it would be handed in again; null where there is none. */
export function wholePaper({ state, head, texts }: Hall): WholePaper | null {
  const { plan } = state;
  if (!plan) return null;
  const said = (ref: { id: string } | null) => (ref ? texts.get(ref.id)?.body ?? "" : "");
  const agenda = agendaOf(state);
  const items = agenda.map(({ id, kind, title, proposer, minutes, text, resolution, decider, files }): PaperItem => ({
    id, kind: kind === "procedure" ? "report" : kind, title: said(title), proposer: said(proposer), minutes, text: said(text), resolution: said(resolution), decider, files: files.map(({ file }) => file),
  }));
  const draft: Draft = {
    kind: plan.kind, startsAt: plan.startsAt, title: said(plan.title), place: said(plan.place), convener: said(plan.convener), chairStanding: said(plan.chairStanding), basis: said(plan.basis), items,
  };
  return { seen: head.seq, body: state.body ?? "", draft: { ...draft, items }, files: agenda.flatMap(({ files }) => files.map((file) => fileCard({ texts } as Hall, file))) };
}

function beforeDesk({ database: { db }, clock }: House, { place }: Hall, actor: Actor): BeforeDesk {
  return {
    async send(key, file, { count, photo }): Promise<FileCard | FileRefusal> {
      if (count >= (photo ? 1 : limits.files)) return "many";
      if (file.size > mostFileBytes) return "large";
      const content = Buffer.from(await file.arrayBuffer());
      if (content.length === 0) return "empty";
      const type = kindOf(content);
      if (!type || (photo && !isPhoto(type))) return "kind";
      const hash = createHash("sha256").update(content).digest("base64url");
      const id = idFrom(["file", place.community, place.meeting, key, hash].join("\n"));
      const kept = { name: fileName(file.name ?? "", type, photo ? zhBefore.files.photo : zhBefore.files.unnamed), type, bytes: content.length };
      await keepFile(db, place, { id, ...kept, hash, content, sentBy: actor.person, sentAt: new Date(clock.now()) });
      return { id, ...kept };
    },
    async cards(ids) {
      const sent = await filesOf(db, place);
      return ids.flatMap((id) => { const file = sent.get(id); return file ? [{ id, name: file.name, type: file.type, bytes: file.bytes }] : []; });
    },
    preview: richFrom,
    async hang({ key, place: where, postedOn, photo }) {
      await addPosting(db, place, { id: idFrom(["posting", place.community, place.meeting, key].join("\n")), what: "notice", place: where, postedOn, photoId: photo, enteredBy: actor.person });
    },
    takeDown: (id, day) => takePostingDown(db, place, { what: "notice", id, day }),
    drop: (id) => dropPosting(db, place, { what: "notice", id }),
  };
}

/** The members as they are invited: from the body's lists, and from check-in on as they were taken. */
async function invited({ database: { db } }: House, { state, place }: Hall) {
  return state.roster ? { roster: state.roster, officers: state.officers } : listsOf(db, place.community, state.body!);
}

async function repliesOf(house: House, hall: Hall): Promise<ReplyRow[]> {
  const { roster: { members } } = await invited(house, hall);
  const people = await peopleByIds(house.database.db, hall.place.community, members);
  const { of } = hall.state.replies;
  return [...people].sort(byHome).map(({ id: person, name }) => ({
    person, name, coming: of[person]?.coming ?? null, at: of[person]?.at ?? 0, reason: of[person]?.reason ? hall.texts.get(of[person].reason.id)?.body ?? "" : "",
  }));
}

async function packSheet(house: House, visit: Visit, { hall, ...here }: Here): Promise<PackSheet> {
  const { db } = house.database;
  const { community } = hall.place;
  const { roster, officers } = await invited(house, hall);
  const [notice, members, attendees, replies, names] = await Promise.all([
    noticeSheet(house, visit, { hall, ...here }), peopleByIds(db, community, roster.members), peopleByIds(db, community, roster.attendees), repliesOf(house, hall),
    namesOf(db, community, [...officers.counter, ...officers.supervisor]),
  ]);
  const named = (people: readonly string[]) => people.flatMap((one) => names.get(one)?.full ?? []);
  const explained = Object.fromEntries(agendaOf(await asNoticed(house, hall)).map(({ id, text }) => [id, richFrom(hall.texts.get(text.id)?.body ?? "")]));
  return {
    notice, explained, heading: phrased(notice.title), members: [...members].sort(byHome), attendees: [...attendees].sort(byHome),
    away: replies.filter(({ coming }) => coming === false).map(({ person }) => person),
    counters: named(officers.counter), supervisors: named(officers.supervisor),
  };
}
