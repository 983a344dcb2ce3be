import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { account, bodyMember, person, slip } from "../../drizzle/schema";
import type { PeopleDoor, PersonForm, SlipCard } from "../../app/wire/context";
import { zh } from "../../app/words/zh";
import type { House, Visit } from "../house";
import { inFours } from "../../app/words/codes";
import { applyRoster, previewRoster } from "../import/compare";
import { decode, linesOfXlsx, mostBytes } from "../import/roster";
import { addPerson, administrators, changePerson, findPeople, peopleByIds, personById } from "../store/people";
import { invite, revokeSlip, slipsFor } from "../store/slips";

const mostSlips = 500;

/** The people of a community, for those who may manage them. */
export function peopleDoor(house: House, visit: Visit, { community, isAdministrator }: { community: string; isAdministrator: boolean }): PeopleDoor {
  const { database: { db }, links, phones, clock } = house;
  const sealed = ({ phone, ...fields }: PersonForm) => ({ ...fields, phone: phones.seal(community, phone) });
  const endSeats = (ended: string[]) => {
    house.live().endSessions(ended, false);
    house.nodes().sessionsEnded(ended, false);
  };

  return {
    find: (query) => findPeople(db, community, query),
    async one(id) {
      const row = await personById(db, community, id);
      if (!row) return null;
      const [[signed], [valid]] = await Promise.all([
        row.accountId ? db.select({ login: account.login }).from(account).where(eq(account.id, row.accountId)) : [],
        db.select({ claimedAt: slip.claimedAt }).from(slip).where(and(eq(slip.communityId, community), eq(slip.personId, id), isNull(slip.revokedAt))),
      ]);
      const { accountId: _, communityId: __, removedAt: ___, phone, ...fields } = row;
      return { ...fields, phone: phones.open(community, phone), login: signed?.login ?? null, slip: valid ? (valid.claimedAt ? "claimed" : "issued") : "none" };
    },
    add: (fields) => addPerson(db, community, sealed(fields)),
    async change(id, fields) {
      const changed = await changePerson(db, community, id, sealed(fields));
      house.halls.forgetNames();
      return changed;
    },
    async remove(id) {
      const everyone = await administrators(db, community);
      if (everyone.length === 1 && everyone[0]!.id === id) return;
      endSeats(await revokeSlip(db, links, community, id));
      await db.transaction(async (tx) => {
        await tx.delete(bodyMember).where(and(eq(bodyMember.communityId, community), eq(bodyMember.personId, id)));
        await tx.update(person).set({ removedAt: new Date(clock.now()), administrator: false }).where(and(eq(person.communityId, community), eq(person.id, id)));
      });
    },
    async setAdministrator(id, on) {
      if (!isAdministrator) return false;
      const everyone = await administrators(db, community);
      if (!on && everyone.every((one) => one.id === id)) return false;
      return changePerson(db, community, id, { administrator: on });
    },
    contentOf,
    preview: (content) => previewRoster(content, { db, community, phones }),
    apply: (content, sign) => applyRoster(content, sign, { db, community, phones }),
    async slips({ ids, body, building }) {
      const people = await chosen({ ids, body, building });
      const [cards, slips] = await Promise.all([peopleByIds(db, community, people), slipsFor(db, links, community, people)]);
      const seats = new Set((await db.select({ id: bodyMember.personId }).from(bodyMember).where(and(eq(bodyMember.communityId, community), eq(bodyMember.seat, "member")))).map(({ id }) => id));
      const byPerson = new Map(slips.map((one) => [one.person, one]));
      return inOrder(people, cards).flatMap((card): SlipCard[] => {
        const valid = byPerson.get(card.id);
        return valid ? [{ person: card, role: zh.slip.role[seats.has(card.id) ? "member" : "resident"], url: `${visit.origin}/s/${valid.token}`, code: inFours(valid.code) }] : [];
      });
    },
    async buildings() {
      const rows = await db.selectDistinct({ building: person.building }).from(person).where(and(eq(person.communityId, community), isNull(person.removedAt), ne(person.building, ""))).orderBy(asc(person.building));
      return rows.map((row) => row.building);
    },
    revokeSlip: async (id) => endSeats(await revokeSlip(db, links, community, id)),
    invite: async (id) => `${visit.origin}/welcome/${await invite(db, links, { community, person: id, now: clock.now() })}`,
  };

  async function chosen({ ids, body, building }: { ids: readonly string[]; body: string | null; building: string | null }): Promise<string[]> {
    const filter = ids.length > 0 ? sql`${person.id} = any(${sql.param([...ids])})`
      : body ? sql`exists (select 1 from body_member m where m.community_id = ${person.communityId} and m.person_id = ${person.id} and m.body_id = ${body})`
      : building ? eq(person.building, building) : undefined;
    const rows = await db.select({ id: person.id }).from(person).where(and(eq(person.communityId, community), isNull(person.removedAt), filter))
      .orderBy(asc(person.building), asc(person.room), asc(person.name)).limit(mostSlips);
    return rows.map(({ id }) => id);
  }
}

async function contentOf(file: unknown, pasted: string): Promise<{ text: string } | "unreadable" | "empty"> {
  if (!(file instanceof Blob) || file.size === 0) return pasted.trim() === "" ? "empty" : { text: pasted };
  if (file.size > mostBytes) return "unreadable";
  const bytes = Buffer.from(await file.arrayBuffer());
  const isZip = bytes.subarray(0, 2).toString("latin1") === "PK";
  const text = isZip ? await linesOfXlsx(bytes) : decode(bytes);
  return text === null ? "unreadable" : text.trim() === "" ? "empty" : { text };
}

function inOrder<T extends { id: string }>(ids: readonly string[], rows: readonly T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
