import type { InvitationDoor, SlipDoor, Step } from "../../app/wire/context";
import { deviceName } from "../auth";
import type { House, Visit } from "../house";
import { newId, normaliseCode } from "../ids";
import { bodiesWith, communityById, findCode, liveMeetings, type ListedMeeting } from "../store/meetings";
import { communityCard, cardOf } from "./cards";
import { invited, seatsTaken, slipOwner } from "../store/slips";

const staff = 12 * 3600;
/** Longer than a seat by slip lasts without use: the session itself says when it ends. */
const year = 365 * 24 * 3600;

/** Joining: codes, slips, passwords. */
export function seatDoors(house: House, visit: Visit) {
  const { database: { db }, auth, cookies, links, attempts, presence, council, clock } = house;
  const device = () => cookies.device(visit.cookie) ?? `address ${visit.address}`;
  const signedIn = (token: string) => cookies.write("session", token, token.startsWith("p") ? staff : year);

  function ended(sessions: string[], moved: boolean) {
    house.live().endSessions(sessions, moved);
    house.nodes().sessionsEnded(sessions, moved);
  }

  async function enterCode(typed: string) {
    const code = normaliseCode(typed);
    if (code.length === 6) {
      const place = await meetingByCode(code);
      return place ? { to: `/c/${place.community}/meetings/${place.meeting}`, cookies: [] } : null;
    }
    if (code.length !== 8) return null;
    const wait = await attempts.slipCode.take(device());
    if (wait > 0) return { wait };
    const owner = await slipOwner(db, links, { code });
    if (!owner) return null;
    await attempts.slipCode.right(device());
    return { to: `/s/${links.token("slip", owner.community, owner.slip)}`, cookies: [] };
  }

  async function meetingByCode(code: string) {
    const found = await findCode(db, "meeting", normaliseCode(code));
    const community = found && await communityById(db, found.community);
    return found && community ? { community: community.slug, meeting: found.ref } : null;
  }

  async function seenScreen(code: string, scan: string): Promise<Step | null> {
    const found = await findCode(db, "meeting", normaliseCode(code));
    const community = found && await communityById(db, found.community);
    if (!found || !community) return null;
    const valid = presence.wasScanned({ community: found.community, meeting: found.ref }, scan, clock.now());
    return { to: `/c/${community.slug}/meetings/${found.ref}`, cookies: valid ? [cookies.here(found.ref, clock.now())] : [] };
  }

  async function slip(token: string): Promise<SlipDoor | null> {
    const owner = await slipOwner(db, links, { token });
    const community = owner && await communityById(db, owner.community);
    if (!owner || !community) return null;
    const live = await liveFor(owner.community, owner.id);
    const place = live[0] ? await shownMeeting(owner.community, owner.id, live[0]) : null;
    const seats = await seatsTaken(db, { community: owner.community, person: owner.id, now: clock.now() });
    const { slip: slipId, claimedAt: _, community: __, ...person } = owner;
    return {
      community: communityCard(community), person,
      mine: seats.some((id) => id === visit.visitor?.session),
      taken: seats.some((id) => id !== visit.visitor?.session),
      meeting: place,
      enter: (digits) => enter({ community: owner.community, slug: community.slug, person: owner.id, slip: slipId, open: meant(owner.community, live, digits) }, digits),
    };
  }

  /** The meetings that are open now, the one this person most likely came to first: whose screen they saw, else of a body of theirs, else the newest. */
  async function liveFor(community: string, person: string): Promise<ListedMeeting[]> {
    const [live, bodies] = await Promise.all([liveMeetings(db, community), bodiesWith(db, community, person)]);
    const nearness = ({ id, bodyId }: ListedMeeting) => (cookies.isHere(visit.cookie, id, clock.now()) ? 2 : bodies.has(bodyId) ? 1 : 0);
    return live.sort((one, other) => nearness(other) - nearness(one));
  }

  async function shownMeeting(community: string, person: string, found: ListedMeeting) {
    const hall = await house.halls.get({ community, meeting: found.id });
    return { card: cardOf(found), here: cookies.isHere(visit.cookie, found.id, clock.now()), present: hall?.state.people[person]?.here ?? false };
  }

  /** With two halls open, what is typed says which: the digits stand on one screen only. A screen that was scanned says it better. */
  function meant(community: string, live: ListedMeeting[], digits: string): string | null {
    const now = clock.now();
    const scanned = live.find(({ id }) => cookies.isHere(visit.cookie, id, now));
    return (scanned ?? live.find(({ id }) => presence.isValid({ community, meeting: id }, digits, now)) ?? live[0])?.id ?? null;
  }

  type Entry = { community: string; slug: string; person: string; slip: string; open: string | null };

  /** Presence is looked at before anything changes, so that a wrong digit leaves the other phone its seat. */
  async function enter({ open, slug, ...claim }: Entry, digits: string) {
    const place = open ? { community: claim.community, meeting: open } : null;
    const proven = place ? await provenAt(place, claim.person, digits) : false;
    if (typeof proven === "object" || proven === "wrong-code") return proven;
    const seated = await auth.seat(claim, deviceName(visit.agent));
    if (!seated) return null;
    ended(seated.ended, true);
    if (!seated.ended.includes(visit.visitor?.session ?? "")) await leaveBefore();
    const actor = { person: claim.person, administrator: false, level: "slip" as const };
    if (place && proven) await house.metrics.acknowledged("attendance.arrive", () => council.act({ actor, place, act: { key: newId(), command: { type: "attendance.arrive", person: claim.person } }, proven: true }));
    return { to: open ? `/c/${slug}/meetings/${open}` : `/c/${slug}`, cookies: [signedIn(seated.token)] };
  }

  /** Nothing typed and no screen seen: the phone gets its seat, and checks in later. */
  async function provenAt(place: { community: string; meeting: string }, person: string, digits: string): Promise<boolean | "wrong-code" | { wait: number }> {
    if (cookies.isHere(visit.cookie, place.meeting, clock.now())) return true;
    if (digits === "") return false;
    const seat = `${place.community}/${person}`;
    const wait = await attempts.presence.take(seat);
    if (wait > 0) return { wait };
    if (!presence.isValid(place, digits, clock.now())) return "wrong-code";
    await attempts.presence.right(seat);
    return true;
  }

  async function signIn({ login, password }: { login: string; password: string }): Promise<Step | { wait: number } | null> {
    const known = cookies.isKnown(visit.cookie, device(), login);
    const wait = await attempts.password.take(login, device(), known);
    if (wait > 0) return { wait };
    const token = await auth.signIn({ login, password, device: deviceName(visit.agent) });
    if (!token) return null;
    await attempts.password.right(login, device(), known);
    await leaveBefore();
    return { to: "/", cookies: [signedIn(token), cookies.known(visit.cookie, device(), login)] };
  }

  /** A new session at every change of rights; the one before ends. */
  async function leaveBefore() {
    if (!visit.visitor) return;
    await auth.signOut(visit.visitor.session);
    ended([visit.visitor.session], false);
  }

  async function signOut(): Promise<Step> {
    await leaveBefore();
    return { to: "/", cookies: [cookies.clear("session")] };
  }

  async function invitation(token: string): Promise<InvitationDoor | null> {
    const found = await invited(db, links, { token, now: clock.now() });
    if (!found) return null;
    return {
      name: found.name, login: found.login,
      async accept({ login, password }) {
        const answer = await auth.accept({ community: found.community, person: found.id, id: found.invitation, account: found.account }, { login, password, device: deviceName(visit.agent) });
        if (answer === null || answer === "taken") return answer;
        ended(answer.ended, false);
        await leaveBefore();
        return { to: "/", cookies: [signedIn(answer.token), cookies.known(visit.cookie, device(), login)] };
      },
    };
  }

  async function endDevice(id: string): Promise<Step | null> {
    const gone = visit.visitor && await auth.endDevice(visit.visitor, id);
    if (!gone) return null;
    ended([gone], false);
    return gone === visit.visitor.session ? { to: "/", cookies: [cookies.clear("session")] } : { to: "/devices", cookies: [] };
  }

  return {
    enterCode, meetingByCode, seenScreen, slip, signIn, signOut, invitation, endDevice, signedIn, leaveBefore,
    devices: async () => (visit.visitor ? auth.devices(visit.visitor) : null),
  };
}
