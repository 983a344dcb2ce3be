import type { Command } from "~/rules/meeting/commands";
import type { Act, Answer } from "~/wire/protocol";
import { newKey } from "./outbox";

/** What a page can say of an act: the server's answer, or that none came. */
export type Said = Answer | { readonly ok: false; readonly kind: "silent" };
export type ActOnce = (command: Command, seen: number) => Promise<Said>;

/**
 * One command keeps one key until it is answered: pressed again after silence or a fault it is the same act, and happens
 * once. seen: the last number that the page knew when it was pressed. Where the answer is an older one, the act had come
 * about and was seen; who presses then means it anew.
 */
export function actOnce(send: (act: Act) => Promise<Answer | null>): ActOnce {
  const unanswered = new Map<string, string>();
  return async function act(command, seen): Promise<Said> {
    const said = JSON.stringify(command);
    const kept = unanswered.get(said);
    const key = kept ?? newKey();
    unanswered.set(said, key);
    const answer = await send({ key, command });
    if (!answer) return { ok: false, kind: "silent" };
    if (!answer.ok && answer.kind === "fault") return answer;
    unanswered.delete(said);
    return kept && answer.ok && (answer.seq ?? 0) <= seen ? act(command, seen) : answer;
  };
}
