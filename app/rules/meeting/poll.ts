import { between } from "./item";
import { refuse } from "./refusal";
import { given, type Rule } from "./rule";
import { itemById, pollById } from "./state";

/** [K1] Residents without a vote are asked on the item before the meeting: shown apart, never in a verdict. */
export const openPollOn: Rule<"poll.open"> = {
  guard: (state, { item, text }) => {
    const outside = between(state, "K1");
    if (outside) return outside;
    const found = itemById(state, item);
    if (!found) return refuse("unknown-item", "K1");
    if (state.current !== item) return refuse("item-not-taken", "K1");
    return text.trim() ? null : refuse("text-missing", "K1");
  },
  happen: (_, { item, text }, { newId, keep }) => [{ type: "poll.opened", poll: newId(), item, text: keep("poll", text) }],
};

/** [K1] The answer is stored in a lane of its own (server/store/ballots.ts). */
export const answerPoll: Rule<"poll.answer"> = {
  guard: (state, { poll }) => {
    const found = pollById(state, poll);
    if (!found) return refuse("unknown-poll", "K1");
    return found.closedAt === null ? null : refuse("poll-over", "K1", { at: found.closedAt });
  },
  happen: () => { throw new Error("an answer is not an event"); },
};

export const closePoll: Rule<"poll.close"> = {
  guard: (state, { poll }) => {
    const found = pollById(state, poll);
    if (!found) return refuse("unknown-poll", "K1");
    return found.closedAt === null ? null : refuse("poll-over", "K1", { at: found.closedAt });
  },
  happen: (_, { poll }, { facts }) => {
    const { tally, digest } = given(facts.count, "count");
    return [{ type: "poll.closed", poll, tally, digest }];
  },
};
