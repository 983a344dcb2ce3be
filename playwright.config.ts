import { defineConfig } from "@playwright/test";

/** The journeys: the built product in a real browser. Screenshots and traces go to test-results alone. */
export default defineConfig({
  testDir: "tests/journeys",
  outputDir: "test-results/journeys",
  snapshotDir: "test-results/journeys",
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/journeys.json" }]],
  use: {
    browserName: "chromium",
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    actionTimeout: 10_000,
    navigationTimeout: 15_000,
    // Recording every step costs a third of the time: JOURNEY_TRACE=1 asks for it.
    trace: process.env.JOURNEY_TRACE ? "retain-on-failure" : "off",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-component-update"],
    },
  },
});
