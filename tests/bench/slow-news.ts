/** Whatever happens in the meeting, a phone that nobody touches asks for nothing, and nothing moves on it, with ordinary and with large type. */
import { opinion, type SlowHall } from "./slow-hall";
import { takePhone, type Noted, type Phone } from "./slow-phone";

const marks = { connected: '.link[data-state="connected"]', opinions: "[data-opinions]" };

/** A member's and a watcher's phone of each size; what moved on them from the first paint until the result was announced. */
export async function still({ browser, origin, seeded, page, large, does, freeze }: SlowHall): Promise<Noted["shifts"]> {
  const member = seeded.cookies[0]!;
  const phones: Phone[] = [];
  for (const cookies of [[member], [member, large], [], [large]]) phones.push(await takePhone(browser, { origin, cookies, marks }));
  for (const phone of phones) {
    await phone.slow("slow 4G");
    await phone.go(page);
    for (const mark of Object.keys(marks)) await phone.seen(mark);
  }
  const asked: string[] = [];
  for (const { page: one } of phones) one.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const [voters, watchers] = [phones.slice(0, 2), phones.slice(2)];
  const shown = async (on: readonly Phone[], what: string) => { for (const phone of on) await phone.page.locator(what).first().waitFor({ timeout: 30_000 }); };
  const { chair, recorder, supervisor, people, cookies } = seeded;
  for (const by of [4, 5]) await does(cookies[by]!, opinion(seeded, by, "晚上九点以后不要充电，吵到老人休息。"));
  await shown(phones, ".newest b");
  await does(recorder, { type: "attendance.leave", person: people[6]! });
  await shown(phones, "text=实到11人");
  await does(recorder, { type: "attendance.arrive", person: people[6]! });
  await shown(phones, "text=实到12人");
  const round = await freeze();
  await shown(phones, "text=马上由");
  await does(chair, { type: "round.open", round });
  await shown(voters, ".choices");
  await shown(watchers, "text=您是旁听");
  await does(cookies[7]!, { type: "ballot.cast", round, choice: "for" });
  await shown(watchers, "text=已投1人");
  await does(chair, { type: "round.close", round });
  await does(supervisor, { type: "round.check", round });
  await does(chair, { type: "round.announce", round });
  await shown(phones, "text=看结果和依据");
  const moved: Noted["shifts"] = [];
  for (const [i, phone] of phones.entries()) {
    await phone.page.waitForTimeout(500);
    for (const { value, what } of (await phone.noted()).shifts) moved.push({ value, what: `${i < 2 ? "member" : "watcher"}${i % 2 ? ", large type" : ""}: ${what}` });
    await phone.close();
  }
  if (asked.length > 0) throw new Error(`pages that nobody touched asked for ${[...new Set(asked)].join(", ")}: news brings everything with it`);
  return moved;
}
