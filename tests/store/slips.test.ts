import { describe, expect, test } from "vitest";
import { normaliseCode } from "../../server/ids";
import { claimSlip, revokeSlip, slipOwner, slipsFor } from "../../server/store/slips";
import { actor, connected, meetingAt, mineOf, openHouse, settle, waitFor, type Community, type TestHouse } from "../house";

const slipOf = async ({ house }: TestHouse, community: Community, name: string) => (await slipsFor(house.database.db, house.links, { community: community.id, people: [community.person(name)] }))[0]!;

/** Seats a phone by slip; answers its cookie. */
async function sit({ house }: TestHouse, community: Community, name: string) {
  const { token } = await slipOf({ house } as TestHouse, community, name);
  const owner = (await slipOwner(house.database.db, house.links, { token }))!;
  const seated = await house.auth.seat({ community: community.id, person: owner.id, slip: owner.slip }, "phone");
  house.live().endSessions(seated!.ended, true);
  return { cookie: house.cookies.write("session", seated!.token, 100).split(";")[0]!, ended: seated!.ended };
}

describe("slips", () => {
  test("a slip printed again is the same; the database holds neither token nor code", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const [one, two] = [await slipOf(house, community, "代表一"), await slipOf(house, community, "代表一")];
    expect(one).toEqual(two);
    expect(one.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    const rows = JSON.stringify([await house.sql!`select * from slip`, await house.sql!`select * from directory`]);
    expect(rows).not.toContain(one.token);
    expect(rows).not.toContain(one.code);
  });

  test.each([["7kqm 4x2p", "7KQM4X2P"], ["７ＫＱＭ－４Ｘ２Ｐ", "7KQM4X2P"], ["oil0", "0110"], [" 7KQM，4X2P。", "7KQM4X2P"]])("the typed code %s is read as %s", (typed, code) => {
    expect(normaliseCode(typed)).toBe(code);
  });

  test("a code in lower case with spaces finds its slip; a revoked one finds nothing, and a new one is another", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const { db } = house.house.database;
    const { code, token } = await slipOf(house, community, "代表一");
    expect(await slipOwner(db, house.house.links, { code: ` ${code.slice(0, 4).toLowerCase()} ${code.slice(4).toLowerCase()}` })).toMatchObject({ id: community.person("代表一") });
    await revokeSlip(db, house.house.links, { community: community.id, person: community.person("代表一") });
    expect(await slipOwner(db, house.house.links, { code })).toBeNull();
    expect(await slipOwner(db, house.house.links, { token })).toBeNull();
    expect((await slipOf(house, community, "代表一")).code).not.toBe(code);
  });

  test("[A5] claiming on another phone moves the seat: the old phone is told and can do nothing more", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "open");
    const first = await sit(house, community, "代表一");
    const old = await connected(house.url, place, { cookie: first.cookie });
    const second = await sit(house, community, "代表一");
    expect(second.ended).toHaveLength(1);
    await waitFor(() => old.outdated.includes("moved"));
    expect(await house.house.auth.visitor(first.cookie.split("=")[1]!)).toBeNull();
    const next = await connected(house.url, place, { cookie: second.cookie });
    expect(await next.act({ type: "ballot.cast", round: place.round, choice: "for" })).toMatchObject({ ok: true });
  });

  test("the seat moves while its ballot is in flight: one ballot, and the new phone knows of it, 30 times", async () => {
    const house = await openHouse();
    const community = await settle(house, { more: 30 });
    const place = await meetingAt(house, community, "open", { all: true });
    for (const name of community.members.slice(1, 31)) {
      const old = await connected(house.url, place, { cookie: (await sit(house, community, name)).cookie });
      const [answer, moved] = await Promise.all([old.act({ type: "ballot.cast", round: place.round, choice: "for" }).catch(() => null), sit(house, community, name)]);
      const next = await connected(house.url, place, { cookie: moved.cookie });
      if (answer?.ok) await waitFor(() => mineOf(next).ballot?.choice === "for");
      // On a busy machine the old phone may be cut off before its answer: then the new one asks, and is told or votes.
      else if (!answer) expect([true, "already-voted"]).toContain(await next.act({ type: "ballot.cast", round: place.round, choice: "against" }).then((again) => again.ok || ("code" in again && again.code)));
      else {
        expect(answer).toMatchObject({ code: "session-ended" });
        expect(await next.act({ type: "ballot.cast", round: place.round, choice: "against" })).toMatchObject({ ok: true });
      }
      const rows = await house.sql!`select 1 from ballot where voter = ${community.person(name)}`;
      expect(rows).toHaveLength(1);
      old.close();
      next.close();
    }
  }, 60_000);

  test("two phones claim one slip in the same moment: one session is left", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const { token } = await slipOf(house, community, "代表一");
    const owner = (await slipOwner(house.house.database.db, house.house.links, { token }))!;
    const claim = { community: community.id, person: owner.id, slip: owner.slip };
    await Promise.all(Array.from({ length: 8 }, () => house.house.auth.seat(claim, "phone")));
    expect(await house.sql!`select 1 from session where person_id = ${owner.id}`).toHaveLength(1);
  });

  test("a slip revoked between looking and claiming seats nobody", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const { token } = await slipOf(house, community, "代表一");
    const owner = (await slipOwner(house.house.database.db, house.house.links, { token }))!;
    await revokeSlip(house.house.database.db, house.house.links, { community: community.id, person: owner.id });
    expect(await house.house.database.db.transaction((tx) => claimSlip(tx, { community: community.id, person: owner.id, slip: owner.slip }))).toBeNull();
  });

  test("[A4] the chair's slip seats a voter, not a chair", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "in-session");
    const phone = await connected(house.url, place, { cookie: (await sit(house, community, "书记")).cookie });
    expect(mineOf(phone).roles).toEqual(["member"]);
    expect(await phone.act({ type: "meeting.close" })).toMatchObject({ ok: false, code: "not-entitled" });
    expect((await actor(house, community).state(place)).stage).toBe("in-session");
  });
});
