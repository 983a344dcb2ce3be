import { createServer } from "node:http";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterEach, describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { paperHtml } from "../../app/ui/paper-html.server";
import type { Paper, PaperText } from "../../app/wire/paper";
import { linesOf, sound } from "../../app/wire/paper-text";
import { docxOf } from "../../server/documents/docx";
import { signatureColumns } from "../../server/documents/docx-parts";
import { findChromium, pdfFrom } from "../../server/documents/pdf";
import { richFrom } from "../../server/markdown";
import { findChromium as needChromium } from "../chromium.mjs";
import { hasOffice, officePdf, sheetsOf, wordsOf, type Sheet } from "../office";
import { minutes, papers } from "../papers";

const sides = ["left", "right"] as const;
needChromium();
const office = hasOffice();
const parts = (docx: Buffer) => Object.fromEntries(Object.entries(unzipSync(docx)).map(([name, bytes]) => [name, strFromU8(bytes)]));

/** Every word of a paper, a piece for each place where it stands. */
function wordsIn(paper: Paper): string[] {
  const { heading, number, version, edition, issuer, date, blocks, signatures, foot } = sound(paper);
  const ofBlocks = blocks.flatMap((block) => {
    switch (block.kind) {
      case "heading": return [block.text];
      case "paragraph": return plainLines(block.text);
      case "list": return block.items.flatMap(plainLines);
      case "names": return [`${block.label}：`, ...block.names];
      case "table": return [...block.head, ...block.rows.flat()];
    }
  });
  return [heading, number, version ?? "", edition, issuer, date, ...ofBlocks, ...signatures.flatMap(({ office, name, at }) => [office, name, at]), foot.officers, foot.notice ?? "", foot.code];
}

const plainLines = (text: PaperText) => linesOf(text).map((line) => line.map((run) => run.text).join(""));

/** Letters and digits alone: what no font and no end of a line changes. 𠮷 is in few fonts, and PDFs name some letters otherwise. */
const bare = (text: string) => text.normalize("NFKC").replace(/[^\p{L}\p{N}]|𠮷/gu, "");
const missing = (text: string, paper: Paper) => { const all = bare(text); return wordsIn(paper).map(bare).filter((words) => !all.includes(words)).map((words) => words.slice(0, 60)); };

/** In Word's file the words stand between tags. */
const textOf = (xml: string) => xml.replace(/<w:p[ >]/g, "\n$&").replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&apos;/g, "'").replace(/&amp;/g, "&");

describe("the words of a paper", () => {
  test.each([
    ["a\u0000b\u001fc", "abc"], ["\ud800尾", "\ufffd尾"], ["一\u2028二\r\n三", "一\n二\n三"], ["\u202e倒\u202c", "倒"], ["甲\u200b乙\ufeff", "甲乙"], ["\ufffe𠮷👩‍👩‍👧", "𠮷👩‍👩‍👧"], ["a\tb", "a b"],
  ])("%j is set as %j", (text, set) => expect(sound({ deep: [{ text }] })).toEqual({ deep: [{ text: set }] }));

  test("Markdown becomes lines of runs, its blocks lines of their own, and addresses can be read", () => {
    expect(linesOf(richFrom("一**二*三***四*五*\n\n- 六\n- 七\n\n[八](https://a.example/) <https://b.example/>"))).toEqual([
      [{ text: "一", as: "plain" }, { text: "二三", as: "strong" }, { text: "四", as: "plain" }, { text: "五", as: "em" }], [{ text: "六", as: "plain" }], [{ text: "七", as: "plain" }],
      [{ text: "八", as: "plain" }, { text: "（https://a.example/）", as: "address" }, { text: " https://b.example/", as: "plain" }],
    ]);
  });
});

describe("Word", () => {
  test.each(papers)("$what: every word, and nothing that XML forbids", async ({ paper }) => {
    const { "word/document.xml": document, ...rest } = parts(await docxOf(paper));
    expect(missing(textOf(document!), paper)).toEqual([]);
    for (const part of [document!, rest["docProps/core.xml"]!]) {
      expect(part).not.toMatch(/(?![\t\n\r])\p{Cc}|\p{Surrogate}|\p{Noncharacter_Code_Point}|&(?!(amp|lt|gt|quot|apos|#\d+);)|<script/u);
      expect(part.match(/<[a-zA-Z]/g)!.length).toBe(part.match(/<\/|\/>/g)!.length);
    }
  });

  test("measures of GB/T 9704, fonts by their names, page numbers outside", async () => {
    const { "word/document.xml": document, "word/styles.xml": styles, "word/settings.xml": settings, ...rest } = parts(await docxOf(minutes));
    expect(document).toMatch(/<w:pgSz w:w="11906" w:h="16838"/);
    expect(document).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    const [line, narrower] = [/<w:docGrid w:type="lines" w:linePitch="(\d+)"/.exec(document!)!, /<w:docDefaults>.*?<w:spacing w:val="(-\d+)"/.exec(styles!)!].map((found) => Number(found[1])) as [number, number];
    expect([Math.floor(12756 / line), Math.floor(8844 / (320 + narrower))]).toEqual([22, 28]);
    const fontIn = (id: string) => new RegExp(`<w:style [^>]*w:styleId="${id}".*?w:eastAsia="([^"]+)"`).exec(styles!)?.[1];
    expect([/<w:docDefaults>.*?w:eastAsia="([^"]+)"/.exec(styles!)![1], ...["Title", "Heading1", "Heading2"].map(fontIn)]).toEqual(["仿宋", "方正小标宋简体", "黑体", "楷体"]);
    expect(settings).toContain("<w:evenAndOddHeaders/>");
    for (const [kind, side] of [["default", "right"], ["even", "left"]]) {
      const id = new RegExp(`<w:footerReference w:type="${kind}" r:id="(\\w+)"|<w:footerReference r:id="(\\w+)" w:type="${kind}"`).exec(document!)!.slice(1).find(Boolean)!;
      const footer = rest[`word/${new RegExp(`Id="${id}"[^>]*Target="(footer\\d\\.xml)"|Target="(footer\\d\\.xml)"[^>]*Id="${id}"`).exec(rest["word/_rels/document.xml.rels"]!)!.slice(1).find(Boolean)}`]!;
      expect(footer).toContain(`<w:jc w:val="${side}"/>`);
      expect(footer).toMatch(/w:eastAsia="宋体".*<w:sz w:val="28"\/>.*— .*PAGE.* —/);
    }
  });

  test("who signed stands on one line with when; where a name leaves no room, the time stands on a line of its own", async () => {
    const signed = (name: string): Paper => ({ ...minutes, signatures: [{ office: "主持人", name: "测试书记", at: "2026年11月26日16:29确认" }, { office: "记录人", name, at: "2026年11月26日16:30签字" }] });
    const [usual, long] = [signed("测试记录员"), signed("古丽巴哈尔阿不都热")];
    expect([signatureColumns(usual.signatures), signatureColumns(long.signatures)]).toEqual([{ name: 7, time: 13, under: false }, { name: 7, time: 17, under: true }]);
    if (!office) return;
    for (const [paper, line] of [[usual, "记录人：测试记录员2026年11月26日16:30签字"], [long, "2026年11月26日16:30签字"]] as const) {
      const lines = (await wordsOf(await officePdf(await docxOf(paper)))).split("\n").map((one) => one.replace(/\s/g, ""));
      expect(lines.filter((one) => one.includes("16:30"))).toEqual([line]);
    }
  }, 90_000);

  test("the same paper has the same bytes, at any time and in any zone", async () => {
    const zone = process.env.TZ;
    onTestFinished(() => { vi.useRealTimers(); if (zone === undefined) delete process.env.TZ; else process.env.TZ = zone; });
    const files: Buffer[] = [];
    for (const [now, tz] of [["2026-05-18T08:00:00Z", "Asia/Shanghai"], ["2031-01-01T23:59:58Z", "America/New_York"]] as const) {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
      process.env.TZ = tz;
      files.push(await docxOf(minutes));
    }
    expect(files[0]!.equals(files[1]!)).toBe(true);
    expect((await docxOf({ ...minutes, date: "2026年5月19日" })).equals(files[0]!)).toBe(false);
  });

  test.each(papers)("$what: LibreOffice opens it, with all words and clean margins", async ({ paper, pages: [least, most] }) => {
    if (!office) return;
    const pdf = await officePdf(await docxOf(paper));
    expect(missing(await wordsOf(pdf), paper)).toEqual([]);
    // LibreOffice lets punctuation hang over the edge, whatever the file says.
    looksRight(await sheetsOf(pdf), { least, most, hanging: 3 });
  }, 90_000);
});

describe("PDF", () => {
  test.each(papers)("$what: all words, and clean margins", async ({ paper, pages: [least, most] }) => {
    const pdf = (await pdfFrom(paperHtml(paper)))!;
    expect(pdf.toString("latin1").match(/\/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]/g)!.length).toBe(pagesIn(pdf));
    if (!office) return;
    expect(missing(await wordsOf(pdf), paper)).toEqual([]);
    looksRight(await sheetsOf(pdf), { least, most, hanging: 0 });
  }, 60_000);

  test("a page that asks for scripts, the network or the disk gets none of them", async () => {
    const asked: (string | undefined)[] = [];
    const server = createServer((request, response) => { asked.push(request.url); response.end(); }).listen(0);
    onTestFinished(() => { server.close(); });
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const pdf = (await pdfFrom(`<!doctype html><link rel="stylesheet" href="${at}/css"><img src="${at}/img"><iframe src="${at}/frame"></iframe><iframe src="file:///etc/passwd"></iframe><object data="${at}/object"></object>
      <style>@font-face { font-family: far; src: url(${at}/font); } p { font-family: far; }</style><script src="${at}/js"></script><p>甲</p><script>document.querySelector("p").textContent = "乙乙乙";</script>`))!;
    // One that leaves is printed before it can, or not at all.
    await pdfFrom(`<p>甲<meta http-equiv="refresh" content="0; url=${at}/refresh">`).catch(() => null);
    expect(asked).toEqual([]);
    if (office) expect(bare(await wordsOf(pdf))).toBe("甲");
  });

  describe("where Chromium", () => {
    const named = process.env.CHROMIUM_PATH;
    afterEach(() => { if (named === undefined) delete process.env.CHROMIUM_PATH; else process.env.CHROMIUM_PATH = named; });

    test("is not found, there is no PDF and no fault", async () => {
      process.env.CHROMIUM_PATH = "/nowhere/chromium";
      expect(findChromium()).toBeNull();
      expect(await pdfFrom("<p>甲</p>")).toBeNull();
    });

    test("hangs, the answer comes in time", async () => {
      const folder = mkdtempSync(path.join(tmpdir(), "yishi-hang-"));
      onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
      process.env.CHROMIUM_PATH = path.join(folder, "chromium");
      writeFileSync(process.env.CHROMIUM_PATH, "#!/bin/sh\nexec sleep 5\n", { mode: 0o755 });
      const start = Date.now();
      await expect(pdfFrom("<p>甲</p>", 1_000)).rejects.toThrow(/1000/);
      expect(Date.now() - start).toBeLessThan(4_000);
    });
  });
});

describe("the built style sheet", () => {
  const built = () => {
    const folder = path.join(inject("root"), "build/client/assets");
    return readdirSync(folder).filter((name) => name.endsWith(".css")).map((name) => readFileSync(path.join(folder, name), "utf8")).join("\n");
  };
  const page = (body: string) => `<!doctype html><html lang="zh-CN"><style>${built()}</style><body>${body}</body></html>`;

  test("a paper has its margins and numbers in it too", async () => {
    const [, sheet] = /<body>(.*)<\/body>/s.exec(paperHtml(minutes))!;
    const pdf = (await pdfFrom(page(sheet!)))!;
    expect(pagesIn(pdf)).toBe(pagesIn((await pdfFrom(paperHtml(minutes)))!));
    if (office) looksRight(await sheetsOf(pdf), { least: 2, most: 3, hanging: 0 });
  });

  test("slips are still ten to a sheet, up to its edges", async () => {
    const slip = '<section class="slip"><svg class="slip-qr"></svg><div><h2>王女士</h2></div><small>请收好</small></section>';
    const pdf = (await pdfFrom(page(`<div class="slips-head print:hidden"><div class="phone">入场条</div></div><div class="slips">${slip.repeat(23)}</div>`)))!;
    expect(pagesIn(pdf)).toBe(3);
    if (!office) return;
    const sheets = await sheetsOf(pdf);
    for (const { hasInk } of sheets.slice(0, 2)) expect([hasInk({ top: 238, bottom: 296, right: 104 }), hasInk({ top: 238, left: 106 }), hasInk({ bottom: 20, right: 50 })]).toEqual([true, true, true]);
    expect(sheets[2]!.hasInk({ top: 125 })).toBe(false);
  });
});

const pagesIn = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type \/Page\b/g)!.length;

/** A4; ink stands in the type area alone, and a page number below it, right on odd pages and left on even ones. hanging: mm. */
function looksRight(sheets: readonly Sheet[], { least, most, hanging }: { least: number; most: number; hanging: number }) {
  expect(sheets.length).toBeGreaterThanOrEqual(least);
  expect(sheets.length).toBeLessThanOrEqual(most);
  sheets.forEach((sheet, i) => {
    const { hasInk } = sheet;
    expect([Math.round(sheet.width), Math.round(sheet.height)]).toEqual([210, 297]);
    const margins = { top: hasInk({ bottom: 36.5 }), left: hasInk({ right: 27.4 }), right: hasInk({ left: 184.6 + hanging }), below: hasInk({ top: 262.6, bottom: 267.5 }), edge: hasInk({ top: 275 }) };
    expect({ page: i + 1, ...margins }).toEqual({ page: i + 1, top: false, left: false, right: false, below: false, edge: false });
    const number = { left: hasInk({ top: 267.5, bottom: 275, right: 60 }), right: hasInk({ top: 267.5, bottom: 275, left: 150 }) };
    expect({ page: i + 1, number }).toEqual({ page: i + 1, number: { left: sides[i % 2] === "right", right: sides[i % 2] === "left" } });
    if (i < sheets.length - 1) expect(hasInk({ left: 28, top: 37, right: 184, bottom: 262 })).toBe(true);
  });
}
