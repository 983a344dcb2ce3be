import { inStage } from "./meeting";
import { refuse, type Refusal } from "./refusal";
import { given, type Rule } from "./rule";
import type { MeetingState } from "./state";

/** [N1] The notice goes out as many days before as the body's rules ask for, the day itself not counted; sooner only with a written reason. */
export const postNotice: Rule<"notice.post"> = {
  guard: (state) => inStage(state, "draft"),
  happen: (_, { reason }, { facts, keep }) => {
    const { days, needed } = given(facts.notice, "notice");
    if (days < needed && !reason.trim()) return refuse("notice-short", "N1", { days, needed });
    return [{ type: "notice.posted", days, needed, ...(days < needed && { reason: keep("notice-short", reason) }) }];
  },
};

const answerable = (state: MeetingState): Refusal | null => inStage(state, "draft") ?? (state.notice ? null : refuse("notice-missing", "N3"));

/** [N3] A member answers whether they come until check-in opens; the last answer holds. */
export const reply: Rule<"reply.give"> = {
  guard: answerable,
  happen: (state, { person, coming, reason }, { facts, keep }) => {
    const { roster } = given(facts.setup, "setup");
    if (!roster.members.includes(person)) return refuse("not-member", "N3");
    const last = state.replies.of[person];
    const before = last ? (last.coming ? "coming" : "away") : null;
    return [{ type: "reply.given", person, coming, before, ...(!coming && reason.trim() && { reason: keep("leave-reason", reason) }) }];
  },
};

