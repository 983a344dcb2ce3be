import { renderToStaticMarkup } from "react-dom/server";
import type { Paper } from "~/wire/paper";
import { sound } from "~/wire/paper-text";
import { PaperSheet } from "./paper";
import css from "./styles/paper.css?raw";

/** The page's own markup and measures as one file that asks for nothing else, to be printed (server/documents/pdf.ts). */
export function paperHtml(paper: Paper): string {
  const { heading, number } = sound({ heading: paper.heading, number: paper.number });
  const page = (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta httpEquiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{heading + number}</title>
        <style dangerouslySetInnerHTML={{ __html: `body { margin: 0; }\n${css}` }} />
      </head>
      <body><PaperSheet paper={paper} /></body>
    </html>
  );
  return `<!doctype html>${renderToStaticMarkup(page)}`;
}
