import type { House } from "../house";
import { communityBySlug, liveMeetings, meetingsOf } from "../store/meetings";
import { accountFor, peopleNamed } from "../store/people";
import { screenLinksOf } from "../store/slips";
import { demoSlug, demoCast } from "./people";

export type DemoPlace = { readonly token: string; readonly name: string; readonly as: string; readonly account: string; readonly to: string };

/** The demo's ways in: one link a role, the same after every start. */
export async function demoPlaces({ database: { db }, keys }: House): Promise<DemoPlace[]> {
  const home = await communityBySlug(db, demoSlug);
  if (!home) return [];
  const rows = await peopleNamed(db, home.id, demoCast.map(({ name }) => name));
  const meeting = (await liveMeetings(db, home.id))[0] ?? (await meetingsOf(db, home.id, { most: 1 }))[0];
  const at = meeting ? `/c/${demoSlug}/meetings/${meeting.id}` : `/c/${demoSlug}`;
  const places: DemoPlace[] = [];
  for (const { name, as, page } of demoCast) {
    const row = rows.find((one) => one.name === name);
    if (!row) continue;
    const token = keys.mac("demo", `${home.id}/${row.id}`, 12).toString("base64url");
    places.push({ token, name, as, account: await accountFor(db, home.id, row.id), to: at + page });
  }
  return places;
}

/** The path of the demo's big screen. */
export async function demoScreen({ database: { db }, links }: House): Promise<string | null> {
  const home = await communityBySlug(db, demoSlug);
  const meeting = home && (await liveMeetings(db, home.id))[0];
  const [screen] = meeting ? await screenLinksOf(db, links, { community: home.id, meeting: meeting.id }) : [];
  return screen ? `/screen/${screen.token}` : null;
}
