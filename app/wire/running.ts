/** What staff are told of the server. Times in ms, of the last one to two minutes. */
export type Pace = "good" | "slow" | "bad";
export type Cause = "database" | "computer" | "news";
export type Running = {
  /** online: pages of this community's meetings that are open; lost: those whose line to this node broke. */
  readonly phones: { readonly pace: Pace; readonly online: number; readonly lost: number };
  readonly acts: { readonly pace: Pace; readonly count: number; readonly typical: number; readonly slowest: number };
  /** database: how long it took to answer just now; null where it did not. causes: what is not good. */
  readonly machine: { readonly pace: Pace; readonly causes: readonly Cause[]; readonly database: number | null };
};
