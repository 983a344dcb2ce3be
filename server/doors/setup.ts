import type { DemoDoor, SetupDoor } from "../../app/wire/context";
import { deviceName } from "../auth";
import { demoPlaces } from "../demo/links";
import type { House, Visit } from "../house";
import { isSetupToken, setUp } from "../store/installation";
import type { seatDoors } from "./seats";

type Asked = { readonly visit: Visit; readonly seats: ReturnType<typeof seatDoors>; readonly token: string };

/** The first run: a one-time link makes the community and its first administrator. */
export async function setupDoor({ database: { db }, auth }: House, { visit, seats, token }: Asked): Promise<SetupDoor | null> {
  if (!await isSetupToken(db, token)) return null;
  return {
    async make({ community: name, address, timeZone, name: who, login, password }) {
      const made = await setUp(db, { token, name, address, timeZone, who, login, passwordHash: await auth.hash(password) });
      if (!made) return null;
      await seats.leaveBefore();
      const session = await auth.openFor(made.account, deviceName(visit.agent));
      return { to: `/c/${made.slug}/people`, cookies: [seats.signedIn(session)] };
    },
  };
}

/** One tap signs in as somebody of the demo; only where the demo runs. */
export async function demoDoor(house: House, { visit, seats, token }: Asked): Promise<DemoDoor | null> {
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
