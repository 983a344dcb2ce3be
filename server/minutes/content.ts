/** Facts, the recorder's paragraphs and picks become the two editions of one record. Pure: the same source gives the same record. */
import type { Attending, MinutesFacts } from "../../app/rules/meeting/minutes-facts";
import type { PersonId, TextRef } from "../../app/rules/meeting/ids";
import type { EditionName, MinutesContent, MinutesRecord, Task } from "../../app/wire/minutes";
import type { PaperBlock } from "../../app/wire/paper";
import type { PersonCard } from "../../app/wire/people";
import {
  adjournedSentence, agreedSentence, cameLaterSentence, closedSentence, decisionSentence, lateSentence, matterWords, officersLine, officeWords, openingSentence, othersSentence, questionSentence, sessionWords,
  sourceSentence, spanWords, stayWords,
} from "../../app/words/minutes";
import { home, masked } from "../../app/words/names";
import { clock } from "../../app/words/time";
import { zh } from "../../app/words/zh";
import { zhMinutes } from "../../app/words/zh-minutes";
import type { CommentRecord } from "../store/comments";
import type { StoredText } from "../store/log";
import { blocksOf, paragraph } from "./blocks";
import { itemBlocks, figuresOf } from "./item-blocks";

export type SectionText = { readonly item: string | null; readonly kind: "opening" | "views" | "text" | "closing"; readonly body: string };
export type Source = {
  readonly meeting: string; readonly body: string; readonly zone: string; readonly facts: MinutesFacts;
  readonly texts: ReadonlyMap<string, StoredText>; readonly people: ReadonlyMap<PersonId, PersonCard>;
  readonly sections: readonly SectionText[]; readonly tasks: readonly Task[];
  /** Notes and comments that the recorder took in. */
  readonly speeches: ReadonlySet<string>; readonly comments: readonly CommentRecord[];
  /** How many comments are hidden, by item. */
  readonly hidden: ReadonlyMap<string, number>;
};
/** The same source as one edition tells it. */
export type Edition = Source & { readonly edition: EditionName; readonly said: (ref: TextRef | null) => string; readonly name: (person: PersonId) => string };

export function editionOf(source: Source, edition: EditionName): Edition {
  const { texts, people, facts } = source;
  const official = new Set([facts.chair, ...facts.recorders, ...facts.counters, ...facts.supervisors, ...[...facts.members, ...facts.excused].map(({ person }) => person), ...facts.absent]);
  const attendees = new Set(facts.attendees.map(({ person }) => person));
  return {
    ...source, edition,
    said: (ref) => (ref ? (texts.get(ref.id)?.body ?? zh.removedText) : ""),
    name(id) {
      const person = people.get(id);
      if (!person) return "";
      if (official.has(id)) return person.name;
      if (attendees.has(id)) return edition === "public" ? person.standing || masked(person) : person.standing ? `${person.name}（${person.standing}）` : person.name;
      return edition === "public" ? masked(person) : `${home(person)}${person.name}`;
    },
  };
}

export const recordOf = (source: Source): MinutesRecord => ({ v: 1, meeting: source.meeting, public: contentOf(editionOf(source, "public")), archive: contentOf(editionOf(source, "archive")) });

function contentOf(told: Edition): MinutesContent {
  const { facts, body, zone, said, name, tasks } = told;
  const from = facts.openedAt ?? facts.startsAt;
  return {
    heading: zhMinutes.paper.heading(body), number: sessionWords(said(facts.title)), issuer: said(facts.convener),
    when: spanWords({ from, to: facts.openedAt === null ? null : facts.closedAt, zone }), where: zhMinutes.paper.where(said(facts.place), name(facts.chair)),
    counts: { expected: facts.expected, present: facts.members.length, excused: facts.excused.length, attendees: facts.attendees.length },
    opening: [...openingBlocks(told), ...sectionBlocks(told, "opening", null)],
    items: facts.items.map((item) => {
      const { before, after } = itemBlocks(told, item);
      return { title: said(item.title), ...figuresOf(told, item), blocks: [...before, ...sectionBlocks(told, "views", item.item), ...after, ...sectionBlocks(told, "text", item.item)] };
    }),
    tasks: tasks.map(({ matter, owner, support, dueOn, standard }) => ({ matter, owner, support, dueOn, standard })),
    closing: [...sectionBlocks(told, "closing", null), ...closingBlocks(told)],
    officers: officersLine([[officeWords.chair, [facts.chair]], [officeWords.recorder, facts.recorders], [officeWords.counter, facts.counters], [officeWords.supervisor, facts.supervisors.filter((person) => person !== facts.chair)]].map(([office, people]) => [office as string, (people as PersonId[]).map(name)] as const)),
  };
}

const sectionBlocks = ({ sections }: Edition, kind: SectionText["kind"], item: string | null) => sections.filter((one) => one.kind === kind && one.item === item).flatMap(({ body }) => blocksOf(body));

/** When, where, who, how many; what passed without objection or was voted on as a matter of procedure. */
export function openingBlocks(told: Edition): PaperBlock[] {
  const { facts, body, zone, said, name } = told;
  const { openedAt, startsAt, quorum, adjournments, procedure } = facts;
  const opening = openingSentence({ body, title: said(facts.title), place: said(facts.place), chair: name(facts.chair), zone, startsAt, openedAt, quorum });
  const later = quorum ? facts.members.filter(({ stays }) => openedAt !== null && stays[0]!.from > openedAt).length : 0;
  const matters = procedure.flatMap((one): string[] => {
    const text = said(one.title);
    if (one.stage === "agreed") return [agreedSentence(one.matter, text)];
    const rounds = one.rounds.filter(({ outcome }) => outcome);
    return rounds.length > 0 ? [questionSentence(matterWords(one.matter, text)) + rounds.map((round) => decisionSentence(round, "该事项")).join("")] : [];
  });
  return [
    paragraph([opening, later > 0 ? cameLaterSentence(later) : "", othersSentence({ attendees: facts.attendees.length, residents: facts.residents.length })].join("")),
    ...(matters.length > 0 ? [paragraph(matters.join(""))] : []),
    ...(adjournments.length > 0 ? [paragraph(adjournments.map((one) => adjournedSentence({ ...one, zone })).join(""))] : []),
  ];
}

/** What was entered late, the rule that decided, the end, and who was there. */
export function closingBlocks(told: Edition): PaperBlock[] {
  const { facts, zone, said, name, edition } = told;
  const late = facts.late.filter(({ confirmedBy }) => confirmedBy !== null || edition === "archive").map(({ kind, person, at, by, confirmedBy, reason }) => lateSentence({
    kind, who: name(person), time: clock(at, zone), by: name(by), confirmedBy: confirmedBy && name(confirmedBy), reason: edition === "archive" ? said(reason) : null,
  }));
  const voted = facts.items.some(({ rounds }) => rounds.some(({ outcome }) => outcome));
  const end = [facts.openedAt !== null && facts.closedAt !== null ? closedSentence(facts.closedAt, zone) : "", voted && facts.rules ? sourceSentence({ source: clauses(said(facts.rules.source)), version: facts.rules.version }) : ""].join("");
  return [...late.map(paragraph), ...(end ? [paragraph(end)] : []), ...namesBlocks(told)];
}

/** The clauses of the base and the threshold; the source of a meeting's rules is stored as JSON by field. */
function clauses(stored: string): string {
  try {
    const { base = "", threshold = "" } = JSON.parse(stored) as { base?: string; threshold?: string };
    return [...new Set([base, threshold])].filter(Boolean).join("；");
  } catch {
    return "";
  }
}

const collator = new Intl.Collator("zh-CN", { numeric: true });

/** The chair first, the others by name. */
function namesBlocks(told: Edition): PaperBlock[] {
  const { facts, edition, name, said, zone } = told;
  const { openedAt, closedAt } = facts;
  const { paper } = zhMinutes;
  const isArchive = edition === "archive";
  const withStays = ({ person, stays }: Attending) => name(person) + stayWords(stays, { openedAt, closedAt, zone, all: isArchive });
  const byName = (a: PersonId, b: PersonId) => Number(b === facts.chair) - Number(a === facts.chair) || collator.compare(name(a), name(b));
  const sorted = <T extends { readonly person: PersonId }>(people: readonly T[]) => [...people].sort((a, b) => byName(a.person, b.person));
  const list = (label: string, names: readonly string[]): PaperBlock[] => (names.length > 0 ? [{ kind: "names", label, names }] : []);
  return [
    ...(!isArchive && facts.absent.length > 0 ? [paragraph(paper.absentCount(facts.absent.length))] : []),
    ...list(paper.present, sorted(facts.members).map(withStays)),
    ...list(paper.excused, sorted(facts.excused).map(({ person, reason }) => name(person) + (isArchive && reason ? `（${said(reason)}）` : ""))),
    ...list(paper.absent, isArchive ? [...facts.absent].sort(byName).map(name) : []),
    ...list(paper.attendees, sorted(facts.attendees).map(isArchive ? withStays : ({ person }) => name(person))),
    ...list(paper.residents, isArchive ? sorted(facts.residents).map(withStays) : []),
  ];
}
