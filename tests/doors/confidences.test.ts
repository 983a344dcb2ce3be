/** What somebody told staff alone, through an evening: it stands on staff's pages, and on nobody else's but its author's. */
import { expect, test } from "vitest";
import type { Command } from "../../app/rules/meeting/commands";
import { actor, connected, waitFor } from "../house";
import { doors } from "./registry";
import { openWorld, type RoleName, type World } from "./world";

/** whom: roles that are the author, beside staff. */
const confidences: readonly { readonly what: string; readonly text: string; readonly whom: readonly RoleName[] }[] = [
  { what: "why a member cannot come", text: "去外地看病一周", whom: [] },
  { what: "an opinion that was hidden", text: "楼上那户天天吵架", whom: [] },
  { what: "why it was hidden", text: "涉及邻居的隐私", whom: [] },
  { what: "an opinion that nobody has let in yet", text: "等主持人看过再说的话", whom: ["resident"] },
  { what: "a speaker's points", text: "先说楼道再说钱", whom: [] },
  { what: "the recorder's note of a speech", text: "他其实还在犹豫", whom: [] },
  { what: "a reminder by the chair", text: "\"reminder\":\"manner\"", whom: [] },
  { what: "why something was entered late", text: "签到台电脑死机", whom: [] },
  { what: "the hall's Wi-Fi", text: "qinghe-wifi-2026", whom: [] },
];

async function evening(world: World) {
  const { home, place } = world;
  const { must, state } = actor(world, home);
  const act = (name: string, command: Command) => must(name, place, command);
  const comment = async (name: string, text: string) => {
    await act(name, { type: "comment.post", item: place.item, person: home.person(name), tag: null, parent: null, text });
    return (await world.sql<[{ id: string }]>`select id from comment where meeting_id = ${place.meeting} order by number desc limit 1`)[0].id;
  };
  await act("代表二", { type: "reply.give", person: home.person("代表二"), coming: false, reason: "去外地看病一周" });
  await act("书记", { type: "check-in.open" });
  for (const name of ["书记", "代表一", "代表三", "代表四", "代表五", "居民", "居民二"]) await act("记录员", { type: "attendance.arrive", person: home.person(name) });
  await act("书记", { type: "meeting.open" });
  await act("书记", { type: "item.take", item: place.item });
  const rude = await comment("居民二", "楼上那户天天吵架");
  await act("记录员", { type: "comment.hide", comment: rude, reason: "涉及邻居的隐私" });
  await act("书记", { type: "comments.moderate", on: true });
  await comment("居民", "等主持人看过再说的话");
  await act("代表一", { type: "speak.ask", person: home.person("代表一"), side: "pro" });
  const { request } = (await state(place)).speeches[0]!;
  await act("书记", { type: "floor.grant", request });
  await act("代表一", { type: "speech.point", request, person: home.person("代表一"), text: "先说楼道再说钱" });
  await act("记录员", { type: "speech.note", request, text: "他其实还在犹豫" });
  await act("书记", { type: "floor.remind", reminder: "manner" });
  await act("记录员", { type: "late.enter", kind: "spoke", person: home.person("代表三"), at: Date.now() - 60_000, reason: "签到台电脑死机" });
  await world.post(`/c/ce-shi/meetings/${place.meeting}/chair`, await world.cookie("chair"), { wifi: "会场", password: "qinghe-wifi-2026" });
}

/** Everything that a role is sent: every page of every door, as a page and as data, and what its socket hears. */
async function sentTo(world: World, role: RoleName): Promise<string> {
  const session = await world.cookie(role);
  const phone = await connected(world.url, world.place, { cookie: session, desk: ["chair", "recorder"].includes(role) ? "staff" : "hall" });
  await waitFor(() => phone.known().mine !== null);
  const pages = [JSON.stringify([phone.heard, phone.known()])];
  for (const [id, { path, loads }] of Object.entries(doors)) {
    // Paths that make what they lead to, and the screen's own page.
    if (!loads || /setup|welcome|demo|sign-out|routes\/screen/.test(id)) continue;
    const [bare, query] = (await path(world, role)).split("?");
    for (const address of [bare!, `${bare === "/" ? "/_root" : bare}.data`]) pages.push((await world.get(query ? `${address}?${query}` : address, session)).body);
  }
  phone.close();
  return pages.join("\n").replaceAll("\\\"", "\"");
}

test("what was told to staff alone reaches staff and its author, and nobody else on any page or socket", async () => {
  const world = await openWorld("draft");
  await evening(world);
  const screen = await connected(world.url, world.place, { desk: "screen", screen: (await world.screen()).split("/").pop()! });
  await waitFor(() => screen.known().mine !== null);
  const onWall = JSON.stringify([screen.heard, screen.known()]);
  const staff = `${await sentTo(world, "recorder")}${await sentTo(world, "chair")}`;
  for (const { what, text } of confidences) {
    expect([what, "staff", staff.includes(text)]).toEqual([what, "staff", true]);
    expect([what, "screen", onWall.includes(text)]).toEqual([what, "screen", what === "the hall's Wi-Fi"]);
  }
  for (const role of ["watcher", "resident", "attendee", "member", "chair by slip", "member elsewhere"] as const) {
    const sent = await sentTo(world, role);
    for (const { what, text, whom } of confidences) expect([what, role, sent.includes(text)]).toEqual([what, role, whom.includes(role)]);
  }
}, 60_000);
