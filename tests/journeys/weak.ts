/** A product of its own for each test, a vote in it, and lines that lose what they should carry. */
import type { Page } from "playwright";
import { arrive, choose, openVote, step, unhurried, type Hall, type Word } from "./flow";
import { expect, live, press, test as base } from "./hall";
import { startProduct, type Product } from "./product";

/** Each test has a product of its own, which outlives its devices. */
export const test = base.extend<{ product: Product }>({
  product: [async ({}, hand) => {
    const product = await startProduct();
    await hand(product);
    await product.stop();
  }, { auto: true, timeout: 180_000 }],
});
export const cut = "网络断了，票还没送到，正在重发";
export const received = (phone: Page) => phone.getByRole("heading", { name: "投票成功" });

/** Members who are here, and a vote that is open. */
export async function openHall(hall: Hall) {
  await arrive(hall.first, hall.wall);
  await arrive(hall.second, hall.wall);
  await live(hall.first, hall.second);
  await openVote(hall.chair);
  await expect(received(hall.first).or(hall.first.getByRole("group", { name: "您的选择" }))).toBeVisible();
}

/** A ballot that is confirmed when the network is gone. */
export async function castCutOff(phone: Page, word: Word) {
  await choose(phone, word);
  await phone.context().setOffline(true);
  await press(phone, "确认投票");
  await expect(phone.getByText(cut)).toBeVisible();
}

/** The vote is void, and the next one is open. */
export async function voteAnew({ chair }: Hall) {
  await chair.locator(".steps summary").filter({ hasText: "作废这次表决" }).click();
  await chair.getByLabel("作废原因（会公布）").fill("换一种情形再试。");
  await unhurried(chair, () => press(chair, "作废这次表决"));
  await step(chair, "提请表决");
  await step(chair, "开始表决");
  await expect(chair.getByText("已投0人，应投17人")).toBeVisible();
}

/** The ballots that the phone still keeps. Runs in the browser. */
export const keptBallots = () => new Promise<unknown[]>((resolve) => {
  const opened = indexedDB.open("keyval-store");
  opened.onsuccess = () => {
    const all = opened.result.transaction("keyval").objectStore("keyval").getAll();
    all.onsuccess = () => { opened.result.close(); resolve(all.result.flat()); };
  };
});

/** The page's line, held by the test: it refuses a handshake as a server with a fault does, loses whatever the server says, or every ballot. */
export async function holdLine(page: Page) {
  const line = { refuses: false, loses: false, losesBallots: false, cut: () => {} };
  await page.routeWebSocket(/\/live\//, (near) => {
    const far = near.connectToServer();
    line.cut = () => { void near.close(); };
    near.onMessage((message) => {
      if (line.losesBallots && message.toString().includes("ballot.cast")) return;
      if (!line.refuses || !message.toString().startsWith("40")) return far.send(message);
      line.refuses = false;
      near.send('44{"message":"fault"}');
    });
    far.onMessage((message) => { if (!line.loses) near.send(message); });
  });
  await page.route(/\/act$/, async (route) => {
    if (line.loses) await route.fetch();
    return line.loses || line.losesBallots ? route.abort("connectionreset") : route.continue();
  });
  return line;
}
