/**
 * A flood of opinions with a vote in the midst of it: nothing lost, nothing doubled, and the vote is acknowledged.
 * TALK_PHONES=500 TALK_RATE=200 TALK_SECONDS=60 npx vitest run tests/faults/talk-load.test.ts: the evening's worst minute.
 */
import { expect, test } from "vitest";
import { commentsShown, type Answer } from "../../app/wire/protocol";
import { actor, connected, cookieOf, meetingAt, newKey, openHouse, settle, testRules, waitFor, type TestPhone } from "../house";

const from = (name: string, otherwise: number) => Number(process.env[name] ?? otherwise);
const [phones, rate, seconds] = [from("TALK_PHONES", 60), from("TALK_RATE", 100), from("TALK_SECONDS", 5)];
/** Every tenth is sent twice at once, as by a phone that hears nothing. */
const twice = 10;
const voters = Math.min(40, phones);

const pause = (ms: number) => new Promise((resolve) => { setTimeout(resolve, ms); });
const at = (all: readonly number[], share: number) => Math.round([...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(all.length * share))] ?? 0);
type Sent = { readonly key: string; readonly answers: Answer[]; readonly took: number };

async function gathered() {
  const house = await openHouse();
  // A pace that the load itself keeps: the burst is what one phone may have waiting.
  const community = await settle(house, { more: phones, rules: { ...testRules, commentBurst: { value: 20, source: "" }, commentSeconds: { value: 2, source: "" } } });
  const place = await meetingAt(house, community, "taken", { all: true });
  const names = community.members.filter((name) => name.startsWith("代表第"));
  const all: TestPhone[] = [];
  for (const name of names) all.push(await connected(house.url, place, { cookie: await cookieOf(house, community, name) }));
  return { house, community, place, names, all, ...actor(house, community) };
}

test(`${phones} phones, ${rate} opinions a second for ${seconds} s, and a vote: acknowledgements = rows = what the pages hold`, async () => {
  const { house, community, place, names, all, must, state } = await gathered();
  const until = performance.now() + seconds * 1000;
  const sweeping = setInterval(() => { for (const one of all) one.heard.length = 0; }, 500);
  const lags: number[] = [];

  async function write(phone: TestPhone, i: number): Promise<Sent> {
    const key = newKey();
    const started = performance.now();
    const send = () => phone.act({ type: "comment.post", item: place.item, person: community.person(names[i % names.length]!), tag: null, parent: null, text: `第${i}条：晚上风扇响` }, key);
    const answers = await Promise.all(i % twice === 0 ? [send(), send()] : [send()]);
    const took = performance.now() - started;
    // How long until the last phone knows that so many were said.
    const number = answers[0]?.ok ? answers[0].comment!.number : 0;
    if (number > 0 && i % 50 === 0) await waitFor(() => all.every((one) => (one.known().talk[place.item]?.rows[0]?.number ?? 0) >= number), 10_000).then(() => lags.push(performance.now() - started));
    return { key, answers, took };
  }

  async function flood(): Promise<Sent[]> {
    const sent: Promise<Sent>[] = [];
    const begun = performance.now();
    while (performance.now() < until) {
      // As many as are due: a driver that is late makes up for it.
      for (const due = ((performance.now() - begun) * rate) / 1000; sent.length < due;) sent.push(write(all[sent.length % all.length]!, sent.length));
      await pause(5);
    }
    return Promise.all(sent);
  }

  /** In the midst of it the chair puts the question, and those who are here vote on their phones. */
  async function vote() {
    await pause((seconds * 1000) / 3);
    await must("书记", place, { type: "round.freeze", item: place.item, motion: null, form: "named" });
    const round = (await state(place)).rounds[0]!.id;
    await must("书记", place, { type: "round.open", round });
    const answers = await Promise.all(all.slice(0, voters).map(async (phone) => {
      const started = performance.now();
      const answer = await phone.act({ type: "ballot.cast", round, choice: "for" });
      return { answer, took: performance.now() - started };
    }));
    await must("书记", place, { type: "round.close", round });
    return { answers, counted: (await state(place)).rounds[0]!.counted!.count.tally.for };
  }

  const [sent, voted] = await Promise.all([flood(), vote()]);
  clearInterval(sweeping);
  const yes = sent.filter(({ answers }) => answers.every((answer) => answer.ok));
  const other = sent.filter(({ answers }) => !answers.every((answer) => answer.ok)).map(({ answers }) => answers.map((answer) => (answer.ok ? "ok" : "code" in answer ? answer.code : answer.kind)).join());
  const rows = await house.sql!<{ key: string; number: number }[]>`select key, number from comment where meeting_id = ${place.meeting} order by number`;

  expect([other.length, other[0]]).toEqual([0, undefined]);
  for (const { answers } of yes) expect(new Set(answers.map((answer) => answer.ok && answer.comment!.id)).size).toBe(1);
  expect(rows.map(({ key }) => key).sort()).toEqual(yes.map(({ key }) => key).sort());
  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
  const newest = rows.slice(-commentsShown).map(({ number }) => number).reverse();
  const holds = (one: TestPhone) => one.known().talk[place.item]?.total === rows.length && JSON.stringify(one.known().talk[place.item]?.rows.map(({ number }) => number)) === JSON.stringify(newest);
  await waitFor(() => all.every(holds), 10_000);
  const fresh = await connected(house.url, place);
  await waitFor(() => holds(fresh));
  expect(voted.answers.map(({ answer }) => answer.ok)).toEqual(voted.answers.map(() => true));
  expect(voted.counted).toBe(voters);

  const [took, ballots] = [yes.map((one) => one.took), voted.answers.map((one) => one.took)];
  console.log(`opinions ${rows.length} of ${sent.length} sent, ${Math.round(rows.length / seconds)}/s; acknowledged in ${at(took, 0.5)} ms p50, ${at(took, 0.99)} ms p99; on the last of ${phones} phones in ${at(lags, 0.5)} ms p50, ${at(lags, 0.99)} ms p99; ballots in ${at(ballots, 0.5)} ms p50, ${at(ballots, 0.99)} ms p99`);
}, 60_000 + seconds * 4000 + phones * 100);
