/**
 * postgres.js 3.4.9 dies with the process when a connection is cut while a small write waits in setImmediate, and a
 * connection torn down that way never flushes again (porsager/postgres #1066, #1154, #1208; pull requests #1168, #1209).
 * These three replacements settle both. They are applied by start, dev, build and test, and the server refuses to run without.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const mark = "/* yishi: write guard */";
/** @type {[before: string, after: string][]} */
const replacements = [
  [
    "  function nextWrite(fn) {\n    const x = socket.write(chunk, fn)",
    `  function nextWrite(fn) { ${mark}\n    if (socket === null) {\n      nextWriteTimer !== null && clearImmediate(nextWriteTimer)\n      chunk = nextWriteTimer = null\n      error(Errors.connection('CONNECTION_CLOSED', options, socket))\n      return false\n    }\n    const x = socket.write(chunk, fn)`,
  ],
  ["    clearImmediate(nextWriteTimer)\n    if (socket) {", "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    if (socket) {"],
  ["    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)", "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)"],
];

/** The driver's ES modules lie beside its CommonJS ones, which is what require finds. */
const driverFile = () => path.join(path.dirname(createRequire(import.meta.url).resolve("postgres")), "../../src/connection.js");

/** Whether the installed driver carries the guard. */
export const isPatched = () => readFileSync(driverFile(), "utf8").includes(mark);

/** Writes the guard into the installed driver, once. Throws where the driver is not the version this was made for. */
export function patchPostgres() {
  if (isPatched()) return;
  const file = driverFile();
  const patched = replacements.reduce((source, [before, after]) => {
    if (source.split(before).length !== 2) throw new Error("postgres.js is not version 3.4.9: run npm ci");
    return source.replace(before, after);
  }, readFileSync(file, "utf8"));
  writeFileSync(file, patched);
}

/** The driver as it is delivered, from the patched text: tests show that the guard is needed and that it is asked for. @param {string} source */
export const unpatched = (source) => replacements.reduce((text, [before, after]) => text.replace(after, before), source);
