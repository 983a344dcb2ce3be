/** What every request passes before Remix, which is frozen upstream and checks less than we need. */
import { randomBytes } from "node:crypto";
import type { NextFunction, Request, RequestHandler, Response } from "express";
import helmet from "helmet";
import { plainPage } from "./plain-page";
import type { Origins } from "./origins";

/** Bodies: forms are small, a list of people is not. */
const formBytes = 64 * 1024;
const listBytes = 6 * 1024 * 1024;
/** One file of 5 MB with the fields beside it, in parts, and only where files are sent in. */
const fileBytes = 5 * 1024 * 1024 + 256 * 1024;
const takesFiles = /^\/c\/[^/]+\/meetings\/[^/]+\/(?:edit\/items\/[^/]+|notice|minutes\/sign)(?:\.data)?$/;
const longestUrl = 2000;

export function guards(origins: Origins): RequestHandler[] {
  return [nonce, headers(origins), addressed(origins), shaped, sameOrigin(origins), bounded];
}

const nonce: RequestHandler = (_, response, next) => {
  response.locals.nonce = randomBytes(16).toString("base64");
  next();
};

/** The chair's console shows the real screen in a frame; nothing else is framed. */
const isScreen = (request: Request) => request.path.startsWith("/screen/");

export const sensors = "camera=(), microphone=(), geolocation=()";
const hstsSeconds = 31_536_000;
export const hsts = `max-age=${hstsSeconds}; includeSubDomains`;

function headers(origins: Origins): RequestHandler {
  const own = (_: unknown, response: unknown) => `'nonce-${(response as Response).locals.nonce as string}'`;
  const live = (request: unknown) => {
    const host = origins.answersAs((request as Request).headers.host);
    return origins.isHttps ? `wss://${host}` : `ws://${host}`;
  };
  const secure = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'", own], scriptSrcAttr: ["'none'"], styleSrc: ["'self'", own], styleSrcAttr: ["'unsafe-inline'"],
        imgSrc: ["'self'", "data:"], connectSrc: ["'self'", live], objectSrc: ["'none'"], baseUri: ["'none'"], formAction: ["'self'"],
        frameSrc: ["'self'"], frameAncestors: [(request: unknown) => (isScreen(request as Request) ? "'self'" : "'none'")],
      },
    },
    strictTransportSecurity: origins.isHttps ? { maxAge: hstsSeconds } : false,
    // Not no-referrer: browsers would then send Origin: null with every plain form, and no sign of ours with long polling over plain http.
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
    crossOriginOpenerPolicy: origins.isHttps, originAgentCluster: origins.isHttps, xFrameOptions: false,
  });
  return (request, response, next) => secure(request, response, (error?: unknown) => {
    response.setHeader("Permissions-Policy", sensors);
    response.setHeader("X-Frame-Options", isScreen(request) ? "SAMEORIGIN" : "DENY");
    next(error);
  });
}

const say = (response: Response, status: number, sentence: string) => plainPage(response, status, sentence);

function addressed(origins: Origins): RequestHandler {
  return (request, response, next) => {
    delete request.headers["x-forwarded-host"];
    if (!origins.isOurs(request.headers.host)) return say(response, 421, "请用终端里写的地址打开议事厅");
    // Remix compares Origin with Host; a proxy may have put its own there.
    request.headers.host = origins.answersAs(request.headers.host);
    next();
  };
}

/** Remix runs an action for any `_data` request without its own check; we have no use for the parameter. */
const shaped: RequestHandler = (request, response, next) => {
  if (!["GET", "HEAD", "POST"].includes(request.method)) return say(response, 405, "没有这个操作");
  if (request.originalUrl.length > longestUrl || request.originalUrl.includes("%00") || !isDecodable(request.path)) return say(response, 400, "地址不对");
  if (new URLSearchParams(request.originalUrl.split("?")[1] ?? "").has("_data")) return say(response, 400, "地址不对");
  next();
};

function isDecodable(path: string): boolean {
  try {
    return decodeURIComponent(path) !== null;
  } catch {
    return false;
  }
}

/** Every POST must come from our own page: the Origin exactly, and Sec-Fetch-Site where the browser sends it. */
function sameOrigin(origins: Origins): RequestHandler {
  return (request, response, next) => {
    if (request.method === "GET" || request.method === "HEAD") return next();
    const site = request.headers["sec-fetch-site"];
    const ours = origins.isSame(request.headers.origin, request.headers.host) && (site === undefined || site === "same-origin");
    return ours ? next() : say(response, 403, "这个请求不是从议事厅的页面发出的，没有执行");
  };
}

const bounded = (request: Request, response: Response, next: NextFunction) => {
  if (request.method !== "POST") return next();
  const length = Number(request.headers["content-length"] ?? Number.NaN);
  if (!Number.isInteger(length) || length < 0 || request.headers["transfer-encoding"]) return say(response, 411, "请求没有写明长度");
  const [most, sentence] = limitFor(request);
  if (length > most) return say(response, 413, sentence);
  next();
};

function limitFor({ path, headers }: Request): [most: number, sentence: string] {
  if (path.endsWith("/import") || path.endsWith("/import.data")) return [listBytes, "文件太大，最多 2 MB"];
  const inParts = headers["content-type"]?.startsWith("multipart/form-data") ?? false;
  return inParts && takesFiles.test(path) ? [fileBytes, "文件太大，每个最多 5 MB。请回到上一页，压缩或分成几个再添加"] : [formBytes, "内容太长，请分几次写"];
}
