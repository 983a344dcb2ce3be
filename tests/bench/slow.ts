/** A slow phone: CPU a sixth, a weak line, the built product; beside it, the same bytes from a bare server in the same rounds. */
import type { Browser } from "playwright";
import type { Command } from "../../app/rules/meeting/commands";
import type { Answer } from "../../app/wire/protocol";
import type { House } from "../../server/house";
import { slipsFor } from "../../server/store/slips";
import { newKey } from "./fan-out";
import type { Figure, Round } from "./figure";
import { council, putIn, type Bench, type Seeded } from "./product";
import { openFloor, type Floor } from "./slow-floor";
import { openBrowser, takePhone, type LineName, type Marks } from "./slow-phone";

const marks: Marks = { title: "main h1", connected: '.link[data-state="connected"]', ballot: ".choices", heard: "[data-heard]", received: "dl.facts" };

/** A hall of the product: its addresses, and what its people do. */
export type Hall = {
  readonly browser: Browser; readonly origin: string; readonly seeded: Seeded; readonly page: string; readonly large: string;
  readonly slips: readonly string[];
  /** Where the screen's QR leads now. */
  readonly scanned: () => string;
  readonly does: (cookie: string, command: Command) => Promise<void>;
  /** Puts the item to the vote; answers the round. */
  readonly ask: () => Promise<string>;
};

const opinions = ["楼下晚上灯太暗，老人走路看不清。", "充电点离9栋太近，晚上风扇响。", "建议先在3栋试两个月，再看要不要都装。", "费用从公共收益里出，要公布账目。"];

export async function openHall(bench: Bench, browser: Browser, { slug, members }: { slug: string; members: number }): Promise<Hall> {
  const origin = `http://localhost:${bench.port}`;
  const filled = await putIn(bench.databaseUrl, async (house: House) => {
    const seeded = await council(house, { members, slug });
    const place = { community: seeded.community, meeting: seeded.meeting };
    const slips = await slipsFor(house.database.db, house.links, { community: seeded.community, people: seeded.people });
    const tokens = seeded.people.map((one) => slips.find(({ person }) => person === one)!.token);
    return { seeded, tokens, scan: () => house.presence.scan(place, Date.now()), large: house.cookies.write("type", "large", 3600).split(";")[0]! };
  });
  const { seeded } = filled;
  const page = `/c/${slug}/meetings/${seeded.meeting}`;
  const [{ code } = { code: "" }] = await bench.database<{ code: string }[]>`select code from meeting where id = ${seeded.meeting}`;
  async function does(cookie: string, command: Command) {
    const response = await fetch(`${origin}${page}/act`, { method: "POST", headers: { "Content-Type": "application/json", Origin: origin, Cookie: cookie }, body: JSON.stringify({ key: newKey(), command }) });
    const answer = await response.json() as Answer;
    if (!answer.ok) throw new Error(`${command.type}: ${JSON.stringify(answer)}`);
  }
  async function ask() {
    await does(seeded.chair, { type: "round.freeze", item: seeded.item, motion: null, form: "named" });
    const [{ id } = { id: "" }] = await bench.database<{ id: string }[]>`select id from round where meeting_id = ${seeded.meeting} and stage = 'frozen'`;
    await does(seeded.chair, { type: "round.open", round: id });
    return id;
  }
  for (const [i, text] of opinions.entries()) await does(seeded.cookies[i]!, { type: "comment.post", item: seeded.item, person: seeded.people[i]!, tag: null, parent: null, text });
  return { browser, origin, seeded, page, large: filled.large, slips: filled.tokens.map((token) => `/s/${token}`), scanned: () => `/m/${code}/${filled.scan()}`, does, ask };
}

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

/** Until the line is open and has told who one is; a member then votes on the live page. again: with the files of a visit before. */
async function live(browser: Browser, { line, origin, to, cookie }: Visit, { until, again, votes }: { until: readonly string[]; again: boolean; votes: boolean }): Promise<{ ms: number; moved: number }> {
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
  if (votes) await vote(phone);
  const { shifts } = await phone.noted();
  await phone.close();
  return { ms: Math.max(...times), moved: shifts.reduce((sum, { value }) => sum + value, 0) };
}

async function vote(phone: Awaited<ReturnType<typeof takePhone>>) {
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

const figure = (name: string, goal: number, rounds: readonly Round[], { unit = "ms", note }: { unit?: string; note?: string } = {}): Figure => ({ name, goal, of: "product", unit, rounds, ...(note && { note }) });

export async function slow(bench: Bench, { runs }: { runs: number }): Promise<Figure[]> {
  const browser = await openBrowser();
  try {
    return await inHall(bench, await openHall(bench, browser, { slug: "slow", members: 60 }), runs);
  } finally {
    await browser.close();
  }
}

async function inHall(bench: Bench, hall: Hall, runs: number): Promise<Figure[]> {
  const { browser, origin, page, seeded, slips } = hall;
  const scans: Round[] = [];
  const floor = await floorOf(hall, seeded.cookies[0]!);
  for (let i = 0; i < runs; i++) scans.push({ product: await readable(browser, { line: "slow 3G", origin, to: hall.scanned() }), limit: await readable(browser, { line: "slow 3G", origin: floor.origin, to: page }) });
  await floor.stop();
  const round = await hall.ask();
  const voting = await floorOf(hall, seeded.cookies[0]!);
  const [lives, ballots, entries, taps, backs]: Round[][] = [[], [], [], [], []] as const;
  let next = 10;
  for (let i = 0; i < runs; i++) {
    const bare = { origin: voting.origin, to: page };
    const member = () => ({ origin, to: page, cookie: seeded.cookies[next++]! });
    const heard = { until: ["heard"], again: false, votes: false };
    const voter = { until: ["connected", "ballot"], again: false, votes: true };
    lives.push({ product: (await live(browser, { line: "slow 4G", ...member() }, voter)).ms, limit: (await live(browser, { line: "slow 4G", ...bare }, heard)).ms });
    backs.push({ product: (await live(browser, { line: "slow 3G", ...member() }, { ...voter, again: true })).ms, limit: (await live(browser, { line: "slow 3G", ...bare }, { ...heard, again: true })).ms });
    ballots.push({ product: await plainBallot(browser, { line: "slow 4G", ...member(), to: `${page}/ballot` }), limit: await readable(browser, { line: "slow 4G", origin: voting.origin, to: `${page}/ballot` }) });
    const entered = await bySlip(browser, { line: "slow 3G", origin, to: slips[next++]! }, { until: "ballot", votes: true });
    const bareEntry = await bySlip(browser, { line: "slow 3G", origin: voting.origin, to: slips[0]! }, { until: "heard", votes: false });
    entries.push({ product: entered.ms, limit: bareEntry.ms });
    taps.push({ product: entered.taps, limit: 3 });
  }
  await voting.stop();
  const [{ rows } = { rows: 0 }] = await bench.database<{ rows: number }[]>`select count(*)::int as rows from ballot where round_id = ${round} and standing = 'counted'`;
  if (rows !== runs * 4) throw new Error(`${rows} ballots are stored, ${runs * 4} phones read that theirs was received`);
  return [
    figure("slow 3G: from the screen's QR to the page that is read", 3000, scans),
    figure("slow 3G: from the slip to where one can vote", 10_000, entries),
    figure("slow 3G: taps from the slip until the vote is received", 3, taps, { unit: "taps" }),
    figure("slow 3G: coming again, to where one can vote (no tap)", 3000, backs),
    { name: "slow 4G: the ballot's page can be used, scripts held", goal: 1.5, unit: "ms", rounds: ballots },
    figure("slow 4G: the meeting's page is live", 2600, lives),
  ];
}

/** The pages of this moment, as a bare server has them. */
async function floorOf({ origin, page, slips }: Hall, cookie: string): Promise<Floor> {
  const html = async (path: string) => (await fetch(origin + path, { headers: { Cookie: cookie } })).text();
  const pages = { [page]: await html(page), [`${page}/ballot`]: await html(`${page}/ballot`), [slips[0]!]: await html(slips[0]!) };
  return openFloor(origin, { pages, after: page, later: [] });
}
