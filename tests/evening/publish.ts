/** The same night: the draft that stands when the meeting closes is confirmed, signed and published, and read back as anybody reads it. */
import { createHash } from "node:crypto";
import type { Hall, Voted } from "./sit";
import { sentences, visitor } from "./visitor";

export type Published = { readonly version: number; readonly code: string; readonly files: readonly string[]; readonly published: number };

export async function publish({ evening: { at, staff }, people, faults }: Hall, votes: readonly Voted[]): Promise<Published> {
  const must = (answer: { ok: boolean }, what: string) => { if (!answer.ok) throw new Error(`${what}: ${JSON.stringify(answer)}`); };
  const desk = (await staff.chair.get(`${at}/minutes/edit`)).body;
  const hash = /name="hash" value="([\w-]{43})"/.exec(desk)?.[1];
  if (!hash) throw new Error(`the draft has nothing to confirm: ${sentences(desk).slice(0, 300)}`);
  const early = await staff.recorder.act(at, { type: "minutes.publish", hash, reason: "" });
  if (early.ok) faults.push("minutes were published before anybody confirmed or signed them");
  must(await staff.chair.act(at, { type: "minutes.confirm", hash }), "the chair confirms");
  for (const who of ["recorder", "supervisor"] as const) must(await staff[who].act(at, { type: "minutes.sign", hash, photo: null }), `${who} signs`);
  must(await staff.recorder.act(at, { type: "minutes.publish", hash, reason: "" }), "published");
  const anybody = visitor(staff.chair.url);
  const page = await anybody.get(`${at}/minutes`);
  if (page.status !== 200) throw new Error(`the public minutes: ${page.status}`);
  const text = sentences(page.body);
  const published = votes.filter(({ tally }) => new RegExp(`赞成${tally.for}票?，反对${tally.against}票?，弃权${tally.abstain}`).test(text)).length;
  if (published !== votes.length) faults.push(`minutes: ${published} of ${votes.length} votes stand there with their figures`);
  for (const { name } of people) if (text.includes(name)) { if (!people.find((one) => one.name === name)!.member) faults.push(`minutes: ${name}, a resident, is named in public`); }
  const files = [...new Set([...page.body.matchAll(/href="([^"]*\/minutes\/\d+\/files\/[^"]+)"/g)].map(([, path]) => path!))];
  for (const file of files) {
    const response = await fetch(new URL(file, anybody.url));
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.status !== 200 || bytes.length === 0 || response.headers.get("x-content-type-options") !== "nosniff") faults.push(`minutes: ${file} is not to be had: ${response.status}, ${createHash("sha256").update(bytes).digest("hex").slice(0, 8)}`);
  }
  return { version: Number(/\/minutes\/(\d+)\//.exec(files[0] ?? "")?.[1] ?? 0), code: /核验码\s*([0-9A-Z]{4} [0-9A-Z]{4})/.exec(text)?.[1] ?? "", files: files.map((file) => file.split("/").pop()!), published };
}
