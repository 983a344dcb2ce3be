/** WebSocket frames byte by byte (RFC 6455 §5.2), for phones and floors that cost next to nothing. */
import { randomBytes } from "node:crypto";

const head = (length: number, masked: boolean): Buffer => {
  const mask = masked ? 128 : 0;
  if (length < 126) return Buffer.from([129, mask | length]);
  if (length < 65_536) return Buffer.from([129, mask | 126, length >> 8, length & 255]);
  const long = Buffer.alloc(10);
  long[0] = 129;
  long[1] = mask | 127;
  long.writeUInt32BE(length, 6);
  return long;
};

/** A text as a server sends it. */
export function serverFrame(text: string): Buffer {
  const body = Buffer.from(text);
  return Buffer.concat([head(body.length, false), body]);
}

/** A text as a phone sends it. */
export function phoneFrame(text: string): Buffer {
  const body = Buffer.from(text);
  const mask = randomBytes(4);
  for (let i = 0; i < body.length; i++) body[i]! ^= mask[i & 3]!;
  return Buffer.concat([head(body.length, true), mask, body]);
}

/** The request that makes a connection a WebSocket. */
export const upgrade = (host: string, path: string, cookie: string | null) =>
  `GET ${path} HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${randomBytes(16).toString("base64")}\r\n${cookie ? `Cookie: ${cookie}\r\n` : ""}\r\n`;

/** Takes the whole frames off the front of what came: each text is told, and what is left is answered. */
export function takeFrames(from: Buffer, tell: (text: Buffer) => void): Buffer {
  let rest = from;
  for (;;) {
    if (rest.length < 2) return rest;
    const masked = (rest[1]! & 128) !== 0;
    const short = rest[1]! & 127;
    const at = (short < 126 ? 2 : short === 126 ? 4 : 10) + (masked ? 4 : 0);
    if (rest.length < at) return rest;
    const length = short < 126 ? short : short === 126 ? rest.readUInt16BE(2) : rest.readUInt32BE(6);
    if (rest.length < at + length) return rest;
    const text = rest.subarray(at, at + length);
    if (masked) for (let i = 0; i < length; i++) text[i]! ^= rest[at - 4 + (i & 3)]!;
    if ((rest[0]! & 15) === 1) tell(text);
    rest = rest.subarray(at + length);
  }
}
