import { useEffect, useState } from "react";

/**
 * What only the browser knows; until the script runs, what the server wrote. It comes as an ordinary update: one that must be drawn at
 * once, as useSyncExternalStore makes it, may meet React 18 while it takes the page over, which then gives the page up (its error 345;
 * remix-run/remix issue 10214). `hear` and `now` stand outside of components.
 */
export function useBrowser<Value>(hear: (tell: () => void) => () => void, now: () => Value, written: Value): Value {
  const [value, set] = useState(written);
  useEffect(() => {
    const tell = () => set(now());
    tell();
    return hear(tell);
  }, [hear, now]);
  return value;
}
