import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import type { Browser } from "playwright-core";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** The browser that prints: CHROMIUM_PATH and no other where it is set, else one that is installed. None is no fault: people print the page themselves. */
export const findChromium = (): string | null => (process.env.CHROMIUM_PATH ? [process.env.CHROMIUM_PATH] : places).find(existsSync) ?? null;

/**
 * A self-contained page as PDF, or null where no Chromium is found. The page runs no script and reaches neither network nor disk.
 * Throws after `limit` ms. A browser of its own for each document, which is closed, and killed where it does not close.
 */
export async function pdfFrom(html: string, limit = 20_000): Promise<Buffer | null> {
  const executablePath = findChromium();
  if (!executablePath) return null;
  const until = Date.now() + limit;
  // Half a second of loading, which a restart under a thousand phones would wait for.
  const { chromium } = await import("playwright-core");
  // Chromium's own sandbox does not start as root. Signals are the server's: Playwright would end the process with them.
  const browser = await chromium.launch({
    executablePath, timeout: limit, chromiumSandbox: process.getuid?.() !== 0, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false,
    // A service has no home folder; Chromium wants one for its reports of crashes.
    env: { PATH: process.env.PATH ?? "", HOME: tmpdir(), LANG: "C.UTF-8" },
    args: ["--host-resolver-rules=MAP * ~NOTFOUND", "--disable-remote-fonts"],
  });
  try {
    return await within(until - Date.now(), printed(browser, html));
  } finally {
    void browser.close().catch(() => {});
  }
}

async function printed(browser: Browser, html: string): Promise<Buffer> {
  const context = await browser.newContext({ javaScriptEnabled: false, offline: true, serviceWorkers: "block", acceptDownloads: false });
  const page = await context.newPage();
  await page.route("**", (route) => route.abort());
  await page.setContent(html);
  return await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => { timer = setTimeout(() => reject(new Error(`Chromium did not print within ${ms} ms`)), ms); });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
