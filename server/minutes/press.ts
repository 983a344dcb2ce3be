import canonicalize from "canonicalize";
import { createHash } from "node:crypto";
import { conductNow, type MeetingState } from "../../app/rules/meeting/state";
import type { Edition } from "../../app/rules/meeting/talk";
import type { PersonId } from "../../app/rules/meeting/ids";
import type { Rendition } from "../../app/rules/meeting/events";
import { editionNames, paperOf, type Issue } from "../../app/wire/minutes";
import type { PaperPages, PaperSignature } from "../../app/wire/paper";
import { checkCode } from "../../app/words/codes";
import { officeWords } from "../../app/words/minutes";
import { dayValue } from "../../app/words/date-fields";
import { clock, date } from "../../app/words/time";
import { zhMinutes } from "../../app/words/zh-minutes";
import { docxOf } from "../documents/docx";
import { pdfFrom } from "../documents/pdf";
import type { Place } from "../store/chain";
import type { Database, Drizzle } from "../store/database";
import { communityById } from "../store/meetings";
import { readDraft } from "../store/minutes";
import type { RenditionBytes } from "../store/minutes-rows";
import { namesOf } from "../store/people";

/** Everything that an act of publishing stores, made before it. basis: what else stands on the documents, and so must not have changed when the act comes. */
export type Print = { readonly hash: string; readonly canonical: string; readonly basis: string; readonly edition: { readonly renditions: readonly Rendition[]; readonly from: string; readonly to: string }; readonly bytes: readonly RenditionBytes[] };
type Deps = {
  readonly database: Database;
  /** The pages' own markup of a document. */
  readonly pages: () => Promise<PaperPages>;
  /** The address that phones reach this server by. */
  readonly origin: () => string;
  /** A document that could not be printed is left out, and said so in the log. */
  readonly failed: (reason: unknown) => void;
  /** The community's address, where it is not the one that stands in its row (the demo while it loads). */
  readonly slug?: string;
};
export type Press = { print(place: Place, state: MeetingState, now: number): Promise<Print | null>; readonly withSlug: (slug: string) => Press };

const types = { html: "text/html; charset=utf-8", docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document", pdf: "application/pdf" } as const;
export const bytesHash = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("base64url");

/** Makes the documents of an edition outside of any transaction: Word and PDF take their time. */
export function openPress(deps: Deps): Press {
  const { database: { db }, pages, origin, failed, slug } = deps;

  async function print(place: Place, state: MeetingState, now: number): Promise<Print | null> {
    const [draft, home] = await Promise.all([readDraft(db, place), communityById(db, place.community)]);
    if (!draft || !home) return null;
    const { timeZone: zone } = home;
    const today = dayValue(now, zone);
    const period = noticeDays(today, conductNow(state).publicDays);
    const issue: Issue = {
      version: state.minutes.editions.length + 1, date: date(now, zone), ...period, code: checkCode(draft.hash), signatures: await signaturesOf(db, place, { state, signed: state.minutes, zone }),
      scan: `${origin()}/c/${slug ?? home.slug}/meetings/${place.meeting}/minutes`,
    };
    const { paperHtml } = await pages();
    const bytes: RenditionBytes[] = [];
    for (const name of editionNames) {
      const paper = paperOf(draft.record[name], name, issue);
      const html = paperHtml(paper);
      const add = (form: keyof typeof types, content: Buffer | null) => { if (content) bytes.push({ name: `${name}.${form}`, type: types[form], content }); };
      add("html", Buffer.from(html));
      add("docx", await docxOf(paper));
      add("pdf", await pdfFrom(html).catch((reason: unknown) => { failed(reason); return null; }));
    }
    return { hash: draft.hash, canonical: draft.canonical, basis: basisOf(state, today), edition: { ...period, renditions: bytes.map(({ name, content }) => ({ name, hash: bytesHash(content) })) }, bytes };
  }

  return { print, withSlug: (other) => openPress({ ...deps, slug: other }) };
}

type Signed = Pick<Edition, "confirmed" | "signatures">;

/** Whoever confirmed and whoever signed, each with their office. */
export async function signaturesOf(db: Drizzle, { community }: Place, { state, signed: { confirmed, signatures }, zone }: { state: MeetingState; signed: Signed; zone: string }): Promise<PaperSignature[]> {
  const names = await namesOf(db, community, [...signatures.map(({ person }) => person), ...(confirmed ? [confirmed.by] : [])]);
  const when = (at: number) => date(at, zone) + clock(at, zone);
  const line = (person: PersonId, at: string): PaperSignature => ({ office: officeIn(state, person), name: names.get(person)?.full ?? "", at });
  return [...(confirmed ? [line(confirmed.by, zhMinutes.paper.confirmed(when(confirmed.at)))] : []), ...signatures.map(({ person, at }) => line(person, zhMinutes.paper.signed(when(at))))];
}

function officeIn({ plan, officers }: Pick<MeetingState, "plan" | "officers">, person: PersonId): string {
  if (plan?.chair === person) return officeWords.chair;
  const office = (["recorder", "supervisor", "counter"] as const).find((one) => officers[one].includes(person));
  return office ? officeWords[office] : zhMinutes.paper.member;
}

/** [D4] The public notice runs from the day after publication, by days of the community's calendar. */
export function noticeDays(today: string, days: number): { from: string; to: string } {
  const plus = (count: number) => new Date(Date.parse(today) + count * 24 * 3600_000).toISOString().slice(0, 10);
  return { from: plus(1), to: plus(days) };
}

export const basisOf = ({ minutes: { confirmed, signatures, editions } }: MeetingState, today: string) => canonicalize({ confirmed, signatures, version: editions.length, today })!;
