import { Transform } from "node:stream";
import { createReadableStreamFromReadable, type AppLoadContext, type HandleDocumentRequestFunction } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { renderToPipeableStream } from "react-dom/server";
import { NonceContext } from "~/ui/nonce";

/** The server knows no pages: it borrows this from the build to make documents (server/minutes/press.ts). */
export { paperHtml } from "~/ui/paper-html.server";

export const streamTimeout = 5_000;

/** Whole pages, never a stream: they are small, and a page that breaks half way must not have a status of 200. */
export default function handleRequest(...[request, status, headers, remix, { nonce }]: Parameters<HandleDocumentRequestFunction>) {
  return new Promise<Response>((resolve, reject) => {
    let answer = status;
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext.Provider value={nonce}><RemixServer context={remix} url={request.url} abortDelay={streamTimeout} nonce={nonce} /></NonceContext.Provider>, {
      nonce,
      onAllReady() {
        const body = withoutNul();
        headers.set("Content-Type", "text/html; charset=utf-8");
        resolve(new Response(createReadableStreamFromReadable(body), { headers, status: answer }));
        pipe(body);
      },
      onShellError: reject,
      onError() { answer = 500; },
    });
    setTimeout(abort, streamTimeout + 1000).unref();
  });
}

/** React 18 ends its buffers with NUL bytes where a Chinese character no longer fits in (facebook/react#24985); browsers show them as �. */
const withoutNul = () => new Transform({ transform(chunk: Buffer, _, done) { done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk); } });

/** Logged without the address, which may hold a slip's token. Answers with a status were logged where they were made. */
export function handleError(error: unknown, { context }: { context: AppLoadContext }) {
  context.report(error);
}
