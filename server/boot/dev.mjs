/** `npm run dev`: pages reload by themselves, the server starts anew when its files change; what was typed stays. */
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import path from "node:path";
import { patchPostgres } from "./patch-postgres.mjs";
import { root } from "./build.mjs";

patchPostgres();
/** @type {import("node:child_process").ChildProcess | null} */
let child = null;
let stopping = false;
/** @type {NodeJS.Timeout | undefined} */
let soon;

function start() {
  child = spawn(process.execPath, ["--import", "tsx", "server/boot/dev-server.ts"], { cwd: root, stdio: "inherit", env: { ...process.env, NODE_ENV: "development" } });
  child.on("exit", (code) => {
    child = null;
    if (stopping) process.exit(code ?? 0);
  });
}

/** The server drains and stops its database before it starts anew. */
function restart() {
  if (!child) return start();
  child.once("exit", () => { if (!stopping) start(); });
  child.kill("SIGTERM");
}

for (const folder of ["server", "drizzle", "app/rules", "app/wire"]) {
  watch(path.join(root, folder), { recursive: true }, (_, name) => {
    if (!name || !/\.(ts|mjs|sql)$/.test(name)) return;
    clearTimeout(soon);
    soon = setTimeout(restart, 150);
  });
}
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) {
  process.on(signal, () => {
    stopping = true;
    if (child) child.kill("SIGTERM");
    else process.exit(0);
  });
}
start();
