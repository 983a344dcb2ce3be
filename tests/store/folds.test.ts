/** A kept fold opens a meeting as its log does, or is not taken. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, inject, test } from "vitest";
import { fold } from "../../app/rules/meeting/apply";
import { emptyMeeting, type MeetingState } from "../../app/rules/meeting/state";
import { foldDigest } from "../../server/boot/fold-digest.mjs";
import { foldVersion } from "../../server/fold-version";
import { openHalls } from "../../server/hall";
import type { Place } from "../../server/store/chain";
import { keepFold } from "../../server/store/folds";
import { headOf, readLinks } from "../../server/store/log";
import { verifyAll } from "../../server/verify";
import { members, play } from "../rules/play";
import { storeLog } from "../stored-log";
import { actor, meetingAt, openHouse, settle, waitFor, type Community, type TestHouse } from "../house";

const silent = () => {};

/** A meeting by the rules alone, as the dice fall: people come and go, ask, move, vote and fail at it, until the log is long enough for its fold to be looked for. */
function generated(dice: readonly number[]) {
  const meeting = play().to("taken");
  const of = <T>(list: readonly T[], n: number) => list[n % list.length]!;
  for (let i = 0; meeting.log.length < 120 + (dice[0]! % 60); i++) {
    const n = of(dice, i) + 7 * Math.floor(i / dice.length);
    const [person, request, round, motion] = [of(members, n >> 3), meeting.state().speeches.at(-1)?.request ?? "", meeting.state().rounds.at(-1)?.id ?? "", meeting.state().motions.at(-1)?.id ?? ""];
    const item = meeting.state().current ?? "";
    const acts = [
      () => meeting.act("recorder", { type: "attendance.leave", person }), () => meeting.act("recorder", { type: "attendance.arrive", person }), () => meeting.act(person, { type: "speak.ask", person, side: "con" }),
      () => meeting.act("wang", { type: "floor.grant", request }), () => meeting.act("wang", { type: "floor.end", request }), () => meeting.act("recorder", { type: "speech.note", request, text: "记" }),
      () => meeting.act(person, { type: "motion.move", item, person, text: "改" }), () => meeting.act(person, { type: "motion.second", motion, person }),
      () => meeting.act("wang", { type: "round.freeze", item, motion: null, form: n & 64 ? "hands" : "named" }), () => meeting.act("wang", { type: "round.open", round }), () => meeting.act(person, { type: "ballot.cast", round, choice: "for" }),
      () => meeting.act("recorder", { type: "ballot.enter", round, person, choice: "against" }), () => meeting.act("wang", { type: "round.close", round }), () => meeting.act("supervisor", { type: "round.check", round }),
      () => meeting.act("supervisor", { type: "round.doubt", round, reason: "差一票" }), () => meeting.act("wang", { type: "round.announce", round }), () => meeting.act("wang", { type: "round.void", round, reason: "重来" }),
      () => meeting.act("wang", { type: "item.take", item: meeting.item(n & 1) }), () => meeting.act("recorder", { type: "comment.hide", comment: `c${n}`, reason: "骂人" }),
    ];
    of(acts, n)();
  }
  return meeting.log;
}

/** As a node that starts now opens it. */
const opened = async ({ house: { database } }: TestHouse, place: Place) => (await openHalls(database, silent).get(place))!;
const folded = async ({ house: { database: { db } } }: TestHouse, place: Place): Promise<MeetingState> => fold(await readLinks(db, place, 0), emptyMeeting);
const keptRows = ({ sql }: TestHouse) => sql!<{ seq: number; hash: string; version: string }[]>`select seq, hash, version from kept_fold`;

/** A meeting of more than a hundred links whose fold is kept at one of them. */
async function long(house: TestHouse, community: Community) {
  const place = await meetingAt(house, community, "in-session");
  const { must } = actor(house, community);
  const person = community.person("代表一");
  for (let i = 0; i < 60; i++) {
    await must("记录员", place, { type: "attendance.leave", person });
    await must("记录员", place, { type: "attendance.arrive", person });
  }
  await waitFor(async () => (await keptRows(house)).length === 1);
  return place;
}

describe("a kept fold", () => {
  test("[M1] opens every generated meeting as folding from the first link does, wherever it was kept, to the order of its names", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const { db } = house.house.database;
    await fc.assert(fc.asyncProperty(fc.array(fc.nat(1000), { minLength: 50, maxLength: 300 }), fc.nat(), async (dice, at) => {
      const place = await storeLog(db, { community: community.id, body: community.body }, generated(dice));
      const links = await readLinks(db, place, 0);
      const head = links[at % links.length]!;
      await keepFold(db, place, { head: { seq: head.seq, hash: head.hash }, version: foldVersion, state: fold(links.slice(0, head.seq), emptyMeeting) });
      const hall = await opened(house, place);
      const whole = fold(links, emptyMeeting);
      expect(hall.state).toStrictEqual(whole);
      expect(JSON.stringify(hall.state)).toBe(JSON.stringify(whole));
      expect([hall.head, hall.log]).toEqual([await headOf(db, place), links.slice(-hall.log.length)]);
      // Where all links had been read, the kept fold would not have been taken.
      expect(hall.log).toHaveLength(links.length - Math.min(head.seq - 1, links.length - 100));
    }), { numRuns: 25 });
  });

  test("is kept beside the acts, every hundred links, and is what a start reads", async () => {
    const house = await openHouse();
    const place = await long(house, await settle(house));
    const [row] = await keptRows(house);
    expect(row).toMatchObject({ seq: 100, version: foldVersion });
    // Only what was kept knows this: so it was read.
    await house.sql!`update kept_fold set state = jsonb_set(state::jsonb, '{expected,members}', '99')::json`;
    expect((await opened(house, place)).state).toEqual({ ...await folded(house, place), expected: { members: 99, attendees: 1 } });
  });

  test.each([
    ["of other rules", "update kept_fold set version = 'other'"], ["that stands on no link", "update kept_fold set hash = 'other'"],
    ["beyond the end of the log", "update kept_fold set seq = 100000"], ["at another link", "update kept_fold set seq = seq - 1"],
  ])("%s is not taken, and another takes its place", async (_, spoil) => {
    const house = await openHouse();
    const place = await long(house, await settle(house));
    await house.sql!.unsafe(spoil);
    await house.sql!`update kept_fold set state = '{}'`;
    const hall = await opened(house, place);
    expect(hall.state).toEqual(await folded(house, place));
    await waitFor(async () => (await keptRows(house))[0]!.seq === hall.head.seq);
    expect((await keptRows(house))[0]).toEqual({ ...hall.head, version: foldVersion });
    expect((await opened(house, place)).state).toEqual(hall.state);
  });

  test("that a killed node did not get to write costs nothing but the fold; what it wrote before stands", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await long(house, community);
    const { must } = actor(house, community);
    const kept = await keptRows(house);
    await house.sql!`alter table kept_fold add constraint refused check (seq <= 100) not valid`;
    for (let i = 0; i < 60; i++) for (const type of ["attendance.leave", "attendance.arrive"] as const) expect(await must("记录员", place, { type, person: community.person("代表二") })).toMatchObject({ ok: true });
    expect(await keptRows(house)).toEqual(kept);
    expect((await opened(house, place)).state).toEqual(await folded(house, place));
  });

  test("is nothing that verifying looks at: a broken log is found whatever is kept", async () => {
    const house = await openHouse();
    const place = await long(house, await settle(house));
    const { db } = house.house.database;
    await house.sql!`update kept_fold set state = '{}'`;
    expect((await verifyAll(db)).findings).toEqual([]);
    await house.sql!`update meeting_event set actor = 'somebody' where meeting_id = ${place.meeting} and seq = 5`;
    expect((await verifyAll(db)).findings).toMatchObject([{ place: { meeting: place.meeting }, seq: 5 }]);
  });
});

describe("the version of what folds", () => {
  test("is the digest of the sources that were built", () => {
    expect(foldVersion).toBe(foldDigest(inject("root")));
    expect(readFileSync(path.join(inject("root"), "build/main.js"), "utf8")).toContain(foldVersion);
  });
  test.each(["app/rules/meeting/fold-hall.ts", "app/rules/tally/threshold.ts", "server/store/log.ts"])("is another when %s changes", (file) => {
    const copy = mkdtempSync(path.join(tmpdir(), "yishi-digest-"));
    try {
      for (const place of ["app/rules", "server/store"]) cpSync(path.join(inject("root"), place), path.join(copy, place), { recursive: true });
      expect(foldDigest(copy)).toBe(foldVersion);
      writeFileSync(path.join(copy, file), `${readFileSync(path.join(copy, file), "utf8")}\n`);
      expect(foldDigest(copy)).not.toBe(foldVersion);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });
});
