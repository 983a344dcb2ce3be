/** Requests as no browser would send them: every header as given, and bytes as given. */
import http from "node:http";
import net from "node:net";
import os from "node:os";
import type { TestHouse } from "../house";

export type Raw = { readonly status: number; readonly headers: http.IncomingHttpHeaders; readonly body: string };
export type Asked = { readonly method?: string; readonly path: string; readonly headers?: http.OutgoingHttpHeaders; readonly body?: string | Buffer; readonly chunked?: boolean };
/** A way to the house: where to connect, and the Host and Origin that a browser there would send. */
export type Way = { readonly address: string; readonly port: number; readonly host: string; readonly origin: string };

const form = "application/x-www-form-urlencoded";

/** One request on a connection of its own. Headers that are undefined are not sent. */
export function ask({ address, port, host }: Way, { method = "GET", path, headers = {}, body, chunked = false }: Asked): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const length = body === undefined || chunked ? {} : { "content-length": Buffer.byteLength(body) };
    const given = Object.fromEntries(Object.entries({ host, ...length, ...headers }).filter(([, value]) => value !== undefined));
    const request = http.request({ host: address, port, method, path, headers: given, agent: false, setHost: false }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part)).on("error", reject);
      response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }));
    });
    request.on("error", reject);
    if (chunked) request.write(body ?? "");
    request.end(chunked ? undefined : body);
  });
}

/** A plain form of our own page; `headers` may take away or change what makes it ours. */
export const post = (way: Way, path: string, { fields = {}, cookie, headers = {} }: { fields?: Record<string, string>; cookie?: string; headers?: http.OutgoingHttpHeaders } = {}) =>
  ask(way, { method: "POST", path, body: new URLSearchParams(fields).toString(), headers: { "content-type": form, origin: way.origin, cookie, ...headers } });

/** Bytes as they are on a connection; answers what came back until the other side was silent or gone. */
export function bytes({ address, port }: Way, sent: string | Buffer, quiet = 400): Promise<string> {
  return new Promise((resolve) => {
    const socket = net.connect(port, address);
    let heard = "";
    const done = () => { socket.destroy(); resolve(heard); };
    let timer = setTimeout(done, 5000);
    socket.on("data", (part) => { heard += part.toString("latin1"); clearTimeout(timer); timer = setTimeout(done, quiet); });
    socket.on("close", done).on("error", done);
    socket.write(sent);
  });
}

export const local = ({ yishi }: Pick<TestHouse, "yishi">): Way => ({ address: "localhost", port: yishi.port, host: `localhost:${yishi.port}`, origin: `http://localhost:${yishi.port}` });

/** The machine's address on its network, as a phone in the hall reaches it. */
export function onNetwork({ yishi }: Pick<TestHouse, "yishi">): Way {
  const address = Object.values(os.networkInterfaces()).flat().find((one) => one && !one.internal && one.family === "IPv4")?.address;
  if (!address) throw new Error("this machine has no IPv4 address but loopback: connect it to a network, the guard of a laptop in a hall cannot be tested without one");
  return { address, port: yishi.port, host: `${address}:${yishi.port}`, origin: `http://${address}:${yishi.port}` };
}

export const publicOrigin = "https://yishi.example";
/** Behind a proxy that ends TLS: plain HTTP from it to us, with the public Host. */
export const behindProxy = ({ yishi }: Pick<TestHouse, "yishi">): Way => ({ address: "127.0.0.1", port: yishi.port, host: "yishi.example", origin: publicOrigin });

/** Sentences that no answer may hold: a stack, a query, a file of the server. */
export const leaks = /\n\s+at |node_modules|node:internal|\/work\/|\/server\/|\.ts:\d|select .* from|insert into|PostgresError|DrizzleQueryError|ZodError|ECONN|violates|Maximum call stack/i;
