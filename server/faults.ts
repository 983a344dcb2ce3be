import type { Log } from "./log";

/** Answers of the network or the server that mean: the database is away, not that we are wrong. */
const away = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "CONNECTION_CLOSED", "CONNECTION_ENDED", "CONNECTION_DESTROYED", "CONNECT_TIMEOUT", "57P01", "57P02", "57P03", "53300", "53100", "08006"]);

/** Whether a fault comes from a database that is away, starting, stopping or full. */
export function isDown(reason: unknown): boolean {
  for (let error = reason; error instanceof Error; error = error.cause) if (away.has(String((error as { code?: unknown }).code))) return true;
  return false;
}

/**
 * One of the two places where faults are caught: whatever a route asks of the house and fails becomes an answer with a
 * number, logged; the route's error page shows the number and nothing else. Redirects and refusals pass through.
 */
export function settled<T extends object>(log: Log, doors: T): T {
  return new Proxy(doors, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        try {
          return wrapped(log, value.apply(target, args));
        } catch (reason) {
          throw asResponse(log, reason);
        }
      };
    },
  });
}

function wrapped(log: Log, result: unknown): unknown {
  if (!(result instanceof Promise)) return result;
  return result.then((answer: unknown) => (isDoor(answer) ? settled(log, answer) : answer), (reason: unknown) => { throw asResponse(log, reason); });
}

/** A door has functions; plain answers do not. */
const isDoor = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value) && Object.values(value).some((inner) => typeof inner === "function");

function asResponse(log: Log, reason: unknown): unknown {
  if (reason instanceof Response) return reason;
  const id = log.fault(reason, "door");
  const status = isDown(reason) ? 503 : 500;
  return new Response(id, { status, statusText: status === 503 ? "Service Unavailable" : "Internal Server Error" });
}
