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

export default defineConfig({
  plugins: [tailwindcss(), remix(remixConfig), listClientModules()],
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  // A phone of five years ago, and WeChat's own view.
  build: { target: ["es2020", "chrome80", "safari14"], assetsInlineLimit: 0 },
});
