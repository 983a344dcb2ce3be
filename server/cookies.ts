import { randomBytes } from "node:crypto";
import { parse, serialize } from "cookie";
import { newId, type Keys } from "./ids";

/** https: cookies are __Host- and Secure. A laptop in a hall (http): plain HttpOnly Lax. */
export type Scheme = "https" | "http";
export type CookieName = "session" | "device" | "known" | "here" | "type";
export type Cookies = ReturnType<typeof openCookies>;

const year = 365 * 24 * 3600;
export const presenceSeconds = 600;

export function openCookies(scheme: Scheme, keys: Keys) {
  const full = (name: CookieName) => (scheme === "https" ? `__Host-yishi-${name}` : `yishi-${name}`);
  const read = (header: string | undefined, name: CookieName): string | null => parse(header ?? "")[full(name)] ?? null;
  const write = (name: CookieName, value: string, maxAge: number) =>
    serialize(full(name), value, { httpOnly: true, sameSite: "lax", secure: scheme === "https", path: "/", maxAge });
  const clear = (name: CookieName) => write(name, "", 0);

  const sign = (purpose: string, value: string) => `${value}.${keys.mac(purpose, value, 12).toString("base64url")}`;
  function signed(purpose: string, cookie: string | null): string | null {
    const value = cookie?.slice(0, cookie.lastIndexOf(".")) ?? "";
    return value && sign(purpose, value) === cookie ? value : null;
  }

  return {
    read, write, clear,
    /** The browser's own mark, against guessing. It names nobody. */
    device: (header: string | undefined) => signed("device", read(header, "device")),
    newDevice: () => write("device", sign("device", newId()), year),
    /** That this device signed in to the account before; strangers' wrong tries do not hold it up. */
    isKnown: (header: string | undefined, device: string, login: string) => (read(header, "known") ?? "").split("~").includes(keys.mac("known", `${device} ${login}`, 12).toString("base64url")),
    known: (header: string | undefined, device: string, login: string) => {
      const mark = keys.mac("known", `${device} ${login}`, 12).toString("base64url");
      return write("known", [...new Set([mark, ...(read(header, "known") ?? "").split("~")])].slice(0, 8).join("~"), year);
    },
    /** That the screen's code was seen in the hall, for ten minutes. */
    here: (meeting: string, now: number) => write("here", sign("here", `${meeting}.${now + presenceSeconds * 1000}`), presenceSeconds),
    isHere(header: string | undefined, meeting: string, now: number): boolean {
      const [seen, until] = (signed("here", read(header, "here")) ?? ".").split(".");
      return seen === meeting && Number(until) > now;
    },
    isLarge: (header: string | undefined) => read(header, "type") === "large",
  };
}

/** A session's token: 256 random bits; the first letter says how it was made. */
export const newToken = (level: "password" | "slip") => `${level === "password" ? "p" : "s"}${randomBytes(32).toString("base64url")}`;
