import { useEffect, useRef, useState } from "react";
import type { Socket } from "socket.io-client";
import { protocol, type Act, type Answer, type Desk, type Down, type Happened, type Hello, type Mine, type Outdated, type Scene, type Up } from "~/wire/protocol";
import { answered, hear, knownFrom, type Known, type LinkState } from "./scene";

type Ask = { readonly community: string; readonly meeting: string; readonly desk: Desk; readonly screen?: string; readonly scene: Scene; readonly mine: Mine | null; readonly cast: number | null; readonly now: number };

export type Meeting = Known & {
  readonly link: LinkState;
  readonly online: number | null;
  readonly outdated: Outdated["why"] | null;
  /** The server's clock, epoch ms; before it was heard, the time of the page. */
  readonly serverNow: () => number;
  /** When the server was last heard, by its clock; null before that. */
  readonly heardAt: () => number | null;
  /** One act by the socket; null where it stayed without an answer. */
  readonly send: (act: Act) => Promise<Answer | null>;
  /** An answer, by whatever way it came. */
  readonly take: (answer: Answer) => void;
};

type Phone = Socket<Down, Up>;
const answerWithin = 6000;
const longSleep = 20_000;

type Line = { readonly ask: () => Hello; readonly news: (news: Happened) => boolean; readonly link: (state: LinkState) => void; readonly online: (devices: number) => void; readonly outdated: (why: Outdated["why"]) => void };

type Asks = () => Hello;
async function dial(asks: Promise<Asks>): Promise<Phone> {
  const { io } = await import("socket.io-client");
  const socket: Phone = io({ path: "/live", transports: ["websocket", "polling"], tryAllTransports: true, reconnectionDelay: 500, reconnectionDelayMax: 2000, randomizationFactor: 0.8, timeout: 8000, auth: (give) => void asks.then((ask) => give(ask())) });
  // A restart is over in seconds; what lasts longer is asked about less often.
  socket.io.on("reconnect_attempt", (tries) => socket.io.reconnectionDelayMax(tries < 15 ? 2000 : 15_000));
  return socket;
}

let early: { readonly socket: Promise<Phone>; readonly hello: (ask: Asks) => void } | null = null;

/** Opens the line while the page is still on its way to life, which takes a slow phone a second; hello is said by the page itself. */
export function dialEarly() {
  let hello: (ask: Asks) => void = () => {};
  early = { socket: dial(new Promise((resolve) => { hello = resolve; })), hello: (ask) => hello(ask) };
}

function dialled(ask: Asks): Promise<Phone> {
  const first = early;
  early = null;
  first?.hello(ask);
  // What could not be loaded at first may be had by now.
  return first ? first.socket.catch(() => dial(Promise.resolve(ask))) : dial(Promise.resolve(ask));
}

/** The line to the server: it says hello with the last number that is known, and anew whenever a number is missing. */
async function openLine({ ask, news, link, online, outdated }: Line): Promise<Phone> {
  const socket = await dialled(ask);
  const lost = () => link(navigator.onLine ? "wait" : "cut");
  socket.on("connect", () => link("connected"));
  socket.on("connect_error", ({ message }) => {
    lost();
    // Socket.IO falls back where a WebSocket is refused, but not where a network swallows it: after silence, polling first.
    if (message === "timeout") socket.io.opts.transports = ["polling", "websocket"];
    // A refusal by the server is not tried again by Socket.IO itself; a fault of one moment must not silence a page for the evening.
    if (!socket.active) setTimeout(() => socket.connect(), 1000 + Math.random() * 4000);
  });
  socket.on("disconnect", (why) => {
    lost();
    socket.io.opts.transports = ["websocket", "polling"];
    if (why === "io server disconnect") setTimeout(() => socket.connect(), 1000);
  });
  socket.on("presence", (presence) => online(presence.online));
  socket.on("happened", (happened) => { if (!news(happened)) socket.disconnect().connect(); });
  socket.on("outdated", ({ why }) => {
    socket.off("disconnect").disconnect();
    outdated(why);
  });
  return socket;
}

/** The meeting, live: what the page was loaded with, and then whatever happens. The only file that knows Socket.IO. */
export function useMeeting({ community, meeting, desk, screen, scene, mine, cast, now }: Ask): Meeting {
  const [known, setKnown] = useState<Known>(() => knownFrom(scene, mine, cast === null ? null : { round: scene.view.rounds.at(-1)?.id ?? "", cast }));
  const [link, setLink] = useState<LinkState>("still");
  const [online, setOnline] = useState<number | null>(null);
  const [outdated, setOutdated] = useState<Outdated["why"] | null>(null);
  const phone = useRef<Phone | null>(null);
  const latest = useRef(known);
  const heardAt = useRef<number | null>(null);
  const drawnAt = useRef<number | null>(null);
  const know = (next: Known) => setKnown(latest.current = next);

  useEffect(() => {
    drawnAt.current ??= performance.now();
    const line = openLine({
      ask: () => ({ protocol, community, meeting, desk, events: latest.current.view.seq, ...(screen && { screen }) }),
      news(happened) {
        const next = hear(latest.current, happened, Date.now());
        if (!next) return false;
        heardAt.current = happened.now;
        know(next);
        return true;
      },
      link: setLink, outdated: setOutdated,
      online(devices) { heardAt.current = Date.now() + latest.current.offset; setOnline(devices); },
    });
    let gone = false;
    void line.then((socket) => { if (gone) socket.off().disconnect(); else phone.current = socket; });
    const stopWatching = watchSleep(phone, () => setLink("cut"));
    return () => {
      gone = true;
      stopWatching();
      void line.then((socket) => socket.off().disconnect());
    };
  }, [community, meeting, desk, screen]);

  const send = (act: Act): Promise<Answer | null> => {
    const socket = phone.current;
    if (!socket?.connected) return Promise.resolve(null);
    return socket.timeout(answerWithin).emitWithAck("act", act).catch(() => null);
  };

  return {
    ...known, link, online, outdated, send, take: (answer) => know(answered(latest.current, answer)),
    // Until the server has said its time, the time of the page and what has passed since it came to life.
    serverNow: () => (latest.current.samples.length > 0 ? Date.now() + latest.current.offset : now + (drawnAt.current === null ? 0 : performance.now() - drawnAt.current)),
    heardAt: () => heardAt.current,
  };
}

/** A phone that was asleep may hold a dead connection without knowing it; catching up by number is cheap, so it connects anew. */
function watchSleep(phone: { readonly current: Phone | null }, cut: () => void): () => void {
  let hiddenAt = Number.POSITIVE_INFINITY;
  const wake = ({ type }: Event) => {
    if (document.visibilityState === "hidden") hiddenAt = Date.now();
    else if (!phone.current?.connected) phone.current?.connect();
    // Whether a line outlived the network's absence is not known to it: otherwise the page would go on saying that it is cut.
    else if (type === "online" || Date.now() - hiddenAt > longSleep) phone.current.disconnect().connect();
  };
  // A line may have outlived the cut, or only seem to: anew, it is known.
  const back = () => { (phone.current?.connected ? phone.current.disconnect() : phone.current)?.connect(); };
  document.addEventListener("visibilitychange", wake);
  window.addEventListener("pageshow", wake);
  window.addEventListener("online", back);
  window.addEventListener("offline", cut);
  return () => {
    document.removeEventListener("visibilitychange", wake);
    window.removeEventListener("pageshow", wake);
    window.removeEventListener("online", back);
    window.removeEventListener("offline", cut);
  };
}
