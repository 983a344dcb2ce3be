import fc from "fast-check";
import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { ImportPreview } from "../../app/wire/context";
import { applyRoster, previewRoster } from "../../server/import/compare";
import { decode, linesOfXlsx, mostRows, readRoster } from "../../server/import/roster";
import { openHouse, settle } from "../house";

const list = "姓名\t称呼\t楼栋\t室\t网格\t电话\t身份\n王秀英\t女士\t甲苑9栋\t0901\t第二网格\t13800000000\t居民\n李建国\t先生\t甲苑3栋\t0302\t第一网格\t\t居民代表\n";

async function roster() {
  const house = await openHouse();
  const community = await settle(house);
  const deps = { db: house.house.database.db, community: community.id, phones: house.house.phones };
  const preview = async (content: string) => (await previewRoster(content, deps)) as ImportPreview;
  const apply = async (content: string, sign?: string) => (await applyRoster(content, sign ?? (await preview(content)).sign, deps)) as ImportPreview & { done: boolean };
  const people = async () => (await house.sql!<{ n: number }[]>`select count(*)::int as n from person`)[0]!.n;
  return { house, preview, apply, people };
}

describe("importing a list", () => {
  test("the same list twice changes nothing; changes name the field", async () => {
    const { apply, preview, people, house } = await roster();
    const before = await people();
    expect(await apply(list)).toMatchObject({ done: true, added: 2, changed: 0, skipped: 0, errors: 0, total: 2 });
    expect(await preview(list)).toMatchObject({ added: 0, changed: 0, skipped: 2 });
    expect(await apply(list)).toMatchObject({ done: true, skipped: 2 });
    expect(await people()).toBe(before + 2);
    const moved = await preview(list.replace("第一网格", "第三网格").replace("13800000000", "13900000000"));
    expect(moved.rows.map(({ kind, why }) => [kind, why])).toEqual([["changed", "电话有变化"], ["changed", "网格改为第三网格"]]);
    expect((await house.sql!<{ phone: string }[]>`select phone from person where name = '王秀英'`)[0]!.phone).not.toContain("138");
  });

  test("added + changed + skipped + errors are always the rows, and a row that is not simply new says why", async () => {
    const { preview, apply } = await roster();
    await apply(list);
    const cell = fc.constantFrom("", "王秀英", "李建国", "女士", "夫人", "甲苑9栋", "0901", "13800000000", "电话", "👨‍👩‍👧", "=1+1", "a".repeat(50), "'; drop table person; --");
    await fc.assert(fc.asyncProperty(fc.array(fc.array(cell, { minLength: 1, maxLength: 8 }), { maxLength: 12 }), async (rows) => {
      const text = rows.map((cells) => cells.join("\t")).join("\n");
      const { total, added, changed, skipped, errors, rows: told } = await preview(text);
      expect(added + changed + skipped + errors).toBe(total);
      expect(told).toHaveLength(total);
      expect(told.every(({ kind, why }) => (kind === "added") === (why === ""))).toBe(true);
    }), { numRuns: 40 });
  });

  test("all or nothing: one error, and not one line is written", async () => {
    const { apply, people } = await roster();
    const before = await people();
    expect(await apply(`${list}\t女士\t甲苑1栋\t0101\t\t\t\n`)).toMatchObject({ done: false, errors: 1 });
    expect(await people()).toBe(before);
  });

  test("only what was previewed is applied: a list that moved meanwhile is shown again", async () => {
    const { apply, preview, people } = await roster();
    const { sign } = await preview(list);
    await apply("李建国\t先生\t甲苑3栋\t0302\n");
    const before = await people();
    expect(await apply(list, sign)).toMatchObject({ done: false, added: 1, changed: 1 });
    expect(await people()).toBe(before);
  });

  test("duplicates inside a list, odd titles and phones are errors of their line", () => {
    const lines = readRoster("王一\t女士\t1栋\t1\n王一\t先生\t1栋\t1\n王二\t大爷\n王三\t\t\t\t\t电话\n\t\t1栋\n") as { error: string | null }[];
    expect(lines.map(({ error }) => error)).toEqual([null, "和第1行是同一人", "称呼只能是女士、先生，或空着", "电话只能是数字", "没有姓名"]);
  });

  test("lines are read with or without a heading, in any order of columns, by tab, comma, Chinese comma or spaces", () => {
    const names = (content: string) => (readRoster(content) as { row: { name: string; room: string } }[]).map(({ row }) => [row.name, row.room]);
    expect(names("室,姓名\n0901,王秀英\n")).toEqual([["王秀英", "0901"]]);
    expect(names("王秀英，女士，甲苑9栋，0901\n")).toEqual([["王秀英", "0901"]]);
    expect(names("王秀英 女士　甲苑9栋  0901\n")).toEqual([["王秀英", "0901"]]);
    expect(names('姓名,室\n"王，秀英",0901\n')).toEqual([["王,秀英", "0901"]]);
    expect(names("﻿姓名\t室\r\n王秀英\t０９０１\r\n\r\n")).toEqual([["王秀英", "0901"]]);
  });

  test("a Chinese comma delimits only where the first line has no other delimiter; a quoted cell keeps its comma and its line break", () => {
    const read = (content: string) => (readRoster(content) as { row: { name: string; standing: string }; error: string | null }[]).map(({ row, error }) => [row.name, row.standing, error]);
    const whole = [["王秀英", "居民,楼组长、党员", null], ["李建国", "居民代表", null]];
    expect(read("姓名,身份\n王秀英,居民，楼组长、党员\n李建国,居民代表\n")).toEqual(whole);
    expect(read("姓名\t身份\n王秀英\t居民，楼组长、党员\n李建国\t居民代表\n")).toEqual(whole);
    expect(read("姓名，身份\n王秀英，居民、楼组长\n")).toEqual([["王秀英", "居民、楼组长", null]]);
    expect(read('姓名,身份\r\n王秀英,"居民,楼组长、党员"\r\n李建国,"居民代表"\r\n')).toEqual(whole);
    expect(read('姓名,身份\n王秀英,"居民\r\n楼组长"\n"李\n建国",居民代表\n')).toEqual([["王秀英", "居民 楼组长", null], ["李 建国", "居民代表", null]]);
    expect(read('姓名\t身份\n王秀英\t"居民\t楼组长\n党员"\n')).toEqual([["王秀英", "居民 楼组长 党员", null]]);
  });

  test("1,000 rows in GB18030, in UTF-8, with and without a mark read alike", async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => `住户${i},女士,甲苑${i % 16}栋,${i}`).join("\r\n");
    const gb = await gb18030(`姓名,称呼,楼栋,室\r\n${rows}`);
    const utf8 = new TextEncoder().encode(`\ufeff姓名,称呼,楼栋,室\r\n${rows}`);
    expect(readRoster(decode(gb)!)).toEqual(readRoster(decode(utf8)!));
    expect(readRoster(decode(gb)!)).toHaveLength(1000);
    expect(decode(new Uint8Array([0xff, 0xff, 0xff]))).toBeNull();
  });

  /** There is no encoder in Node; the bytes are found by decoding every pair once. */
  async function gb18030(text: string): Promise<Uint8Array> {
    const decoder = new TextDecoder("gb18030");
    const table = new Map<string, number[]>();
    for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) if (low !== 0x7f) table.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
    return Promise.resolve(Uint8Array.from([...text].flatMap((letter) => (letter.charCodeAt(0) < 128 ? [letter.charCodeAt(0)] : table.get(letter)!))));
  }

  test("an XLSX file is read with its rooms as they stand; a bomb, a picture and a broken file are refused", async () => {
    const sheet = (cells: string) => Buffer.from(zipSync({
      "[Content_Types].xml": strToU8('<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'),
      "_rels/.rels": strToU8('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>'),
      "xl/workbook.xml": strToU8('<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>'),
      "xl/_rels/workbook.xml.rels": strToU8('<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'),
      "xl/worksheets/sheet1.xml": strToU8(`<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${cells}</sheetData></worksheet>`),
    }));
    const text = (at: string, value: string) => `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`;
    const good = sheet(`<row r="1">${text("A1", "姓名")}${text("B1", "室")}</row><row r="2">${text("A2", "王秀英")}${text("B2", "0502")}</row>`);
    expect(readRoster((await linesOfXlsx(good))!)).toMatchObject([{ row: { name: "王秀英", room: "0502" }, error: null }]);
    const bomb = Buffer.from(zipSync({ "xl/worksheets/sheet1.xml": new Uint8Array(80 * 1024 * 1024) }));
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
    expect(await linesOfXlsx(bomb)).toBeNull();
    expect(await linesOfXlsx(Buffer.from("PK and then nothing of the kind"))).toBeNull();
  });

  test("too many rows and unreadable quotes are said in words", () => {
    expect(readRoster(Array.from({ length: mostRows + 1 }, (_, i) => `住户${i}`).join("\n"))).toBe(`一次最多 ${mostRows} 人`);
    expect(readRoster(`姓名\n"${"很长".repeat(6000)}\n`)).toBe("这份名单读不出来，请检查引号是否成对");
  });
});
