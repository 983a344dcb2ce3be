/** Phones by the thousand in one process: bare sockets that read frames and little else, so that they cost less than the server. */
import net from "node:net";
import { now, pause, percentile, serve } from "./child";
import { phoneFrame, takeFrames, upgrade } from "./frames";

type Line = { readonly socket: net.Socket; readonly cookie: string | null; ready: boolean; head: boolean; rest: Buffer; bytes: number; frames: number; seen: number; acks: number };
export type Ask = { readonly port: number; readonly phones: number; readonly path: string; readonly hello: unknown; readonly cookies: readonly string[]; readonly width: number };

const lines: Line[] = [];
const empty = Buffer.alloc(0);
let marker: Buffer | null = null;
let heardAt: number[] = [];
let stamps: { at: number; by: number }[] = [];
let sampling = 0;
let greeted = false;
let sentAt = new Map<string, number>();
let answers: { after: number; ok: boolean; text: string }[] = [];

function connect({ port, path, hello }: Ask, cookie: string | null): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
    const line: Line = { socket, cookie, ready: false, head: false, rest: empty, bytes: 0, frames: 0, seen: 0, acks: 0 };
    const number = lines.push(line) - 1;
    socket.on("data", (part) => {
      line.bytes += part.length;
      line.rest = line.rest.length > 0 ? Buffer.concat([line.rest, part]) : part;
      if (!line.head) {
        const end = line.rest.indexOf("\r\n\r\n");
        if (end < 0) return;
        if (!line.rest.subarray(9, 12).equals(Buffer.from("101"))) return void socket.destroy();
        line.head = true;
        line.rest = line.rest.subarray(end + 4);
        if (hello === null && !greeted) { line.ready = true; resolve(true); }
      }
      line.rest = takeFrames(line.rest, (text) => hear(line, number, text, hello, resolve));
      // A part that stays must not hold the whole chunk it came in.
      if (line.rest.length > 0) line.rest = Buffer.from(line.rest);
    });
    socket.on("error", () => resolve(false));
    socket.on("close", () => resolve(false));
    socket.write(upgrade(`localhost:${port}`, path, cookie));
  });
}

/** Engine.IO 4 and Socket.IO 5 as far as a phone needs them: 0 opens, 2 asks for 3, 40 has let in, 42 is news, 43 answers. */
function hear(line: Line, number: number, text: Buffer, hello: unknown, opened: (ready: boolean) => void) {
  const [kind, second] = [text[0], text[1]];
  if (kind === 52 && second === 51) return answered(line, number, text);
  if (hello !== null && kind === 48 && text[1] === 123) return void line.socket.write(phoneFrame(`40${JSON.stringify(hello)}`));
  if (hello !== null && kind === 50 && text.length === 1) return void line.socket.write(phoneFrame("3"));
  if (hello !== null && second === 48) return;
  line.frames += 1;
  if (!line.ready && text.includes('"mine"')) { line.ready = true; opened(true); }
  if (marker && text.includes(marker)) { line.seen += 1; heardAt.push(now()); }
  if (number < sampling) for (const [, at] of text.toString().matchAll(/~(\d+)~/g)) stamps.push({ at: now() - Number(at) / 1000, by: number });
}

function answered(line: Line, number: number, text: Buffer) {
  line.acks += 1;
  const words = text.toString();
  const key = `${number} ${words.slice(2, words.indexOf("["))}`;
  answers.push({ after: now() - (sentAt.get(key) ?? NaN), ok: words.includes('"ok":true'), text: words.slice(0, 200) });
}

/** Connects so many phones, `width` at a time; answers when each has heard what it needs. */
async function open(ask: Ask) {
  const started = now();
  let failed = 0;
  let next = 0;
  const one = async () => {
    while (next < ask.phones) {
      const number = next++;
      if (!await connect(ask, ask.cookies[number] ?? null)) failed += 1;
    }
  };
  await Promise.all(Array.from({ length: Math.min(ask.width, ask.phones) }, one));
  return { failed, took: now() - started };
}

/** One request on a connection that is kept; answers its status and size. */
function fetchOne(socket: net.Socket, head: string): Promise<{ status: string; bytes: number }> {
  return new Promise((resolve, reject) => {
    let status = "";
    let bytes = 0;
    let left = -1;
    let came = empty;
    const take = (part: Buffer) => {
      bytes += part.length;
      if (status === "") {
        came = Buffer.concat([came, part]);
        const end = came.indexOf("\r\n\r\n");
        if (end < 0) return;
        const said = came.subarray(0, end).toString("latin1");
        status = said.slice(9, 12);
        const length = /content-length: (\d+)/i.exec(said)?.[1];
        left = length === undefined ? -1 : Number(length) - (came.length - end - 4);
      } else if (left >= 0) left -= part.length;
      if (left === 0 || (left < 0 && part.subarray(-5).toString("latin1") === "0\r\n\r\n")) {
        socket.off("data", take).off("error", reject);
        resolve({ status, bytes });
      }
    };
    socket.on("data", take).once("error", reject);
    socket.write(head);
  });
}

/** A phone from the scan to the first state: files one after another on one connection, then the socket. */
async function comeIn(asked: Join, cookie: string | null): Promise<boolean> {
  const socket = net.connect({ port: asked.port, host: "127.0.0.1", noDelay: true });
  try {
    for (const file of asked.files) {
      const { status } = await fetchOne(socket, `GET ${file} HTTP/1.1\r\nHost: localhost:${asked.port}\r\nAccept: text/html\r\nAccept-Encoding: gzip, br\r\n${cookie ? `Cookie: ${cookie}\r\n` : ""}\r\n`);
      if (status !== "200") return false;
    }
    return await connect({ ...asked, width: 0 }, cookie);
  } finally {
    socket.destroy();
  }
}

type Join = Omit<Ask, "width"> & { readonly files: readonly string[] };

async function join(asked: Join) {
  greeted = true;
  const started = now();
  const times: number[] = [];
  const came = await Promise.all(Array.from({ length: asked.phones }, async (_, i) => {
    const ok = await comeIn(asked, asked.cookies[i] ?? null).catch(() => false);
    times.push(now() - started);
    return ok;
  }));
  return { failed: came.filter((ok) => !ok).length, took: Math.max(...times), p99: percentile(times, 0.99) };
}

/** The next frames that hold these words are noted, one a phone. */
function watch(words: string) {
  marker = Buffer.from(words);
  heardAt = [];
  for (const line of lines) line.seen = 0;
}

async function watched({ phones, within }: { phones: number; within: number }) {
  const end = now() + within;
  while (lines.reduce((sum, line) => sum + Math.min(1, line.seen), 0) < phones && now() < end) await pause(5);
  return { heard: lines.filter(({ seen }) => seen > 0).length, doubled: lines.filter(({ seen }) => seen > 1).length, times: heardAt };
}

/** One act from each of these phones, all at once or spread over so many ms. */
async function say({ acts, over }: { acts: readonly { phone: number; id: number; text: string }[]; over: number }) {
  const started = now();
  answers = [];
  sentAt = new Map();
  for (const [i, { phone, id, text }] of acts.entries()) {
    const due = over === 0 ? started : started + (i / acts.length) * over;
    while (now() < due) await pause(1);
    sentAt.set(`${phone} ${id}`, over === 0 ? now() : due);
    lines[phone]!.socket.write(phoneFrame(text.replace("~now~", `~${Math.round(due * 1000)}~`)));
  }
  const end = now() + 60_000;
  while (answers.length < acts.length && now() < end) await pause(2);
  return { took: now() - started, acks: answers.length, ok: answers.filter(({ ok }) => ok).length, p50: percentile(answers.map(({ after }) => after), 0.5), p99: percentile(answers.map(({ after }) => after), 0.99), no: [...new Set(answers.filter(({ ok }) => !ok).map(({ text }) => text))].slice(0, 3) };
}

serve({
  open, join, watch, watched, say,
  sample: (phones: number) => { sampling = phones; stamps = []; },
  stamps: () => ({ each: Array.from({ length: sampling }, (_, i) => stamps.filter(({ by }) => by === i).length), delays: stamps.map(({ at }) => at) }),
  counts: () => lines.map(({ bytes, frames, socket }) => ({ bytes, frames, open: !socket.destroyed })),
  cut: () => { for (const { socket } of lines) socket.destroy(); lines.length = 0; },
});
