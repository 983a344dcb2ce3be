import { fileURLToPath } from "node:url";
import { foldDigest } from "./boot/fold-digest.mjs";

/** Put in by the build (server/boot/build.mjs); where sources run as they are, it is taken of them. */
declare const FOLD_DIGEST: string | undefined;

/** Names the rules that fold here: what other rules folded is folded anew. */
export const foldVersion = typeof FOLD_DIGEST === "string" ? FOLD_DIGEST : foldDigest(fileURLToPath(new URL("..", import.meta.url)));
