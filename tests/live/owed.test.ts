/** What an act of their own changed is told to a page with the answer: left out only where the answer itself says all of it. */
import { expect, test } from "vitest";
import { gatherCrowd, type Phone } from "../../server/crowd";
import { meetingAt, openHouse, settle } from "../house";

test("a ballot's answer needs no news beside it, but takes along what another act changed in the same turn, whichever was first", async () => {
  const { house } = await openHouse();
  const community = await settle({ house });
  const place = await meetingAt({ house }, community, "open");
  const { halls, talk, metrics, database: { db } } = house;
  const hall = (await halls.get(place))!;
  const crowd = gatherCrowd({ hall, halls, talk, db, metrics, now: () => 0, onLinks: () => Promise.resolve(), shown: () => null, onFault: (reason) => { throw reason; } });
  const person = community.person("代表一");
  const ballot = { round: place.round, choice: "for", at: 1, channel: "phone", receipt: "R" } as const;
  const vote = () => crowd.keepBallot(person, ballot);
  const agree = () => crowd.keepOwn({ person, command: { type: "comment.agree", comment: "c1", on: true }, answer: { ok: true, at: 1 } });
  const told = (acts: readonly (() => void)[]) => {
    // Not connected: what is not taken along by the answer goes nowhere.
    const page = { connected: false, data: { actor: { person, administrator: false, level: "slip" }, name: "代表一", roles: ["member"], audience: "member", hall, ballot: null, personal: {} } } as unknown as Phone;
    crowd.enter(page);
    for (const act of acts) act();
    const said = [crowd.owedTo(page, { ok: true, at: 1, ballot }), crowd.owedTo(page, { ok: true, at: 1 })].map((frames) => frames.map((frame) => /"agreed":\["c1"\]/.test(Buffer.concat(frame).toString())));
    crowd.leave(page);
    return said;
  };
  expect(told([vote])).toEqual([[], []]);
  expect(told([agree, vote])).toEqual([[true], []]);
  expect(told([vote, agree])).toEqual([[true], []]);
  expect(told([])).toEqual([[], []]);
  crowd.close();
});
