import { createServer } from "vite";
import { main } from "../main";
import { root } from "./build.mjs";

await main(root, (server) => createServer({ root, server: { middlewareMode: true, hmr: { server } }, appType: "custom" }));
