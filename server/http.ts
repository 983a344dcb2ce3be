import { createServer, type Server } from "node:http";
import { createRequestHandler } from "@remix-run/express";
import { createRequestHandler as createRenderer, type AppLoadContext, type ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Request, type Response } from "express";
import type { ViteDevServer } from "vite";
import type { Config } from "./config";
import type { Doors } from "../app/wire/context";
import { openDoors } from "./doors";
import { guards } from "./guards";
import { probes } from "./probes";
import type { House, Visit } from "./house";
import type { Origins } from "./origins";
import { faultPage } from "./fault-page";
import { settled } from "./faults";
import { keepPages, noncePlace } from "./pages";
import { communityBySlug } from "./store/meetings";
import { turnout } from "./store/ballots";
import { roundInHand } from "../app/rules/meeting/state";

type Web = { readonly house: House; readonly config: Pick<Config, "metrics">; readonly origins: Origins; readonly build: ServerBuild | null; readonly vite: ViteDevServer | null; readonly clientFolder: string };

/** Everything that is answered over HTTP: guards first, then files, then the kept meeting page, then Remix. */
export function openHttp() {
  const app = express();
  const server = createServer(app);
  app.disable("x-powered-by");
  let draining = false;
  return { server, mount: (web: Web) => mount(app, web, () => draining), drain: () => { draining = true; drain(server); } };
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
  else files(app, clientFolder);
  app.use(unkept(vite ? "no-cache" : "no-store"));
  app.use(withVisit(house, origins));
  app.use(logged(house));
  const handler = { build: build ?? (() => vite!.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>), mode: build ? "production" : "development" };
  const remix = createRequestHandler({ ...handler, getLoadContext: (_, response) => loadContext(house, visitOf(response)) });
  app.all("*", (request, response, next) => void remix(request, response, next));
  app.use(faultPage(house.log));
}

/** Built files carry their hash in the name and never change; they lie beside their brotli and gzip forms. */
function files(app: express.Express, folder: string) {
  app.use("/assets", (request, response, next) => {
    const accepts = String(request.headers["accept-encoding"] ?? "");
    const form = ([["br", ".br"], ["gzip", ".gz"]] as const).find(([name]) => accepts.includes(name));
    const type = request.path.endsWith(".js") ? "js" : request.path.endsWith(".css") ? "css" : null;
    if (!form || !type) return next();
    response.sendFile(`${request.path}${form[1]}`, { root: `${folder}/assets`, immutable: true, maxAge: "1y", headers: { "Content-Type": type === "js" ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8", "Content-Encoding": form[0], Vary: "Accept-Encoding" } }, (error) => { if (error) next(); });
  });
  app.use("/assets", express.static(`${folder}/assets`, { immutable: true, maxAge: "1y" }));
  app.use(express.static(folder, { maxAge: "1h", index: false }));
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

  /** Asked at most once a second, however many come in. */
  const counted = new Map<string, { at: number; cast: Promise<number> }>();
  async function castNow(place: { community: string; meeting: string }): Promise<number> {
    const hall = await house.halls.get(place);
    const round = hall && roundInHand(hall.state);
    if (round?.stage !== "open") return 0;
    const kept = counted.get(round.id);
    if (kept && Date.now() - kept.at < 1000) return kept.cast;
    const cast = turnout(house.database.db, { community: place.community, round: round.id }, []).then((found) => found.cast);
    counted.set(round.id, { at: Date.now(), cast });
    cast.catch(() => counted.delete(round.id));
    for (const old of [...counted.keys()].slice(0, Math.max(0, counted.size - 50))) counted.delete(old);
    return cast;
  }

  /** The page is nobody's in particular; a member of staff who only ever reads it stays signed in. */
  async function renew(request: Request, response: Response): Promise<void> {
    const token = house.cookies.read(request.headers.cookie, "session");
    if (!token?.startsWith("p")) return;
    const visitor = await house.auth.visitor(token);
    if (visitor?.fresh) response.append("Set-Cookie", house.cookies.write("session", token, Math.round((visitor.expiresAt.getTime() - Date.now()) / 1000)));
  }

  return (request, response, next) => {
    const { slug, meeting } = request.params as { slug: string; meeting: string };
    (async () => {
      const community = await communityOf(slug);
      if (!community) return next();
      const place = { community, meeting };
      await renew(request, response);
      const kept = await answer(request, response, { ...place, large: house.cookies.isLarge(request.headers.cookie), cast: await castNow(place), now: house.clock.now() });
      if (!kept) next();
    })().catch(next);
  };
}
