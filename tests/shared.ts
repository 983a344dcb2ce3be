/** What a test opened is closed when it is over; what a file's tests share is closed after the last of them. */
import { AsyncLocalStorage } from "node:async_hooks";
import { afterAll, onTestFinished } from "vitest";

type Closer = () => unknown;
const ofFile = new AsyncLocalStorage<Closer[]>();

export function whenOver(close: Closer): void {
  const closers = ofFile.getStore();
  if (closers) closers.push(close);
  else onTestFinished(async () => { await close(); });
}

/** One world for tests that change nothing in it: opened by the first, closed after the last. To be called outside of tests. */
export function shared<T>(open: () => Promise<T>): () => Promise<T> {
  const closers: Closer[] = [];
  let made: Promise<T> | null = null;
  afterAll(async () => { for (const close of closers.reverse()) await close(); });
  return () => (made ??= ofFile.run(closers, open));
}
