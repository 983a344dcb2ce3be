/** The limits: what this machine can do at all with a bare server that does nothing but the one thing, on the `ws` library. */
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import postgres, { type Sql } from "postgres";
import { WebSocketServer, type WebSocket } from "ws";
import { bareRows, openBare, storeBare, type BareBallot } from "./bare-ballots";
import { now, pause, serve } from "./child";
import { serverFrame } from "./frames";

const lines = new Set<Duplex>();
let greeting: Buffer | null = null;
let files = new Map<string, Buffer>();
const waiting: { ask: BareBallot; answer: (ok: boolean) => void }[] = [];
let storing = false;
let sql: Sql | null = null;
let counted = 0;
let told = 0;

const server = http.createServer((request, response) => {
  if (request.method === "POST") return void post(request, response);
  const found = files.get(request.url ?? "");
  response.writeHead(found ? 200 : 404, { "Content-Type": "text/html; charset=utf-8", "Content-Encoding": "br", "Content-Length": found?.length ?? 0 });
  response.end(found);
});
server.keepAliveTimeout = 60_000;
const sockets = new WebSocketServer({ noServer: true, perMessageDeflate: false, clientTracking: false });
server.on("upgrade", (request, line, head) => sockets.handleUpgrade(request, line, head, (phone) => {
  lines.add(line);
  if (greeting) line.write(greeting);
  phone.on("message", (text) => heard(phone, (text as Buffer).toString()));
  phone.on("error", () => line.destroy());
  phone.on("close", () => lines.delete(line));
}));

/** One frame written out once, and the same bytes to everybody. */
function tell(text: string) {
  const frame = serverFrame(text);
  for (const line of lines) line.write(frame);
}

function heard(phone: WebSocket, text: string) {
  const { id, ...ask } = JSON.parse(text) as BareBallot & { id: number };
  take(ask, (ok) => phone.send(`43${id}[{"ok":${ok}}]`));
}

async function post(request: http.IncomingMessage, response: http.ServerResponse) {
  const body = new URLSearchParams(Buffer.concat(await request.toArray() as Buffer[]).toString());
  take(Object.fromEntries(body) as BareBallot, (ok) => response.writeHead(ok ? 303 : 422, { Location: request.url, "Content-Length": 0 }).end());
}

/** A ballot: stored with all that wait in one statement, answered after its commit, and counted for everybody ten times a second. */
function take(ask: BareBallot, answer: (ok: boolean) => void) {
  waiting.push({ ask, answer });
  if (!storing) { storing = true; setImmediate(() => void store()); }
}

async function store() {
  while (waiting.length > 0) {
    const some = waiting.splice(0, 1000);
    const fresh = new Set(await storeBare(sql!, some.map(({ ask }) => ask)));
    counted += fresh.size;
    for (const { ask, answer } of some) answer(fresh.has(ask.voter));
  }
  storing = false;
}

setInterval(() => {
  if (counted === told) return;
  told = counted;
  tell(`42["happened",{"counts":${counted}}]`);
}, 100);

serve({
  open: () => new Promise<number>((resolve) => { server.listen(0, "127.0.0.1", 4096, () => resolve((server.address() as AddressInfo).port)); }),
  /** Ready bytes by path, and what each phone is told as it comes. */
  keep: (asked: { files: Record<string, Uint8Array>; greeting: string | null }) => { files = new Map(Object.entries(asked.files).map(([name, bytes]) => [name, Buffer.from(bytes)])); greeting = asked.greeting === null ? null : serverFrame(asked.greeting); },
  tell,
  /** So many events a second for so many ms, gathered in ticks; each says when it was due. */
  async stream({ rate, ms, tick, text }: { rate: number; ms: number; tick: number; text: string }) {
    const started = now();
    let sent = 0;
    while (sent < (rate * ms) / 1000) {
      const due = Math.floor(((now() - started) / 1000) * rate) + 1;
      const part: string[] = [];
      for (; sent < due && sent < (rate * ms) / 1000; sent++) part.push(text.replace("~now~", `~${Math.round((started + (sent / rate) * 1000) * 1000)}~`));
      if (part.length > 0) tell(part.join(","));
      await pause(tick);
    }
  },
  async ballots({ url, voters }: { url: string; voters: readonly string[] }) {
    sql ??= postgres(url, { max: 1, onnotice: () => {} });
    await openBare(sql, voters);
    counted = told = 0;
  },
  rows: () => bareRows(sql!),
});
