import type { IncomingHttpHeaders } from "node:http";
import os from "node:os";

export type Origins = ReturnType<typeof openOrigins>;

/**
 * Where the product may be reached. With PUBLIC_ORIGIN that one address; without it (a laptop in a hall) localhost and the
 * machine's own addresses, which may change while it runs.
 */
export function openOrigins(publicOrigin: string | null, port: () => number) {
  let known: { hosts: ReadonlySet<string>; network: readonly string[]; until: number } = { hosts: new Set(publicOrigin ? [new URL(publicOrigin).host] : []), network: [], until: publicOrigin ? Infinity : 0 };

  function now() {
    if (Date.now() > known.until) known = { hosts: new Set(ownNames().map(withPort)), network: networkAddresses(), until: Date.now() + 5000 };
    return known;
  }
  const withPort = (name: string) => (port() === 80 ? name : `${name}:${port()}`);

  const publicHost = publicOrigin === null ? undefined : new URL(publicOrigin).host;
  const originOf = (host: string | undefined) => publicOrigin ?? `http://${host ?? withPort("localhost")}`;
  const isNamed = (host: string | undefined) => host !== undefined && now().hosts.has(host);
  const isOurs = (host: string | undefined) => publicOrigin !== null || isNamed(host);
  const isSame = (origin: string | undefined, host: string | undefined) => origin !== undefined && origin === originOf(host) && isOurs(host);

  return {
    isHttps: publicOrigin?.startsWith("https:") ?? false,
    publicOrigin,
    /** The Host header names us; a foreign name that leads here (DNS rebinding) does not. Behind a proxy the proxy has seen to it. */
    isOurs,
    /** The Host that an answer is made for: behind a proxy the public one, whatever the proxy wrote there. */
    answersAs: (host: string | undefined): string => publicHost ?? host ?? "",
    /** For codes that phones scan: a laptop that looks at itself as localhost shows its address on the network. */
    reachable: (host: string | undefined) => (publicOrigin === null && /^(localhost|127\.|\[::1\])/.test(host ?? "") && now().network[0] ? `http://${withPort(now().network[0]!)}` : originOf(host)),
    /** An Origin header that is exactly the address this request came to. */
    isSame,
    /**
     * Whose line for news is let in. A WebSocket names its Origin, and nothing else keeps a foreign page's out. With a GET to
     * their own site browsers name none: then Sec-Fetch-Site tells, or the Referer where a browser sends no such header
     * (none does to an address over plain http).
     */
    mayConnect: ({ origin, host, upgrade, referer, "sec-fetch-site": site }: IncomingHttpHeaders): boolean => {
      if (origin !== undefined || upgrade !== undefined) return isSame(origin, host);
      return site === undefined ? isSame(originIn(referer), host) : site === "same-origin" && isOurs(host);
    },
    /** For the terminal: this machine's own page, and those for phones on the same network. */
    forPeople: () => ({ here: publicOrigin ?? `http://${withPort("localhost")}`, network: now().network.map((address) => `http://${withPort(address)}`) }),
  };
}

const originIn = (referer: string | undefined) => (referer !== undefined && URL.canParse(referer) ? new URL(referer).origin : undefined);

const networkAddresses = () => Object.values(os.networkInterfaces()).flat().flatMap((one) => (one && !one.internal && one.family === "IPv4" ? [one.address] : []));

function ownNames(): string[] {
  const addresses = Object.values(os.networkInterfaces()).flat().flatMap((one) => (one ? [one.family === "IPv6" ? `[${one.address}]` : one.address] : []));
  const name = os.hostname().toLowerCase();
  return ["localhost", "127.0.0.1", "[::1]", name, `${name}.local`, ...addresses];
}
