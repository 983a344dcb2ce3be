import { randomBytes } from "node:crypto";
import canonicalize from "canonicalize";
import type { MeetingEvent, Recorded } from "../../app/rules/meeting/events";
import type { TextRef } from "../../app/rules/meeting/ids";
import { newId, sha256 } from "../ids";

export type Place = { readonly community: string; readonly meeting: string };
export type Link = Recorded & { readonly prev: string; readonly v: number };

export const newSalt = () => randomBytes(16).toString("base64url");

/** The version of the shape of stored events. */
export const eventVersion = 1;

/** SHA-256 over the canonical JSON (RFC 8785) of every column but the hash itself; prev chains it to the event before. */
export function linkHash({ community, meeting }: Place, link: Omit<Link, "hash">): string {
  const { seq, v, at, actor, onBehalfOf, salt, prev, event: { type, ...body } } = link;
  return sha256(canonicalize({ community, meeting, seq, v, type, actor, onBehalfOf, at, body, salt, prev })!);
}

type Added = { readonly events: readonly MeetingEvent[]; readonly by: Pick<Link, "at" | "actor" | "onBehalfOf"> };

export const chain = (place: Place, head: { seq: number; hash: string }, { events, by }: Added): Link[] => {
  let { seq, hash: prev } = head;
  return events.map((event) => {
    const open = { ...by, seq: ++seq, v: eventVersion, salt: newSalt(), prev, event };
    prev = linkHash(place, open);
    return { ...open, hash: prev };
  });
};

export const textHash = (salt: string, text: string) => sha256(`${salt}\n${text}`);

export type KeptText = TextRef & { readonly kind: string; readonly body: string; readonly salt: string };

export function keepText(kind: string, body: string): KeptText {
  const salt = newSalt();
  return { id: newId(), kind, body, salt, hash: textHash(salt, body) };
}
