/** What may be sent in beside a text: told by its bytes, never by its name; and the name that it gets. */
import { unzipSync } from "fflate";

export const mostFileBytes = 5 * 1024 * 1024;

const kinds = {
  "application/pdf": ["pdf"],
  "image/jpeg": ["jpg", "jpeg"],
  "image/png": ["png"],
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ["docx"],
} as const;
export type FileKind = keyof typeof kinds;

const starts = (bytes: Buffer, ...signature: number[]) => signature.every((byte, i) => bytes[i] === byte);

/** The kind of a file by its first bytes, and for Word by the parts inside; null for every other kind. */
export function kindOf(bytes: Buffer): FileKind | null {
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") return "application/pdf";
  if (starts(bytes, 0xff, 0xd8, 0xff)) return "image/jpeg";
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "image/png";
  return starts(bytes, 0x50, 0x4b, 0x03, 0x04) && isWord(bytes) ? "application/vnd.openxmlformats-officedocument.wordprocessingml.document" : null;
}

export const isPhoto = (kind: FileKind) => kind === "image/jpeg" || kind === "image/png";

/** A zip with Word's parts and without macros. Only its list of names is read; nothing is unpacked. */
function isWord(bytes: Buffer): boolean {
  const names = new Set<string>();
  try {
    unzipSync(bytes, { filter: ({ name }) => { names.add(name); return false; } });
  } catch {
    return false;
  }
  return names.has("[Content_Types].xml") && names.has("word/document.xml") && ![...names].some((name) => /vbaproject|activex/i.test(name));
}

const mostName = 80;
const unsafe = /[\p{Cc}\p{Cf}\p{Surrogate}\p{Noncharacter_Code_Point}\u2028\u2029<>:"/\\|?*%;]/gu;

/** A name that every system can keep and no page is misled by: without folders, controls and marks that turn the direction, ending as its kind does. */
export function fileName(sent: string, kind: FileKind, otherwise: string): string {
  const last = sent.split(/[/\\]/).at(-1)!.normalize("NFC").replace(unsafe, "").replace(/\s+/gu, " ").trim();
  const [, stem, ending] = /^(.*?)(?:\.([a-z0-9]{1,8}))?$/i.exec(last)!;
  const endings: readonly string[] = kinds[kind];
  const bare = endings.includes((ending ?? "").toLowerCase()) ? stem! : last;
  const cut = [...bare.replace(/^[.\s]+|[.\s]+$/g, "")].slice(0, mostName).join("").trim();
  return `${cut || otherwise}.${endings.includes((ending ?? "").toLowerCase()) ? ending!.toLowerCase() : endings[0]!}`;
}

/** Words of ours as the name of a file: what no system keeps in one is left out. */
export const namedAfter = (words: string) => [...words.normalize("NFC").replace(unsafe, "").replace(/\s+/gu, " ").trim()].slice(0, mostName).join("");

/** RFC 6266 with RFC 5987: the name in UTF-8, and for what cannot read that a plain one. */
export function disposition(name: string, plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_")): string {
  const encoded = encodeURIComponent(name.replace(/\p{Surrogate}/gu, "_")).replace(/['()*!]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
