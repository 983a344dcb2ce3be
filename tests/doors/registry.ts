/**
 * Every door of the product: each route's loader and action, the socket's handshake and its one verb, and every command.
 * A door that is not in this list fails registry.test.ts; roles, forms and odd input are tried at every door in it.
 */
import { newKey } from "../house";
import { commandDoors, inTheHall, pollOf, rehearsalOf } from "./commands";
import { roles, type RoleName, type World } from "./world";

export type Answers = 200 | 202 | 302 | 303 | 400 | 403 | 404 | 422 | 429;
type Made<T> = T | Promise<T>;
type Pathed = (world: World, role: RoleName) => Made<string>;

/** by: who is let in; ok: what they get. Others get `no`: without a password the way to sign in, with one 403. */
export type Loads = { readonly by: readonly RoleName[]; readonly ok: Answers; readonly no?: (role: RoleName) => Answers };
export type Acts = Loads & { readonly what: string; readonly fields: (world: World, session: string, role: RoleName) => Made<Record<string, string>>; readonly path?: Pathed; readonly stage?: "draft" | "check-in" | "taken"; readonly looksOnly?: true };
/** path: an address that exists; foreign: addresses with an id of the other community, or of nobody, where a page would be. */
export type Door = { readonly path: Pathed; readonly loads: Loads | null; readonly acts: readonly Acts[]; readonly foreign?: (world: World, elsewhere: { meeting: string; round: string; item: string }) => string[] };

const everybody: Loads = { by: roles, ok: 200 };
const goesOn: Loads = { by: roles, ok: 302 };
const nowhere: Loads = { by: roles, ok: 404 };
const managers: readonly RoleName[] = ["recorder", "chair", "administrator"];
const staff: readonly RoleName[] = [...managers, "counter", "supervisor"];
const people: Loads = { by: managers, ok: 200 };
const meetingStaff: Loads = { by: staff, ok: 200 };
const outside = (role: RoleName) => (role === "watcher" || role === "chair by slip" ? 302 : 403);
const signedIn = roles.filter((role) => role !== "watcher");
const atHome = signedIn.filter((role) => !role.endsWith("elsewhere"));

const talkers: readonly RoleName[] = ["resident", "attendee", "member", "counter", "recorder", "administrator"];

const at = (page = ""): Pathed => ({ place }) => `/c/ce-shi/meetings/${place.meeting}${page}`;
const home = (page = "") => () => `/c/ce-shi${page}`;
/** The address of another's meeting under our name, and of ours under the other's. */
const notOurs = (page = ""): Door["foreign"] => ({ place }, { meeting }) => [`/c/ce-shi/meetings/${meeting}${page}`, `/c/bie-chu/meetings/${place.meeting}${page}`, `/c/ce-shi/meetings/0000000000000000${page}`, `/c/nobody/meetings/${place.meeting}${page}`];
const paper = (fields: Record<string, string>) => ({
  key: newKey(), title: "第2次会议", place: "二楼", kind: "regular", startsAt: "2027-03-01T19:00", convener: "居委会", chairStanding: "书记", basis: "第三条", itemTitle: "充电点", itemText: "说明", resolution: "同意设充电点。", decider: "owners", ...fields,
});
const person = { name: "新来的人", title: "", building: "9栋", room: "901", grid: "", standing: "", phone: "" };
const rules = {
  seen: "2", "quorum.numerator": "2", "quorum.denominator": "3", "quorum.strict": "least", quorumSource: "第一条", base: "present", baseSource: "第二条", "threshold.numerator": "1", "threshold.denominator": "2", "threshold.strict": "over", thresholdSource: "第三条",
  participationSource: "", chairVotes: "yes", chairVotesSource: "", choicesPublic: "no", choicesPublicSource: "", effectiveOn: "2026-01-01", approvedBy: "大会",
};
const only = (what: string, rest: Omit<Acts, "what">): Acts[] => [{ what, ...rest }];

export const doors: Record<string, Door> = {
  root: { path: () => "/", loads: everybody, acts: [] },
  "routes/home/route": { path: () => "/", loads: everybody, acts: [] },
  "routes/enter/route": { path: () => "/enter", loads: everybody, acts: only("types a code", { by: roles, ok: 303, fields: async ({ meetingCode }) => ({ code: await meetingCode() }) }) },
  "routes/type/route": { path: () => "/type", loads: goesOn, acts: only("wants large type", { by: roles, ok: 303, fields: () => ({ large: "on", back: "/" }) }) },
  "routes/sign-in/route": { path: () => "/sign-in", loads: everybody, acts: only("signs in as nobody", { by: roles, ok: 422, fields: (_, session) => ({ login: `nobody${session.slice(-5)}`, password: "0123456789" }) }) },
  "routes/sign-out/route": { path: () => "/sign-out", loads: goesOn, acts: only("signs out", { by: roles, ok: 303, fields: () => ({}) }) },
  "routes/devices/route": {
    path: () => "/devices", loads: { by: signedIn, ok: 200 },
    acts: [
      { what: "ends its own session", by: signedIn, ok: 303, no: () => 404, fields: ({ mark }, session) => ({ device: mark(session) }) },
      { what: "ends another's session", by: [], ok: 303, no: () => 404, fields: async ({ mark, cookie }, _, role) => ({ device: mark(await cookie(role === "administrator" ? "chair" : "administrator")) }) },
    ],
  },
  "routes/welcome/route": {
    path: async ({ invitation }) => `/welcome/${await invitation("居民二")}`, loads: everybody, foreign: () => ["/welcome/nobody"],
    acts: only("accepts an invitation", { by: roles, ok: 303, fields: (_, session) => ({ login: `x${newKey().slice(0, 8)}${session.length}`, password: "0123456789" }) }),
  },
  "routes/setup/route": {
    path: async ({ sql }) => { await sql`update installation set setup_token = 'firstrun'`; return "/setup/firstrun"; }, loads: everybody, foreign: () => ["/setup/nobody", "/setup/null"],
    acts: only("sets the first community up", { by: roles, ok: 303, fields: () => ({ community: "新社区", address: "", timeZone: "Asia/Shanghai", name: "第一人", login: `x${newKey().slice(0, 8)}`, password: "0123456789" }) }),
  },
  "routes/demo/route": { path: () => "/demo/0123456789abcdef", loads: nowhere, acts: only("enters a demo that does not run", { by: roles, ok: 404, fields: () => ({}) }) },
  "routes/code/route": { path: async ({ meetingCode }) => `/m/${await meetingCode()}`, loads: goesOn, acts: [], foreign: () => ["/m/NOCODE"] },
  "routes/code-seen/route": { path: async ({ meetingCode }) => `/m/${await meetingCode()}/0000`, loads: goesOn, acts: [], foreign: () => ["/m/NOCODE/0000"] },
  "routes/slip-code/route": { path: () => "/s", loads: everybody, acts: only("types a slip's code", { by: roles, ok: 303, fields: async ({ slip }) => ({ code: (await slip("居民二")).code }) }) },
  "routes/slip/route": { path: async ({ slip }) => `/s/${(await slip("居民二")).token}`, loads: everybody, foreign: () => ["/s/nobody"], acts: only("takes a seat by a slip", { by: roles, ok: 303, fields: () => ({ later: "on" }) }) },
  "routes/screen/route": { path: async ({ screen }) => `/screen/${await screen()}`, loads: everybody, acts: [], foreign: () => ["/screen/nobody"] },
  "routes/community/route": { path: home(), loads: everybody, acts: [], foreign: () => ["/c/nobody"] },
  "routes/people/route": { path: home("/people"), loads: people, acts: [], foreign: () => ["/c/nobody/people"] },
  "routes/import/route": { path: home("/people/import"), loads: people, acts: only("previews a list", { by: managers, ok: 200, looksOnly: true, fields: () => ({ content: "姓名\t楼栋\n王一\t3栋" }) }) },
  "routes/person-new/route": { path: home("/people/new"), loads: people, acts: only("adds a person", { by: managers, ok: 303, fields: () => person }) },
  "routes/person/route": {
    path: ({ home: one }) => `/c/ce-shi/people/${one.person("居民二")}`, loads: people, foreign: ({ away }) => [`/c/ce-shi/people/${away.person("居民二")}`, "/c/ce-shi/people/0000000000000000"],
    acts: [
      { what: "changes a person", by: managers, ok: 303, fields: () => person },
      { what: "revokes a slip", by: managers, ok: 303, fields: async ({ slip }) => { await slip("居民二"); return { do: "revoke" }; } },
      { what: "invites a person", by: ["administrator"], ok: 200, no: (role) => (managers.includes(role) ? 422 : outside(role)), fields: () => ({ do: "invite" }) },
      { what: "takes a person off the list", by: managers, ok: 303, fields: () => ({ do: "remove" }) },
      ...["管理员", "书记", "监票人"].map((name) => ({ what: `takes ${name} off the list`, by: name === "管理员" ? [] : ["administrator" as const], ok: 303 as const, no: (role: RoleName) => (managers.includes(role) ? 422 : outside(role)), path: ({ home: one }: World) => `/c/ce-shi/people/${one.person(name)}`, fields: () => ({ do: "remove" }) })),
      { what: "names an administrator", by: ["administrator"], ok: 303, no: (role) => (managers.includes(role) ? 422 : outside(role)), fields: () => ({ do: "name" }) },
    ],
  },
  "routes/slips/route": { path: ({ home: one }) => `/c/ce-shi/slips?whom=body:${one.body}`, loads: people, acts: [] },
  "routes/bodies/route": { path: home("/bodies"), loads: people, acts: only("makes a body", { by: ["administrator"], ok: 303, fields: () => ({ name: "新组织", kind: "council", termFrom: "2026-01-01", termTo: "2027-01-01" }) }) },
  "routes/body/route": {
    path: ({ home: one }) => `/c/ce-shi/bodies/${one.body}`, loads: people, foreign: ({ away }) => [`/c/ce-shi/bodies/${away.body}`, "/c/ce-shi/bodies/0000000000000000"],
    acts: [
      { what: "seats a member", by: ["administrator"], ok: 303, fields: ({ home: one }) => ({ do: "seat", seat: "member", person: one.person("居民") }) },
      { what: "unseats a member", by: ["administrator"], ok: 303, fields: ({ home: one }) => ({ do: "unseat", person: one.person("代表五") }) },
      { what: "names the chair", by: ["administrator"], ok: 303, fields: ({ home: one }) => ({ appoint: "chair", person: one.person("代表二") }) },
      { what: "gives an office", by: ["administrator"], ok: 303, fields: ({ home: one }) => ({ do: "office", role: "recorder", person: one.person("代表二") }) },
      { what: "changes the term", by: ["administrator"], ok: 303, fields: () => ({ do: "term", name: "议事会", termFrom: "2026-01-01", termTo: "2030-01-01" }) },
    ],
  },
  "routes/rules/route": {
    path: ({ home: one }) => `/c/ce-shi/bodies/${one.body}/rules`, loads: people, foreign: ({ away }) => [`/c/ce-shi/bodies/${away.body}/rules`],
    acts: only("enters rules", { by: ["administrator"], ok: 303, fields: () => rules }),
  },
  "routes/meeting-new/route": { path: home("/meetings/new"), loads: people, acts: only("makes a meeting", { by: managers, ok: 303, fields: ({ home: one }) => paper({ body: one.body }) }) },
  "routes/meeting/route": { path: at(), loads: everybody, acts: [], foreign: notOurs() },
  "routes/meeting-edit/route": {
    path: at("/edit"), loads: people, foreign: notOurs("/edit"),
    acts: only("changes the paper", { by: managers, ok: 303, stage: "draft", fields: async ({ sql, place }) => paper({ seen: String((await sql<[{ seq: number }]>`select head_seq as seq from meeting where id = ${place.meeting}`)[0].seq) }) }),
  },
  "routes/act/route": {
    path: at("/act"), loads: goesOn, foreign: undefined,
    acts: [
      { what: "opens check-in by a form", by: ["chair"], ok: 303, no: () => 303, stage: "draft", fields: () => ({ key: newKey(), type: "check-in.open" }) },
      { what: "reaches for another community's meeting", by: [], ok: 303, no: () => 404, path: async (world) => `/c/ce-shi/meetings/${(await world.meetingElsewhere()).meeting}/act`, fields: () => ({ key: newKey(), type: "meeting.close" }) },
    ],
  },
  "routes/arrive/route": {
    path: at("/arrive"), loads: everybody, foreign: notOurs("/arrive"),
    acts: only("checks in, having seen the screen", { by: atHome, ok: 303, no: () => 302, stage: "check-in", fields: () => ({ key: newKey() }) }),
  },
  "routes/ballot/route": {
    path: at("/ballot"), loads: everybody, foreign: notOurs("/ballot"),
    acts: only("casts a ballot", { by: ["member", "chair", "chair by slip"], ok: 303, no: () => 422, fields: ({ place }) => ({ key: newKey(), round: place.round, choice: "for" }) }),
  },
  "routes/chair/route": { path: at("/chair"), loads: meetingStaff, foreign: notOurs("/chair"), acts: only("makes a link for a screen", { by: managers, ok: 303, fields: () => ({}) }) },
  "routes/desk/route": { path: at("/desk"), loads: meetingStaff, foreign: notOurs("/desk"), acts: only("registers a resident", { by: ["recorder"], ok: 303, fields: () => ({ ...person, key: newKey() }) }) },
  "routes/supervise/route": { path: at("/supervise"), loads: meetingStaff, foreign: notOurs("/supervise"), acts: [] },
  "routes/speak/route": {
    path: at("/speak"), loads: everybody, foreign: notOurs("/speak"),
    acts: [
      { what: "asks to speak", by: talkers, ok: 303, no: () => 422, stage: "taken", fields: async (world, _, role) => { await inTheHall(world, role); return { key: newKey(), type: "speak.ask", person: world.person(role), side: "con" }; } },
      { what: "does by its form what is none of its acts", by: [], ok: 303, no: () => 400, stage: "taken", fields: () => ({ key: newKey(), type: "meeting.close" }) },
    ],
  },
  "routes/motions/route": {
    path: at("/motions"), loads: everybody, foreign: notOurs("/motions"),
    acts: only("moves another text", { by: ["member"], ok: 303, no: () => 422, stage: "taken", fields: ({ place, person }, _, role) => ({ key: newKey(), type: "motion.move", item: place.item, person: person(role), text: "改为12位。" }) }),
  },
  "routes/poll/route": {
    path: at("/poll"), loads: everybody, foreign: notOurs("/poll"),
    acts: only("answers what is asked of residents", {
      by: ["resident", "counter", "recorder", "supervisor", "administrator"], ok: 303, no: () => 422, stage: "taken",
      fields: async (world) => ({ key: newKey(), type: "poll.answer", poll: await pollOf(world), choice: "for" }),
    }),
  },
  "routes/practice/route": {
    path: at("/practice"), loads: everybody, foreign: notOurs("/practice"),
    acts: only("practises", { by: atHome, ok: 303, no: () => 422, stage: "check-in", fields: async (world) => ({ key: newKey(), type: "rehearsal.answer", rehearsal: await rehearsalOf(world), choice: "abstain" }) }),
  },
  "routes/comments/route": {
    path: ({ place }) => `/c/ce-shi/meetings/${place.meeting}/items/${place.item}/comments`, loads: everybody,
    foreign: ({ place }, { item }) => [`/c/ce-shi/meetings/${place.meeting}/items/${item}/comments`, `/c/ce-shi/meetings/${place.meeting}/items/0000000000000000/comments`],
    acts: only("writes an opinion", { by: talkers, ok: 303, no: () => 422, stage: "taken", fields: ({ place, person }, _, role) => ({ key: newKey(), type: "comment.post", item: place.item, person: person(role), tag: "", parent: "", text: "老人要能刷卡" }) }),
  },
  "routes/item/route": {
    path: ({ place }) => `/c/ce-shi/meetings/${place.meeting}/items/${place.item}`, loads: everybody, acts: [],
    foreign: ({ place }, { item }) => [`/c/ce-shi/meetings/${place.meeting}/items/${item}`, `/c/ce-shi/meetings/${place.meeting}/items/0000000000000000`],
  },
  "routes/result/route": {
    // Before the announcement there is no such page.
    path: ({ place }) => `/c/ce-shi/meetings/${place.meeting}/results/${place.round}`, loads: nowhere, acts: [],
    foreign: ({ place }, { round }) => [`/c/ce-shi/meetings/${place.meeting}/results/${round}`, `/c/ce-shi/meetings/${place.meeting}/results/0000000000000000`],
  },
  "routes/missing/route": { path: () => "/not/there", loads: nowhere, acts: only("posts to nowhere", { by: roles, ok: 404, fields: () => ({}) }) },
};

export const refusal = ({ no }: Loads, role: RoleName): Answers => no?.(role) ?? outside(role);

/** What a socket may say once it is let in: one verb, with every command in it. */
export const verbs = ["act"] as const;
export const commands = commandDoors;
