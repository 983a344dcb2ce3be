/** What a fold depends on: the rules, and how the log is read. Its digest is taken at the build, so that nobody has to remember it. */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const sources = ["app/rules", "server/store/log.ts"];

/** @param {string} root @returns {string} SHA-256 over names and contents */
export function foldDigest(root) {
  const hash = createHash("sha256");
  const files = sources.flatMap((place) => (place.endsWith(".ts") ? [place] : readdirSync(path.join(root, place), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts")).map((name) => path.posix.join(place, name.split(path.sep).join("/")))));
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(path.join(root, file))).update("\0");
  return hash.digest("base64url");
}
