import type { EventOf, EventType } from "./events";
import type { MeetingState } from "./state";

/** Where a link stands in the log: epoch ms, who acted, its hash. */
export type At = { readonly at: number; readonly actor: string; readonly hash: string };
export type Fold<T extends EventType> = (state: MeetingState, event: EventOf<T>, link: At) => MeetingState;
/** The folds of the events whose names begin with one of these words. */
export type Folds<P extends string> = { readonly [T in EventType as T extends `${P}.${string}` ? T : never]: Fold<T> };

export const without = <E extends object, K extends keyof E>(whole: E, field: K): Omit<E, K> & E => {
  const rest = { ...whole };
  delete rest[field];
  return rest;
};
