/** The hall's Wi-Fi, as staff type it. */
import { z } from "zod";
import { limits } from "~/words/limits";
import type { Wifi } from "./protocol";

const line = (most: number) => z.string().max(most).transform((value) => value.replace(/\p{Cc}+/gu, " ").trim()).refine((value) => !/\p{Surrogate}/u.test(value));
const schema = z.object({ wifi: line(limits.wifiName), password: line(limits.wifiPassword) });
const leastPassword = 8;

/** An empty name takes it off the screen; "short" for a password that no Wi-Fi has; null where the form is none of ours. */
export function wifiFrom(fields: Readonly<Record<string, string>>): { readonly wifi: Wifi | null } | "short" | null {
  const parsed = schema.safeParse(fields);
  if (!parsed.success) return null;
  const { wifi: name, password } = parsed.data;
  if (name === "") return { wifi: null };
  return password !== "" && [...password].length < leastPassword ? "short" : { wifi: { name, password } };
}
