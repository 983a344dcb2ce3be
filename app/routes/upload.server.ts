import { formOf, no } from "./find.server";

const mostWords = 64 * 1024;

/** A form with one file beside its fields; the fields together are as short as every other form. */
export type Upload = { readonly fields: Record<string, string>; readonly all: (name: string) => string[]; readonly file: File | null };

export async function uploadOf(request: Request): Promise<Upload> {
  const form = await formOf(request);
  const texts = [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : []));
  if (texts.reduce((sum, [, value]) => sum + Buffer.byteLength(value), 0) > mostWords) throw no(400);
  const sent = form.get("file");
  return { fields: Object.fromEntries(texts), all: (name) => texts.flatMap(([one, value]) => (one === name ? [value] : [])), file: sent instanceof File && (sent.size > 0 || sent.name !== "") ? sent : null };
}
