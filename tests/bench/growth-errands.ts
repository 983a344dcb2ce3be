/** What is asked of the database beside the meeting itself: how people are seated and signed in, links, papers that hang, files, the draft of the minutes, and what another node said. */
import { commentsAfter } from "../../server/store/comments";
import { votersOf } from "../../server/store/ballots";
import { fileContent, keepFile } from "../../server/store/files";
import { newId, sha256 } from "../../server/ids";
import { slotsOf } from "../../server/store/minutes";
import { addTask, changeTask, lockSection, removeTask, renewLock, saveSection, sectionsOf, setPick } from "../../server/store/minutes-rows";
import { addPosting, dropPosting, takePostingDown } from "../../server/store/postings";
import { invite, invited, makeScreenLink, revokeScreenLink, revokeSlip, slipOwner, slipsFor } from "../../server/store/slips";
import { keepWifi } from "../../server/store/wifi";
import type { Yishi } from "../../server/yishi";
import { actor, newKey } from "../community";
import type { Home } from "./growth-home";
import type { Stop } from "./growth-tour";

export function errands({ house }: Yishi, { community, live, past }: Home): Stop[] {
  const { auth, links, database: { db } } = house;
  const acts = actor({ house }, community);
  const [person, writer] = [community.person("居民二"), community.person("记录员")];
  const seat = { community: community.id, person };
  const stop = (name: string, go: Stop["go"]): Stop => ({ name, go });
  const must = <T>(what: T | null | undefined | false): T => { if (!what) throw new Error("an errand came back with nothing"); return what; };
  return [
    stop("a slip printed, used, taken back", async () => {
      const [slip] = await slipsFor(db, links, { community: community.id, people: [person] });
      const owner = must(await slipOwner(db, links, { token: slip!.token }));
      must(await auth.seat({ ...seat, slip: owner.slip }, "test"));
      await revokeSlip(db, links, seat);
    }),
    stop("invited, a password set, signed in, signed out", async () => {
      const link = must(await invited(db, links, { token: await invite(db, links, { ...seat, now: Date.now() }), now: Date.now() }));
      const named = { login: "bench", password: "a long enough password", device: "test" };
      const accepted = must(await auth.accept({ community: community.id, person: link.id, id: link.invitation, account: link.account }, named));
      if (accepted === "taken") throw new Error("the name was taken");
      must(await auth.signIn(named));
      const visitor = must(await auth.visitor(accepted.token));
      must(await auth.endDevice(visitor, (await auth.devices(visitor)).find(({ here }) => !here)!.id));
      await auth.signOut(visitor.session);
    }),
    stop("a screen's link, given and taken back", async () => revokeScreenLink(db, links, { ...live, screen: await makeScreenLink(db, links, { ...live, by: writer }) })),
    stop("Wi-Fi", async () => { for (const wifi of [{ name: "议事厅", password: "12345678" }, null]) await keepWifi(db, live, { wifi, by: writer, at: new Date() }); }),
    stop("a posting", async () => {
      const posted = { what: "minutes", id: newId() } as const;
      await addPosting(db, past, { ...posted, place: "公告栏", postedOn: "2026-12-01", photoId: null, enteredBy: writer });
      must(await takePostingDown(db, past, { ...posted, day: "2026-12-08" }));
      must(await dropPosting(db, past, posted));
    }),
    stop("a file", async () => {
      const [id, content] = [newId(), Buffer.from("x".repeat(10_000))];
      await keepFile(db, live, { id, content, hash: sha256(id), type: "text/plain", bytes: content.length, name: "说明.txt", sentBy: writer, sentAt: new Date(0) });
      must(await fileContent(db, live, id));
    }),
    stop("a paragraph of the minutes", async () => {
      const [now, slot] = [Date.now(), slotsOf(past, [])[0]!];
      const mine = { slot, by: writer, now, until: now + 60_000 };
      const [row] = await sectionsOf(db, past, [slot]);
      await lockSection(db, past, mine);
      must(await renewLock(db, past, mine));
      must(await saveSection(db, past, { ...mine, seen: row!.version, body: "会议开始。" }));
    }),
    stop("a task of the minutes", async () => {
      const [id, task] = [newId(), { matter: "装灯", owner: "物业", support: "", dueOn: "2026-12-31", standard: "" }];
      await addTask(db, live, { id, item: null, ...task });
      must(await changeTask(db, live, { id, ...task }));
      must(await removeTask(db, live, id));
    }),
    stop("an opinion picked for the minutes", async () => { for (const on of [true, false]) await setPick(db, live, { source: "comment", ref: "bench", on }); }),
    stop("an opinion sent again", async () => {
      const [key, command] = [newKey(), { type: "comment.post" as const, item: (await acts.state(live)).current!, person: community.person("代表五"), tag: null, parent: null, text: "再说一次" }];
      for (let i = 0; i < 2; i++) await acts.ask("代表五", live, command, key);
    }),
    stop("opinions that another node stored", async () => commentsAfter(db, live, 40)),
    stop("who has voted", async () => votersOf(db, { community: community.id, round: (await house.halls.get(past))!.state.rounds[0]!.id })),
    stop("objection.file", async () => acts.must("代表四", past, { type: "objection.file", person: community.person("代表四"), text: "有一处记错了。" })),
  ];
}
