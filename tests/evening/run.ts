/** One evening from the empty list of people to the public minutes, and what came of it. */
import { agendaOf } from "../../app/rules/meeting/state";
import { dice } from "./dice";
import { publish, type Published } from "./publish";
import { prepare } from "./prepare";
import { comeAndGo, comment, discuss, gather, poll, step, view, voteByHands, voteNamed, type Hall, type Talked, type Voted } from "./sit";
import { pause, until } from "./visitor";

export type Ask = { readonly url: string; readonly links: Readonly<Record<string, string>>; readonly people: number; readonly seed: number; readonly comments?: number };
export type Report = {
  readonly url: string; readonly people: number; readonly members: number; readonly seed: number; readonly seconds: number; readonly events: number;
  readonly comments: Talked; readonly votes: readonly Voted[]; readonly poll: { readonly acknowledged: number; readonly published: number }; readonly minutes: Published;
  /** From the chair's press to the last phone that hears of it, ms. */
  readonly delay: { readonly acts: number; readonly p50: number; readonly p99: number; readonly most: number };
  readonly faults: readonly string[];
};

const quantile = (sorted: readonly number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Throws where the evening cannot go on; differences that it survives stand in `faults`. */
export async function runEvening({ url, links, people, seed, comments = 2 }: Ask): Promise<Report> {
  const started = Date.now();
  const evening = await prepare({ url, links, people, seed });
  const hall = await gather(evening, dice(seed));
  try {
    await comeAndGo(hall);
    await step(hall, "chair", { type: "meeting.open" });
    await step(hall, "chair", { type: "matter.agree", matter: "agenda", text: "通过本次会议议程" });
    const [first, second, third] = agendaOf(view(hall)).map(({ id }) => id) as [string, string, string];
    await step(hall, "chair", { type: "item.take", item: first });
    await discuss(hall);
    const talked = await comment(hall, first, comments);
    const votes = [await voteNamed(hall, first)];
    await step(hall, "chair", { type: "meeting.adjourn" });
    await pause(200);
    await step(hall, "chair", { type: "meeting.resume" });
    await step(hall, "chair", { type: "item.take", item: second });
    votes.push(await voteByHands(hall, second));
    await step(hall, "chair", { type: "item.take", item: third });
    const asked = await poll(hall, third);
    await step(hall, "chair", { type: "meeting.close" });
    const minutes = await publish(hall, votes);
    await everyPhoneStands(hall);
    const delays = [...hall.delays].sort((a, b) => a - b);
    return {
      url, people, members: hall.members.length, seed, seconds: Math.round((Date.now() - started) / 1000), events: view(hall).seq, comments: talked, votes, poll: asked, minutes,
      delay: { acts: delays.length, p50: quantile(delays, 0.5), p99: quantile(delays, 0.99), most: delays.at(-1) ?? 0 }, faults: hall.faults,
    };
  } finally {
    for (const one of [...hall.people.map((person) => person.phone), hall.chair, hall.recorder, hall.screen]) one.close();
  }
}

/** At the end every phone holds the same log. */
async function everyPhoneStands({ people, chair, faults }: Hall) {
  const head = () => chair.known().view.seq;
  await until(() => people.every(({ phone }) => phone.known().view.seq === head()), "every phone at the end of the log", 20_000).catch(() => {
    for (const { name, phone } of people) if (phone.known().view.seq !== head()) faults.push(`${name} stands at ${phone.known().view.seq} of ${head()}`);
  });
}
