/** `npm start`: builds where there is no build or the sources are newer, then runs it. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, isFresh, root } from "./build.mjs";
import { patchPostgres } from "./patch-postgres.mjs";

process.env.NODE_ENV = "production";
if (!isFresh()) {
  process.stdout.write("正在构建，第一次要半分钟左右……\n");
  await build();
}
patchPostgres();
const { main } = await import(pathToFileURL(path.join(root, "build/main.js")).href);
await main(root);
