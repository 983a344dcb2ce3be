import { createHash } from "node:crypto";
import type { UploadRefusal } from "../../app/wire/minutes";
import { newId } from "../ids";
import type { Place } from "../store/chain";
import type { Drizzle } from "../store/database";
import { keepFile } from "../store/files";

export const mostUploaded = 5 * 1024 * 1024;

/** What a file is, by its first bytes and never by its name. */
const magic = [["image/jpeg", "ffd8ff"], ["image/png", "89504e470d0a1a0a"], ["application/pdf", "255044462d"], ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "504b0304"]] as const;
export type UploadType = (typeof magic)[number][0];

const typeOf = (content: Buffer) => magic.find(([, start]) => content.subarray(0, start.length / 2).toString("hex") === start)?.[0] ?? null;

/** A field of a multipart form, as it came; null where nobody chose a file. */
export const isChosen = (file: unknown): file is File => file instanceof Blob && file.size > 0;

/** The file's id among those of the meeting, or why it is not kept. It is forgotten after a day unless an act names it. */
export async function keepUpload(db: Drizzle, place: Place, { file, by, at, types }: { file: File; by: string; at: number; types: readonly UploadType[] }): Promise<{ readonly id: string } | UploadRefusal> {
  if (file.size > mostUploaded) return "too-large";
  const content = Buffer.from(await file.arrayBuffer());
  const type = typeOf(content);
  if (!type || !types.includes(type)) return "wrong-type";
  const id = newId();
  const name = (file.name || type).normalize("NFC").replace(/[\p{Cc}\p{Surrogate}/\\]+/gu, " ").trim().slice(0, 120) || type;
  await keepFile(db, place, { id, name, type, bytes: content.length, hash: createHash("sha256").update(content).digest("base64url"), content, sentBy: by, sentAt: new Date(at) });
  return { id };
}
