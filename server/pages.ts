/**
 * The meeting page is the same for everybody: made once per meeting, version and type size, and kept as the bytes that go out,
 * compressed. Its inline scripts and its style are allowed by their digests, so that no answer needs a change of its own.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip, gunzipSync } from "node:zlib";
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { Request, Response } from "express";
import { speaker } from "../app/rules/meeting/state";
import type { Hall } from "./hall";

export const noncePlace = "NONCE-OF-THIS-ANSWER";
const most = 200;
const forms = ["br", "gzip"] as const;
type Page = { readonly br: Buffer; readonly gzip: Buffer; readonly scripts: string; readonly styles: string };
type Answer = { readonly headers: OutgoingHttpHeaders; readonly bytes: Buffer };
/** answers: as they were given, by Host and form. */
type Version = { readonly name: string; readonly page: Promise<Page | null>; readonly answers: Map<string, Answer> };
const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)];

/** The digest of every inline script or style, as a Content-Security-Policy names it (CSP Level 3 §2.3.1). */
export function digestsOf(html: string, tag: "script" | "style"): string {
  const inline = [...html.matchAll(new RegExp(`<${tag}(?![^>]*\\ssrc=)[^>]*>([^]*?)</${tag}>`, "g"))].map((found) => found[1]!);
  return [...new Set(inline)].map((text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`).join(" ");
}

/**
 * What a weak line would ask for in a second turn. The style comes within the page; the sheet is for the pages after this one, and
 * fetched by a page that is live. The line's script comes with the others. React lets stand what it did not write at the end of a head.
 */
function inOneTurn(html: string, folder: string): string {
  const [link, href] = /<link rel="stylesheet" href="(\/assets\/[^"]+)"\/>/.exec(html) ?? [];
  const socket = readdirSync(`${folder}/assets`).find((name) => /^socket-.*\.js$/.test(name));
  if (!link || !socket) throw new Error("the kept page links no style sheet, or no script of the line was built");
  const end = `<style>${readFileSync(folder + href, "utf8")}</style><link rel="modulepreload" href="/assets/${socket}"/></head>`;
  return html.replace(link, `<link rel="later" href="${href}"/>`).replace("</head>", () => end);
}

async function compressed(answer: globalThis.Response, folder: string): Promise<Page | null> {
  if (answer.status !== 200) return null;
  const html = inOneTurn((await answer.text()).replaceAll(` nonce="${noncePlace}"`, ""), folder);
  if (html.includes(noncePlace)) throw new Error("the kept page names a nonce where no attribute is");
  const plain = Buffer.from(html);
  const [br, gz] = await Promise.all([brotli(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }), gzipped(plain)]);
  return { br, gzip: gz, scripts: digestsOf(html, "script"), styles: digestsOf(html, "style") };
}

type Kept = { readonly folder: string; readonly render: (url: string, large: boolean) => Promise<globalThis.Response> };
/** corrections: of names, which stand beside the log. */
type Asked = { readonly hall: Pick<Hall, "place" | "state" | "head">; readonly cast: number; readonly corrections: number; readonly large: boolean; readonly now: number; readonly host: string };

const pageOf = ({ hall: { place }, large }: Asked) => `${place.community} ${place.meeting} ${large}`;
/** While somebody speaks the page says how long they may: made anew each second that it is asked for. */
const versionOf = ({ hall, cast, corrections, now }: Asked) => `${hall.head.hash} ${cast} ${corrections} ${speaker(hall.state) ? Math.floor(now / 1000) : ""}`;

const formOf = ({ headers }: IncomingMessage) => { const accepts = String(headers["accept-encoding"] ?? ""); return forms.find((one) => accepts.includes(one)); };
const answerOf = (request: IncomingMessage, { host }: Asked) => `${host} ${formOf(request) ?? ""}`;

/** folder: of the built files that go to browsers. Of each page the newest version is kept. */
export function keepPages({ folder, render }: Kept) {
  const pages = new Map<string, Version>();

  function newest(asked: Asked & { readonly path: string }): Version {
    const [key, name] = [pageOf(asked), versionOf(asked)];
    const found = pages.get(key);
    if (found?.name === name) return found;
    const made: Version = { name, page: render(asked.path, asked.large).then((answer) => compressed(answer, folder)), answers: new Map() };
    const forget = () => { if (pages.get(key) === made) pages.delete(key); };
    made.page.then((page) => { if (!page) forget(); }, forget);
    // The last ones made stand last.
    pages.delete(key);
    pages.set(key, made);
    for (const old of [...pages.keys()].slice(0, Math.max(0, pages.size - most))) pages.delete(old);
    return made;
  }

  return {
    /** Answers from the kept bytes; false where the page is not to be had that way. */
    async answer(request: Request, response: Response, asked: Asked & { readonly path: string }): Promise<boolean> {
      const { page: making, answers } = newest(asked);
      const page = await making;
      if (!page) return false;
      const form = formOf(request);
      const bytes = form ? page[form] : gunzipSync(page.gzip);
      const nonce = `'nonce-${response.locals.nonce as string}'`;
      const policy = String(response.getHeader("Content-Security-Policy")).replace(`script-src 'self' ${nonce}`, `script-src 'self' ${page.scripts}`).replace(nonce, page.styles);
      const headers = { "Content-Security-Policy": policy, "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store", Vary: "Accept-Encoding", "Content-Length": bytes.length, ...(form && { "Content-Encoding": form }) };
      const { "set-cookie": _, "content-security-policy": __, ...others } = response.getHeaders();
      response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : bytes);
      answers.set(answerOf(request, asked), { headers: { ...others, ...headers }, bytes });
      return true;
    },
    /** The same answer once more, as it was given to the same Host in the same form. */
    again(request: IncomingMessage, response: ServerResponse, asked: Asked): boolean {
      const kept = pages.get(pageOf(asked));
      const found = kept?.name === versionOf(asked) ? kept.answers.get(answerOf(request, asked)) : undefined;
      if (found) response.writeHead(200, found.headers).end(found.bytes);
      return found !== undefined;
    },
  };
}
