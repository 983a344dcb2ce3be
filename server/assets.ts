/** Built scripts and styles, whose names carry their digest: read once with their brotli and gzip forms, and answered as ready bytes before anything else looks at the request. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import path from "node:path";
import { hsts, sensors } from "./guards";
import type { Origins } from "./origins";

const types: Readonly<Record<string, string>> = { ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8" };
const forms = [["br", ".br"], ["gzip", ".gz"], [null, ""]] as const;
type Form = { readonly bytes: Buffer; readonly headers: Record<string, string | number> };

/** Answers whether the request was for one of them, and is answered. */
export function keepAssets(folder: string, origins: Origins): (request: IncomingMessage, response: ServerResponse) => boolean {
  const kept = new Map<string, Map<string | null, Form>>();
  const common = {
    "Cache-Control": "public, max-age=31536000, immutable", Vary: "Accept-Encoding", "X-Content-Type-Options": "nosniff", "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "strict-origin-when-cross-origin", "Permissions-Policy": sensors, "Cross-Origin-Resource-Policy": "same-origin", ...(origins.isHttps && { "Strict-Transport-Security": hsts }),
  };
  for (const name of existsSync(folder) ? readdirSync(folder) : []) {
    const type = types[path.extname(name)];
    if (!type) continue;
    const made = forms.flatMap(([form, end]) => {
      const file = path.join(folder, name + end);
      if (!existsSync(file)) return [];
      const bytes = readFileSync(file);
      return [[form, { bytes, headers: { ...common, "Content-Type": type, "Content-Length": bytes.length, ...(form && { "Content-Encoding": form }) } }] as const];
    });
    kept.set(`/assets/${name}`, new Map(made));
  }
  return (request, response) => {
    const found = request.method === "GET" || request.method === "HEAD" ? kept.get(request.url ?? "") : undefined;
    if (!found || !origins.isOurs(request.headers.host)) return false;
    const accepts = String(request.headers["accept-encoding"] ?? "");
    const { bytes, headers } = forms.map(([form]) => (form === null || accepts.includes(form) ? found.get(form) : undefined)).find((form) => form !== undefined)!;
    response.writeHead(200, headers).end(request.method === "HEAD" ? undefined : bytes);
    return true;
  };
}
