/** What machines ask: does it run, may people be sent to it, and its figures. */
import { BlockList, isIPv6 } from "node:net";
import { Router, type Request } from "express";
import type { Config } from "./config";
import type { House } from "./house";

/** ms. */
const databaseAnswers = 1000;

export function probes({ metrics, pulse, config }: House & { readonly config: Pick<Config, "metrics"> }, isDraining: () => boolean): Router {
  const router = Router();
  const may = readers(config.metrics);
  router.get("/healthz", (_, response) => { response.type("text").send("ok"); });
  router.get("/readyz", (_, response, next) => {
    const word = async () => (isDraining() ? "draining" : await pulse(databaseAnswers) === null ? "database" : "ready");
    word().then((said) => { response.status(said === "ready" ? 200 : 503).set("Cache-Control", "no-store").type("text").send(said); }, next);
  });
  // To others there is no such page.
  router.get("/metrics", (request, response, next) => {
    if (!may(request)) return next();
    metrics.registry.metrics().then((text) => { response.writeHead(200, { "Content-Type": metrics.registry.contentType, "Cache-Control": "no-store" }).end(text); }, next);
  });
  return router;
}

/** Who reads the figures: this machine and the addresses of the setting, each by a connection of its own. A proxy on this machine passes on what anybody asks. */
function readers(setting: Config["metrics"]): (request: Request) => boolean {
  if (setting === "off") return () => false;
  const list = new BlockList();
  for (const range of ["127.0.0.0/8", "::1", ...setting]) {
    const [address = "", bits] = range.split("/");
    list.addSubnet(address, Number(bits ?? (isIPv6(address) ? 128 : 32)), isIPv6(address) ? "ipv6" : "ipv4");
  }
  return ({ headers, socket: { remoteAddress: peer = "" } }) => !Object.keys(headers).some(isForwarding) && list.check(peer, isIPv6(peer) ? "ipv6" : "ipv4");
}

const isForwarding = (header: string) => header === "forwarded" || header === "via" || header === "x-real-ip" || header.startsWith("x-forwarded-");
