import { isHere, standingOf } from "./attendance";
import { between } from "./item";
import { endSpeech } from "./meeting";
import type { RequestId } from "./ids";
import { refuse, type Refusal } from "./refusal";
import { given, type Rule } from "./rule";
import { conductNow, itemById, queueOf, speaker, speechById, type MeetingState } from "./state";

/** An item is before the meeting, and nothing is being voted on. */
function discussing(state: MeetingState): Refusal | null {
  const outside = between(state, "S1");
  if (outside) return outside;
  return itemById(state, state.current)?.endedAt === null ? null : refuse("item-not-taken", "S1");
}

function waiting(state: MeetingState, id: RequestId): Refusal | null {
  const found = speechById(state, id);
  if (!found) return refuse("unknown-request", "S1");
  return found.stage === "waiting" ? null : refuse("not-waiting", "S1");
}

/** [S1] Everybody has one place in the queue; who asks first speaks first. */
export const ask: Rule<"speak.ask"> = {
  guard: (state, { person }) => {
    const outside = discussing(state);
    if (outside) return outside;
    const mine = state.speeches.find((one) => one.person === person && (one.stage === "waiting" || one.stage === "speaking"));
    return mine ? refuse("already-queued", "S1", { at: mine.askedAt }) : null;
  },
  happen: (state, { person, side }, { newId, facts }) => {
    if (!given(facts.known, "known")) return refuse("unknown-person", "S1");
    if (!isHere(state, person)) return refuse("not-here", "S1");
    return [{ type: "speak.asked", request: newId(), person, side, standing: standingOf(state, person), item: state.current! }];
  },
};

export const withdrawAsk: Rule<"speak.withdraw"> = {
  guard: (state, { request, person }) => waiting(state, request) ?? (speechById(state, request)!.person === person ? null : refuse("unknown-request", "S1")),
  happen: (_, { request }) => [{ type: "speak.withdrawn", request }],
};

/** [S2] One person speaks at a time; giving the floor to the next ends the speech before. [S3] The end is a moment of the server's clock. */
export const grant: Rule<"floor.grant"> = {
  guard: (state, { request }) => discussing(state) ?? waiting(state, request),
  happen: (state, { request }, { now }) => [...endSpeech(state), { type: "floor.granted", request, until: now + conductNow(state).speechSeconds * 1000 }],
};

export const end: Rule<"floor.end"> = {
  guard: (state, { request }) => (speaker(state)?.request === request ? null : refuse("not-speaking", "S2")),
  happen: (_, { request }) => [{ type: "floor.ended", request }],
};

export const skip: Rule<"floor.skip"> = {
  guard: (state, { request }) => waiting(state, request),
  happen: (_, { request }) => [{ type: "floor.skipped", request }],
};

/** [S4] The chair's reminders are in the record and never public. */
export const remind: Rule<"floor.remind"> = {
  guard: (state) => between(state, "S4"),
  happen: (state, { reminder }) => [{ type: "floor.reminded", request: speaker(state)?.request ?? null, reminder }],
};

const hasSpoken = (state: MeetingState, id: RequestId): Refusal | null => {
  const found = speechById(state, id);
  if (!found) return refuse("unknown-request", "S5");
  return found.stage === "speaking" || found.stage === "spoken" ? null : refuse("not-speaking", "S5");
};
const filled = (text: string): Refusal | null => (text.trim() ? null : refuse("text-missing", "S5"));

/** [S5] The recorder notes what was said; the note stands at the speech, whoever speaks by now. */
export const note: Rule<"speech.note"> = {
  guard: (state, { request, text }) => hasSpoken(state, request) ?? filled(text),
  happen: (_, { request, text }, { keep }) => [{ type: "speech.noted", request, note: keep("speech-note", text) }],
};

/** [S5] A speaker may send the points of a speech. */
export const point: Rule<"speech.point"> = {
  guard: (state, { request, person, text }) => {
    const found = speechById(state, request);
    if (found?.person !== person) return refuse("unknown-request", "S5");
    return found.stage === "withdrawn" || found.stage === "skipped" ? refuse("not-waiting", "S5") : filled(text);
  },
  happen: (_, { request, text }, { keep }) => [{ type: "speech.pointed", request, points: keep("speech-points", text) }],
};

export const adopt: Rule<"speech.adopt"> = {
  guard: (state, { request }) => (speechById(state, request)?.points ? null : refuse("unknown-request", "S5")),
  happen: (state, { request }) => [{ type: "speech.noted", request, note: speechById(state, request)!.points! }],
};

export const nextSpeaker = (state: MeetingState) => queueOf(state)[0] ?? null;
