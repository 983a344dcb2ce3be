import { Document, DocumentGridType, Footer, Packer, PageNumber, Paragraph, TextRun, type IParagraphStyleOptions } from "docx";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import type { Paper } from "../../app/wire/paper";
import { sound } from "../../app/wire/paper-text";
import { blockParts, footParts, headParts, signatureParts } from "./docx-parts";
import { body, fonts, millimetres, named, sizes } from "./docx-type";

/** The document for Word and WPS with the measures of GB/T 9704. The same paper gives the same bytes: their hash is kept. */
export async function docxOf(paper: Paper): Promise<Buffer> {
  const { blocks, signatures, foot, ...head } = sound(paper);
  const document = new Document({
    title: head.heading + head.number, creator: head.issuer, lastModifiedBy: head.issuer, evenAndOddHeaderAndFooters: true, styles: { default: styles },
    sections: [{
      properties: {
        page: {
          size: { width: millimetres(210), height: millimetres(297) },
          margin: { top: millimetres(37), right: millimetres(26), bottom: millimetres(35), left: millimetres(28), header: millimetres(15), footer: pageNumberFromEdge, gutter: 0 },
        },
        grid: { type: DocumentGridType.LINES, linePitch: body.pitch },
      },
      footers: { default: pageNumber("right"), even: pageNumber("left") },
      children: [...headParts(head), ...blocks.flatMap(blockParts), ...signatureParts(signatures), ...footParts(foot)],
    }],
  });
  return finished(await Packer.toBuffer(document));
}

/** Its upper edge 7 mm below the type area: 35 mm less 7 mm and the height of 14 pt. */
const pageNumberFromEdge = millimetres(35 - 7) - sizes.pageNumber * 20;

/** 「— 1 —」 in 4号半角宋体, odd pages right and even ones left, one character from the edge. */
const pageNumber = (side: "left" | "right") => new Footer({
  children: [new Paragraph({
    alignment: side, indent: { [side]: sizes.pageNumber * 20, firstLine: 0 }, spacing: { line: sizes.pageNumber * 20, lineRule: "exact" },
    children: [new TextRun({ children: ["— ", PageNumber.CURRENT, " —"], font: named(fonts.song), size: sizes.pageNumber * 2 })],
  })],
});

const heading = (font: string): Omit<IParagraphStyleOptions, "id"> => ({
  run: { font: named(font), size: sizes.body * 2, color: "000000" },
  paragraph: { indent: body.indent, spacing: body.spacing, keepNext: true },
});

const styles = {
  document: {
    run: { font: named(fonts.fang), size: sizes.body * 2, characterSpacing: body.narrower, language: { value: "zh-CN", eastAsia: "zh-CN" } },
    paragraph: { spacing: body.spacing, alignment: "both" as const },
  },
  heading1: heading(fonts.hei),
  heading2: heading(fonts.kai),
  title: { run: { font: named(fonts.xiaobiao), size: sizes.mark * 2, color: "000000", characterSpacing: 0 }, paragraph: { alignment: "center" as const, keepNext: true } },
};

/** Punctuation stays inside the lines, figures stand without a gap, and lines have their own height and not the grid's: `docx` cannot say "no" to these. */
const normal = `<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>${["overflowPunct", "autoSpaceDE", "autoSpaceDN", "snapToGrid"].map((name) => `<w:${name} w:val="0"/>`).join("")}</w:pPr></w:style>`;

/** `docx` writes the time of day into the properties and into the entries of the archive. */
function finished(file: Buffer): Buffer {
  const parts = unzipSync(file);
  const change = (part: string, from: RegExp, to: string) => { parts[part] = strToU8(strFromU8(parts[part]!).replace(from, to)); };
  change("docProps/core.xml", /<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g, "");
  change("word/styles.xml", /<\/w:docDefaults>/, `$&${normal}`);
  // Archives hold local time: made of local parts, it is the same everywhere.
  return Buffer.from(zipSync(parts, { mtime: new Date(2000, 0, 1) }));
}
