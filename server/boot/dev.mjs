/** `npm run dev`: pages reload by themselves, the server restarts when its files change; what was typed stays. */
import { spawn } from "node:child_process";
import { patchPostgres } from "./patch-postgres.mjs";
import { root } from "./build.mjs";

patchPostgres();
const child = spawn(process.execPath, ["node_modules/tsx/dist/cli.mjs", "watch", "--clear-screen=false", "--include", "server/**/*.ts", "--include", "drizzle/schema.ts", "server/boot/dev-server.ts"], {
  cwd: root, stdio: "inherit", env: { ...process.env, NODE_ENV: "development" },
});
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 0));
