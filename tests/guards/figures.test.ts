/** What machines and staff are told of how the house fares: /readyz, /metrics, 运行情况. */
import net from "node:net";
import postgres, { type TransactionSql } from "postgres";
import { describe, expect, test } from "vitest";
import { openMetrics } from "../../server/metrics";
import { judged, type Figures } from "../../server/doors/running";
import { pulseOf } from "../../server/store/pulse";
import { actor, browser, connected, cookieOf, meetingAt, newDatabase, openHouse, phone, settle, waitFor, type TestHouse } from "../house";
import { shared, whenOver } from "../shared";
import { lossyLine } from "./lossy-line";
import { ask, behindProxy, local, onNetwork, publicOrigin } from "./raw";

/** Takes a lock in the database; answers what lets go of it, once it is held. */
const holding = ({ sql }: TestHouse, lock: (tx: TransactionSql) => Promise<unknown>) => new Promise<() => void>((held, failed) => {
  sql!.begin(async (tx) => {
    await lock(tx);
    await new Promise<void>((release) => { whenOver(release); held(release); });
  }).catch(failed);
});

describe("/readyz", () => {
  test("says ready, says that the database is gone, and is ready again when it is back; the house runs all the while", async () => {
    const { url } = await newDatabase();
    const line = await lossyLine(url, 1);
    const house = await openHouse({ databaseUrl: line.url });
    const ready = async () => { const { status, body } = await ask(local(house), { path: "/readyz" }); return [status, body]; };
    expect(await ready()).toEqual([200, "ready"]);
    line.cut(1);
    await waitFor(async () => (await ready())[0] === 503);
    expect(await ready()).toEqual([503, "database"]);
    expect(await ask(local(house), { path: "/healthz" })).toMatchObject({ status: 200, body: "ok" });
    line.cut(0);
    await waitFor(async () => (await ready())[0] === 200, 15_000);
  });

  test("a database that takes the question and does not answer is no database, and is asked once however many ask", async () => {
    let lines = 0;
    const silent = net.createServer((socket) => { lines += 1; socket.on("error", () => {}); });
    await new Promise<void>((resolve) => { silent.listen(0, "127.0.0.1", resolve); });
    const sql = postgres(`postgres://nobody@127.0.0.1:${(silent.address() as net.AddressInfo).port}/none`, { max: 10, connect_timeout: 30 });
    whenOver(async () => { await sql.end({ timeout: 0 }); silent.close(); });
    const pulse = pulseOf(sql);
    expect(await Promise.all(Array.from({ length: 20 }, () => pulse(100)))).toEqual(Array.from({ length: 20 }, () => null));
    expect(lines).toBe(1);
  });

  test("says draining to whoever still has a line while the last answers go out", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "draft");
    const cookie = await cookieOf(house, community, "书记");
    const body = `key=${"0".repeat(32)}&type=check-in.open`;
    let heard = "";
    const release = await holding(house, (tx) => tx`select 1 from meeting where id = ${place.meeting} for update`);
    const { host, origin } = local(house);
    const socket = net.connect(house.yishi.port, "localhost").setEncoding("utf8");
    socket.on("data", (part) => { heard += String(part); }).on("error", () => {});
    socket.write(`POST /c/ce-shi/meetings/${place.meeting}/act HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
    await waitFor(async () => (await house.sql!`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`).length > 0);
    const closed = house.yishi.close();
    socket.write(`GET /readyz HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    await new Promise((resolve) => setImmediate(resolve));
    release();
    await closed;
    await waitFor(() => heard.includes("draining"));
    expect(heard).toMatch(/^HTTP\/1\.1 303 [\s\S]*HTTP\/1\.1 503 [\s\S]*\r\n\r\ndraining$/);
  });
});

describe("/metrics", () => {
  const figures = /^# HELP yishi_sockets/m;
  const forwarded = [{ "x-forwarded-for": "10.0.0.9" }, { forwarded: "for=10.0.0.9" }, { "x-real-ip": "10.0.0.9" }, { via: "1.1 proxy" }];

  test("are for this machine itself: not for its network, and not for whom a proxy on it asks", async () => {
    const house = await openHouse();
    expect(await ask(local(house), { path: "/metrics" })).toMatchObject({ status: 200, body: expect.stringMatching(figures) as string, headers: { "content-type": expect.stringContaining("text/plain; version=0.0.4") as string } });
    for (const [way, headers] of [[onNetwork(house), {}], ...forwarded.map((one) => [local(house), one] as const)] as const) {
      const answer = await ask(way, { path: "/metrics", headers });
      expect([answer.status, figures.test(answer.body)]).toEqual([404, false]);
    }
    expect((await ask(onNetwork(house), { path: "/readyz" })).status).toBe(200);
  });

  test("are for the addresses of the setting too, and for nobody where it says off", async () => {
    const network = (house: TestHouse) => onNetwork(house).address;
    const plain = await openHouse({ origin: publicOrigin });
    const own = network(plain);
    expect((await ask({ ...behindProxy(plain), address: own }, { path: "/metrics" })).status).toBe(404);
    for (const metrics of [[own], [own.replace(/\d+$/, "0/24")]]) {
      const house = await openHouse({ metrics });
      expect((await ask(onNetwork(house), { path: "/metrics" })).status).toBe(200);
      expect((await ask(local(house), { path: "/metrics" })).status).toBe(200);
      for (const headers of forwarded) expect((await ask(onNetwork(house), { path: "/metrics", headers })).status).toBe(404);
    }
    const off = await openHouse({ metrics: "off" });
    expect((await ask(local(off), { path: "/metrics" })).status).toBe(404);
    expect((await ask(local(off), { path: "/readyz" })).status).toBe(200);
  });
});

/** The figures as a machine reads them: one by its name, with its labels as they stand. */
async function read(house: TestHouse) {
  const { body } = await ask(local(house), { path: "/metrics" });
  const rows = new Map(body.split("\n").filter((row) => row && !row.startsWith("#")).map((row) => { const [, name, figure] = /^(.*) (\S+)$/.exec(row)!; return [name!, Number(figure)] as const; }));
  return { body, of: (name: string) => rows.get(name) ?? 0 };
}

describe("the figures", () => {
  test("move when their thing happens, and name nobody", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "open", { all: true });
    const before = await read(house);
    expect([before.of("yishi_sockets"), before.of("yishi_reconnects_total"), before.of("yishi_acknowledgement_seconds_count{kind=\"ballot\"}"), before.of("yishi_outbox_age_seconds")]).toEqual([0, 0, 0, 0]);

    const voters = await Promise.all(community.members.map(async (name) => connected(house.url, place, { cookie: await cookieOf(house, community, name) })));
    for (const answer of await Promise.all(voters.map((one) => one.act({ type: "ballot.cast", round: place.round, choice: "for" })))) expect(answer.ok).toBe(true);
    expect(await voters[0]!.act({ type: "round.close", round: place.round })).toMatchObject({ ok: true });
    await waitFor(() => voters[1]!.known().view.rounds[0]!.stage === "closed");
    const back = phone(house.url, place, { hello: { events: voters[1]!.known().view.seq } });
    await waitFor(() => back.heard.length > 0);
    const after = await read(house);
    const moved = (name: string) => after.of(name) - before.of(name);
    expect([moved("yishi_sockets"), moved("yishi_reconnects_total")]).toEqual([voters.length + 1, 1]);
    expect([moved("yishi_acknowledgement_seconds_count{kind=\"ballot\"}"), moved("yishi_acknowledgement_seconds_count{kind=\"act\"}")]).toEqual([voters.length, 1]);
    expect(moved("yishi_ballot_batch_size_sum")).toBe(voters.length);
    expect(moved("yishi_ballot_batch_size_count")).toBeGreaterThan(0);
    for (const name of ["yishi_wait_seconds_count{for=\"line\"}", "yishi_wait_seconds_count{for=\"connection\"}", "yishi_outbox_seconds_count"]) expect([name, moved(name)]).toEqual([name, 1]);
    for (const id of [community.id, place.meeting, place.round, place.item, ...community.members.map(community.person)]) expect(after.body).not.toContain(id);

    // Longer than a message may be: the line is dropped.
    back.socket.emit("act", { key: "x".repeat(40_000) } as never, () => {});
    await waitFor(async () => (await read(house)).of("yishi_lost_total") === 1);
    const until = performance.now() + 300;
    while (performance.now() < until);
    await waitFor(async () => (await read(house)).of("yishi_loop_delay_seconds{at=\"max\"}") > 0.2);
    for (const one of voters.slice(1)) one.close();
    await waitFor(async () => (await read(house)).of("yishi_sockets") < voters.length);
  });

  test("the age of what was not yet sent grows while it waits, and is nothing when it is sent or nobody waits for it", async () => {
    const house = await openHouse();
    const community = await settle(house);
    const place = await meetingAt(house, community, "in-session");
    const one = await connected(house.url, place);
    const { must } = actor(house, community);
    const age = async () => (await read(house)).of("yishi_outbox_age_seconds");
    const release = await holding(house, (tx) => tx`lock table comment, comment_total in access exclusive mode`);
    await must("书记", place, { type: "item.take", item: place.item });
    await waitFor(async () => await age() > 0.1);
    const first = await age();
    await waitFor(async () => await age() > first);
    release();
    await waitFor(() => one.known().view.current === place.item);
    await waitFor(async () => await age() === 0);
    expect((await read(house)).of("yishi_outbox_seconds_sum")).toBeGreaterThan(0.1);
  });

  test("an act that took longer than a second is a line in the log: which act, how long, and nothing else", async () => {
    const lines: unknown[] = [];
    const metrics = openMetrics({ info: () => {}, warn: (...line) => { lines.push(line); }, fault: () => "" }, () => 0);
    whenOver(() => metrics.close());
    await metrics.acknowledged("round.open", () => Promise.resolve());
    await expect(metrics.acknowledged("ballot.cast", () => new Promise((_, reject) => { setTimeout(reject, 1050, new Error("away")); }))).rejects.toThrow("away");
    expect(lines).toEqual([["slow act", { act: "ballot.cast", ms: expect.any(Number) as number }]]);
    expect((await metrics.registry.metrics())).toContain("yishi_acknowledgement_seconds_count{kind=\"ballot\"} 1");
    expect(metrics.recent.acts().p99).toBeGreaterThan(1000);
  });
});

describe("运行情况", () => {
  const calm: Figures = { online: 20, lost: 0, acts: { count: 10, p50: 8, p99: 40 }, database: 1, loop: 2, news: 0 };
  test.each<[string, Partial<Figures>, ReturnType<typeof paces>]>([
    ["all is well", {}, ["good", "good", "good"]],
    ["nobody is there", { online: 0, acts: { count: 0, p50: 0, p99: 0 } }, ["good", "good", "good"]],
    ["three of four lines broke, which always happens", { online: 1, lost: 3 }, ["good", "good", "good"]],
    ["one line of ten broke", { online: 90, lost: 10 }, ["slow", "good", "good"]],
    ["every second line broke", { online: 100, lost: 100 }, ["bad", "good", "good"]],
    ["answers take two seconds", { acts: { count: 10, p50: 8, p99: 2000 } }, ["good", "slow", "good"]],
    ["answers take four seconds", { acts: { count: 10, p50: 8, p99: 4000 } }, ["good", "bad", "good"]],
    ["the database takes half a second", { database: 500 }, ["good", "good", "slow", "database"]],
    ["the database is silent and the machine busy", { database: null, loop: 300 }, ["good", "good", "bad", "database", "computer"]],
    ["news wait for two seconds", { news: 2000 }, ["good", "good", "slow", "news"]],
    ["the machine stands still", { loop: 900 }, ["good", "good", "bad", "computer"]],
  ])("%s", (_, figures, expected) => { expect(paces({ ...calm, ...figures })).toEqual(expected); });
  const paces = (figures: Figures): string[] => { const { phones, acts, machine } = judged(figures); return [phones.pace, acts.pace, machine.pace, ...machine.causes]; };

  const hall = shared(async () => {
    const house = await openHouse();
    const [community, other] = [await settle(house), await settle(house, { slug: "bie-chu" })];
    return { house, community, other, place: await meetingAt(house, community, "open") };
  });

  test("staff read how many phones of their community are here, how long an answer takes, and that nothing is to be done", async () => {
    const { house, community, other, place } = await hall();
    const voters = await Promise.all(["代表一", "代表二"].map(async (name) => connected(house.url, place, { cookie: await cookieOf(house, community, name) })));
    const page = async (at: typeof community, name: string) => (await browser(house.url, await cookieOf(house, at, name)).get(`/c/${at.slug}/running`)).text();
    expect(await page(community, "管理员")).toContain("最近没有人按过");
    await voters[0]!.act({ type: "ballot.cast", round: place.round, choice: "for" });
    const seen = await page(community, "计票人");
    expect(seen).toMatch(/手机连着多少台[\s\S]*现在连着2台[\s\S]*正常[\s\S]*按下到确认要多久[\s\S]*一般[\s\S]*秒[\s\S]*正常[\s\S]*数据库和页面是否跟得上/);
    // Longer than a message may be: four lines break, and they are this community's.
    const broken = await Promise.all(Array.from({ length: 4 }, () => connected(house.url, place)));
    for (const { socket } of broken) { socket.io.opts.reconnection = false; socket.emit("act", "x".repeat(40_000) as never, () => {}); }
    await waitFor(async () => (await page(community, "监票人")).includes("有4台断过线"));
    expect(await page(community, "监票人")).toMatch(/很多人断线[\s\S]*请重启无线路由器/);
    expect(await page(other, "管理员")).toMatch(/现在连着0台[\s\S]*没有断线的/);
  });

  test("every page of staff's community leads there, and nobody else's does", async () => {
    const { house, community } = await hall();
    for (const [name, leads] of [["计票人", true], ["书记", true], ["管理员", true], ["代表一", false], ["居民", false]] as const) {
      const page = await (await browser(house.url, await cookieOf(house, community, name)).get("/c/ce-shi")).text();
      expect([name, page.includes("/c/ce-shi/running")]).toEqual([name, leads]);
    }
  });
});
