import { createServer } from "vite";
import { main } from "../main";
import { root } from "./build.mjs";

await main(root, async (server) => {
  const vite = await createServer({ root, server: { middlewareMode: true, hmr: { server } }, appType: "custom" });
  // Vite would end the process at once; ours first drains and stops its database.
  process.removeAllListeners("SIGTERM");
  return vite;
});
