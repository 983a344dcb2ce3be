/** The limits: what this machine can do at all with a bare server that does nothing but the one thing. */
import { createHash } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import postgres, { type Sql } from "postgres";
import { pause, now, serve } from "./child";
import { serverFrame, takeFrames } from "./frames";

const phones = new Set<Duplex>();
let greeting: Buffer | null = null;
let files = new Map<string, Buffer>();
let batch: { phone: Duplex; id: string; voter: string; choice: string }[] = [];
let storing = false;
let sql: Sql | null = null;

/** RFC 6455 §4.2.2. */
const accept = (key: string) => createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");

const server = http.createServer((request, response) => {
  const found = files.get(request.url ?? "");
  response.writeHead(found ? 200 : 404, { "Content-Type": "text/html; charset=utf-8", "Content-Encoding": "br", "Cache-Control": "no-store" });
  response.end(found);
});
server.keepAliveTimeout = 60_000;
server.on("upgrade", (request, socket) => {
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept(request.headers["sec-websocket-key"]!)}\r\n\r\n`);
  phones.add(socket);
  if (greeting) socket.write(greeting);
  let rest: Buffer = Buffer.alloc(0);
  socket.on("data", (part: Buffer) => { rest = Buffer.from(takeFrames(rest.length > 0 ? Buffer.concat([rest, part]) : part, (text) => heard(socket, text.toString()))); });
  socket.on("close", () => phones.delete(socket));
  socket.on("error", () => phones.delete(socket));
});

function tell(text: string) {
  const frame = serverFrame(text);
  for (const phone of phones) phone.write(frame);
}

/** A ballot: gathered for 5 ms, stored with the others in one statement, answered after its commit. */
function heard(phone: Duplex, text: string) {
  if (!sql) return;
  const { id, voter, choice } = JSON.parse(text) as { id: string; voter: string; choice: string };
  batch.push({ phone, id, voter, choice });
  if (!storing) { storing = true; setTimeout(() => void store(), 5); }
}

async function store() {
  while (batch.length > 0) {
    const asks = batch.slice(0, 1000);
    batch = batch.slice(1000);
    await sql!`insert into floor_ballot (round, voter, choice, key) select 'r', voter, choice, key from unnest(${asks.map(({ voter }) => voter)}::text[], ${asks.map(({ choice }) => choice)}::text[], ${asks.map(({ id }) => id)}::text[]) as asked (voter, choice, key) on conflict do nothing`;
    for (const { phone, id } of asks) phone.write(serverFrame(`43${id}[{"ok":true}]`));
  }
  storing = false;
}

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
  async ballots(url: string) {
    sql = postgres(url, { max: 1, onnotice: () => {} });
    await sql`drop table if exists floor_ballot`;
    await sql`create table floor_ballot (round text not null, voter text not null, choice text not null, key text not null, at timestamptz not null default now(), primary key (round, voter))`;
  },
  async clear() { await sql!`truncate floor_ballot`; },
  rows: async () => Number((await sql!`select count(*) as rows from floor_ballot`)[0]!.rows),
});
