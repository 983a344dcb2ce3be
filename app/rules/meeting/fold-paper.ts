import type { ItemDetail, Plan } from "./events";
import type { Fold, Folds } from "./fold";
import type { MeetingState } from "./state";
import type { Item } from "./talk";

const plain = { kind: "vote", proposer: null, minutes: 0, files: [], matter: null, stage: "pending", takenAt: null, endedAt: null, deferred: null } as const;
const planned = (plan: Plan): Item[] => plan.items.map((item) => ({ ...plain, ...item }));

/** A change of the paper after its notice makes the notice stale. */
const revised = (state: MeetingState, plan: Plan): MeetingState => {
  const samePaper = state.plan?.title.id === plan.title.id;
  return { ...state, plan, items: samePaper ? state.items : planned(plan), notice: state.notice && { ...state.notice, stale: state.notice.stale || !samePaper } };
};

function detailed(items: readonly Item[], details: readonly ItemDetail[]): Item[] {
  return items.map((one) => {
    const found = details.find(({ item }) => item === one.id);
    if (!found) return one;
    const { item: _, ...detail } = found;
    return { ...one, ...detail };
  });
}

const replied: Fold<"reply.given"> = (state, { person, coming, before, reason }, { at }) => {
  const change = (side: "coming" | "away") => (coming === (side === "coming") ? 1 : 0) - (before === side ? 1 : 0);
  const { replies } = state;
  return {
    ...state,
    replies: {
      coming: replies.coming + change("coming"), away: replies.away + change("away"),
      of: person ? { ...replies.of, [person]: { coming, at, ...(reason && { reason }) } } : replies.of,
    },
  };
};

export const paperFolds: Folds<"agenda" | "notice" | "reply"> & { "meeting.made": Fold<"meeting.made">; "meeting.revised": Fold<"meeting.revised"> } = {
  "meeting.made": (state, { body, bodyKind, plan }) => ({ ...state, stage: "draft", body, bodyKind, plan, items: planned(plan) }),
  "meeting.revised": (state, { plan }) => revised(state, plan),
  "agenda.detailed": (state, { items }) => ({ ...state, items: detailed(state.items, items) }),
  "notice.posted": (state, { days, needed, reason }, { at }) => ({ ...state, notice: { postedAt: at, days, needed, short: reason ?? null, stale: false } }),
  "reply.given": replied,
};
