import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";

/** The engine of @axe-core/playwright, run directly: the builder waits a second for the console's frame, which a phone never loads. */
const own = createRequire(createRequire(import.meta.url).resolve("@axe-core/playwright"));
const engine = readFileSync(own.resolve("axe-core/axe.min.js"), "utf8");
type Violation = { readonly id: string; readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[] };
type Engine = { run(page: Document, options: object): Promise<{ readonly violations: readonly Violation[]; readonly passes: readonly unknown[] }> };
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** What lies beneath a bar at the foot of the glass is no fault of it: looked at once more with the page as a whole. */
async function violationsOn(page: Page): Promise<string[]> {
  const found = await violationsNow(page);
  const glass = page.viewportSize();
  if (!glass || !found.some((one) => one.includes("obscured"))) return found;
  await page.setViewportSize({ ...glass, height: await page.evaluate(() => document.documentElement.scrollHeight) });
  const whole = await violationsNow(page);
  await page.setViewportSize(glass);
  return whole;
}

async function violationsNow(page: Page): Promise<string[]> {
  await page.waitForLoadState();
  if (!await page.evaluate(() => "axe" in window)) await page.evaluate(engine);
  return page.evaluate(async (tags) => {
    const { axe } = window as unknown as { axe: Engine };
    const { violations, passes } = await axe.run(document, { iframes: false, runOnly: tags, resultTypes: ["violations"] });
    if (passes.length === 0) throw new Error("axe looked at nothing");
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target.join(" ")} (${failureSummary ?? ""})`).join("; ")}`);
  }, tags);
}

/** Nothing that axe knows of WCAG 2.2 A and AA, on any of the pages as they stand. */
export async function accessible(...pages: Page[]): Promise<void> {
  const told = await Promise.all(pages.map(async (page) => ({ at: new URL(page.url()).pathname, violations: await violationsOn(page) })));
  expect(told.filter(({ violations }) => violations.length > 0), "axe").toEqual([]);
}

let mirror: Page | null = null;

/** The same for a page without script, where axe cannot run: its text as it stands, without its scripts, on a mirror of the same size. */
export async function accessibleWithoutScript(page: Page): Promise<void> {
  const html = (await page.content()).replace(/<script\b[^]*?<\/script>/g, "").replace(/<link rel="modulepreload"[^>]*>/g, "");
  mirror = mirror && !mirror.isClosed() ? mirror : await (await page.context().browser()!.newContext()).newPage();
  await mirror.setViewportSize(page.viewportSize()!);
  await mirror.route(page.url(), (route) => route.fulfill({ contentType: "text/html; charset=utf-8", body: html }), { times: 1 });
  await mirror.goto(page.url());
  await accessible(mirror);
}
