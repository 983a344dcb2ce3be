import { onTestFinished } from "vitest";

/** Whatever nobody caught while the test ran; the product would have died of it. */
export function deaths(): unknown[] {
  const seen: unknown[] = [];
  const note = (reason: unknown) => { seen.push(reason); };
  process.on("unhandledRejection", note).on("uncaughtException", note);
  onTestFinished(() => { process.off("unhandledRejection", note).off("uncaughtException", note); });
  return seen;
}
