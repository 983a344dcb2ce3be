/** Builds what `npm start` runs: pages, server, and the compressed forms of static files. */
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync, writeFileSync, existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { foldDigest } from "./fold-digest.mjs";
import { patchPostgres } from "./patch-postgres.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
const stamp = path.join(root, "build/stamp.json");
const sources = ["app", "server", "drizzle", "public", "package.json", "package-lock.json", "vite.config.ts", "remix.config.js", "tsconfig.json"];

/** @param {string} place @returns {number} the time of the newest file in it, ms */
function newest(place) {
  const file = path.join(root, place);
  if (!existsSync(file)) return 0;
  const stats = statSync(file);
  return stats.isDirectory() ? Math.max(stats.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(place, name)))) : stats.mtimeMs;
}

/** Whether the build is there and newer than every source. */
export function isFresh() {
  return existsSync(stamp) && existsSync(path.join(root, "build/main.js")) && JSON.parse(readFileSync(stamp, "utf8")).sources >= Math.max(...sources.map(newest));
}

export async function build() {
  const before = Math.max(...sources.map(newest));
  patchPostgres();
  const vite = path.join(root, "node_modules/@remix-run/dev/dist/cli.js");
  execFileSync(process.execPath, [vite, "vite:build", "--logLevel", "error"], { cwd: root, stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, NODE_ENV: "production" } });
  const { build: bundle } = await import("esbuild");
  await bundle({
    entryPoints: [path.join(root, "server/main.ts")], outfile: path.join(root, "build/main.js"), bundle: true, platform: "node", format: "esm", target: "node20",
    packages: "external", external: ["*/patch-postgres.mjs"], logLevel: "warning", absWorkingDir: root, define: { FOLD_DIGEST: JSON.stringify(foldDigest(root)) }, tsconfig: path.join(root, "tsconfig.json"),
    plugins: [{ name: "keep-boot", setup: ({ onResolve }) => onResolve({ filter: /patch-postgres\.mjs$/ }, () => ({ path: "../server/boot/patch-postgres.mjs", external: true })) }],
  });
  writeFileSync(path.join(root, "build/client/licences.txt"), licences());
  compress(path.join(root, "build/client/assets"));
  writeFileSync(stamp, JSON.stringify({ sources: before }));
}

/** The terms of every package whose code goes to browsers, whose own comments the build leaves out. */
function licences() {
  const modules = Object.values(JSON.parse(readFileSync(path.join(root, "build/client-modules.json"), "utf8"))).flat().join("\n");
  const names = new Set([...modules.matchAll(/node_modules\/((?:@[^/\n]+\/)?[^/\n]+)\//g)].map(([, name]) => name ?? ""));
  return [...names].sort().map((name) => {
    const folder = path.join(root, "node_modules", name);
    const file = readdirSync(folder).find((one) => /^licen[cs]e/i.test(one));
    const { license } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
    return `${name} (${license})\n\n${file ? readFileSync(path.join(folder, file), "utf8") : ""}`;
  }).join("\n\n");
}

/** @param {string} folder */
function compress(folder) {
  for (const name of readdirSync(folder)) {
    if (!/\.(js|css)$/.test(name)) continue;
    const bytes = readFileSync(path.join(folder, name));
    writeFileSync(path.join(folder, `${name}.br`), brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(path.join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await build();
