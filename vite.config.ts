import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig, type Plugin } from "vite";
import remixConfig from "./remix.config.js";

/** Leaves a list of every module that went to the browser, for the wall that keeps server code out of it. */
const listClientModules = (): Plugin => ({
  name: "list-client-modules",
  writeBundle(options, bundle) {
    if (!options.dir?.endsWith("client")) return;
    const root = fileURLToPath(new URL(".", import.meta.url));
    const chunks = Object.values(bundle).flatMap((one) => (one.type === "chunk" ? [[one.fileName, Object.keys(one.modules).map((id) => id.replace(root, ""))]] : []));
    writeFileSync(new URL("./build/client-modules.json", import.meta.url), JSON.stringify(Object.fromEntries(chunks), null, 1));
  },
});

const helper = "export const __vitePreload = (load) => load();";
const discovery = "export const isFogOfWarEnabled = () => false; export const getPatchRoutesOnNavigationFunction = () => undefined; export const useFogOFWarDiscovery = () => {}; export const getPartialManifest = (manifest) => manifest; export const fetchAndApplyManifestPatches = () => Promise.resolve();";
const transport = "export class WT {}";
const fallback = "export const RemixRootDefaultHydrateFallback = () => null;";
/** Loader data come by single fetch (remix.config.js), never by request of one route or in deferred sections. */
const singleFetch = (code: string) => {
  const [fetched, deferred] = [/async function fetchData[^]*?(?=async function createRequestInit)/, /const DEFERRED_VALUE_PLACEHOLDER_PREFIX[^]*?(?=export \{)/];
  if (!fetched.test(code) || !deferred.test(code)) throw new Error("@remix-run/react/data.js is no longer what vite.config.ts shortens");
  return code.replace(fetched, "const fetchData = () => Promise.reject();\n").replace(deferred, "const parseDeferredReadableStream = () => Promise.reject();\n");
};

/**
 * What no phone runs, left out of what it loads: Remix's discovery of routes by request and its older ways to fetch (off in remix.config.js), Vite's loader of
 * style sheets for parts that come later (there is one sheet, and the page links it), Socket.IO's third transport (useMeeting.ts names two), a page that stands in until client loaders have run (there are none).
 */
const withoutUnused = (): Plugin => ({
  name: "without-unused", enforce: "pre", apply: (_, { command, isSsrBuild }) => command === "build" && !isSsrBuild,
  load(id) {
    if (id === "\0vite/preload-helper.js") return helper;
    if (/@remix-run\/react\/dist\/esm\/fog-of-war\.js$/.test(id)) return discovery;
    if (/@remix-run\/react\/dist\/esm\/fallback\.js$/.test(id)) return fallback;
    return /engine\.io-client\/build\/esm\/transports\/webtransport\.js$/.test(id) ? transport : null;
  },
  transform: (code, id) => (/@remix-run\/react\/dist\/esm\/data\.js$/.test(id) ? singleFetch(code) : null),
});

const appFolder = fileURLToPath(new URL("./app/", import.meta.url));
const framework = /\/node_modules\/(react|react-dom|scheduler|react-router|react-router-dom|turbo-stream|@remix-run\/[^/]+)\/|commonjsHelpers/;
const line = /\/node_modules\/(socket\.io-|engine\.io-|@socket\.io)[^/]*\//;
let hall: Set<string> | null = null;

/**
 * Two files for what the meeting page loads, the framework and our own: a slow phone asks twice instead of fifteen times, and
 * they compress better. Other pages share what they need of them.
 */
const chunkOf: ManualChunks = (id, { getModuleInfo }) => {
  if (framework.test(id)) return "framework";
  // By this name server/pages.ts finds it.
  if (line.test(id)) return "socket";
  hall ??= reachable(["root.tsx", "routes/meeting/route.tsx"], (one) => getModuleInfo(one)?.importedIds ?? []);
  return hall.has(id) ? "hall" : undefined;
};
type ManualChunks = (id: string, meta: { getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }) => string | undefined;

/** Our modules that the entries import, the entries themselves not among them. */
function reachable(entries: readonly string[], importsOf: (id: string) => readonly string[]): Set<string> {
  const found = new Set<string>();
  const visit = (id: string) => {
    if (found.has(id) || !id.startsWith(appFolder)) return;
    found.add(id);
    importsOf(id).forEach(visit);
  };
  const starts = entries.map((entry) => appFolder + entry);
  starts.flatMap(importsOf).forEach(visit);
  starts.forEach((start) => found.delete(start));
  return found;
}

/** The router's hints to developers: they go to the console, which is dropped. */
const hints = ["warning", "warning$1", "warningOnce", "warnOnce", "logDeprecation", "logV6DeprecationWarnings"];

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [tailwindcss(), withoutUnused(), remix(remixConfig), listClientModules()],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  // A phone of five years ago, and WeChat's own view.
  build: {
    // The one module that is loaded later (socket.io-client) needs no helper of 1 kB to be found.
    target: ["es2020", "chrome80", "safari14"], assetsInlineLimit: 0, minify: "terser", modulePreload: false,
    terserOptions: { module: true, compress: { passes: 3, ecma: 2020, drop_console: true, pure_funcs: hints }, format: { comments: false } },
    ...(!isSsrBuild && { rollupOptions: { output: { manualChunks: chunkOf } } }),
  },
}));
