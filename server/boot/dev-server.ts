import { createServer } from "vite";
import { main } from "../main";
import { root } from "./build.mjs";

await main(root, async (server) => {
  const ours = process.listeners("SIGTERM");
  const vite = await createServer({ root, server: { middlewareMode: true, hmr: { server } }, appType: "custom" });
  // Vite would end the process at once; ours first drains and stops its database.
  for (const listener of process.listeners("SIGTERM")) if (!ours.includes(listener)) process.off("SIGTERM", listener);
  return vite;
});
