/** Whether a hall can read its screen: sizes as parts of the height, and contrast for a projector that makes no black. */
import { expect, type Page } from "@playwright/test";
import { look, walls } from "./look";

/** Text that is smaller or paler than it may be. Runs in the browser. */
function findFaint(): string[] {
  const rgb = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number);
  const light = ([r = 0, g = 0, b = 0]: number[]) => [r, g, b].map((one) => one / 255).map((one) => (one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)).reduce((sum, one, i) => sum + one * [0.2126, 0.7152, 0.0722][i]!, 0);
  const ground = (one: Element): number[] => {
    const color = rgb(getComputedStyle(one).backgroundColor);
    return color.length === 3 || (color[3] ?? 0) > 0 || !one.parentElement ? color : ground(one.parentElement);
  };
  const found: string[] = [];
  const walker = document.createTreeWalker(document.querySelector(".screen")!, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const one = node.parentElement!;
    if (!node.textContent?.trim() || one.closest(".sr-only, svg")) continue;
    const style = getComputedStyle(one);
    const part = parseFloat(style.fontSize) / innerHeight;
    const least = one.closest("h1:not([data-length])") ? 1 / 14 : one.closest("footer") ? 0.0299 : 1 / 24;
    if (part < least) found.push(`${(part * 100).toFixed(2)} vh «${node.textContent.trim().slice(0, 20)}»`);
    const [a, b] = [light(rgb(style.color)), light(ground(one))].sort((x, y) => y - x) as [number, number];
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 7) found.push(`${ratio.toFixed(1)}:1 «${node.textContent.trim().slice(0, 20)}»`);
  }
  return found;
}

/** The screen in one state, at both sizes: nothing cut, readable from the last row, and a picture for a person. */
export async function seen(wall: Page, name: string): Promise<void> {
  await look(wall, `60-screen-${name}`, walls);
  expect(await wall.evaluate(findFaint), `hard to read on the screen: ${name}`).toEqual([]);
  await expect(wall.locator(".update")).toContainText(/\d\d:\d\d:\d\d 更新/);
}
