/** Two meetings are open at once: a slip checks its person in to the one they came to. */
import { expect, test } from "vitest";
import { actor, browser, meetingAt, openHouse, settle } from "../house";
import { slipOf } from "./people";

type Which = "older" | "newer";

async function twoHalls() {
  const house = await openHouse();
  const community = await settle(house);
  const halls = { older: await meetingAt(house, community, "check-in"), newer: await meetingAt(house, community, "check-in") };
  for (const [which, startsAt] of [["newer", "2027-02-01"], ["older", "2027-01-01"]] as const) {
    await house.sql!`update meeting set starts_at = ${startsAt} where id = ${halls[which].meeting}`;
  }
  const { presence } = house.house;
  const to = (which: Which) => `/c/ce-shi/meetings/${halls[which].meeting}`;
  const isIn = async (which: Which, name: string) => (await actor(house, community).state(halls[which])).people[community.person(name)]?.here ?? false;

  async function comes(name: string, { scans, types }: { scans?: Which; types?: Which }) {
    const phone = browser(house.url);
    if (scans) {
      const [{ code }] = await house.sql!<[{ code: string }]>`select code from meeting where id = ${halls[scans].meeting}`;
      await phone.get(`/m/${code}/${presence.scan(halls[scans], Date.now())}`);
    }
    const { token } = await slipOf(house, community, name);
    const answer = await phone.post(`/s/${token}`, types ? { presence: presence.now(halls[types], Date.now()) } : { later: "on" });
    return answer.headers.get("location");
  }
  return { to, isIn, comes };
}

test.each([
  { who: "a member", scanning: "代表一", typing: "代表二", came: "newer", not: "older" }, { who: "a member", scanning: "代表一", typing: "代表二", came: "older", not: "newer" },
  { who: "a resident", scanning: "居民", typing: "居民二", came: "newer", not: "older" }, { who: "a resident", scanning: "居民", typing: "居民二", came: "older", not: "newer" },
] as const)("$who is checked in to the $came meeting, whose screen was scanned or whose digits were typed", async ({ scanning, typing, came, not }) => {
  const { to, isIn, comes } = await twoHalls();
  expect(await comes(scanning, { scans: came })).toBe(to(came));
  expect(await comes(typing, { types: came })).toBe(to(came));
  for (const name of [scanning, typing]) expect([await isIn(came, name), await isIn(not, name)]).toEqual([true, false]);
});

test("who shows nothing of either hall comes to the newest", async () => {
  const { to, comes } = await twoHalls();
  for (const name of ["代表五", "居民"]) expect(await comes(name, {})).toBe(to("newer"));
});
