/** Whoever means harm writes in every field of the minutes and around them; every page in every role stays words. */
import { randomBytes } from "node:crypto";
import type { Page } from "playwright";
import { expect, meetingOf, test, type Devices } from "./hall";
import { ownProduct, type Who } from "./product";

const product = ownProduct();

/** Each leaves a mark where a browser obeys it: a global, an element of its own, a dialog. */
const payloads = [
  "<script>window.pwned=1</script>", "<img src=x onerror=\"window.pwned=1\">", "<svg onload=\"window.pwned=1\"><animate onbegin=\"window.pwned=1\">", "<iframe srcdoc=\"<script>parent.pwned=1</script>\"></iframe>",
  "[点我](javascript:window.pwned=1)", "[点我](data:text/html,<script>pwned=1</script>)", "![x](x\" onerror=\"window.pwned=1)", "<a href=\"javascript:alert(1)\" style=\"position:fixed;inset:0\">点我</a>",
  "</textarea></title></script><script>alert(1)</script>", "\"><input autofocus onfocus=alert(1)>", "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<style>*{display:none}</style>", "{{constructor.constructor('alert(1)')()}}", "<base href=\"//evil.example/\">", "<meta http-equiv=refresh content=\"0;url=//evil.example\">",
];
const block = payloads.join("\n\n");
const line = `恶${payloads.slice(0, 3).join("")}`;

const key = () => randomBytes(16).toString("hex");
type Fields = Record<string, string>;
type Staff = { readonly page: Page; act(path: string, command: object): Promise<void>; form(path: string, fields: Fields): Promise<void> };

/** Somebody's browser as it sends requests, with whatever they like in them. */
function sender(page: Page): Staff {
  const headers = { origin: product().url, accept: "application/json" };
  return {
    page,
    async act(path, command) {
      const answer = await page.request.post(`${path}/act`, { headers, data: { key: key(), command }, timeout: 60_000 });
      expect([command, await answer.json()]).toMatchObject([command, { ok: true }]);
    },
    async form(path, fields) {
      const answer = await page.request.post(path, { headers, form: fields, maxRedirects: 0, timeout: 30_000 });
      expect([path, fields.do, [200, 303].includes(answer.status())]).toEqual([path, fields.do, true]);
    },
  };
}

/** The address of the meeting whose title says this, as the community's page links to it. */
async function meetingCalled(page: Page, name: string): Promise<string> {
  await page.goto(`${product().url}/c/qinghe`);
  return product().url + /^(.*\/meetings\/[0-9a-z]+)/.exec((await page.locator("a[href*='/meetings/']", { hasText: name }).first().getAttribute("href"))!)![1]!;
}

/** Ids that stand in forms of a page. */
const hidden = (page: Page, name: string) => page.locator(`input[name="${name}"]`).first().inputValue();

/** The minutes of the past meeting, with harm in every field, published once more and objected to. */
async function poisonMinutes(past: string, { chair, recorder, signer, resident }: Record<"chair" | "recorder" | "signer" | "resident", Staff>) {
  await recorder.page.goto(`${past}/minutes/edit`);
  const sections = await recorder.page.locator("form:has(input[value=save]) input[name=section]").evaluateAll((all) => all.map((one) => [(one as HTMLInputElement).value, (one.parentElement!.querySelector("[name=seen]") as HTMLInputElement).value]));
  expect(sections.length).toBeGreaterThan(4);
  for (const [section, seen] of sections) await recorder.form(`${past}/minutes/save`, { do: "save", section: section!, seen: seen!, body: block });
  for (const payload of payloads) await recorder.form(`${past}/minutes/save`, { do: "add", key: key(), item: "", matter: payload.slice(0, 110), owner: payload.slice(0, 110), support: payload.slice(0, 110), dueOn: "2027-01-01", standard: payload });
  const confirmIt = async () => { await chair.page.goto(`${past}/minutes/edit`); return hidden(chair.page, "hash"); };
  await chair.act(past, { type: "minutes.return", note: block.slice(0, 480) });
  const hash = await confirmIt();
  await chair.act(past, { type: "minutes.confirm", hash });
  for (const one of [signer, recorder]) await one.act(past, { type: "minutes.sign", hash, photo: null });
  await recorder.act(past, { type: "minutes.publish", hash, reason: block.slice(0, 480) });
  await resident.form(`${past}/minutes/objections`, { key: key(), text: block });
  await recorder.form(`${past}/minutes/objections`, { key: key(), objection: "2", text: block });
  await recorder.form(`${past}/minutes/2/notice`, { place: line.slice(0, 110), postedOn: "2027-01-01" });
}

/** A meeting whose paper is harm from its title on, with opinions; it is closed and has a draft. */
async function poisonMeeting(tonight: string, { chair, recorder, resident }: Record<"chair" | "recorder" | "resident", Staff>): Promise<string> {
  await recorder.page.goto(`${product().url}/c/qinghe/bodies`);
  const body = /bodies\/([0-9a-z]{16})/.exec((await recorder.page.getByRole("link", { name: /居民议事会/ }).first().getAttribute("href"))!)![1]!;
  const item = { id: null, kind: "vote", title: line, proposer: line.slice(0, 110), minutes: 5, text: block, resolution: line, decider: "owners", files: [] };
  await chair.act(tonight, { type: "meeting.make", body, draft: { kind: "regular", startsAt: Date.now() - 3 * 24 * 3600_000, title: line, place: line.slice(0, 110), convener: line.slice(0, 110), chairStanding: line.slice(0, 110), basis: line.slice(0, 110), items: [item] } });
  const made = await meetingCalled(recorder.page, "恶");
  await chair.act(made, { type: "notice.post", reason: line });
  await recorder.page.goto(made);
  const id = /items\/([0-9a-z]{16})/.exec(await recorder.page.content())![1]!;
  const who = await ownId(resident.page, made);
  for (const payload of payloads.slice(0, 3)) await resident.act(made, { type: "comment.post", item: id, person: who, tag: "worry", parent: null, text: payload });
  await chair.act(made, { type: "check-in.open" });
  await chair.act(made, { type: "meeting.close" });
  await recorder.page.goto(`${made}/minutes/edit`);
  const picks = await recorder.page.locator("input[name=picked]").evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
  expect(picks).toHaveLength(3);
  const params = new URLSearchParams([["do", "pick"], ...picks.flatMap((one) => [["picked", one], ["shown", one]])]);
  await recorder.page.request.post(`${made}/minutes/save`, { headers: { origin: product().url, "content-type": "application/x-www-form-urlencoded" }, data: params.toString() });
  return made;
}

/** The person's id, as their socket is told. */
async function ownId(page: Page, meeting: string): Promise<string> {
  const heard = new Promise<string>((resolve) => {
    page.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => {
      const found = /"as":"person","person":"([0-9a-z]{16})"/.exec(String(payload));
      if (found) resolve(found[1]!);
    }));
  });
  await page.goto(meeting);
  return heard;
}

const pagesOf = (meeting: string) => ["", "/minutes", "/minutes/1", "/minutes/2", "/minutes/2/print", "/minutes/2/notice", "/minutes/objections", "/minutes/edit", "/minutes/edit?show=public", "/minutes/edit?show=archive", "/minutes/sign", "/chair", "/desk"].map((page) => meeting + page);

/** Goes to every page and finds nothing that came to life. */
async function walk(devices: Devices, page: Page, addresses: readonly string[]): Promise<void> {
  const alive: string[] = [];
  page.on("dialog", (dialog) => { alive.push(`${page.url()}: a dialog`); void dialog.dismiss(); });
  page.on("console", (message) => { if (/Content.Security.Policy|pwned/i.test(message.text())) alive.push(`${page.url()}: ${message.text()}`); });
  for (const address of addresses) {
    for (const status of [403, 404]) devices.expects(page, status, "maybe");
    await page.goto(address);
    const found = await page.evaluate(() => [
      ...("pwned" in window ? ["a script ran"] : []),
      ...[...document.querySelectorAll("img, iframe:not([src^='/screen/']), object, embed, math, base, meta[http-equiv=refresh], svg animate, main style, main script, [onerror], [onload], [onfocus], [onbegin], a[href^='javascript:' i], a[href^='data:' i]")].map((one) => one.outerHTML.slice(0, 120)),
    ]);
    alive.push(...found.map((one) => `${address}: ${one}`));
  }
  expect(alive).toEqual([]);
}

test("harm in every title, paragraph, task, note, opinion and objection stays words, on every page in every role", async ({ devices }) => {
  test.setTimeout(240_000);
  const people = {} as Record<Who, Page>;
  for (const who of ["测试书记", "测试记录员", "监票甲", "代表甲一", "王秀英"] as const) people[who] = await devices.enter(product(), who);
  const staff = { chair: sender(people["测试书记"]), recorder: sender(people["测试记录员"]), signer: sender(people["监票甲"]), resident: sender(people["王秀英"]) };
  const tonight = meetingOf(people["测试书记"]);
  const past = await meetingCalled(people["测试记录员"], "第3次会议");
  await poisonMinutes(past, staff);
  const made = await poisonMeeting(tonight, staff);
  const addresses = [`${product().url}/c/qinghe`, ...pagesOf(past), ...pagesOf(made)];
  const watcher = await devices.open("phone");
  for (const page of [watcher, ...Object.values(people)]) await walk(devices, page, addresses);
  // Word is drawn from the same words; the web page is a file of its own.
  const file = await watcher.request.get(`${past}/minutes/2/files/public.html`);
  const reader = await devices.open("phone");
  await reader.setContent(await file.text());
  expect(await reader.locator("script, img, iframe, form, input, a, svg:not([role=img])").count()).toBe(0);
  expect(await reader.evaluate(() => "pwned" in window)).toBe(false);
});
