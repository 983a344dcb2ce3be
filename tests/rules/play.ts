/** A meeting in memory, by the rules alone: no server, no clock, no chance but what a test gives. */
import { apply } from "../../app/rules/meeting/apply";
import { laneTypes, type Command, type Draft } from "../../app/rules/meeting/commands";
import { decide } from "../../app/rules/meeting/decide";
import type { Count, MeetingEvent, Recorded } from "../../app/rules/meeting/events";
import type { Refusal } from "../../app/rules/meeting/refusal";
import type { Facts } from "../../app/rules/meeting/rule";
import type { Role } from "../../app/rules/meeting/rights";
import { customaryConduct, type Conduct, type Rules } from "../../app/rules/meeting/rule-set";
import { emptyMeeting, type MeetingState } from "../../app/rules/meeting/state";

export const councilRules: Rules = {
  version: 1, quorum: { fraction: [2, 3], strict: false }, chairVotes: true, choicesPublic: false,
  vote: { form: "named", base: "present", threshold: { fraction: [1, 2], strict: true }, participation: null },
};
export const members = ["wang", "li", "zhao", "chen", "liu", "sun"];
export const draft: Draft = {
  kind: "regular", startsAt: 1_000_000, title: "第3次会议", place: "二楼", convener: "党委", chairStanding: "书记", basis: "第三条",
  items: [
    { id: null, kind: "vote", proposer: "代表", minutes: 20, files: [], title: "充电点", text: "说明", resolution: "同意设充电点", decider: "owners" },
    { id: null, kind: "vote", proposer: "", minutes: 0, files: [], title: "单价", text: "", resolution: "同意单价", decider: "council" },
  ],
};

/** What each person is here: wang chairs and is a member, the rest as their names say. */
export const rolesOf = (person: string): Role[] => ({
  wang: ["chair", "member"], recorder: ["recorder", "resident"], counter: ["counter", "resident"], supervisor: ["supervisor", "resident"], police: ["attendee"], admin: ["administrator", "resident"],
} as Record<string, Role[]>)[person] ?? (members.includes(person) ? ["member"] : ["resident"]);

type Options = { rules?: Rules | null; conduct?: Conduct; notice?: { days: number; needed: number }; next?: string | null; supervisors?: string[]; chair?: string | null; roster?: string[]; roles?: Record<string, Role[]> };
export type Play = ReturnType<typeof play>;

export function play({ rules = councilRules, conduct = customaryConduct, notice = { days: 5, needed: 3 }, next = null, supervisors = ["supervisor"], chair: named = "wang", roster = members, roles = {} }: Options = {}) {
  let state: MeetingState = emptyMeeting;
  let chair = named;
  const log: Recorded[] = [];
  const votes = new Map<string, Map<string, keyof Count["tally"]>>();
  let clock = 1_000_000;
  let ids = 0;

  function facts(command: Command, proven: boolean): Facts {
    const round = "round" in command ? command.round : "";
    const cast = votes.get(round) ?? new Map<string, keyof Count["tally"]>();
    const tally = { for: 0, against: 0, abstain: 0 };
    for (const choice of cast.values()) tally[choice] += 1;
    const voter = command.type === "ballot.enter" ? command.person : command.type === "ballot.witness" ? state.rounds.find(({ id }) => id === round)?.entries?.[command.entry]?.person : undefined;
    return {
      bodyKind: "council", chairOf: () => chair, known: !("person" in command) || command.person !== "stranger", proven,
      setup: { roster: { members: roster, attendees: ["police"] }, officers: { recorder: ["recorder"], counter: ["counter"], supervisor: supervisors }, chair, rules, conduct: rules && conduct, next, source: "{}" },
      fileOf: (id) => (id === "file" ? { hash: "f", type: "image/png", bytes: 9, name: "一.png" } : null), notice, digests: Object.fromEntries(state.items.map(({ id }) => [id, { count: 0, digest: "" }])),
      comment: "comment" in command && command.comment !== "none" ? { item: state.items[0]?.id ?? "", author: "resident", held: false, hidden: false } : null,
      draftHash: "draft", edition: { renditions: [], from: "2026-12-02", to: "2026-12-08" }, noticeRuns: true,
      count: { tally, channels: { phone: cast.size, desk: 0 }, digest: `d${cast.size}` }, votedAt: voter && cast.has(voter) ? clock : null,
    };
  }

  function act(person: string, command: Command, { proven = true }: { proven?: boolean } = {}): MeetingEvent[] | Refusal {
    clock += 1000;
    if (command.type === "ballot.cast") return castBallot(person, command);
    if ((laneTypes as readonly string[]).includes(command.type)) return [];
    const events = decide(state, command, {
      actor: { person, roles: roles[person] ?? rolesOf(person) }, now: clock, newId: () => `id${++ids}`,
      keep: (kind, text) => ({ id: `text${++ids}`, hash: `${kind}:${text}` }), facts: facts(command, proven),
    });
    if (!Array.isArray(events)) return events;
    for (const event of events) {
      const link: Recorded = { seq: log.length + 1, hash: `h${log.length + 1}`, at: clock, actor: person, onBehalfOf: null, salt: "s", event };
      log.push(link);
      state = apply(state, link);
      if (event.type === "ballot.witnessed") votesOf(event.round).set(state.rounds.find(({ id }) => id === event.round)!.entries![event.entry]!.person, "for");
    }
    return events;
  }

  function castBallot(person: string, command: Extract<Command, { type: "ballot.cast" }>): [] {
    const round = state.rounds.find(({ id }) => id === command.round);
    if (round?.stage === "open" && round.roll?.includes(person) && !votesOf(command.round).has(person)) votesOf(command.round).set(person, command.choice);
    return [];
  }
  function votesOf(round: string) {
    const cast = votes.get(round) ?? new Map<string, keyof Count["tally"]>();
    votes.set(round, cast);
    return cast;
  }

  const must = (person: string, command: Command) => {
    const result = act(person, command);
    if (!Array.isArray(result)) throw new Error(`refused: ${JSON.stringify(result)}`);
    return result;
  };
  return {
    act, must, log, state: () => state,
    nowChairs(person: string | null) { chair = person; },
    item: (n = 0) => state.items[n]!.id,
    round: () => state.rounds[state.rounds.length - 1]!.id,
    /** Everything up to a stage of the first item's round. */
    to(stage: "unnoticed" | "draft" | "check-in" | "present" | "in-session" | "taken" | "frozen" | "open" | "closed" | "checked" | "announced" | "over") {
      const steps: [string, () => void][] = [
        ["unnoticed", () => must("recorder", { type: "meeting.make", body: "b", draft })],
        ["draft", () => must("recorder", { type: "notice.post", reason: "" })],
        ["check-in", () => must("wang", { type: "check-in.open" })],
        ["present", () => members.slice(0, 5).forEach((person) => must("recorder", { type: "attendance.arrive", person }))],
        ["in-session", () => must("wang", { type: "meeting.open" })],
        ["taken", () => must("wang", { type: "item.take", item: state.items[0]!.id })],
        ["frozen", () => must("wang", { type: "round.freeze", item: state.items[0]!.id, motion: null, form: "named" })],
        ["open", () => must("wang", { type: "round.open", round: state.rounds[0]!.id })],
        ["closed", () => must("wang", { type: "round.close", round: state.rounds[0]!.id })],
        ["checked", () => must("supervisor", { type: "round.check", round: state.rounds[0]!.id })],
        ["announced", () => must("wang", { type: "round.announce", round: state.rounds[0]!.id })],
        ["over", () => must("wang", { type: "meeting.close" })],
      ];
      for (const [name, step] of steps) {
        step();
        if (name === stage) break;
      }
      return this;
    },
  };
}
