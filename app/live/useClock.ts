import { useEffect, useState } from "react";

type Clock = { readonly serverNow: () => number; readonly live: boolean };

/**
 * What is left until a moment of the server's clock, in ms; drawn anew whenever its second turns, whatever the phone's own clock says.
 * Without a script it stands still at the time of the page.
 */
export function useLeft(until: number | null, { serverNow, live }: Clock): number | null {
  const [, turn] = useState(0);
  useEffect(() => {
    if (until === null || !live) return;
    let timer: ReturnType<typeof setTimeout>;
    const wait = () => {
      const part = (until - serverNow()) % 1000;
      timer = setTimeout(() => { turn((n) => n + 1); wait(); }, (part > 0 ? part : 1000 + part) + 5);
    };
    wait();
    return () => clearTimeout(timer);
  }, [until, live, serverNow]);
  return until === null ? null : until - serverNow();
}

/** Draws anew four times a minute, for figures in minutes. */
export function useMinutes(): void {
  const [, turn] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => turn((n) => n + 1), 15_000);
    return () => clearInterval(timer);
  }, []);
}
