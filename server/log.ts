import { destination, pino } from "pino";
import { newId } from "./ids";

export type Log = ReturnType<typeof openLog>;

/**
 * Structured lines on standard error. Never a cookie, a token, a code, a choice or a query's parameters: of an error only
 * its name, its message and its own stack, and of a request only the pattern of its path.
 */
export function openLog(level: string) {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ["cookie", "password", "token", "choice", "*.cookie", "*.password", "*.token", "*.code", "*.choice"] }, destination(2));
  return {
    info: (what: string, figures: Record<string, string | number> = {}) => logger.info(figures, what),
    warn: (what: string, figures: Record<string, string | number> = {}) => logger.warn(figures, what),
    /** Logs a fault and answers its number, which is all that the person sees of it. */
    fault(reason: unknown, where: string): string {
      const id = newId().slice(0, 8).toUpperCase();
      logger.error({ id, where, ...told(reason) }, "fault");
      return id;
    },
  };
}

/** Drizzle puts the query and its parameters into messages; its cause has the server's own words without them. */
function told(reason: unknown): Record<string, string> {
  if (!(reason instanceof Error)) return { message: typeof reason };
  const root = reason.cause instanceof Error ? reason.cause : reason;
  const { code } = root as { code?: unknown };
  return { name: root.name, message: root.message, ...(typeof code === "string" && { code }), stack: (reason.stack ?? "").split("\n").filter((line) => line.trimStart().startsWith("at ")).slice(0, 12).join("\n") };
}
