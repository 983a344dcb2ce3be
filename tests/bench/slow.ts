/** A slow phone: CPU a sixth, a weak line, the built product; beside it, the same bytes from a bare server in the same rounds. */
import type { Browser } from "playwright";
import type { Figure, Round } from "./figure";
import type { Bench } from "./product";
import { openFloor, type Floor } from "./slow-floor";
import { openHall, type SlowHall } from "./slow-hall";
import { still } from "./slow-news";
import { openBrowser, takePhone, type LineName, type Marks, type Phone } from "./slow-phone";

const marks: Marks = { title: "main h1", connected: '.link[data-state="connected"]', ballot: ".choices", heard: "[data-heard]", received: "dl.facts" };

/** A larger text that is painted so soon after the first belongs to what is read, ms. */
const settling = 1000;
type Visit = { readonly line: LineName; readonly origin: string; readonly to: string; readonly cookie?: string };

/** From the scan until the page can be read: its largest text painted, the matter's title seen. */
async function readable(browser: Browser, { line, origin, to }: Visit): Promise<number> {
  const phone = await takePhone(browser, { origin, marks });
  await phone.slow(line);
  const began = await phone.go(to);
  for (const mark of ["title", "painted"]) await phone.seen(mark);
  await phone.page.waitForTimeout(settling);
  const { seen: { title, painted, largest } } = await phone.noted();
  await phone.close();
  return Math.max(title!, painted!, largest!) - began;
}

/** The scripts that had come when the line was open, kB as they were sent. */
const loaded = `performance.getEntriesByType("resource").filter(({ name, responseEnd }) => name.endsWith(".js") && performance.timeOrigin + responseEnd < window.noted.seen.connected).reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) / 1000`;

/** Until the line is open and has told who one is; a member then votes on the live page. again: with the files of a visit before. */
async function live(browser: Browser, { line, origin, to, cookie }: Visit, { until, again, votes }: { until: readonly string[]; again: boolean; votes: boolean }): Promise<{ ms: number; moved: number; scripts: number }> {
  const phone = await takePhone(browser, { origin, marks, ...(cookie && { cookies: [cookie] }) });
  if (again) {
    await phone.go(to);
    for (const mark of until) await phone.seen(mark);
    await phone.page.goto("about:blank");
  }
  await phone.slow(line);
  const began = await phone.go(to);
  const times: number[] = [];
  for (const mark of until) times.push(await phone.seen(mark) - began);
  const scripts = await phone.page.evaluate<number>(loaded);
  if (votes) await vote(phone);
  const { shifts } = await phone.noted();
  await phone.close();
  return { ms: Math.max(...times), moved: shifts.reduce((sum, { value }) => sum + value, 0), scripts };
}

async function vote(phone: Phone) {
  await phone.tap(".choices label");
  await phone.tap(".bar .btn.primary");
  await phone.seen("received");
}

/** From the slip on paper until one can vote, and the taps until the vote is received. */
async function bySlip(browser: Browser, { line, origin, to }: Visit, { until, votes }: { until: string; votes: boolean }): Promise<{ ms: number; taps: number }> {
  const phone = await takePhone(browser, { origin, marks });
  await phone.slow(line);
  const began = await phone.go(to);
  await phone.tap(".bar .btn.primary");
  const ms = await phone.seen(until) - began;
  if (votes) await vote(phone);
  const taps = phone.taps();
  await phone.close();
  return { ms, taps };
}

/** The ballot's page while its scripts are held back: when it can be used, and that the vote of its plain form is received. */
async function plainBallot(browser: Browser, { line, origin, to, cookie }: Visit): Promise<number> {
  const phone = await takePhone(browser, { origin, marks, cookies: [cookie!] });
  await phone.slow(line);
  await phone.tools.send("Fetch.enable", { patterns: [{ resourceType: "Script" }] });
  const began = await phone.go(to);
  const usable = Math.max(await phone.seen("ballot"), await phone.seen("painted")) - began;
  await vote(phone);
  if (await phone.page.evaluate("performance.getEntriesByType('resource').some(({ initiatorType, responseEnd }) => initiatorType === 'script' && responseEnd > 0)")) throw new Error("a script of the ballot's page was not held back");
  await phone.close();
  return usable;
}

export async function slow(bench: Bench, { runs }: { runs: number }): Promise<Figure[]> {
  const browser = await openBrowser();
  try {
    const hall = await openHall(bench, browser, { slug: "slow", members: 60 });
    const scans = await scanned(hall, runs);
    const round = await hall.freeze();
    await hall.does(hall.seeded.chair, { type: "round.open", round });
    const voting = await votes(hall, runs);
    const [{ rows } = { rows: 0 }] = await bench.database<{ rows: number }[]>`select count(*)::int as rows from ballot where round_id = ${round} and standing = 'counted'`;
    if (rows !== runs * 4) throw new Error(`${rows} ballots are stored, ${runs * 4} phones read that theirs was received`);
    const moved: Round[] = [];
    const what = new Set<string>();
    for (let i = 0; i < runs; i++) {
      const shifts = await still(await openHall(bench, browser, { slug: `slow-news-${i}`, members: 12 }));
      for (const shift of shifts) what.add(shift.what);
      moved.push({ product: shifts.reduce((sum, { value }) => sum + value, 0), limit: voting.bareMoved });
    }
    const asked = (name: string, goal: number, rounds: readonly Round[], unit = "ms"): Figure => ({ name, goal, of: "product", unit, rounds });
    return [
      asked("slow 3G: from the screen's QR to the page that is read", 3000, scans),
      asked("slow 3G: from the slip to where one can vote", 10_000, voting.entries),
      asked("slow 3G: from the slip until the vote is received", 3, voting.taps, "taps"),
      asked("slow 3G: coming again, to where one can vote, no tap", 3000, voting.backs),
      { name: "slow 4G: the ballot's page can be used, scripts held", goal: 1.5, unit: "ms", rounds: voting.ballots },
      { ...asked("slow 4G: the meeting's page is live", 2600, voting.lives), note: `${voting.scripts.toFixed(1)} kB of scripts` },
      { ...asked("news on four phones, both sizes of type: what moves", 0, moved, "CLS"), ...(what.size > 0 && { note: [...what].join("; ") }) },
    ];
  } finally {
    await browser.close();
  }
}

async function scanned(hall: SlowHall, runs: number): Promise<Round[]> {
  const { browser, origin, page, seeded } = hall;
  const rounds: Round[] = [];
  const floor = await floorOf(hall, seeded.cookies[0]!);
  for (let i = 0; i < runs; i++) rounds.push({ product: await readable(browser, { line: "slow 3G", origin, to: hall.scanned() }), limit: await readable(browser, { line: "slow 3G", origin: floor.origin, to: page }) });
  await floor.stop();
  return rounds;
}

/** Each phone is another member's; every one of them votes. */
async function votes(hall: SlowHall, runs: number) {
  const { browser, origin, page, seeded, slips } = hall;
  const floor = await floorOf(hall, seeded.cookies[0]!);
  const [lives, backs, ballots, entries, taps]: Round[][] = [[], [], [], [], []] as const;
  let [next, scripts, bareMoved] = [10, 0, 0];
  const member = () => ({ origin, to: page, cookie: seeded.cookies[next++]! });
  const bare = { origin: floor.origin, to: page };
  const voter = { until: ["connected", "ballot"], again: false, votes: true };
  const heard = { until: ["heard"], again: false, votes: false };
  for (let i = 0; i < runs; i++) {
    const [mine, limit] = [await live(browser, { line: "slow 4G", ...member() }, voter), await live(browser, { line: "slow 4G", ...bare }, heard)];
    lives.push({ product: mine.ms, limit: limit.ms });
    [scripts, bareMoved] = [mine.scripts, bareMoved + limit.moved];
    backs.push({ product: (await live(browser, { line: "slow 3G", ...member() }, { ...voter, again: true })).ms, limit: (await live(browser, { line: "slow 3G", ...bare }, { ...heard, again: true })).ms });
    ballots.push({ product: await plainBallot(browser, { line: "slow 4G", ...member(), to: `${page}/ballot` }), limit: await readable(browser, { line: "slow 4G", origin: floor.origin, to: `${page}/ballot` }) });
    const entered = await bySlip(browser, { line: "slow 3G", origin, to: slips[next++]! }, { until: "ballot", votes: true });
    entries.push({ product: entered.ms, limit: (await bySlip(browser, { line: "slow 3G", origin: floor.origin, to: slips[0]! }, { until: "heard", votes: false })).ms });
    // To enter, to choose, to confirm: what any ballot takes.
    taps.push({ product: entered.taps, limit: 3 });
  }
  await floor.stop();
  return { lives, backs, ballots, entries, taps, scripts, bareMoved };
}

/** The pages of this moment, as a bare server has them. */
async function floorOf({ origin, page, slips }: SlowHall, cookie: string): Promise<Floor> {
  const html = async (path: string) => (await fetch(origin + path, { headers: { Cookie: cookie } })).text();
  const pages = { [page]: await html(page), [`${page}/ballot`]: await html(`${page}/ballot`), [slips[0]!]: await html(slips[0]!) };
  return openFloor(origin, { pages, after: page });
}
