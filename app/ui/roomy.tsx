import type { ReactNode } from "react";
import { useBrowser } from "./browser";

const roomyWidth = "(min-width: 1000px)";

function onWidth(tell: () => void) {
  const query = window.matchMedia(roomyWidth);
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
}

const isRoomy = () => window.matchMedia(roomyWidth).matches;

/** Whether there is room for three columns; before the script knows, there is none. */
export const useRoomy = () => useBrowser(onWidth, isRoomy, false);

/** Open where there is room, and folded on a phone. */
export function RoomyFold({ title, more, less, children }: { title: ReactNode; more: string; less: string; children: ReactNode }) {
  const roomy = useRoomy();
  return <details open={roomy}><summary data-more={more} data-less={less}>{title}</summary>{children}</details>;
}
