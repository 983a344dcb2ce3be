import type { CommunityCard, CommunityDoor, Me } from "../../app/wire/context";
import { isStaff, mayManage, needsPassword, type Role } from "../../app/rules/meeting/rights";
import { dayValue } from "../../app/words/date-fields";
import type { House, Visit } from "../house";
import { actorIn } from "../seats";
import { officesHeld } from "../store/bodies";
import { listedMeeting, meetingsOf, resultsOf } from "../store/meetings";
import { agendaDoor, bodiesDoor } from "./bodies";
import { cardOf } from "./cards";
import { meetingDoor } from "./meeting";
import { peopleDoor } from "./people";
import { votedIn } from "../store/voted";
import { publicDoor, toldApart } from "./public";
import { runningNow } from "./running";
import { waitingFor } from "./waiting";

/** A community as this visitor may see it. A door of staff is null for everybody else. */
export async function communityDoor(house: House, visit: Visit, card: CommunityCard): Promise<CommunityDoor> {
  const { database: { db } } = house;
  const community = card.id;
  const today = dayValue(house.clock.now(), card.timeZone);
  const actor = visit.visitor && actorIn(visit.visitor, community);
  const offices: Role[] = actor ? await heldBy(actor) : [];
  const persona = visit.visitor?.personas.find((one) => one.community === community);
  const me: Me | null = actor && persona ? { person: actor.person, name: persona.name, level: actor.level, offices } : null;

  async function heldBy({ person, administrator, level }: NonNullable<typeof actor>): Promise<Role[]> {
    const held: Role[] = (await officesHeld(db, community, person)).map(({ role }) => role);
    if (administrator) held.push("administrator");
    return [...new Set(level === "password" ? held : held.filter((role) => !needsPassword(role)))];
  }

  return {
    card, me, public: publicDoor(db, { community, today }),
    meetings: async () => (await meetingsOf(db, community, { most: 50, unnoticed: isStaff(offices) })).map(cardOf),
    async results() {
      const rows = await resultsOf(db, community, 30);
      const voted = await votedIn(db, community, [...new Set(rows.map(({ meeting }) => meeting))]);
      return rows.map(({ id, meeting, title, verdict, at, votes }) => ({ round: id, meeting, title: title ?? "", verdict: verdict ?? "", at: at?.getTime() ?? 0, voted: toldApart({ id, title, votes }, voted) }));
    },
    async meeting(id) {
      const listed = await listedMeeting(db, community, id);
      return listed ? meetingDoor(house, visit, { community, actor, listed }) : null;
    },
    people: () => Promise.resolve(actor && mayManage("people", offices) ? peopleDoor(house, visit, { community, isAdministrator: offices.includes("administrator") }) : null),
    bodies: () => Promise.resolve(actor && mayManage("people", offices) ? bodiesDoor(house, { community, actor, today }, mayManage("bodies", offices)) : null),
    waiting: () => (actor && isStaff(offices) ? waitingFor(house, { community, actor, today, zone: card.timeZone }) : Promise.resolve([])),
    running: () => (isStaff(offices) ? runningNow(house, community) : Promise.resolve(null)),
    agenda: () => Promise.resolve(actor && mayManage("meetings", offices) ? agendaDoor(house, { community, actor, today }) : null),
  };
}
