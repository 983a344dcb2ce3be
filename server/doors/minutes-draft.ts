import { isEntitled, type Role } from "../../app/rules/meeting/rights";
import { agendaOf } from "../../app/rules/meeting/state";
import { paperOf, type DraftDoor, type DraftView, type Pickable, type Saved, type Section, type SectionSave } from "../../app/wire/minutes";
import { checkCode } from "../../app/words/codes";
import { limits } from "../../app/words/limits";
import { dissentSentence } from "../../app/words/minutes";
import { zhMinutes } from "../../app/words/zh-minutes";
import { findChromium } from "../documents/pdf";
import type { Hall } from "../hall";
import type { House } from "../house";
import { idFrom } from "../ids";
import { closingBlocks, editionOf, openingBlocks } from "../minutes/content";
import { itemBlocks } from "../minutes/item-blocks";
import type { Actor } from "../seats";
import type { Place } from "../store/chain";
import { commentsOf } from "../store/comments";
import { readDraft, slotsOf, type Draft } from "../store/minutes";
import { addTask, changeTask, lockSection, removeTask, renewLock, saveSection, sectionsOf, setPick, type SectionRow, type Slot } from "../store/minutes-rows";
import { namesOf } from "../store/people";
import { stateOf } from "./minutes-sign";

type Here = { readonly place: Place; readonly hall: Hall; readonly actor: Actor; readonly roles: readonly Role[]; readonly zone: string };

/** How long a paragraph is somebody's without a key pressed. */
const lockLength = 2 * 60_000;
const mostComments = 100;

/** The draft on the recorder's desk. Its paragraphs have no rows before somebody writes: it stands as soon as the meeting has closed. */
export function draftDoor(house: House, here: Here): DraftDoor {
  const { database: { db }, clock } = house;
  const { place, hall, actor, roles } = here;
  const writes = roles.includes("recorder");
  const over = () => hall.state.stage === "closed";
  const slots = () => slotsOf(place, agendaOf(hall.state).map(({ id }) => id));
  const writing = (id: string): Slot | undefined => (writes && over() ? slots().find((one) => one.id === id) : undefined);
  const newest = async (slot: Slot) => named(house, here, await sectionsOf(db, place, [slot])).then(([section]) => section!);
  const isItem = (item: string | null) => item === null || agendaOf(hall.state).some(({ id }) => id === item);

  async function save({ section, seen, body }: SectionSave): Promise<Saved> {
    const slot = writing(section);
    if (!slot) return { ok: false, why: "gone", newest: null };
    const version = await saveSection(db, place, { slot, seen, body, by: actor.person, now: clock.now() });
    if (version !== null) return { ok: true, version };
    const now = await newest(slot);
    return { ok: false, why: now.version === seen ? "held" : "stale", newest: now };
  }

  return {
    view: () => viewOf(house, here),
    save,
    async take(section) {
      const slot = writing(section);
      if (!slot) return { ok: false, why: "gone", newest: null };
      await lockSection(db, place, { slot, by: actor.person, until: clock.now() + lockLength });
      return { ok: true, version: (await newest(slot)).version };
    },
    async renew(section) {
      const slot = writing(section);
      return slot !== undefined && renewLock(db, place, { slot, by: actor.person, now: clock.now(), until: clock.now() + lockLength });
    },
    async pick(changes) {
      const known = writes && over() ? await pickablesOf(house, here, await readDraft(db, place)) : [];
      const found = changes.filter(({ source, ref }) => known.some((one) => one.source === source && one.ref === ref));
      for (const change of found) await setPick(db, place, change);
      return found.length === changes.length;
    },
    async addTask(key, task) {
      if (!writes || !over() || !isItem(task.item)) return false;
      await addTask(db, place, { ...task, id: idFrom(["task", place.meeting, key].join("\n")) });
      return true;
    },
    changeTask: async (id, task) => writes && over() && changeTask(db, place, { id, ...task }),
    removeTask: async (id) => writes && over() && removeTask(db, place, id),
    async dissent({ item, person, text }) {
      const slot = slots().find((one) => one.kind === "text" && one.item === item);
      const draft = slot && writes && over() ? await readDraft(db, place) : null;
      const row = draft?.sections.find(({ id }) => id === slot!.id);
      const member = draft?.source.facts.members.some((one) => one.person === person) && draft.source.people.get(person);
      if (!row || !member) return false;
      const body = [row.body, dissentSentence(member.name, text)].filter(Boolean).join("\n\n");
      return body.length <= limits.minutesText && (await save({ section: row.id, seen: row.version, body })).ok;
    },
  };
}

async function viewOf(house: House, here: Here): Promise<DraftView> {
  const { database: { db } } = house;
  const { place, hall, roles } = here;
  const draft = await readDraft(db, place);
  const told = draft && editionOf(draft.source, "archive");
  return {
    over: draft !== null, writes: roles.includes("recorder"), chairs: isEntitled("minutes.confirm", roles, false), publishes: isEntitled("minutes.publish", roles, false), prints: findChromium() !== null,
    hash: draft?.hash ?? "", code: draft ? checkCode(draft.hash) : "", state: await stateOf(house, hall, draft?.hash ?? ""),
    opening: told ? openingBlocks(told) : [], closing: told ? closingBlocks(told) : [],
    items: told ? told.facts.items.map((item) => ({ id: item.item, title: told.said(item.title), facts: Object.values(itemBlocks(editionOf(draft.source, "public"), item)).flat() })) : [],
    sections: draft ? await named(house, here, draft.sections) : [], tasks: draft?.tasks ?? [], pickables: await pickablesOf(house, here, draft),
    members: told ? told.facts.members.map(({ person }) => ({ id: person, name: told.name(person) })) : [],
    papers: { public: draftPaper(draft, "public"), archive: draftPaper(draft, "archive") },
  };
}

const nothing = { heading: "", number: "", issuer: "", when: "", where: "", counts: { expected: 0, present: 0, excused: 0, attendees: 0 }, opening: [], items: [], tasks: [], closing: [], officers: "" };
const draftPaper = (draft: Draft | null, edition: "public" | "archive") => paperOf(draft?.record[edition] ?? nothing, edition, null);

/** Who writes in a paragraph now, by name. */
async function named({ database: { db }, clock }: House, { place, actor }: Here, rows: readonly SectionRow[]): Promise<Section[]> {
  const now = clock.now();
  const isHeld = ({ lockedUntil }: SectionRow) => lockedUntil !== null && lockedUntil > now;
  const names = await namesOf(db, place.community, rows.flatMap((row) => (row.lockedBy && isHeld(row) ? [row.lockedBy] : [])));
  return rows.map((row) => {
    const mine = isHeld(row) && row.lockedBy === actor.person;
    return { id: row.id, item: row.item, kind: row.kind, body: row.body, version: row.version, mine, held: isHeld(row) && !mine ? { name: names.get(row.lockedBy!)?.full ?? "", until: row.lockedUntil! } : null };
  });
}

/** Notes of speeches and what was written, most agreed with first. */
async function pickablesOf({ database: { db } }: House, { place }: Here, draft: Draft | null): Promise<Pickable[]> {
  if (!draft) return [];
  const { source: { facts, comments: picked }, picks } = draft;
  const told = editionOf(draft.source, "archive");
  const isPicked = (from: Pickable["source"], ref: string) => picks.some((one) => one.source === from && one.ref === ref);
  const { side, tag } = zhMinutes.draft;
  return (await Promise.all(facts.items.map(async ({ item, speeches }): Promise<Pickable[]> => {
    const rows = await commentsOf(db, place, { item, before: null, most: mostComments, hidden: false });
    const all = [...rows, ...picked.filter((one) => one.item === item && !rows.some(({ id }) => id === one.id))].filter(({ body }) => body !== null).sort((a, b) => b.agreed - a.agreed || a.number - b.number);
    const names = await namesOf(db, place.community, all.map(({ author }) => author));
    return [
      ...speeches.flatMap((one): Pickable[] => (one.note ? [{ source: "speech", ref: one.request, item, who: told.name(one.person), label: side[one.side], text: told.said(one.note), picked: isPicked("speech", one.request) }] : [])),
      ...all.map((one): Pickable => ({ source: "comment", ref: one.id, item, who: names.get(one.author)?.called ?? "", label: one.tag ? tag[one.tag] : tag.none, text: one.body ?? "", picked: isPicked("comment", one.id) })),
    ];
  }))).flat();
}
