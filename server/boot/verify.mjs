/** `npm run verify`: walks every chain of the log and names the first broken event; ends with 1 where one is found. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, isFresh, root } from "./build.mjs";
import { patchPostgres } from "./patch-postgres.mjs";

process.env.NODE_ENV = "production";
if (!isFresh()) await build();
patchPostgres();
const { verify } = await import(pathToFileURL(path.join(root, "build/main.js")).href);
process.exitCode = await verify(root);
