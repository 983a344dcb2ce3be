import { and, eq, inArray } from "drizzle-orm";
import { account, community, person } from "../../drizzle/schema";
import type { House } from "../house";
import { newId } from "../ids";
import { liveMeetings, meetingsOf } from "../store/meetings";
import { screenLinksOf } from "../store/slips";
import { demoSlug, demoCast } from "./people";

export type DemoPlace = { readonly token: string; readonly name: string; readonly as: string; readonly account: string; readonly to: string };

/** The demo's ways in: one link a role, the same after every start. */
export async function demoPlaces({ database: { db }, keys }: House): Promise<DemoPlace[]> {
  const [home] = await db.select().from(community).where(eq(community.slug, demoSlug));
  if (!home) return [];
  const names = demoCast.map(({ name }) => name);
  const rows = await db.select({ id: person.id, name: person.name, account: person.accountId }).from(person).where(and(eq(person.communityId, home.id), inArray(person.name, names)));
  const meeting = (await liveMeetings(db, home.id))[0] ?? (await meetingsOf(db, home.id, 1))[0];
  const at = meeting ? `/c/${demoSlug}/meetings/${meeting.id}` : `/c/${demoSlug}`;
  const places: DemoPlace[] = [];
  for (const { name, as, page } of demoCast) {
    const row = rows.find((one) => one.name === name);
    if (!row) continue;
    const token = keys.mac("demo", `${home.id}/${row.id}`, 12).toString("base64url");
    places.push({ token, name, as, account: row.account ?? await accountOf({ db }, home.id, row.id), to: at + page });
  }
  return places;
}

async function accountOf({ db }: Pick<House["database"], "db">, communityId: string, personId: string): Promise<string> {
  const id = newId();
  await db.insert(account).values({ id });
  await db.update(person).set({ accountId: id }).where(and(eq(person.communityId, communityId), eq(person.id, personId)));
  return id;
}

/** The path of the demo's big screen. */
export async function demoScreen({ database: { db }, links }: House): Promise<string | null> {
  const [home] = await db.select().from(community).where(eq(community.slug, demoSlug));
  const meeting = home && (await liveMeetings(db, home.id))[0];
  const [screen] = meeting ? await screenLinksOf(db, links, { community: home.id, meeting: meeting.id }) : [];
  return screen ? `/screen/${screen.token}` : null;
}
