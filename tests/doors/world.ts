/** Two communities side by side, a meeting in hand, and everybody who may stand at a door, each with a browser of their own. */
import type { Place } from "../../server/store/chain";
import { sha256 } from "../../server/ids";
import { makeScreenLink, invite, slipsFor } from "../../server/store/slips";
import { accountFor } from "../../server/store/people";
import { cookieOf, meetingAt, openHouse, settle, type Community } from "../house";
import { ask, local, post } from "../guards/raw";

// Printing a PDF takes seconds each time; documents have tests of their own.
process.env.CHROMIUM_PATH = "/nowhere/chromium";

/** A column of the table of rights, and those who stand outside of it. */
export const roles = ["watcher", "resident", "attendee", "member", "counter", "recorder", "supervisor", "chair", "chair by slip", "administrator", "member elsewhere", "administrator elsewhere"] as const;
export type RoleName = (typeof roles)[number];

const names: Record<Exclude<RoleName, "watcher">, string> = {
  resident: "居民", attendee: "列席", member: "代表一", counter: "计票人", recorder: "记录员", supervisor: "监票人", chair: "书记", "chair by slip": "书记",
  administrator: "管理员", "member elsewhere": "代表一", "administrator elsewhere": "管理员",
};
export type Stage = Parameters<typeof meetingAt>[2];
type Meeting = { -readonly [K in keyof Place]: Place[K] } & { round: string; item: string };

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld(stage: Stage) {
  const test = await openHouse();
  const { house } = test;
  const sql = test.sql!;
  const [home, away] = [await settle(test), await settle(test, { slug: "bie-chu" })];
  const place: Meeting = await meetingAt(test, home, stage);
  const { db } = house.database;

  const isElsewhere = (role: RoleName) => role.endsWith("elsewhere");
  const communityOf = (role: RoleName): Community => (isElsewhere(role) ? away : home);
  const person = (role: RoleName) => (role === "watcher" ? "0000000000000000" : communityOf(role).person(names[role]));

  /** What the role's browser sends; fresh for every call, so that one that signs out ends nobody else. */
  async function cookie(role: RoleName): Promise<string> {
    if (role === "watcher") return "";
    if (role !== "chair by slip") return cookieOf(test, communityOf(role), names[role]);
    const [slip] = await slipsFor(db, house.links, { community: home.id, people: [person(role)] });
    const seated = await house.auth.seat({ community: home.id, person: person(role), slip: slip!.id }, "test");
    return house.cookies.write("session", seated!.token, 3600).split(";")[0]!;
  }

  const here = () => house.cookies.here(place.meeting, Date.now()).split(";")[0]!;

  return {
    /** Another meeting in the same house, as far as the first one was or further: cheaper than another house. */
    async renew(to: Stage = stage) { Object.assign(place, await meetingAt(test, home, to)); },
    ...test, sql, home, away, place, person, cookie, here, way: local(test),
    meetingElsewhere: (): Promise<Meeting> => meetingAt(test, away, "announced"),
    slip: async (name: string) => (await slipsFor(db, house.links, { community: home.id, people: [home.person(name)] }))[0]!,
    invitation: (name: string) => invite(db, house.links, { community: home.id, person: home.person(name), now: Date.now() }),
    screen: async () => house.links.token("screen", home.id, await makeScreenLink(db, house.links, { ...place, by: "x" })),
    account: (name: string) => accountFor(db, home.id, home.person(name)),
    meetingCode: async () => (await sql<[{ code: string }]>`select code from meeting where id = ${place.meeting}`)[0].code,
    mark: (session: string) => sha256(sha256(session.split("=")[1] ?? "")).slice(0, 16),
    get: (path: string, session: string) => ask(local(test), { path, headers: { cookie: session } }),
    post: (path: string, session: string, fields: Record<string, string>) => post(local(test), path, { cookie: session, fields }),
    json: (path: string, session: string, body: unknown) => ask(local(test), { method: "POST", path, body: JSON.stringify(body), headers: { cookie: session, origin: local(test).origin, "content-type": "application/json" } }),
    /** Everything that a refused request must leave as it is. */
    dump: async () => JSON.stringify(await sql`select
      (select json_agg(p order by community_id, id) from (select community_id, id, name, title, building, room, phone, administrator, removed_at from person) p) as people,
      (select json_agg(t order by community_id, id) from body t) as bodies, (select json_agg(t order by community_id, body_id, person_id) from body_member t) as seats,
      (select json_agg(t order by community_id, body_id, role, person_id) from office t) as offices, (select count(*) from rule_set) as rules, (select json_agg(t order by community_id, id) from slip t) as slips,
      (select json_agg(t order by community_id, id) from screen_link t) as screens, (select count(*) from invitation) as invitations, (select count(*) from community) as communities,
      (select json_agg((id, head_seq, head_hash) order by id) from meeting) as meetings, (select count(*) from meeting_event) as events, (select json_agg(t order by id) from ballot t) as ballots, (select count(*) from meeting_text) as texts,
      (select json_agg((id, version, body, locked_by) order by id) from minutes_section) as sections, (select json_agg(t order by id) from minutes_task t) as tasks, (select count(*) from minutes_pick) as picks,
      (select json_agg((meeting_id, version, content)) from minutes_edition) as editions, (select json_agg(t order by id) from posting t) as postings, (select json_agg((id, name, hash, sent_at) order by id) from meeting_file) as files,
      (select json_agg(t order by meeting_id) from hall_wifi t) as wifi,
      (select json_agg(t order by number) from comment t) as comments, (select count(*) from comment_agree) as agreed, (select json_agg(t order by person_id) from rehearsal_ballot t) as practice`),
  };
}
