/** A browser without script, and a phone with its socket: the ways in that everybody has. */
import { randomBytes } from "node:crypto";
import { io, type Socket } from "socket.io-client";
import { hear, knownFrom, type Known } from "../../app/live/scene";
import type { Command } from "../../app/rules/meeting/commands";
import { emptyMeeting } from "../../app/rules/meeting/state";
import { protocol, type Answer, type Desk, type Down, type Up } from "../../app/wire/protocol";

export const newKey = () => randomBytes(16).toString("hex");
export const pause = (ms: number) => new Promise<void>((resolve) => { setTimeout(resolve, ms); });

export type Visitor = ReturnType<typeof visitor>;
type Fields = Readonly<Record<string, string>>;

/** Cookies, pages, forms; redirects are answered, not followed. */
export function visitor(url: string) {
  const cookies = new Map<string, string>();

  async function ask(path: string, init: RequestInit = {}): Promise<{ status: number; body: string; to: string }> {
    const response = await fetch(new URL(path, url), { redirect: "manual", signal: AbortSignal.timeout(60_000), ...init, headers: { cookie: [...cookies.values()].join("; "), origin: url, ...(init.headers as Fields) } });
    for (const set of response.headers.getSetCookie()) cookies.set(set.split("=")[0]!, set.split(";")[0]!);
    return { status: response.status, body: await response.text(), to: response.headers.get("location") ?? "" };
  }

  const form = (path: string, fields: Fields) => ask(path, { method: "POST", headers: { "content-type": "application/x-www-form-urlencoded" }, body: new URLSearchParams(fields).toString() });

  return {
    url,
    cookie: () => [...cookies.values()].join("; "),
    get: (path: string) => ask(path),
    post: form,
    /** A form that must lead on. */
    async must(path: string, fields: Fields): Promise<string> {
      const { status, to, body } = await form(path, fields);
      if (status !== 303 || to.includes("?no=")) throw new Error(`${path} ${JSON.stringify(fields).slice(0, 200)}: ${status} ${to} ${sentences(body)}`);
      return to;
    },
    /** An act by a plain request, as a phone sends it whose socket is silent. */
    async act(meeting: string, command: Command, key = newKey()): Promise<Answer> {
      const { body } = await ask(`${meeting}/act`, { method: "POST", headers: { "content-type": "application/json", accept: "application/json" }, body: JSON.stringify({ key, command }) });
      return JSON.parse(body) as Answer;
    },
  };
}

/** What a page says, without its markup. */
export const sentences = (html: string) => html.replace(/<script[^]*?<\/script>|<style[^]*?<\/style>/g, "").replace(/<[^>]+>/g, " ").replace(/&quot;/g, "\"").replace(/&amp;/g, "&").replace(/\s+/g, " ").trim().slice(0, 20_000);

export type Phone = ReturnType<typeof phone>;
type Where = { readonly community: string; readonly meeting: string; readonly desk?: Desk; readonly screen?: string };

/** A page's socket, folding what it hears with the pages' own code. heardAt: when each number was heard, epoch ms. */
export function phone(browser: Pick<Visitor, "url" | "cookie">, { community, meeting, desk = "hall", screen }: Where) {
  let known: Known = knownFrom({ view: emptyMeeting, texts: {}, names: {} }, null, null);
  const heardAt = new Map<number, number>();
  const comments = new Set<string>();
  const socket: Socket<Down, Up> = io(browser.url, {
    path: "/live", transports: ["websocket"], forceNew: true, reconnectionDelay: 200, reconnectionDelayMax: 2000, extraHeaders: { origin: browser.url, cookie: browser.cookie() },
    auth: (give) => give({ protocol, community, meeting, desk, events: known.view.seq, ...(screen && { screen }) }),
  });
  socket.on("happened", (news) => {
    const next = hear(known, news, Date.now());
    if (!next) return void socket.disconnect().connect();
    for (let seq = known.view.seq + 1; seq <= next.view.seq; seq++) heardAt.set(seq, Date.now());
    known = next;
    for (const { rows } of news.comments ?? []) for (const { id } of rows) comments.add(id);
  });
  return {
    socket, heardAt, comments,
    known: () => known,
    /** Null where no answer came in time. */
    act: (command: Command, key = newKey()): Promise<Answer | null> => socket.timeout(8000).emitWithAck("act", { key, command }).catch(() => null),
    /** As a network that drops: the line is cut and taken up again. */
    drop() { socket.disconnect(); setTimeout(() => socket.connect(), 150); },
    close() { socket.off(); socket.disconnect(); },
  };
}

export async function until(what: () => boolean | Promise<boolean>, name: string, ms = 60_000): Promise<void> {
  const end = Date.now() + ms;
  while (!await what()) {
    if (Date.now() > end) throw new Error(`it did not happen in time: ${name}`);
    await pause(30);
  }
}
