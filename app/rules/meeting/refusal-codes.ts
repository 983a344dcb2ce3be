/** Every "no" by its code. A list of its own, which only those pages load that read a code from an address. */
export const refusalCodes = [
  "not-entitled", "not-staff", "key-used", "stale", "wrong-stage", "check-in-begun", "rules-open", "rules-later", "no-members", "no-quorum",
  "already-here", "not-here", "has-left", "not-member", "already-excused", "not-excused", "not-proven", "wrong-code", "unknown-person", "unknown-item", "unknown-round",
  "unknown-entry", "item-decided", "item-not-taken", "question-in-hand", "not-frozen", "not-open", "round-closed", "not-on-roll", "chair-apart",
  "already-voted", "voted-before", "entry-open", "entry-done", "same-person", "own-ballot", "supervisor-checks", "not-closed", "not-checked", "in-doubt",
  "reason-missing", "already-announced", "session-ended",
  "notice-missing", "notice-short", "not-noticed", "unknown-file", "remote-off", "adjourned", "not-adjourned", "no-vote-item", "text-missing", "unknown-late", "late-done", "late-time",
  "already-queued", "unknown-request", "not-waiting", "not-speaking", "unknown-motion", "motion-gone", "own-motion", "already-seconded", "seconds-missing", "motions-off",
  "unknown-comment", "comments-closed", "comment-hidden", "comment-shown", "not-held", "reply-level", "too-fast", "poll-open", "poll-over", "unknown-poll",
  "in-the-hall", "not-hands", "hands-sum", "hands-missing", "hands-differ", "rehearsal-on", "rehearsal-over",
  "meeting-on", "draft-changed", "not-confirmed", "signatures-missing", "not-present", "already-signed", "period-over", "unknown-objection", "objection-answered",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

/** The names that figures of refusals have. */
export const isFactName = (name: string) => ["at", "stage", "act", "from", "expected", "present", "needed", "days", "sum", "wait"].includes(name);
