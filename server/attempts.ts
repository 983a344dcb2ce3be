import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Database } from "./store/database";

/** What a limiter asks of a client, answered by postgres.js: counts stand in Postgres, so that every node sees them. */
const clientFor = (sql: Database["sql"]) => ({
  query: async ({ text, values }: { text: string; values: unknown[] }) => {
    const rows = await sql.unsafe(text, values as never[]);
    return { rows: [...rows], rowCount: rows.count };
  },
});

export type Attempts = ReturnType<typeof openAttempts>;

/**
 * How often a secret may be tried. No limit is per address alone: a hall shares one address. Every answer is the number
 * of seconds to wait, 0 for "go on".
 */
export function openAttempts(sql: Database["sql"]) {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({ storeClient: clientFor(sql), tableName: "attempt", tableCreated: true, storeType: "client", clearExpiredByTimeout: false, keyPrefix, points, duration });
  const perSeat = limiter("presence", 5, 600);
  const perDevice = limiter("device", 10, 600);
  const everywhere = limiter("slip-code", 2000, 3600);
  const perLogin = limiter("login", 5, 900);
  const perLoginDevice = limiter("login-device", 5, 60);

  const waitFor = (result: RateLimiterRes | null, points: number) =>
    (result && result.consumedPoints >= points ? Math.max(1, Math.ceil(result.msBeforeNext / 1000)) : 0);
  const spend = async (limit: RateLimiterPostgres, key: string) => {
    await limit.consume(key).catch((reason: unknown) => { if (!(reason instanceof RateLimiterRes)) throw reason; });
  };

  return {
    /** The four digits of the big screen, five tries a seat in ten minutes. */
    presence: {
      wait: async (seat: string) => waitFor(await perSeat.get(seat), 5),
      wrong: (seat: string) => spend(perSeat, seat),
    },
    /** A typed code of a slip: ten wrong tries a device; far above that everywhere, typing pauses and scanning goes on. */
    slipCode: {
      wait: async (device: string) => Math.max(waitFor(await perDevice.get(device), 10), waitFor(await everywhere.get("all"), 2000)),
      wrong: async (device: string) => { await spend(perDevice, device); await spend(everywhere, "all"); },
    },
    /**
     * A password: wrong tries slow down the device, and the account for devices that never signed in to it. A device
     * that did is not held up by strangers, so the chair is never locked out.
     */
    password: {
      wait: async (login: string, device: string, known: boolean) =>
        Math.max(waitFor(await perLoginDevice.get(`${login} ${device}`), 5), known ? 0 : waitFor(await perLogin.get(login), 5)),
      wrong: async (login: string, device: string, known: boolean) => {
        await spend(perLoginDevice, `${login} ${device}`);
        if (!known) await spend(perLogin, login);
      },
      right: async (login: string, device: string) => { await perLoginDevice.delete(`${login} ${device}`); },
    },
  };
}
