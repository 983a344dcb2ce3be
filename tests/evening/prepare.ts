/** What the secretary does in the days before, by the forms of the pages: people, a council with its rules, a meeting with its notice, slips for everybody. */
import { numberFieldNames } from "../../app/rules/meeting/rule-set";
import { fieldValue } from "../../app/words/date-fields";
import { newKey, sentences, visitor, type Visitor } from "./visitor";

export type Staff = { readonly chair: Visitor; readonly recorder: Visitor; readonly supervisor: Visitor; readonly counter: Visitor };
export type Seat = { readonly name: string; readonly code: string; readonly member: boolean; readonly browser: Visitor };
export type Evening = { readonly slug: string; readonly community: string; readonly meeting: string; readonly at: string; readonly staff: Staff; readonly seats: readonly Seat[] };

const zone = "Asia/Shanghai";
const need = (found: string | undefined, what: string): string => {
  if (!found) throw new Error(`not found: ${what}`);
  return found;
};

/** Enters by a printed one-tap link. */
async function enter(url: string, link: string): Promise<Visitor> {
  const browser = visitor(url);
  const path = new URL(link, url).pathname;
  await browser.get(path);
  await browser.must(path, {});
  return browser;
}

type Ask = { readonly url: string; readonly links: Readonly<Record<string, string>>; readonly people: number; readonly seed: number };

export async function prepare({ url, links, people, seed }: Ask): Promise<Evening> {
  const link = (name: string) => need(links[name], `a link for ${name}`);
  const [chair, recorder, supervisor, counter] = [await enter(url, link("测试书记")), await enter(url, link("测试记录员")), await enter(url, link("监票甲")), await enter(url, link("计票乙"))] as const;
  const home = await chair.get("/");
  const slug = need(/href="\/c\/([a-z0-9-]+)"/.exec(home.body)?.[1] ?? /\/c\/([a-z0-9-]+)/.exec(home.to)?.[1], "the community");
  const at = `/c/${slug}`;
  const run = `${seed}${Date.now().toString(36).slice(-5)}`;
  const members = Math.max(6, Math.min(60, Math.round(people / 5)));
  const roster = Array.from({ length: people }, (_, i) => ({ name: `演练${run}${String(i).padStart(4, "0")}`, building: `演练${run}${Math.floor(i / aBuilding)}栋`, room: String(i).padStart(4, "0"), standing: i < members ? `演练代表${run}` : "居民" }));
  await importPeople(chair, at, roster.map(({ name, building, room, standing }) => `${name},,${building},${room},演练网格,,${standing}`));
  const body = await makeCouncil(chair, at, { run, standing: `演练代表${run}` });
  const meeting = await makeMeeting(recorder, at, { run, body });
  const seats = await slips(recorder, at, { url, roster, members });
  const community = need(/"community":\{"id":"([0-9a-z]{16})"|\\"id\\",\\"([0-9a-z]{16})\\"/.exec((await chair.get(`${at}/meetings/${meeting}`)).body)?.slice(1).find(Boolean), "the community's id");
  return { slug, community, meeting, at: `${at}/meetings/${meeting}`, staff: { chair, recorder, supervisor, counter }, seats };
}

async function importPeople(chair: Visitor, at: string, lines: readonly string[]) {
  const content = ["姓名,称呼,楼栋,室,网格,电话,身份", ...lines].join("\n");
  const preview = await chair.post(`${at}/people/import`, { content });
  const sign = need(/name="sign" value="([^"]+)"/.exec(preview.body)?.[1], `the preview: ${sentences(preview.body).slice(0, 300)}`);
  const applied = await chair.post(`${at}/people/import`, { content, sign });
  if (applied.status !== 200) throw new Error(`the import: ${applied.status} ${sentences(applied.body).slice(0, 300)}`);
}

async function makeCouncil(chair: Visitor, at: string, { run, standing }: { run: string; standing: string }): Promise<string> {
  const to = await chair.must(`${at}/bodies`, { name: `演练议事会${run}`, kind: "council", termFrom: "2026-01-01", termTo: "2030-12-31" });
  await chair.must(to, { do: "standing", standing, seat: "member" });
  for (const [role, name] of [["chair", "测试书记"], ["recorder", "测试记录员"], ["supervisor", "监票甲"], ["counter", "计票乙"]] as const) {
    const found = (await chair.get(`${to}?q=${encodeURIComponent(name)}`)).body;
    await chair.must(to, { appoint: role, person: need(new RegExp(`name="person" value="([0-9a-z]{16})"/?><span>${name}<`).exec(found)?.[1], name) });
  }
  const clause = "演练规则第一条";
  const page = (await chair.get(`${to}/rules`)).body;
  const value = (name: string) => new RegExp(`<input[^>]*name="${name}"[^>]*value="([^"]*)"`).exec(page)?.[1] ?? "";
  const sources = ["quorum", "base", "threshold", "participation", "form", "chairVotes", "choicesPublic", "remote", "motions", ...numberFieldNames];
  await chair.must(`${to}/rules`, {
    seen: value("seen"), "quorum.numerator": "2", "quorum.denominator": "3", "quorum.strict": "least", base: "present", "threshold.numerator": "1", "threshold.denominator": "2", "threshold.strict": "over",
    "participation.numerator": "", "participation.denominator": "", "participation.strict": "over", form: "named", chairVotes: "no", choicesPublic: "no", remote: "no", motions: "yes",
    ...Object.fromEntries(numberFieldNames.map((name) => [name, value(name)])), commentBurst: "3", commentSeconds: "2", ...Object.fromEntries(sources.map((name) => [`${name}Source`, clause])), effectiveOn: "2026-01-01", approvedBy: "演练",
  });
  return to.split("/").pop()!;
}

const item = (fields: { kind: "vote" | "consult" | "report"; title: string; resolution: string }) => ({ id: null, proposer: "演练代表", minutes: 10, text: "演练用的议题。", decider: "council" as const, files: [], ...fields });
export const items = [
  item({ kind: "vote", title: "设集中充电点", resolution: "同意设集中充电点。" }), item({ kind: "vote", title: "充电单价", resolution: "单价不超过1.00元。" }), item({ kind: "consult", title: "晚上几点关风扇", resolution: "" }),
] as const;

async function makeMeeting(recorder: Visitor, at: string, { run, body }: { run: string; body: string }): Promise<string> {
  const paper = { title: `演练${run}`, place: "二楼", kind: "regular" as const, convener: "居委会", chairStanding: "书记", basis: "规则第三条" };
  const startsAt = Date.now() + 5 * 60_000;
  const [first] = items;
  const to = await recorder.must(`${at}/meetings/new`, {
    key: newKey(), body, ...paper, startsAt: fieldValue(startsAt, zone), itemKind: first.kind, itemTitle: first.title, itemText: first.text, proposer: first.proposer, minutes: "10", resolution: first.resolution, decider: first.decider,
  });
  const meeting = need(/meetings\/([0-9a-z]{16})/.exec(to)?.[1], `the meeting in ${to}`);
  const page = `${at}/meetings/${meeting}`;
  const seen = Number(need(/name="seen" value="(\d+)"/.exec((await recorder.get(`${page}/edit`)).body)?.[1], "the number of the paper"));
  const revised = await recorder.act(page, { type: "meeting.revise", seen, draft: { ...paper, startsAt, items } });
  if (!revised.ok) throw new Error(`the agenda: ${JSON.stringify(revised)}`);
  const noticed = await recorder.act(page, { type: "notice.post", reason: "演练" });
  if (!noticed.ok) throw new Error(`the notice: ${JSON.stringify(noticed)}`);
  return meeting;
}

/** Slips are printed 500 at a time at most. */
const aBuilding = 400;

/** Everybody's slip, as it is printed: the name and the code beneath the QR. */
async function slips(recorder: Visitor, at: string, { url, roster, members }: { url: string; roster: readonly { name: string; building: string }[]; members: number }): Promise<Seat[]> {
  const codes = new Map<string, string>();
  for (const building of new Set(roster.map((one) => one.building))) {
    const { body } = await recorder.get(`${at}/slips?whom=${encodeURIComponent(`building:${building}`)}`);
    for (const [, name, code] of body.matchAll(/<h2>([^<]+)<\/h2>[^]*?<p class="slip-code">([0-9A-Z ]+)<\/p>/g)) codes.set(name!, code!);
  }
  return roster.map(({ name }, i) => ({ name, code: need(codes.get(name), `the slip of ${name}`), member: i < members, browser: visitor(url) }));
}
