import { useEffect, useRef, useState } from "react";
import type { Socket } from "socket.io-client";
import { may } from "~/rules/meeting/decide";
import type { Command } from "~/rules/meeting/commands";
import type { Refusal } from "~/rules/meeting/refusal";
import { protocol, type Act, type Answer, type Desk, type Down, type Hello, type Mine, type Outdated, type Scene, type Up } from "~/wire/protocol";
import { hear, type Known, type LinkState } from "./scene";
import { newKey } from "./outbox";

type Ask = { readonly community: string; readonly meeting: string; readonly desk: Desk; readonly screen?: string; readonly scene: Scene; readonly mine: Mine | null; readonly cast: number | null };

export type Meeting = Known & {
  readonly link: LinkState;
  readonly online: number | null;
  readonly outdated: Outdated["why"] | null;
  /** The server's clock, epoch ms. */
  readonly serverNow: () => number;
  /** One act by the socket; null where it stayed without an answer. */
  readonly send: (act: Act) => Promise<Answer | null>;
  readonly act: (command: Command) => Promise<Answer | null>;
  /** What the rules say of a command now: advice; the server decides. */
  readonly may: (command: Command) => Refusal | null;
};

type Phone = Socket<Down, Up>;
const answerWithin = 6000;
const longSleep = 20_000;

/** The meeting, live: what the page was loaded with, and then whatever happens. The only file that knows Socket.IO. */
export function useMeeting({ community, meeting, desk, screen, scene, mine, cast }: Ask): Meeting {
  const [known, setKnown] = useState<Known>(() => ({ ...scene, mine, cast: cast === null ? null : { round: scene.view.rounds.at(-1)?.id ?? "", cast }, offset: 0 }));
  const [link, setLink] = useState<LinkState>("still");
  const [online, setOnline] = useState<number | null>(null);
  const [outdated, setOutdated] = useState<Outdated["why"] | null>(null);
  const phone = useRef<Phone | null>(null);
  const latest = useRef(known);
  const hiddenAt = useRef(Number.POSITIVE_INFINITY);

  useEffect(() => {
    let gone = false;
    const loading = import("socket.io-client").then(({ io }) => {
      if (gone) return;
      const hello = (): Hello => ({ protocol, community, meeting, desk, events: latest.current.view.seq, ...(screen && { screen }) });
      const socket: Phone = io({ path: "/live", transports: ["websocket", "polling"], tryAllTransports: true, reconnectionDelay: 500, reconnectionDelayMax: 5000, randomizationFactor: 0.8, timeout: 8000, auth: (give) => give(hello()) });
      phone.current = socket;
      socket.on("connect", () => setLink("connected"));
      socket.on("disconnect", (why) => { setLink(navigator.onLine ? "wait" : "cut"); if (why === "io server disconnect") setTimeout(() => !gone && socket.connect(), 1000); });
      socket.on("connect_error", () => setLink(navigator.onLine ? "wait" : "cut"));
      socket.on("presence", (presence) => setOnline(presence.online));
      socket.on("outdated", ({ why }) => { setOutdated(why); socket.disconnect(); });
      socket.on("happened", (news) => {
        const next = hear(latest.current, news, Date.now());
        // A number is missing: say hello again, with the last one that is known.
        if (!next) return void socket.disconnect().connect();
        latest.current = next;
        setKnown(next);
      });
    });
    const wake = () => wakeUp(phone.current, hiddenAt);
    const cut = () => setLink("cut");
    const waking = ["online", "pageshow", "visibilitychange"] as const;
    for (const name of waking) (name === "visibilitychange" ? document : window).addEventListener(name, wake);
    window.addEventListener("offline", cut);
    return () => {
      gone = true;
      for (const name of waking) (name === "visibilitychange" ? document : window).removeEventListener(name, wake);
      window.removeEventListener("offline", cut);
      void loading.then(() => phone.current?.disconnect());
    };
  }, [community, meeting, desk, screen]);

  const send = (act: Act): Promise<Answer | null> => {
    const socket = phone.current;
    if (!socket?.connected) return Promise.resolve(null);
    return socket.timeout(answerWithin).emitWithAck("act", act).catch(() => null);
  };

  return {
    ...known, link, online, outdated, send,
    serverNow: () => Date.now() + latest.current.offset,
    act: (command) => send({ key: newKey(), command }),
    may: (command) => (known.mine?.as === "person" ? may(known.view, command, { person: known.mine.person, roles: known.mine.roles }) : { ok: false, code: "not-entitled", rule: "A1", facts: { act: command.type } }),
  };
}

/** A phone that was asleep may hold a dead connection without knowing it; catching up by number is cheap, so it connects anew. */
function wakeUp(socket: Phone | null, hiddenAt: { current: number }) {
  if (!socket) return;
  if (document.visibilityState === "hidden") return void (hiddenAt.current = Date.now());
  if (!socket.connected) socket.connect();
  else if (Date.now() - hiddenAt.current > longSleep) socket.disconnect().connect();
}
