/**
 * Every door of the product: each route's loader and action, the socket's handshake and its one verb, and every command.
 * A door that is not in this list fails registry.test.ts; roles, forms and odd input are tried at every door in it.
 */
import { keepFile } from "../../server/store/files";
import { addPosting } from "../../server/store/postings";
import { slotsOf } from "../../server/store/minutes";
import { actor, newKey } from "../house";
import { commandDoors, inTheHall, pollOf, rehearsalOf } from "./commands";
import { roles, type RoleName, type World } from "./world";

export type Answers = 200 | 202 | 302 | 303 | 400 | 403 | 404 | 422 | 429;
type Made<T> = T | Promise<T>;
type Pathed = (world: World, role: RoleName) => Made<string>;

/** by: who is let in; ok: what they get. Others get `no`: without a password the way to sign in, with one 403. */
export type Loads = { readonly by: readonly RoleName[]; readonly ok: Answers; readonly no?: (role: RoleName) => Answers };
export type Acts = Loads & { readonly what: string; readonly fields: (world: World, session: string, role: RoleName) => Made<Record<string, string>>; readonly path?: Pathed; readonly stage?: "draft" | "check-in" | "frozen" | "taken" | "over"; readonly looksOnly?: true };
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

/** Those who only sign are sent to where one signs. */
const signers: readonly RoleName[] = ["supervisor", "member"];
const talkers: readonly RoleName[] = ["resident", "attendee", "member", "counter", "recorder", "administrator"];

const at = (page = ""): Pathed => ({ place }) => `/c/ce-shi/meetings/${place.meeting}${page}`;
const home = (page = "") => () => `/c/ce-shi${page}`;
/** The address of another's meeting under our name, and of ours under the other's. */
const notOurs = (page = ""): Door["foreign"] => ({ place }, { meeting }) => [`/c/ce-shi/meetings/${meeting}${page}`, `/c/bie-chu/meetings/${place.meeting}${page}`, `/c/ce-shi/meetings/0000000000000000${page}`, `/c/nobody/meetings/${place.meeting}${page}`];
const item = { itemTitle: "充电点", itemKind: "vote", proposer: "", minutes: "20", itemText: "说明", resolution: "同意设充电点。", decider: "owners" };
const paper = (fields: Record<string, string>) => ({
  key: newKey(), title: "第2次会议", place: "二楼", kind: "regular", startsAt: "2027-03-01T19:00", convener: "居委会", chairStanding: "书记", basis: "第三条", ...item, ...fields,
});
const headSeq = async ({ sql, place }: World) => String((await sql<[{ seq: number }]>`select head_seq as seq from meeting where id = ${place.meeting}`)[0].seq);
const person = { name: "新来的人", title: "", building: "9栋", room: "901", grid: "", standing: "", phone: "" };
const rules = {
  seen: "2", "quorum.numerator": "2", "quorum.denominator": "3", "quorum.strict": "least", quorumSource: "第一条", base: "present", baseSource: "第二条", "threshold.numerator": "1", "threshold.denominator": "2", "threshold.strict": "over", thresholdSource: "第三条",
  participationSource: "", chairVotes: "yes", chairVotesSource: "", choicesPublic: "no", choicesPublicSource: "", form: "named", formSource: "", remote: "no", remoteSource: "", motions: "yes", motionsSource: "",
  speechSeconds: "180", speechSecondsSource: "", seconders: "1", secondersSource: "", commentBurst: "3", commentBurstSource: "", commentSeconds: "10", commentSecondsSource: "",
  noticeDays: "3", noticeDaysSource: "", publicDays: "7", publicDaysSource: "", replyDays: "3", replyDaysSource: "", effectiveOn: "2026-01-01", approvedBy: "大会",
};
/** A place where the notice hangs, with its photo. */
async function posted({ house: { database: { db } }, place }: World) {
  const [posting, photo] = [newKey().slice(0, 16), newKey().slice(0, 16)];
  await keepFile(db, place, { id: photo, name: "北门.png", type: "image/png", bytes: 3, hash: "x", content: Buffer.from("png"), sentBy: "x", sentAt: new Date() });
  await addPosting(db, place, { id: posting, what: "notice", place: "北门公告栏", postedOn: "2026-11-25", photoId: photo, enteredBy: "x" });
  return { posting, photo };
}
/** The minutes of the world's meeting are out. */
const publishedOnce = async (world: World) => {
  const { must, minutesHash, state } = actor(world, world.home);
  if ((await state(world.place)).minutes.editions.length > 0) return;
  const hash = await minutesHash(world.place);
  await must("书记", world.place, { type: "minutes.confirm", hash });
  for (const name of ["监票人", "代表二"]) await must(name, world.place, { type: "minutes.sign", hash, photo: null });
  await must("记录员", world.place, { type: "minutes.publish", hash, reason: "" });
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
  "routes/community/route": { path: home("?q=%E5%85%85%E7%94%B5"), loads: everybody, acts: [], foreign: () => ["/c/nobody", "/c/nobody?q=%E5%85%85%E7%94%B5"] },
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
  "routes/running/route": { path: home("/running"), loads: meetingStaff, acts: [], foreign: () => ["/c/nobody/running"] },
  "routes/meeting-new/route": { path: home("/meetings/new"), loads: people, acts: only("makes a meeting", { by: managers, ok: 303, fields: ({ home: one }) => paper({ body: one.body }) }) },
  "routes/meeting/route": { path: at(), loads: everybody, acts: [], foreign: notOurs() },
  "routes/meeting-edit/route": {
    path: at("/edit"), loads: people, foreign: notOurs("/edit"),
    acts: only("changes the paper", { by: managers, ok: 303, stage: "draft", fields: async (world) => paper({ seen: await headSeq(world) }) }),
  },
  "routes/meeting-item/route": {
    path: ({ place }) => `/c/ce-shi/meetings/${place.meeting}/edit/items/${place.item}`, loads: people,
    foreign: (world, elsewhere) => [...notOurs(`/edit/items/${world.place.item}`)!(world, elsewhere), `/c/ce-shi/meetings/${world.place.meeting}/edit/items/${elsewhere.item}`, `/c/ce-shi/meetings/${world.place.meeting}/edit/items/0000000000000000`],
    acts: [
      { what: "changes an item", by: managers, ok: 303, stage: "draft", fields: async (world) => ({ ...item, proposer: "楼组长", key: newKey(), seen: await headSeq(world) }) },
      { what: "adds an item", by: managers, ok: 303, stage: "draft", path: at("/edit/items/new"), fields: async (world) => ({ ...item, key: newKey(), seen: await headSeq(world) }) },
      { what: "looks at its text", by: managers, ok: 200, stage: "draft", looksOnly: true, fields: () => ({ ...item, do: "preview" }) },
    ],
  },
  "routes/notice/route": {
    path: at("/notice"), loads: everybody, foreign: notOurs("/notice"),
    acts: [
      { what: "says where the notice hangs", by: managers, ok: 303, fields: () => ({ key: newKey(), do: "hang", place: "北门公告栏", postedOn: "2026-11-25" }) },
      { what: "says that it was taken down", by: managers, ok: 303, fields: async (world) => ({ do: "down", posting: (await posted(world)).posting, takenDownOn: "2026-12-05" }) },
      { what: "takes back where it hangs", by: managers, ok: 303, fields: async (world) => ({ do: "drop", posting: (await posted(world)).posting }) },
    ],
  },
  "routes/notice-print/route": { path: at("/notice/print"), loads: everybody, acts: [], foreign: notOurs("/notice/print") },
  "routes/notice-calendar/route": { path: at("/notice.ics"), loads: everybody, acts: [], foreign: notOurs("/notice.ics") },
  "routes/file/route": {
    // A photo of the board: for staff alone.
    path: async (world) => `/c/ce-shi/meetings/${world.place.meeting}/files/${(await posted(world)).photo}`, loads: { by: staff, ok: 200, no: () => 404 }, acts: [],
    foreign: ({ place }, { meeting }) => [`/c/ce-shi/meetings/${place.meeting}/files/0000000000000000`, `/c/ce-shi/meetings/${meeting}/files/0000000000000000`],
  },
  "routes/reply/route": {
    path: at("/reply"), loads: everybody, foreign: notOurs("/reply"),
    acts: only("answers whether they come", { by: ["member", "chair", "chair by slip"], ok: 303, no: (role) => (role === "watcher" || role.endsWith("elsewhere") ? 403 : 422), stage: "draft", fields: () => ({ key: newKey(), coming: "false", reason: "出差" }) }),
  },
  "routes/replies/route": { path: at("/replies"), loads: meetingStaff, acts: [], foreign: notOurs("/replies") },
  "routes/pack/route": { path: at("/pack"), loads: meetingStaff, acts: [], foreign: notOurs("/pack") },
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
  "routes/chair/route": { path: at("/chair"), loads: meetingStaff, foreign: notOurs("/chair"), acts: [
    ...only("makes a link for a screen", { by: managers, ok: 303, fields: () => ({}) }), ...only("shows the hall's Wi-Fi on the screen", { by: managers, ok: 303, fields: () => ({ wifi: "会场", password: "12345678" }) }),
    ...only("types a password that no Wi-Fi has", { by: managers, ok: 422, no: outside, looksOnly: true, fields: () => ({ wifi: "会场", password: "123" }) }),
    { what: "asks for hands instead", by: ["chair"], ok: 303, no: (role) => (managers.includes(role) ? 303 : outside(role)), stage: "frozen", fields: ({ place }) => ({ again: place.round, form: "hands" }) },
  ] },
  "routes/hands/route": {
    path: at("/hands"), loads: { by: ["recorder", "counter"], ok: 200 }, foreign: notOurs("/hands"),
    acts: [
      // The round in hand is named, so nobody counts hands in it: whoever may is told so, with what they typed.
      { what: "reports hands", by: ["recorder", "counter"], ok: 422, looksOnly: true, fields: ({ place }) => ({ key: newKey(), round: place.round, for: "5", against: "0", abstain: "0" }) },
      { what: "reports what is no figure", by: ["recorder", "counter"], ok: 422, looksOnly: true, fields: ({ place }) => ({ key: newKey(), round: place.round, for: "many", against: "-1", abstain: "" }) },
    ],
  },
  "routes/desk/route": { path: at("/desk"), loads: meetingStaff, foreign: notOurs("/desk"), acts: only("registers a resident", { by: ["recorder"], ok: 303, fields: () => ({ ...person, key: newKey() }) }) },
  "routes/record/route": { path: at("/record"), loads: meetingStaff, foreign: notOurs("/record"), acts: [] },
  "routes/late/route": {
    path: at("/late"), loads: meetingStaff, foreign: notOurs("/late"),
    acts: only("enters an act late", { by: ["recorder", "chair"], ok: 303, fields: ({ home: one }) => ({ key: newKey(), person: one.person("居民二"), kind: "spoke", at: new Date(Date.now() - 86_400_000).toISOString().slice(0, 16), reason: "网络断了" }) }),
  },
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
  "routes/minutes/route": { path: at("/minutes"), loads: everybody, acts: [], foreign: notOurs("/minutes") },
  "routes/minutes-edit/route": {
    path: at("/minutes/edit"), loads: { by: ["recorder", "chair"], ok: 200, no: (role) => (signers.includes(role) ? 302 : outside(role)) }, foreign: notOurs("/minutes/edit"),
    acts: [
      { what: "writes a paragraph", by: ["recorder"], ok: 303, no: (role) => (role === "chair" ? 422 : outside(role)), stage: "over", fields: ({ place }) => ({ do: "save", section: slotsOf(place, [])[0]!.id, seen: "0", body: "补充" }) },
      { what: "adds a task", by: ["recorder"], ok: 303, no: (role) => (role === "chair" ? 422 : outside(role)), stage: "over", fields: () => ({ do: "add", key: newKey(), item: "", matter: "供电申请", owner: "居委会", support: "", dueOn: "2027-01-01", standard: "" }) },
    ],
  },
  "routes/minutes-save/route": {
    path: at("/minutes/save"), loads: goesOn, foreign: notOurs("/minutes/save"),
    acts: only("takes a paragraph over", { by: ["recorder"], ok: 200, no: (role) => (role === "chair" ? 422 : outside(role)), stage: "over", fields: ({ place }) => ({ do: "take", section: slotsOf(place, [])[0]!.id }) }),
  },
  "routes/minutes-sign/route": {
    path: at("/minutes/sign"), loads: { by: ["recorder", "chair", "chair by slip", "supervisor", "member"], ok: 200 }, foreign: notOurs("/minutes/sign"),
    acts: only("signs what the chair confirmed", {
      by: ["recorder", "chair", "chair by slip", "supervisor", "member"], ok: 303, stage: "over",
      fields: async (world) => { const { must, minutesHash } = actor(world, world.home); const hash = await minutesHash(world.place); await must("书记", world.place, { type: "minutes.confirm", hash }); return { key: newKey(), hash }; },
    }),
  },
  "routes/minutes-objections/route": {
    path: at("/minutes/objections"), loads: everybody, foreign: notOurs("/minutes/objections"),
    acts: [
      { what: "objects", by: atHome, ok: 303, no: () => 422, stage: "over", fields: async (world) => { await publishedOnce(world); return { key: newKey(), text: "风扇声音大" }; } },
      { what: "answers an objection that is not there", by: [], ok: 303, no: () => 422, stage: "over", fields: () => ({ key: newKey(), objection: "1", text: "移了3米" }) },
    ],
  },
  // Before the publication there is no such page.
  "routes/minutes-version/route": { path: at("/minutes/1"), loads: nowhere, acts: [], foreign: notOurs("/minutes/1") },
  "routes/minutes-print/route": { path: at("/minutes/1/print"), loads: nowhere, acts: [], foreign: notOurs("/minutes/1/print") },
  "routes/minutes-notice/route": {
    path: at("/minutes/1/notice"), loads: nowhere, foreign: notOurs("/minutes/1/notice"),
    acts: only("hangs the notice up", { by: managers, ok: 303, no: () => 403, stage: "over", fields: async (world) => { await publishedOnce(world); return { place: "一楼公示栏", postedOn: "2027-01-15" }; } }),
  },
  "routes/minutes-file/route": { path: at("/minutes/1/files/public.docx"), loads: nowhere, acts: [], foreign: notOurs("/minutes/1/files/public.docx") },
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
