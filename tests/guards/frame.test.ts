/** Ready bytes beside Socket.IO's own messages, on lines as browsers have them, and a phone that stops reading. */
import http from "node:http";
import net, { type AddressInfo } from "node:net";
import { Server } from "socket.io";
import { expect, test } from "vitest";
import type { Phone, Phones } from "../../server/crowd";
import { answerInBytes, frameOf, send } from "../../server/frame";
import { pause } from "../bench/child";
import { actor, meetingAt, openHouse, phone, settle, waitFor, type TestPhone } from "../house";
import { phoneFrame, takeFrames, upgrade } from "../bench/frames";
import { whenOver } from "../shared";

async function hall() {
  const house = await openHouse();
  const community = await settle(house);
  const place = await meetingAt(house, community, "in-session");
  return { house, community, place, ...actor(house, community) };
}

test("news in ready bytes and answers by Socket.IO come in their order, by WebSocket and by long polling", async () => {
  const { house, community, place, must } = await hall();
  const pages: TestPhone[] = [];
  for (const transports of [["websocket"], ["polling"], ["polling", "websocket"]] as ("websocket" | "polling")[][]) pages.push(phone(house.url, place, { transports }));
  await waitFor(() => pages.every((one) => one.known().view.stage === "in-session"));
  const seqs = pages.map(() => [] as number[]);
  pages.forEach(({ socket }, i) => socket.on("happened", ({ events = [] }) => seqs[i]!.push(...events.map(({ seq }) => seq))));
  const from = pages[0]!.known().view.seq;
  for (let i = 0; i < 20; i++) {
    await Promise.all([must("记录员", place, { type: i % 2 === 0 ? "attendance.leave" : "attendance.arrive", person: community.person("代表一") }), ...pages.map((one) => one.send({ nonsense: i }))]);
  }
  await waitFor(() => pages.every((one) => one.known().view.seq === from + 20));
  for (const heard of seqs) expect(heard).toEqual(Array.from({ length: 20 }, (_, i) => from + 1 + i));
});

/** Socket.IO as the house runs it, and nothing behind it: the sockets that came in. */
async function bareServer() {
  const server = http.createServer();
  const phones: Phone[] = [];
  const io: Phones = new Server(server, { path: "/live", serveClient: false, perMessageDeflate: false });
  io.on("connection", (one) => { phones.push(one); });
  const port = await new Promise<number>((resolve) => { server.listen(0, () => resolve((server.address() as AddressInfo).port)); });
  whenOver(() => io.close());
  return { phones, port };
}

/** A phone that says hello and then does what the test wants with its line. */
async function come(port: number) {
  const line = net.connect(port, "localhost");
  whenOver(() => line.destroy());
  line.write(upgrade(`localhost:${port}`, "/live/?EIO=4&transport=websocket", null));
  await new Promise<void>((resolve) => { line.once("data", () => resolve()); });
  line.write(phoneFrame("40"));
  return line;
}

test("the line's inner state is as frame.ts reads it: an idle WebSocket is written to directly", async () => {
  const { phones, port } = await bareServer();
  await come(port);
  await waitFor(() => phones.length === 1);
  const { readyState, writeBuffer, transport } = phones[0]!.conn as unknown as { readyState: string; writeBuffer: unknown[]; transport: { name: string; writable: boolean; socket: { readyState: number; _sender: { _state: number }; _socket: net.Socket } } };
  await waitFor(() => transport.writable);
  expect([readyState, writeBuffer.length, transport.name, transport.socket.readyState, transport.socket._sender._state, typeof transport.socket._socket.writableLength]).toEqual(["open", 0, "websocket", 1, 0, "number"]);
});

test("what an act changed and its answer go out in one write, news first, in the words of Socket.IO", async () => {
  const { phones, port } = await bareServer();
  const line = await come(port);
  await waitFor(() => phones.length === 1);
  const one = phones[0]!;
  answerInBytes(one, () => [frameOf("happened", JSON.stringify({ now: 1 }))]);
  one.on("act", (_, acknowledge) => acknowledge({ ok: true, at: 2 }));
  await pause(100);
  const parts: Buffer[] = [];
  line.on("data", (part) => { parts.push(part); });
  line.write(phoneFrame('427["act",{}]'));
  await waitFor(() => parts.length > 0);
  const heard: string[] = [];
  takeFrames(parts[0]!, (text) => heard.push(text.toString()));
  expect([parts.length, heard]).toEqual([1, ['42["happened",{"now":1}]', '437[{"ok":true,"at":2}]']]);
});

test("a phone that stops reading is cut before megabytes wait for it, and the others read on", async () => {
  const { phones, port } = await bareServer();
  const [deaf, reader] = [await come(port), await come(port)];
  await waitFor(() => phones.length === 2);
  deaf.pause();
  let read = 0;
  reader.on("data", (part) => { read += part.length; });
  const frame = frameOf("happened", JSON.stringify({ now: 1, texts: { a: "字".repeat(40_000) } }));
  let [sent, most] = [0, 0];
  const waiting = (one: Phone) => (one.conn as unknown as { transport: { socket: { _socket: net.Socket | null } } }).transport.socket._socket?.writableLength ?? 0;
  for (; sent < 400 && phones.every(({ connected }) => connected); sent++) {
    for (const one of phones) send(one, frame);
    most = Math.max(most, ...phones.map(waiting));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  const stayed = phones.filter(({ connected }) => connected);
  expect([stayed.length, most < 4 * 1024 * 1024]).toEqual([1, true]);
  await waitFor(() => read >= sent * Buffer.concat(frame).length);
});
