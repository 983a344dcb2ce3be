import type { ErrorRequestHandler } from "express";
import { isDown } from "./faults";
import type { Log } from "./log";
import { plainPage } from "./plain-page";

/** The HTTP entry's catch: logs what nobody caught and says its number. Express knows such a handler by its four parameters. */
export const faultPage = (log: Log): ErrorRequestHandler => (error: unknown, _request, response, _next) => {
  if (response.headersSent) return response.destroy();
  const id = log.fault(error, "http");
  return isDown(error) ? plainPage(response, 503, "议事厅暂时打不开，请过一会儿再试") : plainPage(response, 500, `出了点问题，请重试（编号 ${id}）`);
};
