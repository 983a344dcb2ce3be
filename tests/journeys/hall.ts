/** People with their devices: a browser context each, watched for errors. */
import { test as base, expect, type Browser, type BrowserContext, type BrowserContextOptions, type Locator, type Page } from "@playwright/test";
import type { Product, Who } from "./product";

export const sizes = {
  phone: { width: 360, height: 740 }, small: { width: 320, height: 640 }, tablet: { width: 768, height: 1024 }, laptop: { width: 1280, height: 800 },
  projector: { width: 1366, height: 768 }, wall: { width: 1920, height: 1080 },
} as const;
export type Size = keyof typeof sizes;

export type Devices = {
  /** A new device. Every error on its pages fails the test. */
  open(size: Size, options?: BrowserContextOptions): Promise<Page>;
  /** A device on which somebody of the demo has entered by the printed link. */
  enter(product: Product, who: Who, size?: Size, options?: BrowserContextOptions): Promise<Page>;
  /** The browser will name this answer once as a failed resource: what is typed next is wrong on purpose. maybe: it may also come by the socket. */
  expects(page: Page, status: number, how?: "maybe"): void;
  /** While a device has no network, its browser says so; only lines of that kind are let pass. */
  loses(page: Page): void;
};

const netLine = /net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|CONNECTION_RESET|CONNECTION_CLOSED|EMPTY_RESPONSE|ABORTED)/;

export const test = base.extend<{ devices: Devices }>({
  devices: async ({ browser }, hand) => {
    const watch = watcher(browser);
    await hand(watch.devices);
    for (const context of watch.contexts) await context.close();
    expect(watch.errors, "errors on the pages").toEqual([]);
    expect(watch.expected.filter(({ how }) => !how).map(({ status }) => status), "refusals that were expected and did not come").toEqual([]);
  },
});

type Expected = { readonly page: Page; readonly status: number; readonly how: "maybe" | undefined };

function watcher(browser: Browser) {
  const errors: string[] = [];
  const expected: Expected[] = [];
  const contexts: BrowserContext[] = [];
  const offline = new Set<BrowserContext>();

  function isExpected(page: Page, text: string): boolean {
    if (offline.has(page.context()) && netLine.test(text)) return true;
    const at = expected.findIndex((one) => one.page === page && text.includes(`the server responded with a status of ${one.status} `));
    if (at < 0) return false;
    expected.splice(at, 1);
    return true;
  }

  async function open(size: Size, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: sizes[size], hasTouch: size === "phone" || size === "small", ...options });
    contexts.push(context);
    context.on("response", (response) => {
      if (response.request().resourceType() !== "document" || response.status() !== 200) return;
      // A page that is left at once has no body any more.
      response.body().then((body) => { if (body.includes(0)) errors.push(`${response.url()}: a NUL byte in the page`); }, () => undefined);
    });
    context.on("page", (page) => {
      page.on("console", (message) => { if (message.type() === "error" && !isExpected(page, message.text())) errors.push(`${page.url()}: ${message.text()}`); });
      page.on("pageerror", (error) => { errors.push(`${page.url()}: ${error.stack ?? error.message}`); });
    });
    return context.newPage();
  }

  const devices: Devices = {
    open,
    async enter(product, who, size = "phone", options = {}) {
      const page = await open(size, options);
      await page.goto(product.door(who));
      await page.getByRole("button", { name: `以${who}的身份进入` }).click();
      await page.waitForURL(/\/meetings\//);
      return page;
    },
    expects: (page, status, how) => { expected.push({ page, status, how }); },
    loses: (page) => { offline.add(page.context()); },
  };
  return { devices, errors, expected, contexts };
}

export { expect };

/** A page is live when the connection says so. */
export const live = async (...pages: Page[]) => { for (const page of pages) await expect(page.locator(".link")).toHaveText("已连接"); };

export const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" }).click();

/** Follows a link: what is looked at next is its page, whole and in its style, and not the one before or half of one. */
export async function follow(page: Page, link: Locator): Promise<void> {
  const from = page.url();
  await link.click();
  await page.waitForURL(({ href }) => href !== from);
}

/** The meeting's address, whatever page of it is shown. */
export const meetingOf = (page: Page) => /^(.*\/meetings\/[0-9a-z]+)/.exec(page.url())![1]!;
