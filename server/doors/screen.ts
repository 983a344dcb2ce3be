import type { ScreenDoor } from "../../app/wire/context";
import type { House } from "../house";
import { communityById, listedMeeting } from "../store/meetings";
import { screenPlace } from "../store/slips";
import { wifiOf } from "../store/wifi";
import { cardOf, communityCard } from "./cards";

/** The big screen by its link: it may read and show the code, nothing else. */
export async function screenDoor({ database: { db }, halls, talk, links, presence, clock }: House, token: string): Promise<ScreenDoor | null> {
  const place = await screenPlace(db, links, token);
  if (!place) return null;
  const [community, listed, hall] = await Promise.all([communityById(db, place.community), listedMeeting(db, place.community, place.meeting), halls.get(place)]);
  if (!community || !listed || !hall) return null;
  const open = hall.state.stage === "check-in" || hall.state.stage === "in-session";
  return {
    community: communityCard(community), card: cardOf(listed),
    shown: open ? { digits: presence.now(place, clock.now()), scan: presence.scan(place, clock.now()) } : null,
    wifi: await wifiOf(db, place),
    async scene() {
      const { shown } = hall.state.comments;
      return { ...await halls.scene(hall, "screen"), shown: shown ? await talk.one(hall, shown) : null };
    },
  };
}
