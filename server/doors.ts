import type { Doors } from "../app/wire/context";
import { unfinishedSlug } from "./demo/people";
import { communityDoor } from "./doors/community";
import { communityCard } from "./doors/cards";
import { screenDoor } from "./doors/screen";
import { seatDoors } from "./doors/seats";
import { demoDoor, setupDoor } from "./doors/setup";
import type { House, Visit } from "./house";
import { communities, communityBySlug } from "./store/meetings";

/** What one request may ask of the house. */
export function openDoors(house: House, visit: Visit): Doors {
  const { database: { db }, cookies, clock } = house;
  const seats = seatDoors(house, visit);
  return {
    nonce: visit.nonce,
    large: cookies.isLarge(visit.cookie),
    origin: visit.origin,
    demo: house.demo,
    signedIn: visit.visitor?.level === "password",
    now: clock.now,
    report: (error) => { house.log.fault(error, "render"); },
    communities: async () => (await communities(db)).filter(({ slug }) => slug !== unfinishedSlug).map(communityCard),
    async community(slug) {
      const row = await communityBySlug(db, slug);
      return row && communityDoor(house, visit, communityCard(row));
    },
    enterCode: seats.enterCode,
    meetingByCode: seats.meetingByCode,
    seenScreen: seats.seenScreen,
    screen: (token) => screenDoor(house, token),
    slip: seats.slip,
    signIn: seats.signIn,
    signOut: seats.signOut,
    devices: seats.devices,
    endDevice: seats.endDevice,
    invitation: seats.invitation,
    setup: (token) => setupDoor(house, { visit, seats, token }),
    demoLink: (token) => demoDoor(house, { visit, seats, token }),
    setType: (large, back) => ({ to: back, cookies: [large ? cookies.write("type", "large", 365 * 24 * 3600) : cookies.clear("type")] }),
  };
}
