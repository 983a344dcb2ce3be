import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page's script runs: what only it can do is not offered before. */
export const useScripted = () => useSyncExternalStore(never, () => true, () => false);
