/** A meeting of the product that is discussed, with slips, opinions and a screen, for phones that are slow. */
import type { Browser } from "playwright";
import type { Command } from "../../app/rules/meeting/commands";
import type { Answer } from "../../app/wire/protocol";
import type { House } from "../../server/house";
import { slipsFor } from "../../server/store/slips";
import { newKey } from "./crowd";
import { council, putIn, type Bench, type Seeded } from "./product";

/** A hall of the product: its addresses, and what its people do. */
export type SlowHall = {
  readonly browser: Browser; readonly origin: string; readonly seeded: Seeded; readonly page: string; readonly large: string;
  readonly slips: readonly string[];
  /** Where the screen's QR leads now. */
  readonly scanned: () => string;
  readonly does: (cookie: string, command: Command) => Promise<void>;
  /** Puts the question; answers the round, which is still to be opened. */
  readonly freeze: () => Promise<string>;
};

const opinions = ["楼下晚上灯太暗，老人走路看不清。", "充电点离9栋太近，晚上风扇响。", "建议先在3栋试两个月，再看要不要都装。", "费用从公共收益里出，要公布账目。"];

export const opinion = ({ item, people }: Seeded, by: number, text: string): Command => ({ type: "comment.post", item, person: people[by]!, tag: null, parent: null, text });

export async function openHall(bench: Bench, browser: Browser, { slug, members }: { slug: string; members: number }): Promise<SlowHall> {
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
  async function freeze() {
    await does(seeded.chair, { type: "round.freeze", item: seeded.item, motion: null, form: "named" });
    const [{ id } = { id: "" }] = await bench.database<{ id: string }[]>`select id from round where meeting_id = ${seeded.meeting} and stage = 'frozen'`;
    return id;
  }
  for (const [i, text] of opinions.entries()) await does(seeded.cookies[i]!, opinion(seeded, i, text));
  return { browser, origin, seeded, page, large: filled.large, slips: filled.tokens.map((token) => `/s/${token}`), scanned: () => `/m/${code}/${filled.scan()}`, does, freeze };
}
