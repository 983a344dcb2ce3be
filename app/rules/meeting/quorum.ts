import { quorumOf, type Quorum } from "../tally/quorum";
import { refuse, type Refusal } from "./refusal";
import type { MeetingState } from "./state";

/** [Q1] The quorum as it stands now, over all members, a chair who does not vote among them; null before the rules were taken at check-in. */
export const quorumNow = ({ rules, expected, here }: MeetingState): Quorum | null =>
  rules && quorumOf(rules.quorum, expected.members, here.member);

/** [Q2] [Q3] Without quorum the meeting does not open and no round opens. */
export function withQuorum(state: MeetingState, rule: "Q2" | "Q3"): Refusal | null {
  const quorum = quorumNow(state);
  if (!quorum) return refuse("wrong-stage", "M2", { stage: state.stage });
  const { expected, present, needed } = quorum;
  return quorum.met ? null : refuse("no-quorum", rule, { expected, present, needed });
}
