/** Whether a page fits its glass: nothing wider than it, no text cut, nothing too small to hit or to read. */
import { expect, type Page } from "@playwright/test";

/** Elements whose text is cut, and the page where it is wider than the glass. Runs in the browser. */
function findCut(): string[] {
  const found: string[] = [];
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) {
    const widest = [...document.querySelectorAll("body *")].filter((one) => one.getBoundingClientRect().right > clientWidth + 1 && !one.closest("[data-scrolls]"));
    found.push(`the page is ${scrollWidth} wide on ${clientWidth}: ${widest.slice(-3).map((one) => `${one.tagName}.${one.className}`).join(", ")}`);
  }
  const hall = document.querySelector(".screen > main");
  if (hall && hall.scrollHeight > hall.clientHeight + 2) found.push(`the big screen is too full: ${hall.scrollHeight} on ${hall.clientHeight}`);
  for (const one of document.querySelectorAll<HTMLElement>("body *")) {
    const style = getComputedStyle(one);
    // What only screen readers get is one pixel large on purpose; a line that ends in … says that it goes on.
    if (one.clientWidth <= 1 || !one.textContent?.trim()) continue;
    const clamped = style.webkitLineClamp !== "none" || style.textOverflow === "ellipsis";
    const hidesX = style.overflowX === "hidden" || style.overflowX === "clip";
    const hidesY = style.overflowY === "hidden" || style.overflowY === "clip";
    if (hidesX && !clamped && one.scrollWidth > one.clientWidth + 1) found.push(`cut at the side: ${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`);
    if (hidesY && !clamped && one.scrollHeight > one.clientHeight + 2) found.push(`cut below: ${one.tagName}.${one.className} ${one.textContent.slice(0, 30)}`);
  }
  return found;
}

export async function fits(page: Page): Promise<void> {
  // A page that is asked for its sizes while it loads tells them without its style.
  await page.waitForLoadState();
  expect(await page.evaluate(findCut), `cut on ${new URL(page.url()).pathname} at ${page.viewportSize()!.width}`).toEqual([]);
}

type Least = { readonly width: number; readonly height: number };

/** What is tapped and is smaller than it must be; links inside sentences are exempt, as in WCAG 2.5.8. Runs in the browser. */
function findSmall({ width, height }: Least): string[] {
  const tapped = [...document.querySelectorAll<HTMLElement>("a[href], button, summary, select, textarea, input:not([type=hidden])")];
  return tapped.flatMap((one) => {
    // A ticked row is tapped by its label.
    const box = ((one instanceof HTMLInputElement && one.labels?.length && ["radio", "checkbox"].includes(one.type)) ? one.labels[0]! : one).getBoundingClientRect();
    const inSentence = getComputedStyle(one).display === "inline" && one.tagName === "A";
    if (box.width === 0 || box.right < 0 || inSentence || one.closest(".sr-only")) return [];
    return box.width + 0.5 < width || box.height + 0.5 < height ? [`${one.tagName}.${one.className} «${one.textContent?.trim().slice(0, 12)}» ${Math.round(box.width)}x${Math.round(box.height)}`] : [];
  });
}

export async function targets(page: Page, least: Least): Promise<void> {
  expect(await page.evaluate(findSmall, least), `too small to hit on ${new URL(page.url()).pathname}`).toEqual([]);
}

/** Text smaller than `least` px that is shown. Runs in the browser. */
function findTiny(least: number): string[] {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = new Set<string>();
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const parent = node.parentElement!;
    // Slips and sheets are a picture of the paper that will be printed; what is only for screen readers has no size.
    if (!node.textContent?.trim() || parent.closest("script, style, noscript, .slips, .a4, .sr-only") || parent.getClientRects().length === 0) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (size < least) found.add(`${size}px «${node.textContent.trim().slice(0, 20)}»`);
  }
  return [...found];
}

export async function readable(page: Page, least: number): Promise<void> {
  expect(await page.evaluate(findTiny, least), `too small to read on ${new URL(page.url()).pathname}`).toEqual([]);
}
