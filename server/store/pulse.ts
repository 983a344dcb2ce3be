import type { Sql } from "postgres";

export type Pulse = ReturnType<typeof pulseOf>;

/** Whether the database answers: in how many ms, or null where it did not within `most`. However many ask, one question is under way. */
export function pulseOf(sql: Sql) {
  let asked: Promise<number | null> | null = null;

  async function ask(): Promise<number | null> {
    const started = performance.now();
    try {
      await sql`select 1`;
      return performance.now() - started;
    } catch {
      return null;
    }
  }

  return async (most: number): Promise<number | null> => {
    asked ??= ask().finally(() => { asked = null; });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((resolve) => { timer = setTimeout(resolve, most, null); });
    return Promise.race([asked, late]).finally(() => clearTimeout(timer));
  };
}
