import { BorderStyle, HeadingLevel, ImageRun, Paragraph, Tab, Table, TableCell, TableLayoutType, TableRow, TextRun, WidthType, type IBorderOptions, type IParagraphOptions } from "docx";
import type { Paper, PaperBlock, PaperFoot, PaperText, PaperSignature } from "../../app/wire/paper";
import { linesOf, type Run } from "../../app/wire/paper-text";
import { zhPages } from "../../app/words/zh-pages";
import { body, character, fonts, millimetres, named, sizes, typeArea } from "./docx-type";
import { qrPicture } from "./qr-picture";

type Part = Paragraph | Table;
type Head = Pick<Paper, "heading" | "number" | "version" | "edition" | "issuer" | "date">;

const characters = (count: number) => count * character;
const rule = (points: number): IBorderOptions => ({ style: BorderStyle.SINGLE, size: points * 8, color: "000000", space: 4 });
const none: IBorderOptions = { style: BorderStyle.NONE, size: 0 };

/** The upper edge of the mark lies 35 mm below that of the type area: a line of the edition, this, and 1.8 mm over the ink in the mark's own line. */
const markLine = sizes.mark * 20 * 1.25;
const overMark = millimetres(35 - 1.8) - body.pitch;

export const headParts = ({ heading, number, version, edition, issuer, date }: Head): Part[] => [
  new Paragraph({ children: [inFont(edition, fonts.hei)] }),
  new Paragraph({ heading: HeadingLevel.TITLE, spacing: { before: overMark, after: millimetres(1), line: markLine, lineRule: "exact" }, children: [new TextRun(heading)] }),
  new Paragraph({ alignment: "center", children: [new TextRun(number)] }),
  ...(version ? [new Paragraph({ alignment: "center", children: [inFont(version, fonts.kai)] })] : []),
  new Paragraph({
    alignment: "left", spacing: { ...body.spacing, after: millimetres(5) }, indent: { firstLine: characters(1) }, tabStops: [{ type: "right", position: typeArea.width - characters(1) }],
    border: { bottom: rule(1.75) }, children: [new TextRun({ children: [issuer, new Tab(), date] })],
  }),
];

export function blockParts(block: PaperBlock, at: number, blocks: readonly PaperBlock[]): Part[] {
  switch (block.kind) {
    case "heading": return [new Paragraph({ heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2, children: [new TextRun(block.text)] })];
    case "paragraph": return paragraphs(block.text);
    case "list": return block.items.flatMap((item, i) => paragraphs(item, block.ordered ? `${i + 1}. ` : "• "));
    case "names": return [...(blocks[at - 1]?.kind === "names" ? [] : [space(body.pitch, true)]), names(block.label, block.names)];
    case "table": return [space(millimetres(3), true), table(block.head, block.rows), space(millimetres(3))];
  }
}

/** A line, a paragraph: Word would stretch a line that ends by a break. mark: before the first of them. */
const paragraphs = (text: PaperText, mark = "") => linesOf(text).map((line, i) => new Paragraph({
  // Breaks between any two letters are allowed only where an address stands; numbers stay whole.
  indent: body.indent, wordWrap: line.some(({ as }) => as === "address"), children: [...(mark && i === 0 ? [new TextRun(mark)] : []), ...line.map(stretch)],
}));

const faces = { plain: null, strong: fonts.hei, em: fonts.kai, address: null } as const;
const stretch = ({ text, as }: Run) => (faces[as] ? inFont(text, faces[as]) : new TextRun(text));
const inFont = (text: string, font: string) => new TextRun({ text, font: named(font) });

function names(label: string, of: readonly string[]): Paragraph {
  const head = zhPages.paper.label(label);
  const hanging = characters(Math.min(8, [...head].length));
  return new Paragraph({ alignment: "left", indent: { left: characters(2) + hanging, hanging }, children: [inFont(head, fonts.hei), new TextRun(zhPages.paper.names(of))] });
}

const small = { size: sizes.small * 2, characterSpacing: 0 } as const;
const smallLine = { line: Math.round(sizes.small * 20 * 1.55), lineRule: "exact" } as const;

/** In characters as wide as they are high; letters and digits are half as wide, with the gap that some programs put around them. */
const widthOf = (text: string) => [...text].reduce((sum, letter) => sum + (letter < "\u0100" ? 0.6 : 1), 0);

/** Columns as wide as their longest cell asks for, between 4 and 14 characters and the margins. Fixed, because Word, WPS and LibreOffice would each choose others. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): Table {
  const asks = head.map((title, x) => 2 + Math.min(14, Math.max(4, ...[title, ...rows.map((row) => row[x] ?? "")].map(widthOf))));
  const widths = asks.map((ask) => Math.floor((typeArea.width * ask) / asks.reduce((sum, one) => sum + one, 0)));
  const row = (cells: readonly string[], isHead: boolean) => new TableRow({
    tableHeader: isHead, cantSplit: true,
    children: widths.map((width, x) => new TableCell({
      width: { size: width, type: WidthType.DXA },
      children: [new Paragraph({ alignment: "left", spacing: smallLine, keepNext: isHead, children: [new TextRun({ text: cells[x] ?? "", ...small, ...(isHead && { font: named(fonts.hei) }) })] })],
    })),
  });
  const margins = { top: millimetres(1), bottom: millimetres(1), left: millimetres(2), right: millimetres(2) };
  return new Table({ width: { size: typeArea.width, type: WidthType.DXA }, columnWidths: widths, layout: TableLayoutType.FIXED, margins, rows: [row(head, true), ...rows.map((cells) => row(cells, false))] });
}

/** An empty line of this height. Word wants one between two tables and at the end. */
const space = (height: number, keepNext = false) => new Paragraph({ spacing: { line: height, lineRule: "exact" }, keepNext, children: [] });

/** Digits with the gap that LibreOffice sets between them and Chinese, whatever the file says. */
const broadOf = (text: string) => widthOf(text) + (text.match(/\d(?=[^\d:.])|[^\d:.](?=\d)/g)?.length ?? 0) * 0.2;

/** Where the name and the time of a signature begin, in characters; under: names are so long that the time stands on a line below. */
export function signatureColumns(signatures: readonly PaperSignature[]): { name: number; time: number; under: boolean } {
  const longest = (texts: readonly string[]) => Math.min(9, Math.max(...texts.map((text) => [...text].length)));
  const name = 2 + longest(signatures.map(({ office }) => zhPages.paper.label(office))) + 1;
  const time = name + longest(signatures.map((one) => one.name)) + 1;
  return { name, time, under: time + Math.max(...signatures.map(({ at }) => broadOf(at))) > 28 };
}

/** One line each, in three columns, or two where a line has no room for them; they stay together. */
export function signatureParts(signatures: readonly PaperSignature[]): Part[] {
  if (signatures.length === 0) return [];
  const columns = signatureColumns(signatures);
  const tabStops: IParagraphOptions["tabStops"] = [columns.name, ...(columns.under ? [] : [columns.time])].map((at) => ({ type: "left", position: characters(at) }));
  return signatures.map(({ office, name, at }, i) => new Paragraph({
    alignment: "left", indent: { left: characters(2) }, tabStops, keepNext: i < signatures.length - 1, keepLines: true, spacing: { ...body.spacing, before: i === 0 ? body.pitch : 0 },
    children: [new TextRun({ children: [zhPages.paper.label(office), new Tab(), name, ...(columns.under ? [] : [new Tab(), at])] }), ...(columns.under ? [new TextRun({ break: 1, children: [new Tab(), at] })] : [])],
  }));
}

/** QR and 核验码 in the one row of a table, which no page splits. */
export function footParts({ officers, notice, code, scan }: PaperFoot): Part[] {
  const [side, gap] = [millimetres(26), millimetres(5)];
  const { data } = qrPicture(scan);
  const pixels = Math.round((26 / 25.4) * 96);
  const qr = new ImageRun({ type: "png", data, transformation: { width: pixels, height: pixels }, altText: { id: "1", name: "QR", description: zhPages.paper.qr } });
  const cell = (width: number, children: Paragraph[]) => new TableCell({ width: { size: width, type: WidthType.DXA }, borders: { left: none, right: none, top: rule(1), bottom: rule(1) }, verticalAlign: "center", children });
  const lines = [officers, ...(notice ? [notice] : []), code].map((text) => new Paragraph({ alignment: "left", spacing: smallLine, children: [new TextRun({ text, ...small })] }));
  const row = new TableRow({ cantSplit: true, children: [cell(side + gap, [new Paragraph({ alignment: "left", spacing: { line: 240, lineRule: "auto" }, children: [qr] })]), cell(typeArea.width - side - gap, lines)] });
  const margins = { top: millimetres(3), bottom: millimetres(3), left: 0, right: 0 };
  return [
    space(body.pitch, true),
    new Table({ width: { size: typeArea.width, type: WidthType.DXA }, columnWidths: [side + gap, typeArea.width - side - gap], layout: TableLayoutType.FIXED, margins, borders: { top: none, bottom: none, left: none, right: none, insideHorizontal: none, insideVertical: none }, rows: [row] }),
    space(20),
  ];
}
