import { get, update } from "idb-keyval";
import type { Choice } from "~/rules/tally/verdict";
import type { Act, Answer } from "~/wire/protocol";

/** A ballot on its way. It lies on the phone only until it is answered. */
export type Posted = { readonly round: string; readonly choice: Choice; readonly key: string };

/** Keys from getRandomValues: on plain http a browser has no randomUUID. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const place = (meeting: string, person: string) => `ballots ${meeting} ${person}`;

/** Private windows may have no storage: then the ballot is kept by the open page alone. */
const quietly = <T>(work: Promise<T>) => work.catch(() => undefined);
export const keepPosted = (meeting: string, person: string, posted: Posted) => quietly(update<readonly Posted[]>(place(meeting, person), (all = []) => [...all, posted]));
export const readPosted = async (meeting: string, person: string) => (await quietly(get<readonly Posted[]>(place(meeting, person)))) ?? [];
export const dropPosted = (meeting: string, person: string, { key }: Posted) => quietly(update<readonly Posted[]>(place(meeting, person), (all = []) => all.filter((one) => one.key !== key)));

const shortest = 500;
const longest = 8000;

type Send = { act: Act; socket: (act: Act) => Promise<Answer | null>; url: string; onWait: () => void; stopped: () => boolean };

/**
 * Sends until there is an answer: by the socket, and where that stays silent by a plain request. The key is the same each
 * time, so however often it arrives there is one ballot and one answer.
 */
export async function sendUntilAnswered({ act, socket, url, onWait, stopped }: Send): Promise<Answer | null> {
  for (let pause = shortest; !stopped(); pause = Math.min(longest, pause * 2)) {
    let answer = await socket(act);
    if (!answer) {
      onWait();
      answer = await post(url, act);
    }
    if (answer && (answer.ok || answer.kind !== "fault")) return answer;
    onWait();
    await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
  }
  return null;
}

/** One act by a plain request; null where no answer came. */
export async function post(url: string, act: Act): Promise<Answer | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 8000);
  try {
    const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(act), signal: stop.signal });
    return response.headers.get("content-type")?.includes("json") ? (await response.json()) as Answer : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
