/** What is sent in beside a text: told by its bytes, under a name that misleads nobody, kept as it came, and shown to those who may see it. */
import { strToU8, zipSync } from "fflate";
import { PNG } from "pngjs";
import { describe, expect, test } from "vitest";
import { disposition, fileName, kindOf, mostFileBytes } from "../../server/attachments";
import { actor, cookieOf, meetingAt, newKey, openHouse, settle } from "../house";

const png = PNG.sync.write(new PNG({ width: 2, height: 2 }));
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(200)]);
const pdf = Buffer.from("%PDF-1.7\n%âãÏÓ\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF");
const zip = (...names: string[]) => Buffer.from(zipSync(Object.fromEntries(names.map((name) => [name, strToU8("<x/>")]))));
const docx = zip("[Content_Types].xml", "_rels/.rels", "word/document.xml");
const word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

describe("a kind is told by bytes, never by a name", () => {
  const rows: [string, Buffer, string | null][] = [
    ["a PDF", pdf, "application/pdf"], ["a JPEG", jpeg, "image/jpeg"], ["a PNG", png, "image/png"], ["a Word file", docx, word],
    ["a workbook", zip("[Content_Types].xml", "xl/workbook.xml"), null], ["a Word file with macros", zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), null],
    ["a Word file with ActiveX", zip("[Content_Types].xml", "word/document.xml", "word/activeX/activeX1.xml"), null],
    ["a plain zip", zip("a.txt"), null], ["half a zip", docx.subarray(0, 40), null], ["two letters of a zip", Buffer.from("PK"), null], ["nothing", Buffer.alloc(0), null],
    ["a page", Buffer.from("<!doctype html><script>alert(1)</script>"), null], ["an SVG", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"), null], ["a GIF", Buffer.from("GIF89a"), null],
    ["an old Word file", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), null], ["a program", Buffer.from("MZ\x90\0"), null], ["a page that says it is a PDF later", Buffer.from("<html>%PDF-1.7"), null],
  ];
  test.each(rows)("%s", (_, bytes, kind) => { expect(kindOf(bytes)).toBe(kind); });
});

describe("a name is one that every system can keep and no page is misled by", () => {
  const rows: [string, string, Parameters<typeof fileName>[1]][] = [
    ["停车方案（第二稿）.pdf", "停车方案（第二稿）.pdf", "application/pdf"], ["C:\\Users\\王\\方案.PDF", "方案.pdf", "application/pdf"], ["../../etc/passwd", "passwd.pdf", "application/pdf"], ["/", "附件.pdf", "application/pdf"], ["", "附件.png", "image/png"],
    ["照片.jpeg", "照片.jpeg", "image/jpeg"], ["照片.png", "照片.png.jpg", "image/jpeg"], ["run.exe", "run.exe.pdf", "application/pdf"], ["a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf", "application/pdf"], ["\"><script>.pdf", "script.pdf", "application/pdf"],
    ["cod\u202efdp.exe", "codfdp.exe.pdf", "application/pdf"], ["\0\u200b\ufeff.pdf", "附件.pdf", "application/pdf"], ["...", "附件.pdf", "application/pdf"], [".htaccess", "htaccess.pdf", "application/pdf"], ["a".repeat(300) + ".pdf", "a".repeat(80) + ".pdf", "application/pdf"],
    ["👨‍👩‍👧".repeat(60) + ".docx", [..."👨👩👧".repeat(60)].slice(0, 80).join("") + ".docx", word], ["e\u0301.pdf", "\u00e9.pdf", "application/pdf"], ["a%2f..%2fb.pdf", "a2f..2fb.pdf", "application/pdf"], ["  方案   二  .pdf ", "方案 二.pdf", "application/pdf"],
  ];
  test.each(rows)("%j", (sent, kept, kind) => { expect(fileName(sent, kind, "附件")).toBe(kept); });
  test("it travels in UTF-8, with a plain one beside it", () => {
    expect(disposition("方案 (二)'*.pdf")).toBe("attachment; filename=\"__ (_)'*.pdf\"; filename*=UTF-8''%E6%96%B9%E6%A1%88%20%28%E4%BA%8C%29%27%2A.pdf");
  });
});

/** A meeting whose paper may still change, and the recorder at its item's page. */
async function atItem() {
  const house = await openHouse();
  const home = await settle(house);
  const place = await meetingAt(house, home, "unnoticed");
  const base = `${house.url}/c/ce-shi/meetings/${place.meeting}`;
  const cookie = await cookieOf(house, home, "记录员");
  const item = { itemTitle: "充电点", itemKind: "vote", proposer: "", minutes: "20", itemText: "说明", resolution: "同意设充电点。", decider: "owners" };
  const idsIn = (body: string) => [...body.matchAll(/name="files" value="([0-9a-z]{16})"/g)].map(([, id]) => id!);
  async function send(fields: Record<string, string>, { files = [], file, name = "方案.pdf" }: { files?: readonly string[]; file?: Buffer; name?: string } = {}) {
    const form = new FormData();
    for (const [field, value] of Object.entries({ key: newKey(), seen: String((await actor(house, home).state(place)).seq), ...item, ...fields })) form.append(field, value);
    for (const id of files) form.append("files", id);
    if (file) form.append("file", new File([new Uint8Array(file)], name));
    const answer = await fetch(`${base}/edit/items/${place.item}`, { method: "POST", redirect: "manual", headers: { cookie, origin: new URL(house.url).origin }, body: form });
    const body = await answer.text();
    return { status: answer.status, body, ids: idsIn(body) };
  }
  const get = (id: string, who = "") => fetch(`${base}/files/${id}`, { headers: { cookie: who } });
  return { house, home, place, cookie, send, get, act: actor(house, home) };
}

test("an attachment is sent in, kept byte for byte, seen by staff at once and by everybody from the notice on, and always as a download", async () => {
  const { house, home, place, cookie, send, get, act } = await atItem();
  const sent = await send({ do: "add", proposer: "我写到一半" }, { file: pdf, name: "停车方案（第二稿）.pdf" });
  expect([sent.status, sent.ids.length]).toEqual([200, 1]);
  expect(sent.body).toContain("停车方案（第二稿）.pdf");
  expect(sent.body).toContain("附件已收到，保存这一项以后才在议程里。");
  expect(sent.body).toContain("我写到一半");
  const [id] = sent.ids as [string];
  // Not in the paper yet: nobody opens it.
  expect((await get(id, cookie)).status).toBe(404);
  expect((await send({ do: "save" }, { files: [id] })).status).toBe(303);
  expect((await act.state(place)).items[0]!.files).toMatchObject([{ file: id, type: "application/pdf", bytes: pdf.length }]);
  expect((await get(id)).status).toBe(404);
  const resident = await cookieOf(house, home, "居民");
  expect((await get(id, resident)).status).toBe(404);
  expect((await get(id, cookie)).status).toBe(200);
  await act.must("记录员", place, { type: "notice.post", reason: "" });
  const open = await get(id);
  expect(Buffer.from(await open.arrayBuffer()).equals(pdf)).toBe(true);
  expect(Object.fromEntries(["content-type", "x-content-type-options", "content-disposition", "content-length"].map((name) => [name, open.headers.get(name)]))).toEqual({
    "content-type": "application/pdf", "x-content-type-options": "nosniff", "content-length": String(pdf.length),
    "content-disposition": "attachment; filename=\"_________.pdf\"; filename*=UTF-8''%E5%81%9C%E8%BD%A6%E6%96%B9%E6%A1%88%EF%BC%88%E7%AC%AC%E4%BA%8C%E7%A8%BF%EF%BC%89.pdf",
  });
  // Added to the paper after the notice: not noticed, so not for everybody.
  const more = await send({ do: "add" }, { files: [id], file: png, name: "图.png" });
  expect((await send({ do: "save" }, { files: more.ids })).status).toBe(303);
  const added = more.ids.find((one) => one !== id)!;
  expect([(await get(added)).status, (await get(added, cookie)).status, (await get(id)).status]).toEqual([404, 200, 200]);
});

test("what cannot be taken is said beside the field, and what was typed stays", async () => {
  const { house, send } = await atItem();
  const rows: [Buffer, string, string][] = [
    [Buffer.from("<script>alert(1)</script>"), "方案.pdf", "只能添加 PDF、JPEG、PNG 和 Word（DOCX）文件，这个文件不是"],
    [Buffer.alloc(0), "空.pdf", "这个文件是空的，请重新选"],
    [Buffer.concat([pdf, Buffer.alloc(mostFileBytes + 1 - pdf.length)]), "大.pdf", "这个文件超过 5 MB，请压缩或分成几个再添加"],
  ];
  for (const what of ["add", "save"]) for (const [file, name, why] of rows) {
    const { status, body, ids } = await send({ do: what, proposer: "我写到一半" }, { file, name });
    expect([name, status, ids]).toEqual([name, 422, []]);
    expect(body).toMatch(new RegExp(`class="why"[^>]*>${why}`));
    expect(body).toContain("我写到一半");
  }
  expect((await send({ do: "add" })).body).toContain("请先选一个文件");
  const whole = await send({ do: "add" }, { file: Buffer.concat([pdf, Buffer.alloc(mostFileBytes - pdf.length)]), name: "刚好.pdf" });
  expect([whole.status, whole.ids.length]).toEqual([200, 1]);
  let { ids } = whole;
  for (let i = 1; i < 10; i++) ({ ids } = await send({ do: "add" }, { files: ids, file: Buffer.concat([pdf, Buffer.from([i])]), name: `${i}.pdf` }));
  expect(ids).toHaveLength(10);
  const one = await send({ do: "add" }, { files: ids, file: jpeg, name: "多.jpg" });
  expect([one.status, one.ids.length]).toEqual([422, 10]);
  expect(one.body).toContain("附件已满 10 个，请先移除一个");
  expect((await send({ do: `drop-${ids[3]!}` }, { files: ids })).ids).toEqual(ids.filter((_, i) => i !== 3));
  // Ids that nobody sent in are passed over, and the same file sent twice is one.
  expect((await send({ do: "preview" }, { files: ["0000000000000000", ids[0]!, ids[0]!] })).ids).toEqual([ids[0]]);
  expect([...await house.sql!`select count(*)::int as files from meeting_file`]).toEqual([{ files: 10 }]);
}, 30_000);

test("a longer body than a file may be, or one that is no form in parts, is refused at the door", async () => {
  const { house, place, cookie } = await atItem();
  const path = `${house.url}/c/ce-shi/meetings/${place.meeting}/edit/items/new`;
  const post = (type: string, bytes: number) => fetch(path, { method: "POST", redirect: "manual", headers: { cookie, origin: new URL(house.url).origin, "content-type": type }, body: Buffer.alloc(bytes, "x") });
  expect((await post("multipart/form-data; boundary=b", mostFileBytes + 300_000)).status).toBe(413);
  expect((await post("application/x-www-form-urlencoded", 100_000)).status).toBe(413);
  expect((await post("multipart/form-data; boundary=b", 100_000)).status).toBe(400);
  const long = new FormData();
  long.append("itemText", "x".repeat(100_000));
  expect((await fetch(path, { method: "POST", headers: { cookie, origin: new URL(house.url).origin }, body: long })).status).toBe(400);
});
