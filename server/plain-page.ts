import type { Response } from "express";

/** A page without script or style file, for when nothing else can be served. `sentence` is ours, never input. */
export function plainPage(response: Response, status: number, sentence: string) {
  response.status(status).set("Cache-Control", "no-store").type("html").send(
    `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>议事厅</title>`
    + `<body style="margin:0;background:#f7f3ea;color:#24211c;font:1.1875rem/1.6 sans-serif"><main style="max-width:36rem;margin:0 auto;padding:48px 20px">`
    + `<h1 style="font-size:1.4375rem">${sentence}</h1><p>${status === 503 ? '<a href="" style="color:#1b4a73">重试</a>　' : ""}<a href="/" style="color:#1b4a73">回到首页</a></p></main></body></html>`);
}
