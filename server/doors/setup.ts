import { eq } from "drizzle-orm";
import { account, community, installation, person } from "../../drizzle/schema";
import type { DemoDoor, SetupDoor } from "../../app/wire/context";
import { deviceName } from "../auth";
import { demoPlaces } from "../demo/links";
import type { House, Visit } from "../house";
import { newId } from "../ids";
import type { seatDoors } from "./seats";

type Seats = ReturnType<typeof seatDoors>;

/** The first run: a one-time link makes the community and its first administrator. */
export async function setupDoor({ database: { db }, auth }: House, visit: Visit, seats: Seats, token: string): Promise<SetupDoor | null> {
  const [row] = await db.select({ token: installation.setupToken }).from(installation).where(eq(installation.id, 1));
  if (!row?.token || row.token !== token) return null;
  return {
    async make({ community: name, address, timeZone, name: who, login, password }) {
      const passwordHash = await auth.hash(password);
      const accountId = newId();
      const made = await db.transaction(async (tx) => {
        const [open] = await tx.select({ token: installation.setupToken }).from(installation).where(eq(installation.id, 1)).for("update");
        if (open?.token !== token) return null;
        await tx.update(installation).set({ setupToken: null }).where(eq(installation.id, 1));
        const id = newId();
        const slug = newId().slice(0, 6);
        await tx.insert(account).values({ id: accountId, login, passwordHash });
        await tx.insert(community).values({ id, slug, name, address, timeZone });
        await tx.insert(person).values({ communityId: id, id: newId(), name: who, accountId, administrator: true });
        return slug;
      });
      if (!made) return null;
      const session = await auth.openFor(accountId, deviceName(visit.agent));
      return { to: `/c/${made}/people`, cookies: [seats.signedIn(session)] };
    },
  };
}

/** One tap signs in as somebody of the demo; only where the demo runs. */
export async function demoDoor(house: House, visit: Visit, seats: Seats, token: string): Promise<DemoDoor | null> {
  const place = house.demo ? (await demoPlaces(house)).find((one) => one.token === token) : undefined;
  if (!place) return null;
  return {
    name: place.name, as: place.as,
    async enter() {
      await seats.leaveBefore();
      const session = await house.auth.openFor(place.account, deviceName(visit.agent));
      return { to: place.to, cookies: [seats.signedIn(session)] };
    },
  };
}
