/** Every command at its door: where it fits, an example, and who may (design.md §7, written down here once more and on its own). */
import type { Command, CommandType } from "../../app/rules/meeting/commands";
import { roundById } from "../../app/rules/meeting/state";
import { actor, testDraft } from "../house";
import type { RoleName, Stage, World } from "./world";

export type CommandDoor = {
  readonly stage: Stage;
  /** What must have happened before it fits. */
  readonly before?: (world: World, role: RoleName) => Promise<unknown>;
  readonly command: (world: World, role: RoleName) => Promise<Command> | Command;
  readonly by: readonly RoleName[];
  /** Roles whose no has another reason than the table. */
  readonly otherwise?: Partial<Record<RoleName, string>>;
};

const must = (world: World, name: string, command: Command) => actor(world, world.home).must(name, world.place, command);
const chair: readonly RoleName[] = ["chair"];
const makers: readonly RoleName[] = ["recorder", "chair", "administrator"];
/** Coming and going oneself: everybody who lives there, whatever else they are. */
const living: readonly RoleName[] = ["resident", "attendee", "member", "counter", "recorder", "supervisor", "chair", "chair by slip", "administrator"];

const onRound = <T extends CommandType>(type: T) => ({ place: { round } }: World) => ({ type, round }) as unknown as Command;
const onOther = <T extends CommandType>(type: T, name: string) => ({ home }: World) => ({ type, person: home.person(name) }) as unknown as Command;
const onSelf = <T extends CommandType>(type: T) => ({ person }: World, role: RoleName) => ({ type, person: person(role) }) as unknown as Command;
const seq = async (world: World) => (await actor(world, world.home).state(world.place)).seq;

const entered = (world: World) => must(world, "记录员", { type: "ballot.enter", round: world.place.round, person: world.home.person("代表三"), choice: "for" });
const entryOf = async (world: World) => Object.keys(roundById(await actor(world, world.home).state(world.place), world.place.round)!.entries!)[0]!;
const onEntry = <T extends CommandType>(type: T) => async (world: World) => ({ type, round: world.place.round, entry: await entryOf(world) }) as unknown as Command;
const doubted = (world: World) => must(world, "监票人", { type: "round.doubt", round: world.place.round, reason: "再点一次" });

/** Under a command's name; acts that depend on whom they concern stand there twice. */
export const commandDoors: Record<CommandType, readonly CommandDoor[]> = {
  "meeting.make": [{ stage: "draft", by: makers, command: ({ home }) => ({ type: "meeting.make", body: home.body, draft: testDraft }) }],
  "meeting.revise": [{ stage: "draft", by: makers, command: async (world) => ({ type: "meeting.revise", seen: await seq(world), draft: testDraft }) }],
  "check-in.open": [{ stage: "draft", by: chair, command: () => ({ type: "check-in.open" }) }],
  "attendance.arrive": [
    { stage: "check-in", by: ["recorder"], command: onOther("attendance.arrive", "代表二") },
    { stage: "check-in", by: living, command: onSelf("attendance.arrive") },
  ],
  "attendance.leave": [
    { stage: "present", by: ["recorder"], command: onOther("attendance.leave", "代表二") },
    {
      stage: "check-in", by: living, command: onSelf("attendance.leave"),
      before: (world, role) => (living.includes(role) ? must(world, "记录员", { type: "attendance.arrive", person: world.person(role) }) : Promise.resolve()),
    },
  ],
  "attendance.excuse": [{ stage: "check-in", by: ["recorder"], command: onOther("attendance.excuse", "代表四") }],
  "attendance.expect": [{ stage: "check-in", by: ["recorder"], command: onOther("attendance.expect", "代表四"), before: (world) => must(world, "记录员", { type: "attendance.excuse", person: world.home.person("代表四") }) }],
  "meeting.open": [{ stage: "present", by: chair, command: () => ({ type: "meeting.open" }) }],
  "item.take": [{ stage: "in-session", by: chair, command: ({ place: { item } }) => ({ type: "item.take", item }) }],
  "round.freeze": [{ stage: "taken", by: chair, command: ({ place: { item } }) => ({ type: "round.freeze", item }) }],
  "round.withdraw": [{ stage: "frozen", by: chair, command: onRound("round.withdraw") }],
  "round.open": [{ stage: "frozen", by: chair, command: onRound("round.open") }],
  // The chair votes with the members here, and so does whoever sits in the chair's place by a slip.
  "ballot.cast": [{ stage: "open", by: ["member", "chair", "chair by slip"], command: ({ place: { round } }) => ({ type: "ballot.cast", round, choice: "for" }) }],
  "ballot.enter": [{ stage: "open", by: ["recorder", "counter"], command: ({ place: { round }, home }) => ({ type: "ballot.enter", round, person: home.person("代表三"), choice: "for" }) }],
  "ballot.withdraw": [{ stage: "open", by: ["recorder", "counter"], before: entered, command: onEntry("ballot.withdraw") }],
  "ballot.witness": [{ stage: "open", by: ["supervisor"], before: entered, command: onEntry("ballot.witness") }],
  "round.close": [{ stage: "open", by: chair, command: onRound("round.close") }],
  "round.check": [{ stage: "closed", by: ["supervisor"], otherwise: { chair: "supervisor-checks" }, command: onRound("round.check") }],
  "round.doubt": [{ stage: "closed", by: ["supervisor"], otherwise: { chair: "supervisor-checks" }, command: ({ place: { round } }) => ({ type: "round.doubt", round, reason: "数字不对" }) }],
  "round.recount": [{ stage: "closed", by: chair, before: doubted, command: onRound("round.recount") }],
  "round.void": [{ stage: "closed", by: chair, command: ({ place: { round } }) => ({ type: "round.void", round, reason: "文字有误" }) }],
  "round.announce": [{ stage: "checked", by: chair, command: onRound("round.announce") }],
  "meeting.close": [{ stage: "in-session", by: chair, command: () => ({ type: "meeting.close" }) }],
};
