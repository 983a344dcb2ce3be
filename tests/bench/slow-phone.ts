/** A phone of five years ago on a weak line, as DevTools make one: a browser of its own with its cookies and files, CPU and network slowed down. */
import { chromium, type Browser, type CDPSession, type Page } from "playwright";
import { findChromium } from "../chromium.mjs";

/** latency: ms a request; down, up: kbit/s. */
const lines = { "slow 4G": { latency: 150, down: 1600, up: 750 }, "slow 3G": { latency: 400, down: 400, up: 400 } } as const;
export type LineName = keyof typeof lines;
const slower = 6;
const within = 30_000;

export const openBrowser = (): Promise<Browser> => chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update"] });

/** What is waited for on a page: a name, and where it can be seen. */
export type Marks = Readonly<Record<string, string>>;
/** seen: epoch ms of each mark, of the first paint (painted) and of the largest; shifts: by how much what moved (Layout Instability). */
export type Noted = { readonly seen: Record<string, number>; readonly shifts: { value: number; what: string }[] };

/** Notes the frame in which each mark is first there, what is painted, and what moves. Runs in the browser before the page. */
function watch(marks: Marks) {
  const noted: Noted = { seen: {}, shifts: [] };
  Object.assign(window, { noted });
  const look = () => {
    for (const [name, place] of Object.entries(marks)) {
      if (name in noted.seen || !document.querySelector(place)) continue;
      noted.seen[name] = 0;
      requestAnimationFrame(() => { noted.seen[name] = performance.timeOrigin + performance.now(); });
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributeFilter: ["data-state"] });
  const each = (type: string, take: (entry: PerformanceEntry) => void) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
  each("paint", ({ name, startTime }) => { if (name === "first-contentful-paint") noted.seen.painted = performance.timeOrigin + startTime; });
  each("largest-contentful-paint", ({ startTime }) => { noted.seen.largest = performance.timeOrigin + startTime; });
  each("layout-shift", (entry) => {
    const { value, sources } = entry as PerformanceEntry & { value: number; sources: { node: Node | null; previousRect: DOMRectReadOnly; currentRect: DOMRectReadOnly }[] };
    const at = ({ x, y, width, height }: DOMRectReadOnly) => [x, y, width, height].map(Math.round).join(" ");
    noted.shifts.push({ value, what: sources.map(({ node, previousRect, currentRect }) => `${node ? `${node.nodeName} ${node.textContent?.slice(0, 12)}` : "gone since"} (${at(previousRect)} to ${at(currentRect)})`).join(", ") });
  });
}

export type Phone = {
  readonly page: Page;
  slow(line: LineName): Promise<void>;
  readonly tools: CDPSession;
  /** Goes to the address; answers when that began, epoch ms. */
  go(to: string): Promise<number>;
  /** When the mark was first to be seen on the page that is shown now, epoch ms. */
  seen(mark: string): Promise<number>;
  noted(): Promise<Noted>;
  /** Presses what is named as soon as it can be pressed; counted. */
  tap(what: string): Promise<void>;
  taps(): number;
  close(): Promise<void>;
};

/** cookies: "name=value" each. */
export async function takePhone(browser: Browser, { origin, cookies = [], marks }: { origin: string; cookies?: readonly string[]; marks: Marks }): Promise<Phone> {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true, locale: "zh-CN" });
  await context.addCookies(cookies.map((one) => { const [name = "", value = ""] = one.split(/=(.*)/s); return { name, value, url: origin }; }));
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  // What runs the bench names functions by a helper, which a page does not have.
  await page.addInitScript(`{ const __name = (one) => one; (${watch.toString()})(${JSON.stringify(marks)}); }`);
  const noted = () => page.evaluate<Noted>("window.noted");
  let taps = 0;
  return {
    page, tools,
    async slow(line) {
      const { latency, down, up } = lines[line];
      await tools.send("Network.enable");
      await tools.send("Network.emulateNetworkConditions", { offline: false, latency, downloadThroughput: (down * 1000) / 8, uploadThroughput: (up * 1000) / 8 });
      await tools.send("Emulation.setCPUThrottlingRate", { rate: slower });
    },
    async go(to) {
      await page.goto(origin + to, { waitUntil: "commit" });
      return page.evaluate(() => performance.timeOrigin);
    },
    async seen(mark) {
      await page.waitForFunction((name) => (window as unknown as { noted?: Noted }).noted?.seen[name], mark, { timeout: within, polling: 50 });
      return (await noted()).seen[mark]!;
    },
    noted,
    async tap(what) {
      taps += 1;
      await page.locator(what).first().tap({ timeout: within });
    },
    taps: () => taps,
    close: () => context.close(),
  };
}
