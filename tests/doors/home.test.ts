/** The community's page: which text a result was on, what is coming, and whom it asks for an answer. */
import { expect, test } from "vitest";
import { latestRound } from "../../app/rules/meeting/state";
import { searchIn } from "../../server/store/search";
import { actor, meetingAt } from "../house";
import { openWorld, type World } from "./world";

const read = (html: string) => html.replace(/<!-- -->/g, "").replace(/<script[\s\S]*?<\/script>/g, "").replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");

/** Puts a text to the vote, and announces what came of it. */
async function putTo({ place, home, ...world }: World, motion: string | null) {
  const { must, state } = actor(world, home);
  await must("书记", place, { type: "round.freeze", item: place.item, motion, form: "named" });
  const round = latestRound(await state(place))!.id;
  for (const [name, type] of [["书记", "round.open"], ["书记", "round.close"], ["监票人", "round.check"], ["书记", "round.announce"]] as const) await must(name, place, { type, round });
}

test("of two votes on one item each says on which text it was and whose, in the list, in the summary, in the search and on the posted notice", async () => {
  const world = await openWorld("taken");
  const { place, home } = world;
  const { must, state, minutesHash } = actor(world, home);
  await must("代表一", place, { type: "motion.move", item: place.item, person: home.person("代表一"), text: "改为12位，\n先试三个月。" });
  const motion = (await state(place)).motions[0]!.id;
  await must("代表二", place, { type: "motion.second", motion, person: home.person("代表二") });
  await putTo(world, motion);
  const list = async () => read((await world.get("/c/ce-shi", "")).body);
  expect(await list()).toMatch(/充电点（24位） 代表一提出的方案：改为12位， 先试三个月。 /);
  await putTo(world, null);
  expect(await list()).toMatch(/充电点（24位） 决议草案：同意设充电点。 .*充电点（24位） 代表一提出的方案：改为12位， 先试三个月。 /);
  expect((await searchIn(world.house.database.db, home.id, "三个月"))![0]!.after).toMatch(/^。（.+）$/);

  await must("书记", place, { type: "meeting.close" });
  const hash = await minutesHash(place);
  await must("书记", place, { type: "minutes.confirm", hash });
  for (const name of ["监票人", "代表二"]) await must(name, place, { type: "minutes.sign", hash, photo: null });
  await must("记录员", place, { type: "minutes.publish", hash, reason: "" });
  expect(await list()).toMatch(/充电点（24位）（代表一提出的方案）： .+；充电点（24位）（决议草案）： /);
  const minutes = `/c/ce-shi/meetings/${place.meeting}/minutes`;
  const [notice, page] = [read((await world.get(`${minutes}/1/notice`, "")).body), read((await world.get(minutes, "")).body)];
  expect(notice).toMatch(/一、充电点（24位） 代表一提出的方案：改为12位， 先试三个月。 .+（赞成0，反对0，弃权0） 。 决议草案：同意设充电点。 .+（赞成0，反对0，弃权0） 。/);
  expect(page).toMatch(/赞成0，反对0，弃权0 决议草案：同意设充电点。 /);
}, 60_000);

test("every meeting to come stands under what is next and none under what has been; a member who has not answered is asked to, and nobody else", async () => {
  const world = await openWorld("draft");
  const { place, home } = world;
  const { must } = actor(world, home);
  const second = await meetingAt(world, home, "draft");
  const reply = (meeting: string) => `/c/ce-shi/meetings/${meeting}/reply`;
  const asked = async (session: string) => {
    const { body } = await world.get("/c/ce-shi", session);
    return [place, second].filter(({ meeting }) => body.includes(`href="${reply(meeting)}"`)).length;
  };
  const { body } = await world.get("/c/ce-shi", "");
  const [before, after] = read(body).split("历次会议");
  expect(before).toMatch(/下一次会议 .*第1次会议.*以后的会议 .*第1次会议/);
  expect(after).not.toContain("第1次会议");
  const member = await world.cookie("member");
  expect([await asked(""), await asked(await world.cookie("recorder")), await asked(member)]).toEqual([0, 0, 2]);
  await must("代表一", second, { type: "reply.give", person: world.person("member"), coming: true, reason: "" });
  expect(await asked(member)).toBe(1);
  // While one meeting is on, those to come are told of below it.
  await must("书记", place, { type: "check-in.open" });
  expect(read((await world.get("/c/ce-shi", "")).body)).toMatch(/正在进行（正在签到）.*下一次会议 .*第1次会议/);
}, 60_000);
