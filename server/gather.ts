type Waiting<Ask, Answer> = { ask: Ask; resolve: (answer: Answer) => void; reject: (reason: unknown) => void };

type Options = { linger: number; most?: number; lanes?: number; isBadAsk?: (reason: unknown) => boolean };

/**
 * Gathers what is asked within `linger` ms, or while the last run is under way, and answers it in one run of at most `most`; up to `lanes`
 * runs go side by side where so much waits. Where a run fails because of what was asked, each ask is tried alone, so that a bad one cannot take others with it.
 */
export function gather<Ask, Answer>(run: (asks: Ask[]) => Promise<Answer[]>, { linger, most = 1000, lanes = 1, isBadAsk = () => false }: Options) {
  let waiting: Waiting<Ask, Answer>[] = [];
  let running = 0;

  async function settle(batch: Waiting<Ask, Answer>[]) {
    try {
      const answers = await run(batch.map(({ ask }) => ask));
      batch.forEach(({ resolve }, i) => resolve(answers[i] as Answer));
    } catch (reason) {
      if (batch.length === 1 || !isBadAsk(reason)) return batch.forEach(({ reject }) => reject(reason));
      for (const one of batch) await settle([one]);
    }
  }

  async function work(after: Promise<unknown>) {
    running += 1;
    await after;
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await settle(batch);
    }
    running -= 1;
  }

  return (ask: Ask) => new Promise<Answer>((resolve, reject) => {
    waiting.push({ ask, resolve, reject });
    if (running === 0) void work(new Promise((passed) => setTimeout(passed, linger)));
    else if (running < lanes && waiting.length >= most) void work(Promise.resolve());
  });
}
