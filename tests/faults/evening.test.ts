/** A whole evening through the public doors of the built product: small here; `npm run evening` runs it large. */
import { expect, test } from "vitest";
import { verifyAll } from "../../server/verify";
import { runEvening } from "../evening/run";
import { newDatabase, openHouse } from "../house";
import { buildOf, startApp } from "./machine";

test("nothing is lost or doubled, acknowledged = rows = published, and whoever comes late is told", async () => {
  const database = await newDatabase();
  const app = await startApp(database.url, buildOf(), { env: { YISHI_DEMO: "on", CHROMIUM_PATH: "/nowhere/chromium" } });
  const links = Object.fromEntries([...app.log().matchAll(/　(\S+)　(http\S+\/demo\/\S+)/g)].map(([, name, link]) => [name!, link!]));
  const report = await runEvening({ url: app.url, links, people: 30, seed: 20261126, comments: 1 });
  expect(report.faults).toEqual([]);
  expect(report).toMatchObject({ people: 30, members: 6, comments: { posted: 30, acknowledged: 30, shown: 30, lost: 0, doubled: 0, unanswered: 0 }, minutes: { version: 1, published: 2 } });
  expect(report.votes.map(({ form, afterClose, unanswered }) => [form, afterClose, unanswered])).toEqual([["named", 2, 0], ["hands", 0, 0]]);
  expect(report.delay.acts).toBeGreaterThan(30);
  expect((await verifyAll((await openHouse({ databaseUrl: database.url })).house.database.db)).findings).toEqual([]);
  expect(app.deaths()).toBe(0);
}, 180_000);
