import { createServer, type Server } from "node:http";
import { createRequestHandler } from "@remix-run/express";
import { createRequestHandler as createRenderer, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Request, type Response } from "express";
import type { ViteDevServer } from "vite";
import { keepAssets } from "./assets";
import type { Config } from "./config";
import type { Doors } from "../app/wire/context";
import { openDoors } from "./doors";
import { guards } from "./guards";
import { probes } from "./probes";
import type { House, Visit } from "./house";
import { lately } from "./lately";
import type { Origins } from "./origins";
import { faultPage } from "./fault-page";
import { settled } from "./faults";
import { keepPages, noncePlace } from "./pages";
import { communityBySlug } from "./store/meetings";
import { turnout } from "./store/ballots";
import { roundInHand } from "../app/rules/meeting/state";

type Web = { readonly house: House; readonly config: Pick<Config, "metrics">; readonly origins: Origins; readonly build: ServerBuild | null; readonly vite: ViteDevServer | null; readonly clientFolder: string };

/** Everything that is answered over HTTP: built files, then guards, the kept meeting page, other files, and Remix. */
export function openHttp() {
  const app = express();
  let assets: ReturnType<typeof keepAssets> = () => false;
  const server = createServer((request, response) => { if (!assets(request, response)) app(request, response); });
  app.disable("x-powered-by");
  let draining = false;
  function open(web: Web) {
    if (web.build) assets = keepAssets(`${web.clientFolder}/assets`, web.origins);
    mount(app, web, () => draining);
  }
  return { server, mount: open, drain: () => { draining = true; drain(server); } };
}

/** What is under way is answered and its connection ended, so that one that keeps asking cannot hold the server; five seconds at most. */
function drain(server: Server): void {
  server.prependListener("request", (_, response) => { response.shouldKeepAlive = false; });
  setTimeout(() => server.closeAllConnections(), 5000).unref();
}

function mount(app: express.Express, { house, config, origins, build, vite, clientFolder }: Web, isDraining: () => boolean) {
  app.set("trust proxy", "loopback");
  app.use(guards(origins));
  if (build) app.get("/c/:slug/meetings/:meeting", meetingPage(house, build, clientFolder));
  app.use(compression());
  app.use(probes({ ...house, config }, isDraining));
  if (vite) app.use(vite.middlewares);
  else app.use(express.static(clientFolder, { maxAge: "1h", index: false }));
  app.use(unkept(vite ? "no-cache" : "no-store"));
  app.use(withVisit(house, origins));
  app.use(logged(house));
  const handler = { build: build ?? (() => vite!.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>), mode: build ? "production" : "development" };
  const remix = createRequestHandler({ ...handler, getLoadContext: (_, response) => loadContext(house, visitOf(response)) });
  app.all("*", (request, response, next) => void remix(request, response, next));
  app.use(faultPage(house.log));
}

/** Pages, their data and redirects may all be personal. In development a browser may keep what was typed over a reload. */
const unkept = (control: "no-store" | "no-cache"): express.RequestHandler => (_, response, next) => {
  response.setHeader("Cache-Control", control);
  next();
};

const visitOf = (response: Response) => response.locals.visit as Visit;

function withVisit({ auth, cookies }: House, origins: Origins): express.RequestHandler {
  return (request, response, next) => {
    const { cookie, host, "user-agent": agent } = request.headers;
    auth.visitor(cookies.read(cookie, "session")).then((visitor) => {
      const visit: Visit = { visitor, cookie, agent, address: request.ip ?? "", origin: origins.reachable(host), nonce: response.locals.nonce as string };
      response.locals.visit = visit;
      if (!cookies.device(cookie) && request.method === "GET") response.append("Set-Cookie", cookies.newDevice());
      if (visitor?.fresh) response.append("Set-Cookie", cookies.write("session", cookies.read(cookie, "session")!, Math.round((visitor.expiresAt.getTime() - Date.now()) / 1000)));
      next();
    }).catch(next);
  };
}

/** Logs the kind of path, never the path: it may hold a slip's token. */
function logged({ log }: House): express.RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    response.on("finish", () => {
      if (response.statusCode >= 500) log.warn("request", { method: request.method, at: `/${request.path.split("/")[1] ?? ""}`, status: response.statusCode, ms: Math.round(performance.now() - started) });
    });
    next();
  };
}

const loadContext = (house: House, visit: Visit) => settled(house.log, openDoors(house, visit)) as Doors & AppLoadContext;

function meetingPage(house: House, build: ServerBuild, folder: string): express.RequestHandler {
  const render = createRenderer(build, "production");
  const slugs = new Map<string, string>();
  const answer = keepPages({
    halls: house.halls, build: build.assets.version, folder,
    render: (path, large) => {
      const visit: Visit = { visitor: null, cookie: large ? house.cookies.write("type", "large", 1).split(";")[0] : undefined, agent: undefined, address: "", origin: "http://kept.page", nonce: noncePlace };
      return render(new globalThis.Request(new URL(path, visit.origin)), loadContext(house, visit));
    },
  });

  async function communityOf(slug: string): Promise<string | null> {
    const known = slugs.get(slug) ?? (await communityBySlug(house.database.db, slug))?.id;
    if (known) slugs.set(slug, known);
    return known ?? null;
  }

  const casts = lately((key) => { const [community = "", round = ""] = key.split(" "); return turnout(house.database.db, { community, round }, []).then(({ cast }) => cast); });
  async function castNow(place: { community: string; meeting: string }): Promise<number> {
    const hall = await house.halls.get(place);
    const round = hall && roundInHand(hall.state);
    return round?.stage === "open" ? casts.now(`${place.community} ${round.id}`) : 0;
  }

  /** The page is nobody's in particular; a member of staff who only ever reads it stays signed in. */
  async function renew(request: Request, response: Response, community: string): Promise<void> {
    const token = house.cookies.read(request.headers.cookie, "session");
    if (!token?.startsWith("p")) return;
    const seat = await house.auth.seated(token, community);
    if (seat?.renewed) response.append("Set-Cookie", house.cookies.write("session", token, Math.round((seat.renewed.getTime() - Date.now()) / 1000)));
  }

  return (request, response, next) => {
    const { slug, meeting } = request.params as { slug: string; meeting: string };
    (async () => {
      const community = await communityOf(slug);
      if (!community) return next();
      const place = { community, meeting };
      await renew(request, response, community);
      const kept = await answer(request, response, { ...place, large: house.cookies.isLarge(request.headers.cookie), cast: await castNow(place), now: house.clock.now() });
      if (!kept) next();
    })().catch(next);
  };
}
