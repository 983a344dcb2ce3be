/**
 * The meeting page is the same for everybody: made once per meeting, version and type size, kept as bytes around the
 * place where each answer gets its own nonce.
 */
import type { Request, Response } from "express";
import { speaker } from "../app/rules/meeting/state";
import type { Halls } from "./hall";

export const noncePlace = "NONCE-OF-THIS-ANSWER";
const most = 200;
type Page = { readonly parts: readonly string[]; readonly status: number };

export function keepPages({ halls, build, render }: { halls: Halls; build: string; render: (url: string, large: boolean) => Promise<globalThis.Response> }) {
  const pages = new Map<string, Promise<Page | null>>();

  async function pageFor(key: string, url: string, large: boolean): Promise<Page | null> {
    const found = pages.get(key);
    if (found) return found;
    const page = render(url, large).then(async (answer) => (answer.status === 200 ? { status: 200, parts: (await answer.text()).split(noncePlace) } : null));
    pages.set(key, page);
    page.then((made) => { if (!made) pages.delete(key); }, () => pages.delete(key));
    for (const old of [...pages.keys()].slice(0, Math.max(0, pages.size - most))) pages.delete(old);
    return page;
  }

  /** Answers from the kept bytes; false where the page is not to be had that way. */
  return async function answer(request: Request, response: Response, { community, meeting, large, cast, now }: { community: string; meeting: string; large: boolean; cast: number; now: number }): Promise<boolean> {
    const hall = await halls.get({ community, meeting });
    if (!hall) return false;
    // While somebody speaks the page says how long they may: made anew each second that it is asked for.
    const second = speaker(hall.state) ? Math.floor(now / 1000) : "";
    const key = `${build} ${community} ${meeting} ${hall.head.hash} ${cast} ${large} ${second}`;
    const page = await pageFor(key, request.path, large);
    if (!page) return false;
    // Kept by the browser only to ask again: the nonce is each answer's own.
    response.status(page.status).set("Cache-Control", "no-store").type("html").send(page.parts.join(response.locals.nonce as string));
    return true;
  };
}
