/** A log that was written before the whole evening was known still folds: the shape of a stored event never changes. */
import { expect, test } from "vitest";
import { apply, fold } from "../../app/rules/meeting/apply";
import type { Plan, Recorded } from "../../app/rules/meeting/events";
import { audiences, see, seen } from "../../app/rules/meeting/see";
import { agendaOf, conductNow, emptyMeeting } from "../../app/rules/meeting/state";
import { nextStep } from "../../app/rules/meeting/next";
import { councilRules, members } from "./play";

const ref = (id: string) => ({ id, hash: id });
const plan: Plan = {
  kind: "regular", startsAt: 1, chair: "wang", title: ref("t"), place: ref("p"), convener: ref("c"), chairStanding: ref("s"), basis: ref("b"),
  items: [{ id: "i1", title: ref("t1"), text: ref("x1"), resolution: ref("r1"), decider: "owners" }, { id: "i2", title: ref("t2"), text: ref("x2"), resolution: ref("r2"), decider: "council" }],
};
const tally = { for: 3, against: 1, abstain: 0 };
const count = { tally, channels: { phone: 4, desk: 0 }, digest: "d" };
const outcome = { verdict: "carried", tie: false, base: 4, needed: 3 } as const;
const events: Recorded["event"][] = [
  { type: "meeting.made", body: "b", bodyKind: "council", plan },
  { type: "meeting.revised", plan: { ...plan, chair: "li" } },
  { type: "check-in.opened", members: 6, attendees: 0, roster: { members, attendees: [] }, officers: { recorder: ["recorder"], counter: [], supervisor: ["supervisor"] }, rules: councilRules, source: ref("q") },
  ...members.slice(0, 4).map((person) => ({ type: "attendance.arrived" as const, standing: "member" as const, person, wasExcused: false })),
  { type: "meeting.opened", expected: 6, present: 4, needed: 4 },
  { type: "item.taken", item: "i1" },
  { type: "round.frozen", round: "r", item: "i1", text: ref("r1"), rule: councilRules.vote, replaces: null },
  { type: "round.opened", round: "r", electorate: { allMembers: 6, present: 4 }, roll: members.slice(0, 4) },
  { type: "round.closed", round: "r", participants: 4 },
  { type: "round.counted", round: "r", count, outcome },
  { type: "round.checked", round: "r" },
  { type: "round.announced", round: "r", count, outcome },
];
const log = events.map((event, i): Recorded => ({ seq: i + 1, hash: `h${i + 1}`, at: 1000 + i, actor: "wang", onBehalfOf: null, salt: "s", event }));

test("[M1] the events of the first version fold as they did, and the meeting goes on by custom", () => {
  const state = log.reduce(apply, emptyMeeting);
  expect(state).toMatchObject({ stage: "in-session", current: "i1", plan: { chair: "li" }, here: { member: 4 } });
  expect(agendaOf(state).map(({ id, kind, stage, minutes, files }) => [id, kind, stage, minutes, files])).toEqual([["i1", "vote", "decided", 0, []], ["i2", "vote", "pending", 0, []]]);
  expect(state.rounds[0]).toMatchObject({ stage: "announced", motion: null, hands: null, result: { count } });
  expect([conductNow(state).speechSeconds, nextStep(state)]).toEqual([180, { do: { type: "item.take", item: "i2" } }]);
  for (const audience of audiences) expect(fold(log.map((link) => seen(audience, link)), emptyMeeting)).toEqual(see(audience, state));
});
