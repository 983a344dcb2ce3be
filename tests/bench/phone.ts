/** A phone's line to the meeting: a bare socket that reads frames and little else, so that a thousand of them cost less than the server. */
import type net from "node:net";
import { phoneFrame, takeFrames, upgrade } from "./frames";
import { dial } from "./web";

/** hello: what Socket.IO is told as it connects; null for a bare WebSocket, which is ready at once, or when it was greeted. */
export type Way = { readonly port: number; readonly path: string; readonly hello: { readonly events: number } | null; readonly greeted?: boolean };
/** news: frames that came; seq: the newest number heard; doubled: a number that came again or left one out. */
export type Phone = { readonly number: number; readonly cookie: string | null; socket: net.Socket; ready: boolean; rest: Buffer; bytes: number; seq: number; gaps: number; seen: number; stopped: boolean };
export type Ears = { readonly news: (phone: Phone, text: Buffer) => void; readonly answer: (phone: Phone, text: Buffer) => void };

const empty: Buffer = Buffer.alloc(0);
export const newPhone = (number: number, cookie: string | null): Phone => ({ number, cookie, socket: null!, ready: false, rest: empty, bytes: 0, seq: 0, gaps: 0, seen: 0, stopped: false });

/** Connects, and answers whether it got in; `lost` hears the end of a line that was in. */
export function connect(phone: Phone, way: Way, { ears, lost }: { ears: Ears; lost?: () => void }): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = dial(way.port);
    Object.assign(phone, { socket, ready: false, rest: empty });
    let head = false;
    const enter = () => { phone.ready = true; resolve(true); };
    socket.on("data", (part) => {
      phone.bytes += part.length;
      phone.rest = phone.rest.length > 0 ? Buffer.concat([phone.rest, part]) : part;
      if (!head) {
        const end = phone.rest.indexOf("\r\n\r\n");
        if (end < 0) return void (phone.rest = Buffer.from(phone.rest));
        if (phone.rest.subarray(9, 12).toString("latin1") !== "101") return void socket.destroy();
        head = true;
        phone.rest = phone.rest.subarray(end + 4);
        if (way.hello === null && !way.greeted) enter();
      }
      phone.rest = takeFrames(phone.rest, (text) => hear(phone, text, { way, ears, enter }));
      // The memory of a part is everybody's.
      if (phone.rest.length > 0) phone.rest = Buffer.from(phone.rest);
    });
    const end = () => {
      resolve(false);
      if (phone.ready) { phone.ready = false; lost?.(); }
    };
    socket.on("error", end).on("close", end);
    socket.write(upgrade(`localhost:${way.port}`, way.path, phone.cookie));
  });
}

/** Engine.IO 4 and Socket.IO 5 as far as a phone needs them: 0 opens, 2 asks for 3, 40 has let in, 42 is news, 43 answers. */
function hear(phone: Phone, text: Buffer, { way: { hello }, ears, enter }: { way: Way; ears: Ears; enter: () => void }) {
  const [kind, second] = [text[0], text[1]];
  if (kind === 52 && second === 51) return ears.answer(phone, text);
  if (hello !== null) {
    if (kind === 48 && second === 123) return void phone.socket.write(phoneFrame(`40${JSON.stringify({ ...hello, events: phone.seq })}`));
    if (kind === 50 && text.length === 1) return void phone.socket.write(phoneFrame("3"));
    if (second === 48) return;
  }
  ears.news(phone, text);
  if (!phone.ready && text.includes('"mine"')) enter();
}
