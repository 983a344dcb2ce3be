/** Socket.IO without its client: bare handshakes, polling packets and WebSocket frames, byte by byte. */
import { randomBytes } from "node:crypto";
import net from "node:net";
import { onTestFinished } from "vitest";
import { ask, type Raw, type Way } from "./raw";

const live = "/live/?EIO=4&transport=";

/** The first request of the polling transport. */
export const poll = (way: Way, headers: Record<string, string | undefined> = {}, query = ""): Promise<Raw> => ask(way, { path: `${live}polling${query}`, headers });

export const upgrade = ({ host }: Way, headers: Record<string, string | undefined> = {}) =>
  [`GET ${live}websocket HTTP/1.1`, ...Object.entries({ host, upgrade: "websocket", connection: "Upgrade", "sec-websocket-version": "13", "sec-websocket-key": randomBytes(16).toString("base64"), ...headers })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`])), "", ""].join("\r\n");

type Frame = { readonly op?: number; readonly final?: boolean; readonly masked?: boolean; readonly data?: Buffer | string };

/** A frame as RFC 6455 §5.2 draws it; or not quite, where a test wants that. */
export function frame({ op = 1, final = true, masked = true, data = "" }: Frame): Buffer {
  const payload = Buffer.from(data);
  const length = payload.length < 126 ? Buffer.from([payload.length]) : payload.length < 65_536 ? Buffer.from([126, payload.length >> 8, payload.length & 255]) : Buffer.concat([Buffer.from([127, 0, 0, 0, 0]), Buffer.from([payload.length >> 24, payload.length >> 16, payload.length >> 8, payload.length].map((byte) => byte & 255))]);
  length[0]! |= masked ? 128 : 0;
  const mask = masked ? randomBytes(4) : Buffer.alloc(0);
  const body = masked ? payload.map((byte, i) => byte ^ mask[i % 4]!) : payload;
  return Buffer.concat([Buffer.from([(final ? 128 : 0) | op]), length, mask, body]);
}

/** An open WebSocket, as bytes. `said` is every text that came back; `gone` when the other side closed, or asked to. */
export async function wire(way: Way, headers: Record<string, string | undefined> = {}) {
  const socket = net.connect(way.port, way.address);
  let head = "";
  let rest = Buffer.alloc(0);
  let said = "";
  let gone = false;
  socket.on("data", (part) => {
    rest = Buffer.concat([rest, part]);
    if (head === "" && rest.includes("\r\n\r\n")) {
      head = rest.subarray(0, rest.indexOf("\r\n\r\n")).toString("latin1");
      rest = rest.subarray(head.length + 4);
    }
    for (let next = head === "" ? null : taken(rest); next; next = taken(rest)) {
      rest = rest.subarray(next.size);
      said += next.text;
      gone ||= next.op === 8;
    }
  }).on("close", () => { gone = true; }).on("error", () => {});
  onTestFinished(() => { socket.destroy(); });
  socket.write(upgrade(way, { origin: way.origin, ...headers }));
  while (head === "" && !gone) await new Promise((resolve) => { setTimeout(resolve, 5); });
  const send = (part: Buffer) => { if (!gone) socket.write(part); };
  return { status: Number(head.split(" ")[1]), said: () => said, gone: () => gone, send, text: (text: string) => send(frame({ data: text })) };
}

/** The first whole frame of what a server sent (it never masks), or null where more must come. */
function taken(from: Buffer): { op: number; text: string; size: number } | null {
  const short = (from[1] ?? 0) & 127;
  const start = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (from.length < start) return null;
  const length = short < 126 ? short : short === 126 ? from.readUInt16BE(2) : Number(from.readBigUInt64BE(2));
  return from.length < start + length ? null : { op: from[0]! & 15, text: from.subarray(start, start + length).toString(), size: start + length };
}
