import canonicalize from "canonicalize";
import { minutesFacts, type MinutesFacts } from "../../app/rules/meeting/minutes-facts";
import type { MeetingState } from "../../app/rules/meeting/state";
import type { MinutesRecord } from "../../app/wire/minutes";
import { idFrom, sha256 } from "../ids";
import { recordOf, type Source } from "../minutes/content";
import { bodyById } from "./bodies";
import type { Place } from "./chain";
import { commentsById } from "./comments";
import type { Drizzle, Transaction } from "./database";
import { readLinks, readTexts } from "./log";
import { communityById, meetingRow } from "./meetings";
import { picksOf, sectionsOf, tasksOf, type Picked, type SectionRow, type Slot, type StoredTask } from "./minutes-rows";
import { peopleByIds } from "./people";

type Reader = Drizzle | Transaction;

/** The draft of a meeting that is over: what it is made of, the record, and its hash. */
export type Draft = { readonly source: Source; readonly sections: readonly SectionRow[]; readonly tasks: readonly StoredTask[]; readonly picks: readonly Picked[]; readonly record: MinutesRecord; readonly canonical: string; readonly hash: string };

/** The paragraphs that the draft has, in their order: opening, discussion and text of each item, closing. */
export function slotsOf({ meeting }: Place, items: readonly string[]): Slot[] {
  const slot = (kind: Slot["kind"], item: string | null) => ({ kind, item, id: idFrom(["section", meeting, kind, item ?? ""].join("\n")) });
  return [slot("opening", null), ...items.flatMap((item) => [slot("views", item), slot("text", item)]), slot("closing", null)].map((one, position) => ({ ...one, position }));
}

/** Null before the meeting is over. */
export async function readDraft(db: Reader, place: Place): Promise<Draft | null> {
  const facts = minutesFacts(await readLinks(db, place, 0));
  if (!facts || facts.closedAt === null) return null;
  const [texts, row, home, sections, tasks, picks] = await Promise.all([
    readTexts(db, place), meetingRow(db, place), communityById(db, place.community), sectionsOf(db, place, slotsOf(place, facts.items.map(({ item }) => item))), tasksOf(db, place), picksOf(db, place),
  ]);
  const body = await bodyById(db, place.community, row!.bodyId);
  const ofSource = (wanted: Picked["source"]) => picks.filter(({ source }) => source === wanted).map(({ ref }) => ref);
  const [picked, unshown] = await Promise.all([commentsById(db, place, ofSource("comment")), commentsById(db, place, facts.hidden)]);
  const comments = picked.filter(({ hidden, held }) => !hidden && !held).sort((a, b) => a.number - b.number);
  const hidden = new Map<string, number>();
  for (const { item } of unshown) hidden.set(item, (hidden.get(item) ?? 0) + 1);
  const people = new Map((await peopleByIds(db, place.community, [...peopleIn(facts), ...comments.map(({ author }) => author)])).map((one) => [one.id, one]));
  const source: Source = { meeting: place.meeting, body: body?.name ?? "", zone: home!.timeZone, facts, texts, people, sections, tasks, speeches: new Set(ofSource("speech")), comments, hidden };
  const record = recordOf(source);
  const canonical = canonicalize(record)!;
  return { source, sections, tasks, picks, record, canonical, hash: sha256(canonical) };
}

function peopleIn({ chair, recorders, counters, supervisors, members, excused, absent, attendees, residents, items, procedure, late }: MinutesFacts): string[] {
  const speaking = [...items, ...procedure].flatMap(({ speeches, motions }) => [...speeches.map(({ person }) => person), ...motions.flatMap(({ mover, seconders }) => [mover, ...seconders])]);
  const entered = late.flatMap(({ person, by, confirmedBy }) => [person, by, ...(confirmedBy ? [confirmedBy] : [])]);
  return [...new Set([chair, ...recorders, ...counters, ...supervisors, ...[...members, ...excused, ...attendees, ...residents].map(({ person }) => person), ...absent, ...speaking, ...entered])];
}

/** SHA-256 over the draft of the minutes as it stands, both editions; null before the meeting is over. */
export const draftHashOf = async (db: Reader, place: Place, { stage }: MeetingState): Promise<string | null> => (stage === "closed" ? ((await readDraft(db, place))?.hash ?? null) : null);
