/**
 * The page of a meeting, which most requests are for when a hall comes in: made by Remix once a version, answered by Express with
 * the headers that every page gets, and from then on before Express with the same ones. Who needs more than the bytes goes by Express.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { createRequestHandler, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import type { Request, RequestHandler, Response } from "express";
import { roundInHand } from "../app/rules/meeting/state";
import type { House, Visit } from "./house";
import { lately } from "./lately";
import type { Origins } from "./origins";
import { keepPages, noncePlace } from "./pages";
import { turnout } from "./store/ballots";
import { communityBySlug } from "./store/meetings";

type Web = { readonly house: House; readonly origins: Origins; readonly build: ServerBuild; readonly clientFolder: string; readonly context: (visit: Visit) => AppLoadContext };
export type MeetingPages = ReturnType<typeof keepMeetingPages>;

const pagePath = /^\/c\/([\w-]+)\/meetings\/([\w-]+)$/;

export function keepMeetingPages({ house, origins, build, clientFolder, context }: Web) {
  const render = createRequestHandler(build, "production");
  const slugs = new Map<string, string>();
  const pages = keepPages({
    folder: clientFolder,
    render: (path, large) => {
      const visit: Visit = { visitor: null, cookie: large ? house.cookies.write("type", "large", 1).split(";")[0] : undefined, agent: undefined, address: "", origin: "http://kept.page", nonce: noncePlace };
      return render(new globalThis.Request(new URL(path, visit.origin)), context(visit));
    },
  });

  async function communityOf(slug: string): Promise<string | null> {
    const known = slugs.get(slug) ?? (await communityBySlug(house.database.db, slug))?.id;
    if (known) slugs.set(slug, known);
    return known ?? null;
  }

  const casts = lately((key) => { const [community = "", round = ""] = key.split(" "); return turnout(house.database.db, { community, round }, []).then(({ cast }) => cast); });

  /** A password's session, which is kept alive by use; a slip's has its end from the start. */
  const staffToken = ({ headers }: IncomingMessage) => { const token = house.cookies.read(headers.cookie, "session"); return token?.startsWith("p") ? token : null; };

  /** The page is nobody's in particular; a member of staff who only ever reads it stays signed in. */
  async function renew(request: Request, response: Response, community: string): Promise<void> {
    const token = staffToken(request);
    if (!token) return;
    const seat = await house.auth.seated(token, community);
    if (seat?.renewed) response.append("Set-Cookie", house.cookies.write("session", token, Math.round((seat.renewed.getTime() - Date.now()) / 1000)));
  }

  const askedFor = ({ headers }: IncomingMessage) => ({ large: house.cookies.isLarge(headers.cookie), host: origins.answersAs(headers.host), corrections: house.halls.corrections(), now: house.clock.now() });

  async function answered(request: Request, response: Response): Promise<boolean> {
    const { slug, meeting } = request.params as { slug: string; meeting: string };
    const community = await communityOf(slug);
    const hall = community && await house.halls.get({ community, meeting });
    if (!hall) return false;
    await renew(request, response, community);
    const round = roundInHand(hall.state);
    const cast = round?.stage === "open" ? await casts.now(`${community} ${round.id}`) : 0;
    return pages.answer(request, response, { hall, cast, path: `/c/${slug}/meetings/${meeting}`, ...askedFor(request) });
  }

  /** In hand already, and with nothing to be asked of the database. */
  function readyHall({ url = "" }: IncomingMessage) {
    const [, slug = "", meeting = ""] = pagePath.exec(url) ?? [];
    const community = slugs.get(slug);
    const hall = community ? house.halls.inHand({ community, meeting }) : undefined;
    return hall && roundInHand(hall.state)?.stage !== "open" ? hall : undefined;
  }

  return {
    first: ((request, response, next) => { answered(request, response).then((is) => { if (!is) next(); }, next); }) satisfies RequestHandler,
    /** Answers whether the request was for a page that was answered before, and is answered. */
    again(request: IncomingMessage, response: ServerResponse): boolean {
      const hall = request.method === "GET" ? readyHall(request) : undefined;
      if (!hall || staffToken(request) || !origins.isOurs(request.headers.host)) return false;
      return pages.again(request, response, { hall, cast: 0, ...askedFor(request) });
    },
  };
}
