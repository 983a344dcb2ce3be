import type { EventType, MeetingEvent, Seen } from "./events";
import type { At, Fold } from "./fold";
import { attendanceFolds, sessionFolds } from "./fold-hall";
import { paperFolds } from "./fold-paper";
import { roundFolds } from "./fold-round";
import { commentFolds, itemFolds, minutesFolds, talkFolds } from "./fold-talk";
import type { MeetingState } from "./state";

const folds: { readonly [T in EventType]: Fold<T> } = { ...paperFolds, ...attendanceFolds, ...sessionFolds, ...itemFolds, ...talkFolds, ...commentFolds, ...roundFolds, ...minutesFolds };

/** [M1] One step of the fold, the same on the server and on the phone. A link that is not the next one changes nothing. */
export function apply(state: MeetingState, link: Seen): MeetingState {
  if (link.seq !== state.seq + 1) return state;
  const { event } = link;
  if (!event) return { ...state, seq: link.seq };
  const fold = folds[event.type] as (state: MeetingState, event: MeetingEvent, at: At) => MeetingState;
  return { ...fold(state, event, { at: link.at ?? 0, actor: link.actor ?? "", hash: link.hash }), seq: link.seq };
}

export const fold = (links: readonly Seen[], from: MeetingState): MeetingState => links.reduce(apply, from);
