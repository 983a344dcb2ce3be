import type { CommandOf } from "../../app/rules/meeting/commands";
import { isEntitled, isStaff, type Role } from "../../app/rules/meeting/rights";
import { may } from "../../app/rules/meeting/decide";
import type { Edition } from "../../app/rules/meeting/talk";
import { daysOf, fileWords } from "../../app/words/minutes";
import { paperOf, type MinutesDoors, type MinutesRecord, type NamedFile, type Published, type PublicObjection } from "../../app/wire/minutes";
import type { Act, Answer } from "../../app/wire/protocol";
import { checkCode } from "../../app/words/codes";
import { dayValue } from "../../app/words/date-fields";
import { date } from "../../app/words/time";
import { disposition, namedAfter } from "../attachments";
import type { Hall } from "../hall";
import type { House } from "../house";
import { newId } from "../ids";
import { signaturesOf } from "../minutes/press";
import type { Actor } from "../seats";
import type { Place } from "../store/chain";
import { noticeRuns } from "../store/facts";
import { fileContent } from "../store/files";
import { communityById } from "../store/meetings";
import { editionContent, renditionOf } from "../store/minutes-rows";
import { namesOf } from "../store/people";
import { addPosting, postingsOf, takePostingDown } from "../store/postings";
import { draftDoor } from "./minutes-draft";
import { signDoor } from "./minutes-sign";

/** act: the meeting's own door for acts. */
export type MinutesHere = { readonly place: Place; readonly hall: Hall; readonly actor: Actor | null; readonly origin: string; readonly roles: () => Promise<readonly Role[]>; readonly act: (act: Act) => Promise<Answer> };

const inShape = ({ renditions }: Edition): NamedFile[] => renditions.map(({ name }) => {
  const [edition, form] = name.split(".") as [NamedFile["edition"], NamedFile["form"]];
  return { name, edition, form };
});

/** The minutes of one meeting: what everybody reads, and the doors of those who write, sign and answer. */
export async function minutesDoor(house: House, here: MinutesHere): Promise<MinutesDoors> {
  const { database: { db }, clock } = house;
  const { place, hall, actor, origin, roles, act } = here;
  const home = (await communityById(db, place.community))!;
  const zone = home.timeZone;
  const today = () => dayValue(clock.now(), zone);
  const { minutes } = hall.state;
  const editionOf = (version: number | null) => (version === null ? minutes.editions.at(-1) : minutes.editions.find((one) => one.version === version));
  const said = (id: string | undefined) => (id === undefined ? null : (hall.texts.get(id)?.body ?? null));
  const staff = async () => isStaff(await roles());

  async function published(version: number | null): Promise<Published | null> {
    const edition = editionOf(version);
    const stored = edition && await editionContent(db, place, edition.version);
    if (!edition || !stored) return null;
    const { public: content } = JSON.parse(stored) as MinutesRecord;
    const { hash, from, to, at, reason } = edition;
    const scan = `${origin}/c/${home.slug}/meetings/${place.meeting}/minutes`;
    const issue = { version: edition.version, date: date(at, zone), from, to, code: checkCode(hash), scan, signatures: await signaturesOf(db, place, { state: hall.state, signed: edition, zone }) };
    const isStaff = await staff();
    return {
      version: edition.version, at, code: issue.code, hash, reason: said(reason?.id), from, to, days: Math.max(0, daysOf(from, to)), runs: noticeRuns(hall.state, today()), over: today() > to, content, paper: paperOf(content, "public", issue),
      files: inShape(edition).filter((file) => isStaff || file.edition === "public"),
      versions: minutes.editions.map((one) => ({ version: one.version, at: one.at, reason: said(one.reason?.id) })).reverse(), newest: minutes.editions.length,
    };
  }

  async function objections(): Promise<PublicObjection[]> {
    const isStaff = await staff();
    const mine = (person: string | undefined) => isStaff || (actor !== null && person === actor.person);
    const names = await namesOf(db, place.community, isStaff ? minutes.objections.flatMap(({ person }) => (person ? [person] : [])) : []);
    return minutes.objections.map(({ number, at, answeredAt, answer, person, text }) => ({ number, at, answeredAt, answer: said(answer?.id), text: mine(person) ? said(text?.id) : null, who: person ? (names.get(person)?.called ?? null) : null }));
  }

  return {
    published, objections,
    async file(version, name) {
      const photo = /^photo-([0-9a-z]{16})$/.exec(name)?.[1];
      if (photo) {
        const isSigned = [...minutes.signatures, ...minutes.editions.flatMap((one) => one.signatures)].some((one) => one.photo?.file === photo);
        const kept = isSigned && await staff() ? await fileContent(db, place, photo) : null;
        return kept && { ...kept, disposition: disposition(kept.name) };
      }
      const edition = editionOf(version);
      if (!edition || !(name.startsWith("public.") || await staff())) return null;
      const kept = await renditionOf(db, place, { version: edition.version, name });
      const words = namedAfter(fileWords(said(hall.state.plan?.title.id) ?? "", name.startsWith("public.") ? "public" : "archive", edition.version));
      return kept && { ...kept, disposition: disposition(`${words}.${name.split(".")[1]!}`, `minutes-${name}`) };
    },
    mayObject: async () => actor !== null && noticeRuns(hall.state, today()) && may(hall.state, objecting(actor, "…"), { person: actor.person, roles: await roles() }) === null,
    mayAnswer: async () => isEntitled("objection.answer", await roles(), false),
    object: (key, text) => act({ key, command: objecting(actor, text) }),
    answer: (key, ask) => act({ key, command: { type: "objection.answer", ...ask } }),
    postings: async () => (await postingsOf(db, place, "minutes")).map(({ photoId: _, ...one }) => one),
    mayPost: async () => isEntitled("notice.post", await roles(), false),
    async post(ask) {
      if (!actor || !isEntitled("notice.post", await roles(), false)) return null;
      if ("id" in ask) return takePostingDown(db, place, { what: "minutes", id: ask.id, day: ask.takenDownOn });
      await addPosting(db, place, { id: newId(), what: "minutes", ...ask, photoId: null, enteredBy: actor.person });
      return true;
    },
    async draft() {
      const held = await roles();
      return actor && (held.includes("recorder") || held.includes("chair")) ? draftDoor(house, { place, hall, actor, roles: held, zone }) : null;
    },
    async sign() {
      const held = await roles();
      return actor && isEntitled("minutes.sign", held, true) ? signDoor(house, { place, hall, actor, act, zone }) : null;
    },
  };
}

const objecting = (actor: Actor | null, text: string): CommandOf<"objection.file"> => ({ type: "objection.file", person: actor?.person ?? "", text });
