/** A community as it is in use: a meeting that is live, one that is over with its minutes published, and its people with their slips and phones. */
import { actor, cookieOf, newKey, settle, testDraft, testRules, type Community } from "../community";
import { meetingIdFor } from "../../server/council";
import type { House } from "../../server/house";
import type { Place } from "../../server/store/chain";
import { meetingRow } from "../../server/store/meetings";
import { makeBody } from "../../server/store/bodies";
import { slipsFor, makeScreenLink } from "../../server/store/slips";
import type { Choice } from "../../app/rules/tally/verdict";

const [members, rounds, said] = [150, 8, 300];
const choices: readonly Choice[] = ["for", "against", "abstain"];
export type Home = { readonly community: Community; readonly live: Place; readonly past: Place; readonly cookies: Readonly<Record<"member" | "chair" | "recorder" | "administrator", string>>; readonly code: string; readonly slip: string; readonly screen: string };

export async function makeHome(house: House): Promise<Home> {
  const rules = { ...testRules, commentBurst: { value: 100, source: "" }, commentSeconds: { value: 1, source: "" } };
  const community = await settle({ house }, { slug: "home", rules, more: members - 6 });
  // A body that never met: its latest meeting is looked for all the same.
  await makeBody(house.database.db, community.id, { name: "居民会议", kind: "residents-assembly", termFrom: "2026-01-01", termTo: "2028-12-31", by: "bench" });
  const past = await meet(house, community, { days: 0, decided: rounds });
  await publish(house, community, past);
  const live = await meet(house, community, { days: 1, decided: 1 });
  const of = (name: string) => cookieOf({ house }, community, name);
  const [slip] = await slipsFor(house.database.db, house.links, { community: community.id, people: [community.person("居民")] });
  const screen = house.links.token("screen", community.id, await makeScreenLink(house.database.db, house.links, { ...live, by: "bench" }));
  return { community, live, past, cookies: { member: await of("代表一"), chair: await of("书记"), recorder: await of("记录员"), administrator: await of("管理员") }, code: (await meetingRow(house.database.db, live))!.code, slip: slip!.token, screen };
}

/** A meeting with its paper and its notice. */
export async function announce(house: House, community: Community, days: number): Promise<Place> {
  const items = Array.from({ length: rounds }, (_, i) => ({ ...testDraft.items[0]!, title: `第${i + 1}项 充电点和停车收费`, resolution: `同意第${i + 1}项。` }));
  const command = { type: "meeting.make" as const, body: community.body, draft: { ...testDraft, startsAt: testDraft.startsAt + days * 24 * 3600_000, items } };
  const asked = { actor: { person: community.person("记录员"), administrator: false, level: "password" as const }, place: { community: community.id, meeting: "" }, act: { key: newKey(), command } };
  await house.council.act(asked);
  const place = { community: community.id, meeting: meetingIdFor(asked) };
  await actor({ house }, community).must("记录员", place, { type: "notice.post", reason: "测试" });
  return place;
}

/** Everybody comes, so many items are decided, and the next one is in hand; after the last the meeting is over. */
async function meet(house: House, community: Community, { days, decided }: { days: number; decided: number }): Promise<Place> {
  const { ask, must, state } = actor({ house }, community);
  const place = await announce(house, community, days);
  await must("书记", place, { type: "check-in.open" });
  for (const name of community.members) await must("记录员", place, { type: "attendance.arrive", person: community.person(name) });
  await must("书记", place, { type: "meeting.open" });
  const agenda = (await state(place)).items;
  for (const { id: item } of agenda.slice(0, Math.min(decided + 1, agenda.length))) {
    await must("书记", place, { type: "item.take", item });
    const writers = Array.from({ length: Math.ceil(said / rounds) }, (_, i) => community.members[1 + ((i * 7) % (members - 1))]!);
    await Promise.all(writers.map(async (name, i) => {
      const posted = await must(name, place, { type: "comment.post", item, person: community.person(name), tag: null, parent: null, text: `第${i}条：楼下晚上灯太暗，老人走路看不清，请在拐弯的地方加一盏灯。` });
      await must(community.members[1 + i]!, place, { type: "comment.agree", comment: posted.comment!.id, on: true });
    }));
    if (agenda.findIndex(({ id }) => id === item) === decided) break;
    await must("书记", place, { type: "round.freeze", item, motion: null, form: "named" });
    const round = (await state(place)).rounds.at(-1)!.id;
    await must("书记", place, { type: "round.open", round });
    await Promise.all(community.members.map((name, i) => ask(name, place, { type: "ballot.cast", round, choice: choices[i % 3]! })));
    await must("书记", place, { type: "round.close", round });
    await must("监票人", place, { type: "round.check", round });
    await must("书记", place, { type: "round.announce", round });
  }
  if (decided >= rounds) await must("书记", place, { type: "meeting.close" });
  return place;
}

async function publish(house: House, community: Community, place: Place) {
  const { must, minutesHash } = actor({ house }, community);
  const hash = await minutesHash(place);
  await must("书记", place, { type: "minutes.confirm", hash });
  for (const name of ["监票人", "代表二"]) await must(name, place, { type: "minutes.sign", hash, photo: null });
  await must("记录员", place, { type: "minutes.publish", hash, reason: "" });
}
