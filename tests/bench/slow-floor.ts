/** The limit for a phone: the same bytes, ready, from a bare server, where nothing of the page's scripts is run but the line opened. */
import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { brotliCompressSync, constants } from "node:zlib";
import { serverFrame } from "./frames";

type File = { readonly type: string; readonly bytes: Buffer };
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } };

/** Loads what the page would load, then opens the line and shows that it is heard. Runs in the browser. */
const bareScript = (files: readonly string[]) => `<script>Promise.all(${JSON.stringify(files)}.map((file) => fetch(file).then((one) => one.arrayBuffer()))).then(() => {
  new WebSocket(location.origin.replace("http", "ws")).onmessage = () => { document.querySelector(".phone").insertAdjacentHTML("beforeend", '<i data-heard></i>'); };
})</script>`;

/** The page without what its scripts do: their bytes stay, as text. */
function bareOf(html: string, files: readonly string[]): string {
  const still = html.replace(/<script\b[^>]*>/g, '<script type="text/plain">').replace(/<link rel="(?:modulepreload|later)"[^>]*>/g, "");
  return still.replace("<body>", `<body>${bareScript(files)}`);
}

export type Floor = { readonly origin: string; stop(): Promise<void> };

/** pages: by path, as the product serves them; posts to any of them lead to `after`. */
export async function openFloor(product: string, { pages, after }: { pages: Readonly<Record<string, string>>; after: string }): Promise<Floor> {
  const files = new Map<string, File>();
  for (const [path, html] of Object.entries(pages)) {
    const named = [...new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map((found) => found[1]!))];
    files.set(path, { type: "text/html; charset=utf-8", bytes: brotliCompressSync(bareOf(html, named.filter((file) => file.endsWith(".js"))), quality) });
    for (const file of named) files.set(file, { type: file.endsWith(".js") ? "text/javascript" : "text/css", bytes: brotliCompressSync(Buffer.from(await (await fetch(product + file)).arrayBuffer())) });
  }
  const server = http.createServer(({ method, url = "" }, response) => {
    if (method === "POST") return void response.writeHead(303, { Location: after }).end();
    const found = files.get(url);
    if (!found) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": found.type, "Content-Encoding": "br", "Cache-Control": url.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-store" });
    response.end(found.bytes);
  });
  // RFC 6455 §4.2.2.
  server.on("upgrade", (request, socket) => {
    const accepted = createHash("sha1").update(`${request.headers["sec-websocket-key"]}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
    socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accepted}\r\n\r\n`);
    socket.write(serverFrame("x".repeat(2000)));
    socket.resume().on("error", () => socket.destroy()).on("end", () => socket.destroy());
  });
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => { server.close(() => resolve()); server.closeAllConnections(); }),
  };
}
