type Kept<Answer> = { readonly at: number; readonly answer: Promise<Answer> };
const second = 1000;

/** Asks at most once a second, however many want to know the same; a failure is not kept. most: keys that are remembered. */
export function lately<Answer>(ask: (key: string) => Promise<Answer>, { most = 50 } = {}) {
  const kept = new Map<string, Kept<Answer>>();
  return {
    now(key: string): Promise<Answer> {
      const found = kept.get(key);
      if (found && Date.now() - found.at < second) return found.answer;
      const answer = ask(key);
      kept.delete(key);
      kept.set(key, { at: Date.now(), answer });
      answer.catch(() => kept.delete(key));
      for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - most))) kept.delete(old);
      return answer;
    },
    forget: () => kept.clear(),
  };
}
