import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

// Without Remix's plugin: tests run our own code, and the built product where they need pages.
export default defineConfig({
  resolve: { alias: { "~": fileURLToPath(new URL("./app", import.meta.url)) } },
  esbuild: { jsx: "automatic" },
  test: {
    include: ["tests/**/*.test.{ts,tsx}"], globalSetup: ["tests/global-setup.ts"], testTimeout: 30_000, hookTimeout: 60_000,
    // Else style sheets are empty; the PDF carries one as its text.
    css: { include: /paper\.css/ }, pool: "forks", maxWorkers: 2, reporters: ["default"],
  },
});
