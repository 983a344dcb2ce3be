/** LibreOffice and poppler look at documents for us: what a reader's program makes of a file, and where ink lies on a page. */
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { install, said } from "./apt.mjs";

const run = promisify(execFile);
const has = () => ["soffice", "pdftoppm", "pdftotext"].every((name) => said("which", [name]) !== null);

/** Whether both are there; installs Debian's where we may. Says plainly where they are not. */
export function hasOffice(): boolean {
  if (!has()) install(["libreoffice-writer-nogui", "poppler-utils"], "没有 LibreOffice");
  if (!has()) console.log("没有 LibreOffice（libreoffice-writer-nogui、poppler-utils），也不能自己安装：Word 文件只查了内容，没有打开看");
  return has();
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "yishi-office-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The Word file as LibreOffice prints it. */
export const officePdf = (docx: Buffer) => inFolder(async (folder) => {
  writeFileSync(path.join(folder, "paper.docx"), docx);
  await run("soffice", [`-env:UserInstallation=file://${folder}/profile`, "--headless", "--convert-to", "pdf", "--outdir", folder, path.join(folder, "paper.docx")], { timeout: 60_000 });
  return readFileSync(path.join(folder, "paper.pdf"));
});

/** The words of a PDF in the order in which they were written, cell after cell, without the numbers of its pages. */
export const wordsOf = (pdf: Buffer) => inFolder(async (folder) => {
  writeFileSync(path.join(folder, "paper.pdf"), pdf);
  const { stdout } = await run("pdftotext", ["-raw", "-enc", "UTF-8", path.join(folder, "paper.pdf"), "-"], { maxBuffer: 1e8 });
  return stdout.replace(/^\s*— ?\d+ ?—\s*$/gm, "");
});

/** A page as a picture, with its measures in mm. */
export type Sheet = { readonly width: number; readonly height: number; readonly hasInk: (area: Area) => boolean };
type Area = { readonly left?: number; readonly top?: number; readonly right?: number; readonly bottom?: number };
const dotsPerInch = 100;
const perMm = dotsPerInch / 25.4;

export const sheetsOf = (pdf: Buffer) => inFolder(async (folder) => {
  writeFileSync(path.join(folder, "paper.pdf"), pdf);
  const { stdout } = await run("pdftoppm", ["-gray", "-r", `${dotsPerInch}`, path.join(folder, "paper.pdf")], { encoding: "buffer", maxBuffer: 1e9 });
  const sheets: Sheet[] = [];
  for (let at = 0; at < stdout.length;) {
    const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(stdout.subarray(at, at + 40).toString("latin1"))!;
    const [columns, rows] = [Number(head[1]), Number(head[2])];
    at += head[0].length;
    sheets.push(sheet(stdout.subarray(at, at + columns * rows), columns, rows));
    at += columns * rows;
  }
  return sheets;
});

const sheet = (grey: Buffer, columns: number, rows: number): Sheet => ({
  width: columns / perMm, height: rows / perMm,
  hasInk: ({ left = 0, top = 0, right = columns / perMm, bottom = rows / perMm }) => {
    for (let y = Math.ceil(top * perMm); y < Math.min(rows, Math.floor(bottom * perMm)); y++) {
      const row = grey.subarray(y * columns + Math.ceil(left * perMm), y * columns + Math.min(columns, Math.floor(right * perMm)));
      if (row.some((dot) => dot < 160)) return true;
    }
    return false;
  },
});
