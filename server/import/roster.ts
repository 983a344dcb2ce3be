/** A list of people as secretaries have it: pasted lines, CSV or XLSX. */
import { parse } from "csv-parse/sync";
import { limits } from "../../app/words/limits";

export const rosterFields = ["name", "title", "building", "room", "grid", "phone", "standing"] as const;
export type RosterField = (typeof rosterFields)[number];
export type RosterRow = Readonly<Record<RosterField, string>>;
export type RosterLine = { readonly line: number; readonly row: RosterRow; readonly error: string | null };

const headings: Record<string, RosterField> = {
  姓名: "name", 称呼: "title", 楼栋: "building", 栋: "building", 室: "room", 房号: "room", 房间: "room", 网格: "grid", 电话: "phone", 手机: "phone", 身份: "standing",
};
export const mostRows = 20_000;
export const mostBytes = 2 * 1024 * 1024;
/** A file of 2 MB can unpack to gigabytes. */
const mostUnpacked = 64 * 1024 * 1024;

/** UTF-8 (with or without a mark) or GB18030, as Chinese spreadsheets save it. Null where it is neither. */
export function decode(bytes: Uint8Array): string | null {
  for (const encoding of ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes("\0")) return text;
    } catch { /* the next encoding */ }
  }
  return null;
}

/** The cells of an XLSX file as lines of the same shape; null where it is not one, or unpacks too large. */
export async function linesOfXlsx(bytes: Buffer): Promise<string | null> {
  const [{ readSheet }, { unzipSync }] = await Promise.all([import("read-excel-file/node"), import("fflate")]);
  let unpacked = 0;
  try {
    unzipSync(bytes, { filter: ({ originalSize }) => { unpacked += originalSize; return false; } });
    if (unpacked > mostUnpacked) return null;
    const rows = await readSheet(bytes);
    if (rows.length > mostRows + 1) return null;
    return rows.map((row) => row.map((cell) => quoted(cell === null ? "" : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))).join("\t")).join("\n");
  } catch {
    return null;
  }
}

const quoted = (cell: string) => (/["\t\n]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell);

const clean = (cell: string) => cell.normalize("NFKC").replace(/\p{Cc}+|\u200b|\ufeff/gu, " ").replace(/\s+/g, " ").trim();

const firstLine = (text: string) => text.split("\n", 1)[0] ?? "";

/** Reads lines with or without a heading; the first line shows the delimiter, spaces where there is no other. A sentence where it is no list. */
export function readRoster(content: string): RosterLine[] | string {
  const raw = content.replace(/^\ufeff/, "");
  // A Chinese comma delimits where nothing else does; in a list with commas or tabs it stands inside a cell.
  const plain = /[\t,;]/.test(firstLine(raw)) ? raw : raw.replace(/，/g, ",");
  const first = firstLine(plain);
  const delimiter = first.includes("\t") || !/[,;]/.test(first) ? "\t" : first.includes(",") ? "," : ";";
  const text = /[\t,;]/.test(first) ? plain : plain.replace(/[ \u3000]+/g, "\t");
  const table = tableOf(text, delimiter);
  if (!table) return "这份名单读不出来，请检查引号是否成对";
  const rows = table.map(({ record, info }) => ({ line: info.lines, cells: record.map(clean) })).filter(({ cells }) => cells.some((cell) => cell !== ""));
  const columns = headed(rows[0]?.cells ?? []);
  const body = columns ? rows.slice(1) : rows;
  if (body.length > mostRows) return `一次最多 ${mostRows} 人`;
  return marked(body.map(({ line, cells }) => ({ line, row: rowOf(cells, columns ?? rosterFields), long: cells.length > (columns?.length ?? rosterFields.length) })));
}

type Table = { record: string[]; info: { lines: number } }[];

function tableOf(text: string, delimiter: string): Table | null {
  try {
    return parse(text, { delimiter, relax_column_count: true, relax_quotes: true, skip_empty_lines: true, info: true, to: mostRows + 2, max_record_size: 10_000 }) as unknown as Table;
  } catch {
    return null;
  }
}

function headed(cells: readonly string[]): (RosterField | null)[] | null {
  const columns = cells.map((cell) => headings[cell] ?? null);
  return columns.includes("name") ? columns : null;
}

function rowOf(cells: readonly string[], columns: readonly (RosterField | null)[]): RosterRow {
  const row: Record<RosterField, string> = { name: "", title: "", building: "", room: "", grid: "", phone: "", standing: "" };
  columns.forEach((field, i) => { if (field) row[field] = cells[i] ?? ""; });
  return row;
}

/** One household's two people of one name cannot be told apart, so the second line is an error. */
function marked(rows: readonly { line: number; row: RosterRow; long: boolean }[]): RosterLine[] {
  const seen = new Map<string, number>();
  return rows.map(({ line, row, long }) => {
    const before = seen.get(householdKey(row));
    if (before === undefined) seen.set(householdKey(row), line);
    const error = long ? "这一行的格子太多" : wrongIn(row) ?? (before === undefined ? null : `和第${before}行是同一人`);
    return { line, row, error };
  });
}

export const householdKey = ({ building, room, name }: Pick<RosterRow, "building" | "room" | "name">) => `${building}\t${room}\t${name}`;

/** What is wrong with a person's fields, in words, or null. Also asked by the form for one person. */
export function wrongIn(row: RosterRow): string | null {
  if (row.name === "") return "没有姓名";
  if (rosterFields.some((field) => [...row[field]].length > limits.name)) return `每格最多 ${limits.name} 个字`;
  if (!["", "女士", "先生"].includes(row.title)) return "称呼只能是女士、先生，或空着";
  if (!/^(|\+?[\d-]{5,20})$/.test(row.phone)) return "电话只能是数字";
  return /[\p{Cs}\p{Co}]/u.test(row.name) ? "姓名里有认不出的字" : null;
}
