import type { Act } from "../../app/wire/protocol";
import type { DeskDoor, MeetingDoor, ScreensDoor } from "../../app/wire/context";
import { audienceFor } from "../../app/wire/views";
import { isEntitled, isStaff, mayManage, type Role } from "../../app/rules/meeting/rights";
import { latestRound, roundById } from "../../app/rules/meeting/state";
import { countedBy, deskOf } from "../hall";
import type { House, Visit } from "../house";
import { myBallot } from "../lanes";
import { personalOf } from "../personal";
import type { PersonCard } from "../../app/wire/people";
import { checkCode } from "../../app/words/codes";
import { idFrom } from "../ids";
import { noSeat, type Actor } from "../seats";
import { ballotOf, choicesOf, turnout, votersOf } from "../store/ballots";
import type { ListedMeeting } from "../store/meetings";
import { addPerson, findPeople, namesOf, peopleNamed } from "../store/people";
import { makeScreenLink, revokeScreenLink, screenLinksOf } from "../store/slips";
import { keepWifi, lastWifi, wifiOf } from "../store/wifi";
import { beforeDoor, wholePaper } from "./before";
import { cardOf } from "./cards";
import { minutesDoor } from "./minutes";
import { talkDoor } from "./talk";
import { chairDoor } from "./chair";

type Here = { readonly community: string; readonly actor: Actor | null; readonly listed: ListedMeeting };

/** One meeting, as this visitor may see it and act in it. */
export async function meetingDoor(house: House, visit: Visit, { community, actor, listed }: Here): Promise<MeetingDoor | null> {
  const { database: { db }, halls, talk, council, presence, attempts, clock, cookies } = house;
  const place = { community, meeting: listed.id };
  await halls.refresh(place);
  const hall = await halls.get(place);
  if (!hall) return null;
  let roles: readonly Role[] | null = null;
  const rolesHere = async () => (roles ??= await council.rolesAt(place, actor));
  const isEnded = visit.visitor === null && cookies.read(visit.cookie, "session") !== null;
  const seesScreen = () => cookies.isHere(visit.cookie, listed.id, clock.now());
  const act = (one: Act, proven = seesScreen()) => house.metrics.acknowledged(one.command.type, () => (actor ? council.act({ actor, place, act: one, proven }) : Promise.resolve(noSeat(one, isEnded))));

  return {
    card: cardOf(listed),
    roles: rolesHere,
    talk: talkDoor(house, hall, { person: actor?.person ?? null, audience: async () => audienceFor("hall", await rolesHere()) }),
    async mine() {
      if (!actor) return { as: "watcher" };
      const round = latestRound(hall.state);
      const [held, names, kept, personal] = await Promise.all([
        rolesHere(), namesOf(db, community, [actor.person]), round && ballotOf(db, { community, round: round.id }, actor.person), personalOf({ db, talk, now: clock.now() }, hall, actor.person),
      ]);
      const { person } = actor;
      const desk = deskOf(hall, { person, roles: held });
      const counted = countedBy(hall, person);
      return { as: "person", person, name: names.get(person)?.full ?? "", roles: held, here: hall.state.people[person]?.here ?? false, ballot: kept && round ? myBallot(round.id, kept) : null, ...personal, ...(desk && { desk }), ...(counted && { counted }) };
    },
    async scene(desk) {
      const audience = audienceFor(desk, await rolesHere());
      return desk === "staff" && audience !== "staff" ? null : halls.scene(hall, audience);
    },
    act: (one) => act(one),
    async arrive(key, typed) {
      if (!actor) return act({ key, command: { type: "meeting.close" } });
      const seat = `${community}/${actor.person}`;
      if (!seesScreen()) {
        const wait = await attempts.presence.take(seat);
        if (wait > 0) return { wait };
        if (!presence.isValid(place, typed, clock.now())) return { ok: false, kind: "refused", code: "wrong-code", rule: "P5", facts: {} };
        await attempts.presence.right(seat);
      }
      return act({ key, command: { type: "attendance.arrive", person: actor.person } }, true);
    },
    seesScreen,
    turnout: async (round) => (await turnout(db, { community, round }, [])).cast,
    async voted(round) {
      return isStaff(await rolesHere()) ? votersOf(db, { community, round }) : [];
    },
    result(id) {
      const round = roundById(hall.state, id);
      if (!round?.result) return null;
      return { hash: round.result.hash, checkCode: checkCode(round.result.hash) };
    },
    async choices(id) {
      const round = roundById(hall.state, id);
      if (!round?.counted || round.stage === "voided") return null;
      if (!(round.result && hall.state.rules?.choicesPublic) && !isStaff(await rolesHere())) return null;
      const rows = await choicesOf(db, { community, round: id });
      const names = await namesOf(db, community, rows.flatMap((row) => [row.voter, row.enteredBy ?? "", row.witnessedBy ?? ""]));
      const said = (person: string | null) => names.get(person ?? "")?.full ?? "";
      return rows.map(({ voter, choice, channel, enteredBy, witnessedBy }) => ({ name: said(voter), choice, channel, enteredBy: said(enteredBy), witnessedBy: said(witnessedBy) }));
    },
    paper: async () => (isEntitled("meeting.revise", await rolesHere(), false) ? wholePaper(hall) : null),
    before: beforeDoor(house, visit, { community, actor, listed, hall, roles: rolesHere }),
    minutes: () => minutesDoor(house, { place, hall, actor, origin: visit.origin, roles: rolesHere, act: (one) => act(one) }),
    async desk() {
      return isEntitled("attendance.arrive", await rolesHere(), false) ? deskDoor(house, community) : null;
    },
    staffTalk: chairDoor(house, hall, rolesHere),
    async screens() {
      return actor && mayManage("meetings", await rolesHere()) ? screensDoor(house, place, actor) : null;
    },
  };
}

/** The recorder's table beside the door of the hall. */
function deskDoor({ database: { db }, phones }: House, community: string): DeskDoor {
  return {
    people: async (search) => (search ? (await findPeople(db, community, { search, after: null })).people : []),
    async register({ phone, ...fields }, { key, anyway }) {
      const id = idFrom(["registered", community, key, fields.name, fields.building, fields.room].join("\n"));
      const known = async () => (await peopleNamed(db, community, [fields.name])).map(({ account: _, ...one }) => one);
      const isSentAgain = (people: readonly PersonCard[]) => people.some((one) => one.id === id);
      const before = anyway ? [] : await known();
      if (before.length > 0) return isSentAgain(before) ? id : before;
      if (await addPerson(db, community, { ...fields, id, phone: phones.seal(community, phone) })) return id;
      const after = await known();
      return isSentAgain(after) ? id : after;
    },
  };
}

function screensDoor({ database: { db }, links, live, clock }: House, place: { community: string; meeting: string }, actor: Actor): ScreensDoor {
  return {
    list: async () => (await screenLinksOf(db, links, place)).map(({ id, madeAt, token }) => ({ id, madeAt, path: `/screen/${token}` })),
    make: async () => { await makeScreenLink(db, links, { ...place, by: actor.person }); },
    async revoke(id) {
      await revokeScreenLink(db, links, { ...place, screen: id });
      await live().endScreens(place);
    },
    wifi: async () => ({ shown: await wifiOf(db, place), last: await lastWifi(db, place.community) }),
    async showWifi(wifi) {
      await keepWifi(db, place, { wifi, by: actor.person, at: new Date(clock.now()) });
      await live().showWifi(place);
    },
  };
}
