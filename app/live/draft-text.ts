import { del, get, set } from "idb-keyval";

/** Words that somebody typed and that no server has yet. seen: the version they were written upon. */
export type Typed = { readonly body: string; readonly seen: number };

/** Private windows may have no storage: then the open page alone keeps what was typed. */
const quietly = <T>(work: Promise<T>) => work.catch(() => undefined);
const place = (section: string) => `minutes ${section}`;
export const keepTyped = (section: string, typed: Typed) => quietly(set(place(section), typed));
export const readTyped = (section: string) => quietly(get<Typed>(place(section)));
export const dropTyped = (section: string) => quietly(del(place(section)));

/** A form sent without leaving the page; null where the network or the server gave no answer. */
export async function sendForm<T>(url: string, fields: Readonly<Record<string, string>>): Promise<T | null> {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), 10_000);
  try {
    const response = await fetch(url, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(fields), signal: stop.signal });
    return response.headers.get("content-type")?.includes("json") ? (await response.json()) as T : null;
  } catch {
    return null;
  } finally {
    clearTimeout(timer);
  }
}
