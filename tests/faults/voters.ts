/** Voters who do not give up, and the checker of what they were told against what is in the rows. */
import type { Sql } from "postgres";
import type { Choice } from "../../app/rules/tally/verdict";
import type { Answer } from "../../app/wire/protocol";
import { newKey } from "../house";

export type Voter = { readonly name: string; readonly id: string; readonly cookie: string };
export type Vote = { readonly voter: string; readonly key: string; readonly choice: Choice; answer: Answer | null; tries: number };
type Booth = { readonly url: string; readonly slug: string; readonly meeting: string; readonly round: string };

const choices: readonly Choice[] = ["for", "against", "abstain"];

/** One ballot, sent with one key until there is an answer, or until `until`; as patient as the phone's outbox (app/live/outbox.ts). */
export async function vote({ url, slug, meeting, round }: Booth, voter: Voter, until: number): Promise<Vote> {
  const one: Vote = { voter: voter.id, key: newKey(), choice: choices[voter.id.charCodeAt(3) % 3]!, answer: null, tries: 0 };
  while (Date.now() < until) {
    one.tries += 1;
    one.answer = await fetch(`${url}/c/${slug}/meetings/${meeting}/act`, {
      method: "POST", signal: AbortSignal.timeout(8000),
      headers: { cookie: voter.cookie, origin: url, "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ key: one.key, command: { type: "ballot.cast", round, choice: one.choice } }),
    }).then(async (response) => (response.headers.get("content-type")?.includes("json") ? await response.json() as Answer : null)).catch(() => null);
    if (one.answer && (one.answer.ok || one.answer.kind === "refused")) return one;
    one.answer = null;
    await new Promise((resolve) => { setTimeout(resolve, Math.min(8000, 250 * 2 ** one.tries) * (0.5 + Math.random())); });
  }
  return one;
}

/** All voters over about `spread` ms, in an order of chance. */
export const voteAll = (booth: Booth, voters: readonly Voter[], { spread, until }: { spread: number; until: number }): Promise<Vote[]> =>
  Promise.all(voters.map(async (voter) => {
    await new Promise((resolve) => { setTimeout(resolve, Math.random() * spread); });
    return vote(booth, voter, until);
  }));

/** What does not hold: acknowledged and not counted once, refused and counted, counted twice, unknown more than once. */
export async function check(sql: Sql, round: string, votes: readonly Vote[]): Promise<string[]> {
  const rows = await sql<{ voter: string; key: string; choice: string }[]>`select voter, key, choice from ballot where round_id = ${round} and standing = 'counted'`;
  const faults: string[] = [];
  const by = (voter: string) => rows.filter((row) => row.voter === voter);
  for (const { voter } of rows) if (by(voter).length > 1) faults.push(`${voter} is counted ${by(voter).length} times`);
  for (const { voter, key, choice, answer } of votes) {
    const mine = rows.filter((row) => row.voter === voter && row.key === key);
    if (answer?.ok && (mine.length !== 1 || mine[0]!.choice !== choice)) faults.push(`${voter} was acknowledged and has ${mine.length} ballots`);
    if (answer && !answer.ok && mine.length > 0) faults.push(`${voter} was refused and is counted`);
    if (!answer && mine.length > 1) faults.push(`${voter} has no answer and ${mine.length} ballots`);
  }
  return [...new Set(faults)];
}
