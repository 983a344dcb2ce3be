import type { Command, Draft } from "../../app/rules/meeting/commands";
import { presetFor, type RuleFields } from "../../app/rules/meeting/rule-set";
import { latestRound } from "../../app/rules/meeting/state";
import type { Choice } from "../../app/rules/tally/verdict";
import { dayValue, fromField } from "../../app/words/date-fields";
import { meetingIdFor, openCouncil, type Council } from "../council";
import type { House } from "../house";
import { newId, sha256 } from "../ids";
import { addRules, makeBody, seatPeople, setOffice } from "../store/bodies";
import type { Place } from "../store/chain";
import { alone } from "../store/database";
import { communities, communityBySlug } from "../store/meetings";
import { makeCommunity, removeCommunity, renameCommunity } from "../store/installation";
import { addPerson, changePerson } from "../store/people";
import { makeScreenLink } from "../store/slips";
import { comingMeeting } from "./coming";
import { discuss, publishPast } from "./minutes";
import { chargingPoint, chargingVotes, dogs, draftFor, price, priceVotes, wires } from "./meetings";
import { demoCommunity, demoOffices, demoPeople, demoRepresentatives, demoSlug, unfinishedSlug } from "./people";

const minute = 60_000;
const day = 24 * 60 * minute;
const zone = demoCommunity.timeZone;
type Ids = ReadonlyMap<string, string>;

const demoLock = 0x71696e67; // "qing"

/** Removes a demo whose loading was cut off, and fills an empty installation with the demo where it is on; one node at a time. */
export async function loadDemo(house: House): Promise<void> {
  const { db, url } = house.database;
  await alone(url, demoLock, async () => {
    const cutOff = await communityBySlug(db, unfinishedSlug);
    if (cutOff) await removeCommunity(db, cutOff.id);
    if (house.demo && (await communities(db)).length === 0) await fill(house);
  });
}

/** People and bodies are entered; meetings are made by real acts with a told clock. The demo gets its address when it is whole. */
async function fill(house: House) {
  const { db } = house.database;
  const { id } = await makeCommunity(db, { slug: unfinishedSlug, ...demoCommunity });
  const ids = new Map<string, string>();
  for (const { seat: _, ...fields } of [...demoPeople, ...demoRepresentatives]) ids.set(fields.name, (await addPerson(db, id, { ...fields, phone: null }))!);
  await changePerson(db, { community: id, person: ids.get("测试书记")! }, { administrator: true });
  const body = await makeCouncil(house, id, ids);
  await makeAssembly(house, id, ids);
  const meetings = told(house, { community: id, body, ids });
  await publishPast(house, meetings, await pastMeeting(meetings));
  await comingMeeting(house, meetings, { start: evening(10), members });
  await liveMeeting(house, meetings);
  await renameCommunity(db, id, demoSlug);
}

async function makeCouncil({ database: { db } }: House, id: string, ids: Ids): Promise<string> {
  const body = await makeBody(db, id, { name: "青禾社区居民议事会", kind: "council", termFrom: dateIn(-300), termTo: dateIn(795), by: "demo" });
  const place = { community: id, body };
  const seated = (seat: string) => demoPeople.filter((one) => one.seat === seat).map(({ name }) => ids.get(name)!);
  await seatPeople(db, place, { people: seated("member"), seat: "member" });
  await seatPeople(db, place, { people: seated("attendee"), seat: "attendee" });
  for (const role of ["chair", "recorder", "counter", "supervisor"] as const) await setOffice(db, place, { role, people: demoOffices[role].map((name) => ids.get(name)!) });
  const clause = (number: string) => `青禾社区居民议事会议事规则（演示）第${number}条`;
  const fields: RuleFields = {
    ...presetFor("council"), quorum: { value: { fraction: [2, 3], strict: false }, source: clause("五") }, base: { value: "present", source: clause("九") },
    threshold: { value: { fraction: [1, 2], strict: true }, source: clause("九") }, participation: { value: "none", source: "" },
    chairVotes: { value: true, source: clause("十") }, choicesPublic: { value: false, source: clause("十二") },
  };
  await addRules(db, place, { seen: 1, fields, effectiveOn: dateIn(-300), approvedBy: "青禾社区居民代表会议", by: "demo" });
  return body;
}

/** 67 members; the law's figures are not verified, so its rules stay empty and its check-in cannot open. */
async function makeAssembly({ database: { db } }: House, id: string, ids: Ids) {
  const body = await makeBody(db, id, { name: "青禾社区居民代表会议", kind: "rep-assembly", termFrom: dateIn(-300), termTo: dateIn(1526), by: "demo" });
  const members = [...demoRepresentatives.map(({ name }) => name), "测试主任", "测试书记"].map((name) => ids.get(name)!);
  await seatPeople(db, { community: id, body }, { people: members, seat: "member" });
  await setOffice(db, { community: id, body }, { role: "chair", people: [ids.get("测试主任")!] });
}

const dateIn = (days: number) => dayValue(Date.now() + days * day, zone);
const evening = (days: number) => fromField(`${dateIn(days)}T19:00`, zone)!;

export type Demo = { readonly now: () => number; make(draft: Draft): Promise<Place>; act(place: Place, name: string, command: Command): Promise<string | undefined>; at(time: number): void; state(place: Place): Promise<import("../../app/rules/meeting/state").MeetingState>; id(name: string): string };

/** Acts at told times, as if people had been there. */
function told({ database, halls, talk, press, metrics }: House, { community: communityId, body, ids }: { community: string; body: string; ids: Ids }): Demo {
  const clock = { told: true, time: 0, now: () => clock.time };
  const council: Council = openCouncil({ database, halls, talk, press: press.withSlug(demoSlug), clock, metrics, tellNodes: () => {} });
  const actor = (name: string) => ({ person: ids.get(name)!, administrator: false, level: "password" as const });
  async function act(place: Place, name: string, command: Command) {
    clock.time += 1000;
    const answer = await council.act({ actor: actor(name), place, act: { key: newId() + newId(), command } });
    expectDone(answer);
    return answer.ok ? answer.comment?.id : undefined;
  }
  return {
    now: clock.now,
    at: (time) => { clock.time = time; },
    id: (name) => ids.get(name)!,
    state: async (place) => (await halls.get(place))!.state,
    async make(draft) {
      clock.time = Math.min(draft.startsAt - 5 * day, Date.now());
      const asked = { actor: actor("测试记录员"), place: { community: communityId, meeting: "" }, act: { key: sha256(`${draft.title} ${draft.startsAt}`), command: { type: "meeting.make" as const, body, draft } } };
      expectDone(await council.act(asked));
      const place = { community: communityId, meeting: meetingIdFor(asked) };
      await act(place, "测试记录员", { type: "notice.post", reason: "" });
      return place;
    },
    act,
  };
}

function expectDone(answer: Awaited<ReturnType<Council["act"]>>) {
  if (!answer.ok) throw new Error(`the demo was refused: ${JSON.stringify(answer)}`);
}

const members = demoPeople.filter(({ seat }) => seat === "member").map(({ name }) => name);
const attendees = demoPeople.filter(({ seat }) => seat === "attendee").map(({ name }) => name);

/** M1, six months ago: 18 of 21 present, 13/4/1 carried, 9/9 a tie. */
async function pastMeeting(demo: Demo): Promise<Place> {
  const start = evening(-193);
  const place = await demo.make(draftFor("居民议事会第3次会议", start, [chargingPoint, price, wires]));
  const excused = ["代表丙三", "驻区单位测试员", "社会组织测试员"];
  const present = members.filter((name) => !excused.includes(name));
  demo.at(start - 30 * minute);
  await demo.act(place, "测试书记", { type: "check-in.open" });
  for (const name of excused) await demo.act(place, "测试记录员", { type: "attendance.excuse", person: demo.id(name) });
  for (const [i, name] of [...present, ...attendees].entries()) {
    demo.at(start - 25 * minute + i * minute);
    await demo.act(place, "测试记录员", { type: "attendance.arrive", person: demo.id(name) });
  }
  demo.at(start);
  await demo.act(place, "测试书记", { type: "meeting.open" });
  await vote(demo, place, { from: start + 15 * minute, present, votes: chargingVotes });
  await vote(demo, place, { from: start + 55 * minute, present, votes: priceVotes });
  demo.at(start + 95 * minute);
  await demo.act(place, "测试书记", { type: "item.take", item: (await demo.state(place)).items[2]!.id });
  demo.at(start + 110 * minute);
  await demo.act(place, "测试书记", { type: "meeting.close" });
  return place;
}

/** One item from taking it to its announcement; the last two ballots come by the desk. */
async function vote(demo: Demo, place: Place, { from, present, votes }: { from: number; present: readonly string[]; votes: readonly Choice[] }) {
  demo.at(from);
  const item = (await demo.state(place)).items.find(({ stage }) => stage !== "decided")!.id;
  await demo.act(place, "测试书记", { type: "item.take", item });
  await discuss(demo, place, item);
  demo.at(from + 25 * minute);
  await demo.act(place, "测试书记", { type: "round.freeze", item, motion: null, form: "named" });
  const round = latestRound(await demo.state(place))!.id;
  await demo.act(place, "测试书记", { type: "round.open", round });
  for (const [i, choice] of votes.entries()) {
    const name = present[i]!;
    if (i < votes.length - 2) await demo.act(place, name, { type: "ballot.cast", round, choice });
    else await byDesk(demo, place, { round, name, choice });
  }
  for (const [name, type] of [["测试书记", "round.close"], ["监票甲", "round.check"], ["测试书记", "round.announce"]] as const) await demo.act(place, name, { type, round });
}

async function byDesk(demo: Demo, place: Place, { round, name, choice }: { round: string; name: string; choice: Choice }) {
  await demo.act(place, "测试记录员", { type: "ballot.enter", round, person: demo.id(name), choice });
  const [entry] = Object.entries(latestRound(await demo.state(place))!.entries!).find(([, one]) => one.stage === "open")!;
  await demo.act(place, "监票甲", { type: "ballot.witness", round, entry });
}

/** Tonight's meeting: check-in is open and 15 of 21 are here, so that a newcomer can go on at once. */
async function liveMeeting(house: House, demo: Demo) {
  const now = Date.now();
  const place = await demo.make(draftFor("居民议事会第4次会议", now + 10 * minute, [dogs]));
  const late = ["代表甲一", "代表甲三", "代表乙一", "代表丙三", "驻区单位测试员", "社会组织测试员"];
  demo.at(now - 20 * minute);
  await demo.act(place, "测试书记", { type: "check-in.open" });
  for (const name of late.slice(3, 5)) await demo.act(place, "测试记录员", { type: "attendance.excuse", person: demo.id(name) });
  for (const [i, name] of [...members.filter((one) => !late.includes(one)), ...attendees.slice(0, 2)].entries()) {
    demo.at(now - 18 * minute + i * minute);
    await demo.act(place, "测试记录员", { type: "attendance.arrive", person: demo.id(name) });
  }
  await makeScreenLink(house.database.db, house.links, { ...place, by: demo.id("测试书记") });
}

