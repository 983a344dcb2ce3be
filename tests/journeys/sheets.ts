/** Lists of people as secretaries have them on their disks. */
import { strToU8, zipSync } from "fflate";

export const heading = ["姓名", "称呼", "楼栋", "室", "网格", "电话", "身份"];
export const csv = (rows: readonly (readonly string[])[]) => [heading, ...rows].map((row) => row.join(",")).join("\r\n");

/** The bytes of a text in GB18030, as Chinese spreadsheets save CSV; Node only decodes it. */
export function gb18030(text: string): Buffer {
  const decoder = new TextDecoder("gb18030");
  const codes = new Map<string, readonly [number, number]>();
  for (let lead = 0x81; lead <= 0xfe; lead++) for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from([...text].flatMap((letter) => {
    if (letter.charCodeAt(0) < 0x80) return [letter.charCodeAt(0)];
    const code = codes.get(letter);
    if (!code) throw new Error(`${letter} is not among the two-byte characters`);
    return [...code];
  }));
}

export const withMark = (text: string) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(text, "utf8")]);

const xml = (body: string) => strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${body}`);
const escaped = (cell: string) => cell.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** The smallest workbook that a spreadsheet would open. */
export function xlsx(rows: readonly (readonly string[])[]): Buffer {
  const letters = "ABCDEFG";
  const sheet = [heading, ...rows].map((row, y) => `<row r="${y + 1}">${row.map((cell, x) => `<c r="${letters[x]}${y + 1}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`).join("")}</row>`).join("");
  const main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const bundle = "http://schemas.openxmlformats.org/package/2006";
  return Buffer.from(zipSync({
    "[Content_Types].xml": xml(`<Types xmlns="${bundle}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`),
    "_rels/.rels": xml(`<Relationships xmlns="${bundle}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`),
    "xl/workbook.xml": xml(`<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="名单" sheetId="1" r:id="r1"/></sheets></workbook>`),
    "xl/_rels/workbook.xml.rels": xml(`<Relationships xmlns="${bundle}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`),
    "xl/worksheets/sheet1.xml": xml(`<worksheet xmlns="${main}"><sheetData>${sheet}</sheetData></worksheet>`),
  }));
}
