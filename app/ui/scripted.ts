import { useBrowser } from "./browser";

const never = () => () => {};
const yes = () => true;

/** Whether the page's script runs: what only it can do is not offered before. */
export const useScripted = () => useBrowser(never, yes, false);
