/** Shaky phones on two nodes: whatever is dropped, delayed, repeated or reordered, each ends where a fresh load stands. */
import { describe, expect, test } from "vitest";
import type { Command } from "../../app/rules/meeting/commands";
import { commandTypes } from "../../app/rules/meeting/decide";
import { latestRound } from "../../app/rules/meeting/state";
import type { Answer } from "../../app/wire/protocol";
import { verifyAll } from "../../server/verify";
import { connected, cookieOf, meetingAt, newKey, openHouse, settle, waitFor, type Community, type TestHouse, type TestPhone } from "../house";

/** Seeds that once failed stay here for good. */
const pinned: number[] = [];
const seeds = [...pinned, ...Array.from({ length: 50 }, (_, i) => i + 1)];

/** Seeds run beside each other, each in a meeting of its own. */
const atOnce = 5;

/** A small generator of numbers that a seed repeats (mulberry32). */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { below: (n: number) => Math.floor(next() * n), of: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!, chance: (p: number) => next() < p };
}
type Dice = ReturnType<typeof dice>;

const cast = ["书记", "记录员", "监票人", "代表一", "代表二", "代表三"] as const;
type Person = (typeof cast)[number];
type Seat = { name: Person | "旁听"; phone: TestPhone; desk: "staff" | "hall"; url: string; cookie: string };

const written = commandTypes.filter((type) => type !== "meeting.make" && type !== "meeting.revise" && !type.startsWith("rehearsal."));

/** Mostly what would come next, sometimes anything that belongs into the log. */
function commandFor(roll: Dice, { name, phone }: Seat, community: Community): Command {
  const { view } = phone.known();
  const round = latestRound(view);
  const likely: Partial<Record<Person | "旁听", Command["type"][]>> = {
    书记: ["meeting.open", "item.take", "round.freeze", "round.open", "round.close", "round.announce", "round.recount", "round.void"], 监票人: ["round.check", "round.doubt", "ballot.witness"],
    记录员: ["attendance.arrive", "attendance.arrive", "attendance.leave", "attendance.excuse", "ballot.enter", "ballot.withdraw"],
  };
  const type = roll.chance(0.15) ? roll.of(written) : roll.of(likely[name] ?? (["ballot.cast", "attendance.leave"] as const));
  const entries = Object.keys(round?.entries ?? {});
  const fields = { person: community.person(roll.of(community.members)), item: view.items[0]?.id ?? "0000000000000000", round: round?.id ?? "0000000000000000", entry: roll.chance(0.9) && entries.length > 0 ? roll.of(entries) : "0000000000000000", choice: roll.of(["for", "against", "abstain"] as const), reason: "有原因" };
  const wanted: Record<string, (keyof typeof fields)[]> = { attendance: ["person"], item: ["item"], "round.freeze": ["item"], "round.doubt": ["round", "reason"], "round.void": ["round", "reason"], "ballot.cast": ["round", "choice"], "ballot.enter": ["round", "person", "choice"], ballot: ["round", "entry"], round: ["round"] };
  const names = wanted[type] ?? wanted[type.split(".")[0]!] ?? [];
  return { type, ...Object.fromEntries(names.map((field) => [field, fields[field]])) } as Command;
}

/** The line is gone without a goodbye, as in a lift. */
function cutLine({ socket }: TestPhone) {
  const { engine } = socket.io;
  const { ws } = engine.transport as unknown as { ws?: { terminate?: () => void } };
  if (engine.readyState === "open") ws?.terminate?.();
}

/** Sends as a bad network would: late, twice, or into a line that drops. Every answer that comes is kept by its key. */
async function shaky(roll: Dice, seat: Seat, command: Command, answers: Map<string, Answer[]>) {
  const key = newKey();
  const keep = (answer: Answer) => { answers.set(key, [...(answers.get(key) ?? []), answer]); };
  const [first, again, drop] = [roll.below(40), roll.chance(0.3), roll.chance(0.2)];
  await new Promise((resolve) => { setTimeout(resolve, first); });
  const sent = [seat.phone.send({ key, command }).then(keep, () => {})];
  if (drop) cutLine(seat.phone);
  if (again) sent.push(seat.phone.send({ key, command }).then(keep, () => {}));
  await Promise.all(sent);
}

async function seats(nodes: readonly TestHouse[], community: Community, place: { community: string; meeting: string }, roll: Dice): Promise<Seat[]> {
  const people: [Person | "旁听", "staff" | "hall"][] = [...cast.map((name, i) => [name, i < 3 ? "staff" : "hall"] as [Person, "staff" | "hall"]), ["代表一", "hall"], ["旁听", "hall"], ["旁听", "hall"]];
  return Promise.all(people.map(async ([name, desk]) => {
    const { url } = roll.of(nodes);
    const cookie = name === "旁听" ? "" : await cookieOf(nodes[0]!, community, name);
    return { name, desk, url, cookie, phone: await connected(url, place, { cookie, desk }) };
  }));
}

describe("shaky phones", () => {
  test("50 seeds: every phone ends equal to a fresh load, every answer holds, every chain verifies", async () => {
    const nodes = [await openHouse()];
    nodes.push(await openHouse({ databaseUrl: nodes[0]!.databaseUrl }));
    const community = await settle(nodes[0]!);
    for (let i = 0; i < seeds.length; i += atOnce) {
      await Promise.all(seeds.slice(i, i + atOnce).map((seed) => run(nodes, community, seed).catch((reason: unknown) => { throw new Error(`seed ${seed}`, { cause: reason }); })));
    }
    expect((await verifyAll(nodes[0]!.house.database.db)).findings).toEqual([]);
    expect(cuts).toBeGreaterThan(seeds.length);
  }, 240_000);

  /** How often a line really broke: without cuts the test would say nothing. */
  let cuts = 0;

  async function run(nodes: TestHouse[], community: Community, seed: number) {
    const roll = dice(seed);
    const place = await meetingAt(nodes[0]!, community, roll.of(["check-in", "present", "taken", "open", "open", "closed"] as const));
    const all = await seats(nodes, community, place, roll);
    for (const { phone } of all) phone.socket.on("disconnect", () => { cuts += 1; });
    const answers = new Map<string, Answer[]>();
    for (let wave = 0; wave < 5; wave++) {
      if (roll.chance(0.3)) roll.of(all).phone.socket.disconnect().connect();
      await Promise.all(Array.from({ length: 8 }, () => {
        const seat = roll.of(all);
        return shaky(roll, seat, commandFor(roll, seat, community), answers);
      }));
    }
    await settledDown(nodes, place, all);
    for (const seat of all) await sameAsFresh(seat, place);
    await answersHold(nodes[0]!, place, answers);
    for (const { phone } of all) phone.close();
  }

  /** An act whose line was cut may still be on its way through the server: the log has stopped growing first. */
  async function settledDown(nodes: readonly TestHouse[], place: { community: string; meeting: string }, all: readonly Seat[]) {
    const head = async () => (await nodes[0]!.sql!<{ head: number }[]>`select head_seq as head from meeting where id = ${place.meeting}`)[0]!.head;
    let still = 0;
    await waitFor(async () => {
      const now = await head();
      still = all.every(({ phone }) => phone.socket.connected && phone.known().view.seq === now) ? still + 1 : 0;
      return still > 10;
    }, 20_000).catch(async () => { throw new Error(JSON.stringify([await head(), all.map(({ name, phone }) => [name, phone.socket.connected, phone.known().view.seq, phone.outdated])])); });
  }

  async function sameAsFresh({ phone, desk, url, cookie }: Seat, place: { community: string; meeting: string }) {
    const fresh = await connected(url, place, { cookie, desk });
    await waitFor(() => whatIsMine(phone) === whatIsMine(fresh), 4000).catch(() => { throw new Error(`${whatIsMine(phone)} is not ${whatIsMine(fresh)}`); });
    expect(phone.known().view).toEqual(fresh.known().view);
    expect(phone.known().texts).toMatchObject(fresh.known().texts);
    expect(phone.known().names).toMatchObject(fresh.known().names);
    fresh.close();
  }

  /** A ballot of a round that is over or void is nobody's business any more. */
  function whatIsMine(phone: TestPhone): string {
    const { mine, view } = phone.known();
    return JSON.stringify(mine?.as === "person" && mine.ballot?.round !== latestRound(view)?.id ? { ...mine, ballot: null } : mine);
  }

  /** An accepted act is in the log once; every repeat of it had the same answer. */
  async function answersHold(node: TestHouse, place: { community: string; meeting: string }, answers: ReadonlyMap<string, Answer[]>) {
    const receipts = new Map((await node.sql!<{ key: string; seq: number }[]>`select key, seq from act_receipt where meeting_id = ${place.meeting}`).map(({ key, seq }) => [key, seq]));
    const ballots = new Set((await node.sql!<{ key: string }[]>`select key from ballot b join round r on r.id = b.round_id where r.meeting_id = ${place.meeting}`).map(({ key }) => key));
    for (const [key, given] of answers) {
      const accepted = given.filter((answer) => answer.ok);
      expect(new Set(accepted.map((answer) => JSON.stringify(answer))).size).toBeLessThanOrEqual(1);
      if (accepted.length > 0) expect(receipts.has(key) || ballots.has(key)).toBe(true);
    }
  }
});
