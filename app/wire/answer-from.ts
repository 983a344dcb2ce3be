import { isFactName, refusalCodes, type RefusalCode } from "~/rules/meeting/refusal-codes";
import type { Answer } from "./protocol";

/** The answer that a plain form brought back in the address. */
export function answerFrom(search: URLSearchParams): Answer | null {
  const code = search.get("no");
  if (!code) return null;
  if (!refusalCodes.includes(code as RefusalCode)) return { ok: false, kind: "malformed" };
  const facts = Object.fromEntries([...search].filter(([name]) => isFactName(name)).map(([name, value]) => [name, /^\d{1,14}$/.test(value) ? Number(value) : value.slice(0, 40)]));
  return { ok: false, kind: "refused", code: code as RefusalCode, rule: "", facts };
}
