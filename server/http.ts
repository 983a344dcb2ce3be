import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createRequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express, { type Response } from "express";
import type { ViteDevServer } from "vite";
import { keepAssets } from "./assets";
import type { Config } from "./config";
import type { Doors } from "../app/wire/context";
import { openDoors } from "./doors";
import { guards } from "./guards";
import { probes } from "./probes";
import type { House, Visit } from "./house";
import { keepMeetingPages, type MeetingPages } from "./meeting-page";
import type { Origins } from "./origins";
import { faultPage } from "./fault-page";
import { settled } from "./faults";

type Web = { readonly house: House; readonly config: Pick<Config, "metrics">; readonly origins: Origins; readonly build: ServerBuild | null; readonly vite: ViteDevServer | null; readonly clientFolder: string };

/** Answers from ready bytes, and whether it did. */
type Ready = (request: IncomingMessage, response: ServerResponse) => boolean;

/** Everything that is answered over HTTP: built files and what is kept of meeting pages, then guards, other files, and Remix. */
export function openHttp() {
  const app = express();
  let isAnswered: Ready = () => false;
  const server = createServer((request, response) => { if (!isAnswered(request, response)) app(request, response); });
  app.disable("x-powered-by");
  let draining = false;
  function open(web: Web) {
    const pages = web.build && keepMeetingPages({ ...web, build: web.build, context: (visit) => loadContext(web.house, visit) });
    if (pages) {
      const assets = keepAssets(`${web.clientFolder}/assets`, web.origins);
      isAnswered = quietly(web.house.log, (request, response) => assets(request, response) || pages.again(request, response));
    }
    mount(app, { ...web, pages }, () => draining);
  }
  return { server, mount: open, drain: () => { draining = true; drain(server); } };
}

/** Before Express nobody catches what is thrown: it answers instead. */
const quietly = (log: House["log"], ready: Ready): Ready => (request, response) => {
  try {
    return ready(request, response);
  } catch (reason) {
    log.fault(reason, "http");
    return response.headersSent;
  }
};

/** What is under way is answered and its connection ended, so that one that keeps asking cannot hold the server; five seconds at most. */
function drain(server: Server): void {
  server.prependListener("request", (_, response) => { response.shouldKeepAlive = false; });
  setTimeout(() => server.closeAllConnections(), 5000).unref();
}

function mount(app: express.Express, { house, config, origins, build, vite, clientFolder, pages }: Web & { readonly pages: MeetingPages | null }, isDraining: () => boolean) {
  app.set("trust proxy", "loopback");
  app.use(guards(origins));
  if (pages) app.get("/c/:slug/meetings/:meeting", pages.first);
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
