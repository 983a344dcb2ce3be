/**
 * One message to many phones: written out once, and handed as ready bytes to every line that has nothing queued; the rest get
 * it by Socket.IO in their turn. The line's inner state is read as Socket.IO 4.8.4, engine.io and ws 8 keep it
 * (tests/guards/frame.test.ts holds them to it).
 */
import type { Socket as Tcp } from "node:net";
import type { Answer, Down } from "../app/wire/protocol";
import type { Phone } from "./crowd";

/** A WebSocket frame (RFC 6455 §5.2, not masked) around what Socket.IO would send. In parts, so that what many frames share is copied for none. */
export type Frame = readonly [Buffer, ...Buffer[]];

type Inner = {
  readonly readyState: string; readonly writeBuffer: readonly unknown[];
  readonly transport: { readonly name: string; readonly writable: boolean; readonly socket?: { readonly readyState: number; readonly _sender?: { readonly _state: number }; readonly _socket?: Tcp; terminate(): void } };
};
const innerOf = (phone: Phone) => phone.conn as unknown as Inner;
const toEngine = (phone: Phone) => (phone as unknown as { client: { writeToEngine(packets: readonly string[], options: object): void } }).client;

/** Bytes (or packets, where there is no WebSocket) that may wait for a phone that reads slowly or has stopped reading. */
const mostWaiting = 2 * 1024 * 1024;
const mostPackets = 200;

/** json: the message, written out already; parts of it that many messages share may come as bytes. */
export const frameOf = (name: keyof Down, ...json: readonly (string | Buffer)[]): Frame => framed(`42["${name}",`, json);

function framed(opening: string, json: readonly (string | Buffer)[]): Frame {
  const parts: Buffer[] = [];
  let words = opening;
  for (const part of json) {
    if (typeof part === "string") words += part;
    else { parts.push(Buffer.from(words), part); words = ""; }
  }
  const [first, ...rest] = [...parts, Buffer.from(`${words}]`)] as Buffer[] as [Buffer, ...Buffer[]];
  return [Buffer.concat([headOf(rest.reduce((sum, { length }) => sum + length, first.length)), first]), ...rest];
}

/** What Socket.IO's engine takes: the words without the frame's head and the engine's own first digit. */
function packetOf(frame: Frame): string {
  const head = { 126: 4, 127: 10 }[frame[0][1]!] ?? 2;
  return Buffer.concat(frame).toString("utf8", head + 1);
}

function headOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, length]);
  const head = Buffer.alloc(length < 65_536 ? 4 : 10);
  head[0] = 0x81;
  head[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) head.writeUInt16BE(length, 2);
  else head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

/** The TCP line of an open WebSocket on which everything said before has been handed over; null where that is not so. */
function idleLine(phone: Phone): Tcp | null {
  const { readyState, writeBuffer, transport } = innerOf(phone);
  const socket = transport.name === "websocket" ? transport.socket : undefined;
  return readyState === "open" && transport.writable && writeBuffer.length === 0 && socket?.readyState === 1 && socket._sender?._state === 0 ? socket._socket ?? null : null;
}

/** Answers to this phone's acts go out as ready bytes too, and with them, in front and in one write, what `owed` has for it. */
export function answerInBytes(phone: Phone, owed: (answer: Answer) => readonly Frame[]): void {
  const ack = (id: number) => (answer: Answer) => sendAll(phone, [...owed(answer), framed(`43${id}[`, [JSON.stringify(answer)])]);
  Object.assign(phone, { ack });
}

function sendAll(phone: Phone, frames: readonly Frame[]) {
  if (frames.length === 1 || !phone.connected || !idleLine(phone)) return frames.forEach((frame) => send(phone, frame));
  send(phone, [Buffer.concat(frames.flat())]);
}

/** volatile: worth nothing later; a phone whose line is busy is left out. A phone that does not read is cut, so that it holds up nobody and fills no memory: it comes back and catches up by number. */
export function send(phone: Phone, frame: Frame, { volatile = false }: { readonly volatile?: boolean } = {}): void {
  if (!phone.connected) return;
  const line = idleLine(phone);
  if (volatile && (!line || line.writableLength > 0)) return;
  // Taken by the kernel at once, or few bytes wait.
  if (line && put(line, frame)) return;
  if (!line) toEngine(phone).writeToEngine([packetOf(frame)], { preEncoded: true, wsPreEncodedFrame: [Buffer.concat(frame)] });
  if (!waits(phone)) return;
  const { socket } = innerOf(phone).transport;
  if (socket) socket.terminate();
  else phone.conn.close();
}

function put(line: Tcp, frame: Frame): boolean {
  if (frame.length === 1) return line.write(frame[0]);
  line.cork();
  for (const part of frame) line.write(part);
  line.uncork();
  return false;
}

const waits = (phone: Phone) => {
  const { writeBuffer, transport } = innerOf(phone);
  return writeBuffer.length > mostPackets || (transport.socket?._socket?.writableLength ?? 0) > mostWaiting;
};
