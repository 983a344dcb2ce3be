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
 * How often a secret may be tried. No limit is per address alone: a hall shares one address. `take` answers the number of
 * seconds to wait, 0 for "go on"; `right` gives the try back.
 */
export function openAttempts(sql: Database["sql"]) {
  const limiter = (keyPrefix: string, points: number, duration: number) =>
    new RateLimiterPostgres({ storeClient: clientFor(sql), tableName: "attempt", tableCreated: true, storeType: "client", clearExpiredByTimeout: false, keyPrefix, points, duration });
  const perSeat = limiter("presence", 5, 600);
  const perDevice = limiter("device", 10, 600);
  const everywhere = limiter("slip-code", 2000, 3600);
  const perLogin = limiter("login", 5, 900);
  const perLoginDevice = limiter("login-device", 5, 60);

  /** A try is taken before the secret is looked at, so that a thousand at once are still five. */
  async function take(limit: RateLimiterPostgres, key: string): Promise<number> {
    try {
      await limit.consume(key);
      return 0;
    } catch (reason) {
      if (reason instanceof RateLimiterRes) return Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
      throw reason;
    }
  }

  return {
    forgetExpired: () => sql`delete from attempt where expire < ${Date.now()}`,
    /** The four digits of the big screen, five tries a seat in ten minutes. */
    presence: {
      take: (seat: string) => take(perSeat, seat),
      right: async (seat: string) => { await perSeat.reward(seat); },
    },
    /** A typed code of a slip: ten wrong tries a device; far above that everywhere, typing pauses and scanning goes on. */
    slipCode: {
      take: async (device: string) => await take(perDevice, device) || take(everywhere, "all"),
      right: async (device: string) => { await Promise.all([perDevice.reward(device), everywhere.reward("all")]); },
    },
    /**
     * A password: wrong tries slow down the device, and the account for devices that never signed in to it. A device
     * that did is not held up by strangers, so the chair is never locked out.
     */
    password: {
      take: async (login: string, device: string, known: boolean) => await take(perLoginDevice, `${login} ${device}`) || (known ? 0 : take(perLogin, login)),
      async right(login: string, device: string, known: boolean) {
        await perLoginDevice.delete(`${login} ${device}`);
        if (!known) await perLogin.reward(login);
      },
    },
  };
}
