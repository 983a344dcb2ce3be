/** The evening itself: everybody comes in by a slip, speaks, comments, raises hands and votes, on lines that drop. What was acknowledged is remembered and compared with what the pages say. */
import type { Command } from "../../app/rules/meeting/commands";
import { agendaOf, latestRound, queueOf, speaker } from "../../app/rules/meeting/state";
import { choices, type Choice, type Tally } from "../../app/rules/tally/verdict";
import type { Answer } from "../../app/wire/protocol";
import type { Dice } from "./dice";
import type { Evening, Seat } from "./prepare";
import { newKey, pause, phone, sentences, until, type Phone } from "./visitor";

export type Person = Seat & { readonly phone: Phone; readonly id: string };
type Sent = { readonly key: string; readonly ok: boolean; readonly answered: boolean };
export type Hall = { readonly evening: Evening; readonly dice: Dice; readonly people: readonly Person[]; readonly members: readonly Person[]; readonly residents: readonly Person[]; readonly chair: Phone; readonly recorder: Phone; readonly screen: Phone; readonly delays: number[]; readonly faults: string[] };

const must = (answer: Answer | null, what: string): Extract<Answer, { ok: true }> => {
  if (!answer?.ok) throw new Error(`${what}: ${JSON.stringify(answer)}`);
  return answer;
};

/** An act of the chair or the recorder, and how long the last phone waits for its news. */
export async function step({ evening, delays, people, chair, screen }: Hall, who: keyof Evening["staff"], command: Command): Promise<void> {
  const sent = Date.now();
  const answer = must(await evening.staff[who].act(evening.at, command), `${who} ${command.type}`);
  if (answer.seq === undefined) return;
  const all = [...people.map((one) => one.phone), chair, screen].filter(({ socket }) => socket.connected);
  await until(() => all.every(({ heardAt, socket }) => heardAt.has(answer.seq!) || !socket.connected), `${command.type} on every phone`, 20_000);
  delays.push(Math.max(0, ...all.map(({ heardAt }) => (heardAt.get(answer.seq!) ?? sent) - sent)));
}

export const view = ({ chair }: Hall) => chair.known().view;

/** Takes the screen's link and reads the code that stands on the wall. */
async function openScreen({ community, meeting, at, staff: { chair } }: Evening): Promise<Phone> {
  await chair.must(`${at}/chair`, { make: "on" });
  const path = /\/screen\/[\w-]+/.exec((await chair.get(`${at}/chair`)).body)?.[0];
  if (!path) throw new Error("the screen has no link");
  return phone(chair, { community, meeting, desk: "screen", screen: path.split("/").pop()! });
}

/** By slip and the code on the wall: one form takes the seat and checks in. */
async function comeIn({ browser, code }: Seat, digits: () => string): Promise<void> {
  await browser.get("/s");
  const to = await browser.must("/s", { code });
  await browser.get(to);
  for (let tries = 0; ; tries++) {
    const { status, body } = await browser.post(to, { presence: digits() });
    if (status === 303) return;
    if (tries > 2) throw new Error(`a slip does not lead in: ${status} ${sentences(body).slice(0, 200)}`);
    await pause(300);
  }
}

export async function gather(evening: Evening, dice: Dice): Promise<Hall> {
  const { community, meeting, at, staff, seats } = evening;
  must(await staff.chair.act(at, { type: "check-in.open" }), "check-in.open");
  const screen = await openScreen(evening);
  const digits = () => { const mine = screen.known().mine; return mine?.as === "screen" ? mine.shown?.digits ?? "" : ""; };
  await until(() => digits() !== "", "the code on the wall");
  const people: Person[] = [];
  for (let from = 0; from < seats.length; from += 20) {
    people.push(...await Promise.all(seats.slice(from, from + 20).map(async (seat): Promise<Person> => {
      await comeIn(seat, digits);
      const one = phone(seat.browser, { community, meeting });
      await until(() => one.known().mine?.as === "person", `${seat.name} has a seat`);
      const mine = one.known().mine;
      return { ...seat, phone: one, id: mine?.as === "person" ? mine.person : "" };
    })));
  }
  const [chair, recorder] = [phone(staff.chair, { community, meeting, desk: "staff" }), phone(staff.recorder, { community, meeting, desk: "staff" })];
  await until(() => chair.known().view.seq > 0 && recorder.known().view.seq > 0, "the staff's pages");
  return { evening, dice, people, members: people.filter(({ member }) => member), residents: people.filter(({ member }) => !member), chair, recorder, screen, delays: [], faults: [] };
}

/** Some leave and come again, by their phones or by the desk. */
export async function comeAndGo(hall: Hall) {
  const { dice, members, residents, evening } = hall;
  for (const one of [...members.slice(0, 2), ...residents.slice(0, 4)]) {
    must(await one.phone.act({ type: "attendance.leave", person: one.id }), `${one.name} leaves`);
    if (dice.chance(0.7)) must(await evening.staff.recorder.act(evening.at, { type: "attendance.arrive", person: one.id }), `${one.name} comes again`);
  }
}

/** A few speak: queue, floor, notes; whoever was given the floor stops before the next. */
export async function discuss(hall: Hall) {
  const { dice, people, evening } = hall;
  const speakers = [...new Set(Array.from({ length: 4 }, () => dice.of(people)))].filter(({ id }) => view(hall).people[id]?.here);
  for (const one of speakers) must(await one.phone.act({ type: "speak.ask", person: one.id, side: dice.of(["pro", "con", "question"] as const) }), `${one.name} asks to speak`);
  await until(() => queueOf(view(hall)).length === speakers.length, "the queue");
  for (;;) {
    const [next] = queueOf(view(hall));
    if (!next) break;
    await step(hall, "chair", { type: "floor.grant", request: next.request });
    await step(hall, "recorder", { type: "speech.note", request: next.request, text: `发言记录 ${next.side}` });
  }
  const last = speaker(view(hall));
  if (last) await step(hall, "chair", { type: "floor.end", request: last.request });
  must(await evening.staff.chair.act(evening.at, { type: "floor.remind", reminder: "topic" }), "a reminder");
}

export type Talked = { posted: number; acknowledged: number; refused: number; unanswered: number; shown: number; doubled: number; lost: number };

/** Everybody writes; some send twice, some lose the line in between and send again by a plain request with the same key. */
export async function comment(hall: Hall, item: string, each: number): Promise<Talked> {
  const { dice, people, evening } = hall;
  const ids: string[] = [];
  const talked: Talked = { posted: 0, acknowledged: 0, refused: 0, unanswered: 0, shown: 0, doubled: 0, lost: 0 };
  await Promise.all(people.map(async (one, i) => {
    await pause(i * 3);
    for (let n = 0; n < each; n++) {
      const [key, command] = [newKey(), { type: "comment.post", item, person: one.id, tag: null, parent: null, text: `意见 ${i} ${n}` } as const];
      talked.posted += 1;
      const drops = dice.chance(0.1);
      const first = one.phone.act(command, key);
      if (drops) one.phone.drop();
      const again = dice.chance(0.1) ? one.phone.act(command, key) : null;
      const answers = [await first, await again].filter((answer) => answer !== null);
      const answer = answers[0] ?? await one.browser.act(evening.at, command, key).catch(() => null);
      if (answer?.ok) { talked.acknowledged += 1; ids.push(answer.comment!.id); }
      else if (answer) { talked.refused += 1; if (process.env.SAY) console.error(JSON.stringify(answer)); }
      else talked.unanswered += 1;
      if (answers.length === 2 && answers.every((a) => a.ok) && new Set(answers.map((a) => (a.ok ? a.comment!.id : ""))).size > 1) hall.faults.push(`${one.name}: one key, two comments`);
      await pause(2100);
    }
  }));
  const rows = await commentsOnPages(hall, item);
  talked.shown = rows.length;
  talked.doubled = rows.length - new Set(rows).size;
  talked.lost = ids.filter((id) => !rows.includes(id)).length;
  if (talked.shown !== talked.acknowledged) hall.faults.push(`comments on ${item}: ${talked.acknowledged} acknowledged, ${talked.shown} on the pages`);
  if (talked.lost > 0 || talked.doubled > 0) hall.faults.push(`comments on ${item}: ${talked.lost} lost, ${talked.doubled} doubled`);
  return talked;
}

/** Every comment of the item as its public pages show it, newest first, page by page. */
async function commentsOnPages({ evening, people }: Hall, item: string): Promise<string[]> {
  const [{ browser }] = people as readonly [Person];
  const found: string[] = [];
  for (let page: string | null = `${evening.at}/items/${item}/comments`; page;) {
    const { body }: { body: string } = await browser.get(page);
    found.push(...[...body.matchAll(/data-comment="([0-9a-z]{16})"/g)].map(([, id]) => id!));
    page = /href="([^"]*\/comments\?before=\d+[^"]*)"/.exec(body)?.[1]?.replaceAll("&amp;", "&") ?? null;
  }
  return found;
}

export type Voted = { title: string; form: string; acknowledged: number; secondRefused: number; afterClose: number; unanswered: number; rows: number; published: number; tally: Tally };

/** A named vote: late, double and retried ballots and dropped lines; two by the desk. */
export async function voteNamed(hall: Hall, item: string): Promise<Voted> {
  const { dice, evening, members } = hall;
  await step(hall, "chair", { type: "round.freeze", item, motion: null, form: "named" });
  const round = latestRound(view(hall))!.id;
  await step(hall, "chair", { type: "round.open", round });
  const roll = new Set(latestRound(view(hall))!.roll);
  const voters = members.filter(({ id }) => roll.has(id));
  const [desk, late, phones] = [voters.slice(0, 2), voters.slice(2, 4), voters.slice(4)];
  const wanted: Tally & Record<Choice, number> = { for: 0, against: 0, abstain: 0 };
  const sent: Sent[] = [];
  let secondRefused = 0;
  await Promise.all(phones.map(async (one) => {
    await pause(dice.under(800));
    const [key, choice] = [newKey(), dice.of(choices)];
    const command = { type: "ballot.cast", round, choice } as const;
    const first = one.phone.act(command, key);
    if (dice.chance(0.15)) one.phone.drop();
    let answer = await first;
    for (let tries = 0; !answer && tries < 5; tries++) answer = await one.browser.act(evening.at, command, key).catch(() => null);
    if (dice.chance(0.1)) same(hall, answer, await one.browser.act(evening.at, command, key), one.name);
    if (dice.chance(0.1)) {
      const second = await one.browser.act(evening.at, { ...command, choice: "against" }, newKey());
      if (!second.ok && second.kind === "refused" && second.code === "already-voted") secondRefused += 1;
      else hall.faults.push(`${one.name}: a second ballot was answered ${JSON.stringify(second)}`);
    }
    if (answer?.ok) wanted[choice] += 1;
    sent.push({ key, ok: answer?.ok ?? false, answered: answer !== null });
  }));
  for (const one of desk) { const choice = dice.of(choices); await byDesk(hall, { round, person: one.id, choice }); wanted[choice] += 1; sent.push({ key: "", ok: true, answered: true }); }
  await step(hall, "chair", { type: "round.close", round });
  let afterClose = 0;
  for (const one of late) {
    const answer = await one.browser.act(evening.at, { type: "ballot.cast", round, choice: "for" });
    if (!answer.ok && answer.kind === "refused" && answer.code === "round-closed") afterClose += 1;
    else hall.faults.push(`${one.name}: a ballot after the close was answered ${JSON.stringify(answer)}`);
  }
  const voted = await announce(hall, { round, item, form: "named" });
  const acknowledged = sent.filter(({ ok }) => ok).length;
  if (choices.some((choice) => voted.tally[choice] !== wanted[choice])) hall.faults.push(`${voted.title}: acknowledged ${JSON.stringify(wanted)}, published ${JSON.stringify(voted.tally)}`);
  if (voted.rows !== acknowledged || voted.published !== acknowledged) hall.faults.push(`${voted.title}: ${acknowledged} acknowledged, ${voted.rows} rows, ${voted.published} published`);
  return { ...voted, acknowledged, secondRefused, afterClose, unanswered: sent.filter(({ answered }) => !answered).length };
}

function same(hall: Hall, first: Answer | null, again: Answer, name: string) {
  if (first?.ok && !(again.ok && again.ballot?.receipt === first.ballot?.receipt)) hall.faults.push(`${name}: the same key got another answer`);
}

async function byDesk(hall: Hall, entry: { round: string; person: string; choice: Choice }) {
  const { evening } = hall;
  await step(hall, "recorder", { type: "ballot.enter", ...entry });
  const open = () => Object.entries(latestRound(view(hall))?.entries ?? {}).find(([, one]) => one.stage === "open" && one.person === entry.person)?.[0];
  await until(() => open() !== undefined, "the desk's entry");
  must(await evening.staff.supervisor.act(evening.at, { type: "ballot.witness", round: entry.round, entry: open()! }), "the witness");
}

/** A show of hands: two count, differ once, and count anew. */
export async function voteByHands(hall: Hall, item: string): Promise<Voted> {
  await step(hall, "chair", { type: "round.freeze", item, motion: null, form: "hands" });
  const round = latestRound(view(hall))!.id;
  await step(hall, "chair", { type: "round.open", round });
  const all = latestRound(view(hall))!.hands!.hall;
  const tally: Tally = { for: all - 3, against: 2, abstain: 1 };
  for (const choice of choices) await step(hall, "chair", { type: "hands.call", round, choice });
  await step(hall, "recorder", { type: "hands.enter", round, tally });
  await step(hall, "counter", { type: "hands.enter", round, tally: { ...tally, for: all - 2, against: 1 } });
  const early = await hall.evening.staff.chair.act(hall.evening.at, { type: "round.close", round });
  if (early.ok) hall.faults.push("hands that differ were closed");
  await step(hall, "chair", { type: "hands.again", round });
  for (const choice of choices) await step(hall, "chair", { type: "hands.call", round, choice });
  for (const who of ["recorder", "counter"] as const) await step(hall, who, { type: "hands.enter", round, tally });
  await step(hall, "chair", { type: "round.close", round });
  const voted = await announce(hall, { round, item, form: "hands" });
  if (choices.some((choice) => voted.tally[choice] !== tally[choice])) hall.faults.push(`hands: counted ${JSON.stringify(tally)}, published ${JSON.stringify(voted.tally)}`);
  return { ...voted, acknowledged: all, secondRefused: 0, afterClose: 0, unanswered: 0 };
}

/** Checked, announced, and read back: the figures on the public page, the rows on the staff's. */
async function announce(hall: Hall, { round, item, form }: { round: string; item: string; form: string }): Promise<Voted> {
  const { evening, people } = hall;
  must(await evening.staff.supervisor.act(evening.at, { type: "round.check", round }), "the check");
  await until(() => latestRound(view(hall))?.stage === "checked", "the check");
  await step(hall, "chair", { type: "round.announce", round });
  const page = `${evening.at}/results/${round}`;
  const { body } = await people[0]!.browser.get(page);
  const figure = (choice: Choice) => Number(new RegExp(`data-figure="${choice}">(\\d+)<`).exec(body)?.[1] ?? Number.NaN);
  const tally = { for: figure("for"), against: figure("against"), abstain: figure("abstain") };
  const staff = (await evening.staff.recorder.get(page)).body;
  const rows = [...staff.matchAll(/data-ballot(?:="[^"]*")?/g)].length;
  const index = agendaOf(view(hall)).findIndex(({ id }) => id === item);
  return { title: `第${index + 1}项`, form, acknowledged: 0, secondRefused: 0, afterClose: 0, unanswered: 0, rows, published: tally.for + tally.against + tally.abstain, tally };
}

/** Residents are asked; every answer is in the published figures. */
export async function poll(hall: Hall, item: string): Promise<{ acknowledged: number; published: number }> {
  const { dice, evening, residents } = hall;
  await step(hall, "chair", { type: "poll.open", item, text: "晚上10点关风扇合适吗？" });
  const { id } = view(hall).polls.at(-1)!;
  const answers = await Promise.all(residents.map(async (one) => {
    const key = newKey();
    const command = { type: "poll.answer", poll: id, choice: dice.of(choices) } as const;
    return await one.phone.act(command, key) ?? one.browser.act(evening.at, command, key);
  }));
  const acknowledged = answers.filter((answer) => answer.ok).length;
  await step(hall, "chair", { type: "poll.close", poll: id });
  const tally = view(hall).polls.at(-1)!.tally!;
  const published = tally.for + tally.against + tally.abstain;
  if (published !== acknowledged) hall.faults.push(`the poll: ${acknowledged} acknowledged, ${published} published`);
  return { acknowledged, published };
}

