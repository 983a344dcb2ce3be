type Waiting<Ask, Answer> = { ask: Ask; resolve: (answer: Answer) => void; reject: (reason: unknown) => void };

type Options = { linger: number; most?: number; lanes?: number; isBadAsk?: (reason: unknown) => boolean };

/**
 * Gathers what is asked within `linger` ms, or while the last run is under way, and answers it in one run. One run at a
 * time, or `lanes` side by side where more is asked than one run takes. Where a run fails because of what was asked, each ask is tried alone, so that a bad one cannot take others with it.
 */
export function gather<Ask, Answer>(run: (asks: Ask[]) => Promise<Answer[]>, { linger, most = 1000, lanes = 1, isBadAsk = () => false }: Options) {
  let waiting: Waiting<Ask, Answer>[] = [];
  let busy = false;

  async function settle(batch: Waiting<Ask, Answer>[]) {
    try {
      const answers = await run(batch.map(({ ask }) => ask));
      batch.forEach(({ resolve }, i) => resolve(answers[i] as Answer));
    } catch (reason) {
      if (batch.length === 1 || !isBadAsk(reason)) return batch.forEach(({ reject }) => reject(reason));
      for (const one of batch) await settle([one]);
    }
  }

  async function work() {
    await new Promise((resolve) => setTimeout(resolve, linger));
    while (waiting.length > 0) await Promise.all(Array.from({ length: lanes }, runs));
    busy = false;
  }

  async function runs() {
    while (waiting.length > 0) {
      const batch = waiting.slice(0, most);
      waiting = waiting.slice(most);
      await settle(batch);
    }
  }

  return (ask: Ask) => new Promise<Answer>((resolve, reject) => {
    waiting.push({ ask, resolve, reject });
    if (busy) return;
    busy = true;
    void work();
  });
}
