/** How often a secret may be tried, and that nobody in a hall with one address is held up by another. */
import { describe, expect, test } from "vitest";
import { browser, meetingAt, newKey, openHouse, settle } from "../house";
import { password, seated, signIn, slipOf, withPassword } from "./people";

async function hall(stage: "check-in" | "draft" = "check-in") {
  const house = await openHouse();
  const community = await settle(house);
  const place = await meetingAt(house, community, stage);
  return { house, community, place, url: house.url, meeting: `/c/ce-shi/meetings/${place.meeting}` };
}
type Device = ReturnType<typeof browser>;

/** A browser that has been here, and so carries a mark of its own. */
async function device(url: string): Promise<Device> {
  const one = browser(url);
  await one.get("/sign-in");
  expect(one.cookies.has("yishi-device")).toBe(true);
  return one;
}

const text = async (answer: Response) => (await answer.text()).replace(/nonce(="|-)[^"']+/g, "").replace(/[0-9a-f]{32}/g, "");
const later = (house: Awaited<ReturnType<typeof openHouse>>) => house.sql!`update attempt set expire = 1`;

describe("the four digits on the screen", () => {
  const wrongThan = (code: string) => String((Number(code) + 1) % 10_000).padStart(4, "0");

  async function codes() {
    const all = await hall();
    const right = () => all.house.house.presence.now(all.place, Date.now());
    // Neither this minute's nor the one before.
    const wrong = () => { for (let one = wrongThan(right()); ; one = wrongThan(one)) if (!all.house.house.presence.isValid(all.place, one, Date.now())) return one; };
    const arrive = (one: Device, presence: string) => one.post(`${all.meeting}/arrive`, { key: newKey(), presence });
    return { ...all, right, wrong, arrive };
  }

  test("five wrong tries, and the seat waits, even with the right digits; another seat at the same address does not", async () => {
    const { house, community, url, right, wrong, arrive } = await codes();
    const one = await seated(house, community, "代表一", await device(url));
    for (let i = 0; i < 5; i++) expect((await arrive(one, wrong())).status).toBe(422);
    const held = await arrive(one, right());
    expect(held.status).toBe(429);
    expect(await held.text()).toMatch(/试的次数多了，请 \d+ (秒|分钟)后再试/);
    const other = await seated(house, community, "代表二", await device(url));
    expect((await arrive(other, right())).status).toBe(303);
    await later(house);
    expect((await arrive(one, right())).status).toBe(303);
  });

  test("the tries belong to the seat: another phone, a fresh browser or the page of the slip has no new ones", async () => {
    const { house, community, url, right, wrong, arrive } = await codes();
    const { token } = await slipOf(house, community, "代表一");
    const first = await seated(house, community, "代表一", await device(url));
    for (let i = 0; i < 3; i++) await arrive(first, wrong());
    for (let i = 0; i < 2; i++) expect((await (await device(url)).post(`/s/${token}`, { presence: wrong() })).status).toBe(422);
    expect((await (await device(url)).post(`/s/${token}`, { presence: right() })).status).toBe(429);
    expect((await arrive(first, right())).status).toBe(429);
  });

  test("who is held up scans the screen instead, and arrives", async () => {
    const { house, community, place, url, wrong, arrive } = await codes();
    const one = await seated(house, community, "代表一", await device(url));
    for (let i = 0; i < 6; i++) await arrive(one, wrong());
    const [{ code }] = await house.sql!<[{ code: string }]>`select code from meeting`;
    await one.get(`/m/${code}/${house.house.presence.scan(place, Date.now())}`);
    expect((await arrive(one, "")).status).toBe(303);
  });

  test("the address that the QR holds takes no digits, not even the right ones: it has no tries to count", async () => {
    const { house, community, url, right, arrive } = await codes();
    const one = await seated(house, community, "代表一", await device(url));
    const [{ code }] = await house.sql!<[{ code: string }]>`select code from meeting`;
    const answer = await one.get(`/m/${code}/${right()}`);
    expect(answer.headers.getSetCookie().filter((cookie) => cookie.includes("here"))).toEqual([]);
    expect((await arrive(one, "")).status).toBe(422);
  });

  test("all ten thousand are never tried: out of 60 tries, sent at once, five reach the check", async () => {
    const { house, community, url, wrong, arrive } = await codes();
    const one = await seated(house, community, "代表一", await device(url));
    const statuses = (await Promise.all(Array.from({ length: 60 }, () => arrive(one, wrong())))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 422)).toHaveLength(5);
    expect(statuses.filter((status) => status === 429)).toHaveLength(55);
  });
});

describe("the eight characters of a slip", () => {
  const guess = (one: Device, i: number) => one.post("/s", { code: `ZZZZ${String(i).padStart(4, "0")}` });

  test("ten wrong tries, and the device waits; another device at the same address goes on", async () => {
    const { house, community, url } = await hall();
    const { code, token } = await slipOf(house, community, "代表一");
    const [one, other] = [await device(url), await device(url)];
    for (let i = 0; i < 10; i++) expect((await guess(one, i)).status).toBe(422);
    expect((await one.post("/s", { code })).status).toBe(429);
    expect((await one.post("/enter", { code })).status).toBe(429);
    expect((await other.post("/s", { code })).headers.get("location")).toBe(`/s/${token}`);
    expect((await other.post("/enter", { code })).headers.get("location")).toBe(`/s/${token}`);
  });

  test("forty tries sent at once are still ten", async () => {
    const { url } = await hall();
    const one = await device(url);
    const statuses = (await Promise.all(Array.from({ length: 40 }, (_, i) => guess(one, i)))).map(({ status }) => status);
    expect([statuses.filter((status) => status === 422).length, statuses.filter((status) => status === 429).length]).toEqual([10, 30]);
  });

  test("right ones are not counted: the desk types slip after slip", async () => {
    const { house, community, url } = await hall();
    const desk = await device(url);
    for (const name of [...community.members, ...community.members]) expect((await desk.post("/s", { code: (await slipOf(house, community, name)).code })).status).toBe(303);
  });

  test("who is held up scans the slip instead", async () => {
    const { house, community, url } = await hall();
    const one = await device(url);
    for (let i = 0; i < 11; i++) await guess(one, i);
    await seated(house, community, "代表一", one);
  });

  test("throwing the device's mark away, or making one up, gives no new tries: such browsers share theirs", async () => {
    const { house, community, url } = await hall();
    const { code } = await slipOf(house, community, "代表一");
    for (let i = 0; i < 10; i++) expect((await guess(browser(url, `yishi-device=made-up-${i}.AAAAAAAAAAAAAAAA`), i)).status).toBe(422);
    expect((await browser(url).post("/s", { code })).status).toBe(429);
    expect((await (await device(url)).post("/s", { code })).status).toBe(303);
  });

  test("a storm of guesses from ever new devices stops typing for all in the end, and scanning goes on", async () => {
    const { house, community, url } = await hall();
    const { code } = await slipOf(house, community, "代表一");
    await house.house.attempts.slipCode.take("storm");
    await house.sql!`update attempt set points = 2000 where key like 'slip-code:%'`;
    expect((await (await device(url)).post("/s", { code })).status).toBe(429);
    await seated(house, community, "代表一", await device(url));
  });

  test("an unknown code is answered on the page where it was typed, with what was typed", async () => {
    const { url } = await hall();
    for (const path of ["/enter", "/s"]) {
      const answer = await (await device(url)).post(path, { code: "ZZZZ0000" });
      expect([answer.status, (await answer.text()).includes("ZZZZ0000")]).toEqual([422, true]);
    }
  });

  test("a meeting's code, which is no secret, may be typed as often as one likes", async () => {
    const { house, url } = await hall();
    const one = await device(url);
    const [{ code }] = await house.sql!<[{ code: string }]>`select code from meeting`;
    for (let i = 0; i < 30; i++) await one.post("/enter", { code: "XXXXXX" });
    expect((await one.post("/enter", { code })).status).toBe(303);
  });
});

describe("a password", () => {
  test("five wrong tries slow down the device; strangers do not hold up one that signed in before", async () => {
    const { house, community, url } = await hall("draft");
    const own = await withPassword(house, community, { name: "书记", login: "shuji", device: await device(url) });
    const stranger = await device(url);
    for (let i = 0; i < 5; i++) expect((await signIn(stranger, "shuji", "猜一个密码看看吧好不好")).status).toBe(422);
    const held = await signIn(stranger, "shuji");
    expect([held.status, (await held.text()).includes("试的次数多了")]).toEqual([429, true]);
    expect((await signIn(own, "shuji")).status).toBe(303);
  });

  test("twenty tries sent at once are still five, from one device or from twenty", async () => {
    const { house, community, url } = await hall("draft");
    await withPassword(house, community, { name: "书记", login: "shuji" });
    await withPassword(house, community, { name: "记录员", login: "jilu" });
    const one = await device(url);
    const many = await Promise.all(Array.from({ length: 20 }, () => device(url)));
    for (const [login, devices] of [["shuji", many.map(() => one)], ["jilu", many]] as const) {
      const answers = await Promise.all(devices.map((each) => signIn(each, login, "猜一个密码看看吧好不好")));
      expect(answers.filter(({ status }) => status === 422)).toHaveLength(5);
    }
  });

  test("ever new devices have five tries together at one account, and other accounts are free", async () => {
    const { house, community, url } = await hall("draft");
    await withPassword(house, community, { name: "书记", login: "shuji" });
    await withPassword(house, community, { name: "记录员", login: "jilu" });
    for (let i = 0; i < 5; i++) expect((await signIn(await device(url), "shuji", "猜一个密码看看吧好不好")).status).toBe(422);
    expect((await signIn(await device(url), "shuji")).status).toBe(429);
    expect((await signIn(await device(url), "jilu")).status).toBe(303);
  });

  test("a device that signed in before has its own five tries, no more; after a while it may again", async () => {
    const { house, community, url } = await hall("draft");
    const own = await withPassword(house, community, { name: "书记", login: "shuji", device: await device(url) });
    for (let i = 0; i < 5; i++) expect((await signIn(own, "shuji", "猜一个密码看看吧好不好")).status).toBe(422);
    expect((await signIn(own, "shuji")).status).toBe(429);
    await later(house);
    expect((await signIn(own, "shuji")).status).toBe(303);
  });

  test("having signed in to one's own account makes a device known for no other", async () => {
    const { house, community, url } = await hall("draft");
    await withPassword(house, community, { name: "书记", login: "shuji" });
    const thief = await withPassword(house, community, { name: "居民", login: "jumin", device: await device(url) });
    for (let i = 0; i < 5; i++) await signIn(await device(url), "shuji", "猜一个密码看看吧好不好");
    expect((await signIn(thief, "shuji")).status).toBe(429);
  });

  test("an unknown login and a wrong password get the very same answer, and it takes as long", async () => {
    const { house, community, url } = await hall("draft");
    const names = ["书记", "记录员", "监票人", "计票人", "管理员"];
    for (const [i, name] of names.entries()) await withPassword(house, community, { name, login: `login${i}` });
    const took = { known: [] as number[], unknown: [] as number[] };
    for (const [i] of names.entries()) {
      const asked = async (kind: keyof typeof took, login: string) => {
        const one = await device(url);
        const started = performance.now();
        const answer = await signIn(one, login, "猜一个密码看看吧好不好");
        took[kind].push(performance.now() - started);
        return [answer.status, (await text(answer)).replaceAll(login, "…")];
      };
      expect(await asked("unknown", `nobody${i}`)).toEqual(await asked("known", `login${i}`));
    }
    const middle = (times: number[]) => times.sort((a, b) => a - b)[2]!;
    expect(middle(took.unknown) / middle(took.known)).toBeGreaterThan(0.5);
    expect(middle(took.unknown) / middle(took.known)).toBeLessThan(2);
  });

  test("an account that has no password, as a slip makes it, is signed in by none", async () => {
    const { house, community, url } = await hall("draft");
    await seated(house, community, "代表一");
    for (const [login, word] of [["", ""], ["null", ""], ["", "null"], ["代表一", ""]] as const) expect((await signIn(await device(url), login, word)).status).toBe(422);
  });

  test("an unknown, a used and a made-up link get the same answer", async () => {
    const { house, community, url } = await hall("draft");
    await withPassword(house, community, { name: "书记", login: "shuji" });
    const answers = await Promise.all(["AAAAAAAAAAAAAAAAAAAAAA", "x", "undefined"].flatMap((token) => [`/welcome/${token}`, `/s/${token}`, `/setup/${token}`, `/demo/${token}`, `/screen/${token}`]).map((path) => browser(url).get(path)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
    expect((await browser(url).post("/welcome/AAAAAAAAAAAAAAAAAAAAAA", { login: "zei", password })).status).toBe(404);
  });
});

test("tries are counted over all nodes", async () => {
  const { house, community, url } = await hall("draft");
  await withPassword(house, community, { name: "书记", login: "shuji" });
  const second = await openHouse({ databaseUrl: house.databaseUrl });
  for (let i = 0; i < 5; i++) await signIn(await device(i % 2 ? url : second.url), "shuji", "猜一个密码看看吧好不好");
  for (const node of [url, second.url]) expect((await signIn(await device(node), "shuji")).status).toBe(429);
});
