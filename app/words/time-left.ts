/** How long is left, in whole seconds that have begun and never below 0: 1:40. ms: until the end, by the server's clock. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
