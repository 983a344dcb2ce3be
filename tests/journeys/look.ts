import path from "node:path";
import type { Page } from "playwright";
import { fits } from "./fits";
import { sizes, type Size } from "./hall";

export const folder = "test-results/looks";
export const paper: readonly Size[] = ["phone", "tablet", "laptop"];
export const walls: readonly Size[] = ["projector", "wall"];

/** A picture at every size, for a person to look at; the page must fit each of them. Afterwards it is as large as before. */
export async function look(page: Page, name: string, at: readonly Size[] = paper): Promise<void> {
  const before = page.viewportSize()!;
  for (const size of at) {
    await page.setViewportSize(sizes[size]);
    await fits(page);
    // As tall as the page is, so that the bar at the thumb stands where it stands at the end.
    const height = walls.includes(size) ? 0 : await page.evaluate(() => document.documentElement.scrollHeight);
    if (height > sizes[size].height) await page.setViewportSize({ ...sizes[size], height });
    await page.screenshot({ path: path.join(folder, `${name}-${size}.png`) });
  }
  await page.setViewportSize(before);
}
