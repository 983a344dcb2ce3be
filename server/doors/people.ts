import type { PeopleDoor, PersonForm, SlipCard } from "../../app/wire/context";
import { zhPages } from "../../app/words/zh-pages";
import { renamed, type House, type Visit } from "../house";
import { inFours } from "../../app/words/codes";
import { applyRoster, previewRoster } from "../import/compare";
import { decode, linesOfXlsx, mostBytes } from "../import/roster";
import { addPerson, administrators, buildingsOf, changePerson, choosePeople, findPeople, loginOf, memberIds, personById, removePerson } from "../store/people";
import { officesHeld } from "../store/bodies";
import { invite, revokeSlip, slipsFor, slipState } from "../store/slips";

const mostSlips = 500;

/** The people of a community, for those who may manage them. */
export function peopleDoor(house: House, visit: Visit, { community, isAdministrator }: { community: string; isAdministrator: boolean }): PeopleDoor {
  const { database: { db }, links, phones, clock } = house;
  const sealed = ({ phone, ...fields }: PersonForm) => ({ ...fields, phone: phones.seal(community, phone) });
  const endSeats = (ended: string[]) => {
    house.live().endSessions(ended, false);
    house.nodes().sessionsEnded(ended, false);
  };
  async function worksHere(id: string): Promise<boolean> {
    const [row, held] = await Promise.all([personById(db, community, id), officesHeld(db, community, id)]);
    return held.length > 0 || Boolean(row?.administrator) || await loginOf(db, row?.accountId ?? null) !== null;
  }

  return {
    find: (query) => findPeople(db, community, query),
    async one(id) {
      const row = await personById(db, community, id);
      if (!row) return null;
      const { accountId, communityId: _, removedAt: __, phone, ...fields } = row;
      const [login, slip] = await Promise.all([loginOf(db, accountId), slipState(db, community, id)]);
      return { ...fields, phone: phones.open(community, phone), login, slip };
    },
    add: (fields) => addPerson(db, community, sealed(fields)),
    async change(id, fields) {
      const changed = await changePerson(db, { community, person: id }, sealed(fields));
      renamed(house);
      return changed;
    },
    async remove(id) {
      // Whoever holds an office or signs in is taken off by an administrator alone.
      if (!isAdministrator && await worksHere(id)) return "administrator-only";
      const everyone = await administrators(db, community);
      if (everyone.length === 1 && everyone[0]!.id === id) return "last-administrator";
      endSeats(await revokeSlip(db, links, { community, person: id }));
      await removePerson(db, { community, person: id, at: new Date(clock.now()) });
      return "removed";
    },
    async setAdministrator(id, on) {
      if (!isAdministrator) return false;
      const everyone = await administrators(db, community);
      if (!on && everyone.every((one) => one.id === id)) return false;
      return changePerson(db, { community, person: id }, { administrator: on });
    },
    contentOf,
    preview: (content) => previewRoster(content, { db, community, phones }),
    async apply(content, sign) {
      const applied = await applyRoster(content, sign, { db, community, phones });
      if (typeof applied !== "string" && applied.done) renamed(house);
      return applied;
    },
    async slips(filter) {
      const people = await choosePeople(db, community, { ...filter, most: mostSlips });
      const [slips, members] = await Promise.all([slipsFor(db, links, { community, people: people.map(({ id }) => id) }), memberIds(db, community)]);
      const byPerson = new Map(slips.map((one) => [one.person, one]));
      return people.flatMap((one): SlipCard[] => {
        const valid = byPerson.get(one.id);
        return valid ? [{ person: one, role: zhPages.slip.role[members.has(one.id) ? "member" : "resident"], url: `${visit.origin}/s/${valid.token}`, code: inFours(valid.code) }] : [];
      });
    },
    buildings: () => buildingsOf(db, community),
    revokeSlip: async (id) => endSeats(await revokeSlip(db, links, { community, person: id })),
    // Whoever holds the link signs in as that person: it is for the administrator to hand out.
    invite: async (id) => (isAdministrator ? `${visit.origin}/welcome/${await invite(db, links, { community, person: id, now: clock.now() })}` : null),
  };
}

/** Browsers send the ends of lines as they like; what was previewed is known again by one form of them. */
const linesOf = (text: string) => ({ text: text.replace(/\r\n?/g, "\n") });

async function contentOf(file: unknown, pasted: string): Promise<{ text: string } | "unreadable" | "empty"> {
  if (!(file instanceof Blob) || file.size === 0) return pasted.trim() === "" ? "empty" : linesOf(pasted);
  if (file.size > mostBytes) return "unreadable";
  const bytes = Buffer.from(await file.arrayBuffer());
  const isZip = bytes.subarray(0, 2).toString("latin1") === "PK";
  const text = isZip ? await linesOfXlsx(bytes) : decode(bytes);
  return text === null ? "unreadable" : text.trim() === "" ? "empty" : linesOf(text);
}
