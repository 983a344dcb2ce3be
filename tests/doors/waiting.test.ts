/** What waits for those who work here, on the community's page: each reads what they may do, and nobody else anything. */
import { expect, test } from "vitest";
import { actor } from "../house";
import { openWorld, type RoleName } from "./world";

test("minutes wait for whoever writes, confirms, signs and publishes them, and an objection for whoever answers, until its last day is told", async () => {
  const world = await openWorld("over");
  const { must, minutesHash, state } = actor(world, world.home);
  const { place } = world;
  const all: readonly RoleName[] = ["watcher", "member", "counter", "recorder", "supervisor", "chair", "administrator elsewhere"];
  const told = async () => Object.fromEntries((await Promise.all(all.map(async (role) => {
    const { body } = await world.get("/c/ce-shi", await world.cookie(role));
    return [role, [...body.matchAll(/待(?:写|确认|签字|公布|答复)(?=<)/g)].map(([word]) => word)] as const;
  }))).filter(([, words]) => words.length > 0));

  expect(await told()).toEqual({ recorder: ["待写"], chair: ["待确认"] });
  const hash = await minutesHash(place);
  await must("书记", place, { type: "minutes.confirm", hash });
  expect(await told()).toEqual({ recorder: ["待签字"], supervisor: ["待签字"], chair: ["待签字"] });
  await must("监票人", place, { type: "minutes.sign", hash, photo: null });
  expect(await told()).toEqual({ recorder: ["待签字"], chair: ["待签字"] });
  await must("代表二", place, { type: "minutes.sign", hash, photo: null });
  expect(await told()).toEqual({ recorder: ["待公布"], chair: ["待公布"] });
  await must("记录员", place, { type: "minutes.publish", hash, reason: "" });
  expect(await told()).toEqual({});
  await must("居民二", place, { type: "objection.file", person: world.home.person("居民二"), text: "漏了消防意见" });
  expect(await told()).toEqual({ recorder: ["待答复"], chair: ["待答复"] });
  const { body } = await world.get("/c/ce-shi", await world.cookie("recorder"));
  expect(body).toMatch(/\d+年\d+月\d+日以前答复/);
  expect(body).toContain(`/c/ce-shi/meetings/${place.meeting}/minutes/objections`);
  expect(body).not.toContain("漏了消防意见");
  await must("书记", place, { type: "objection.answer", objection: (await state(place)).minutes.objections[0]!.number, text: "已补上" });
  expect(await told()).toEqual({});
});
