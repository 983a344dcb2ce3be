import { useEffect, useState } from "react";
import type { LinkState } from "~/live/scene";

/** What a person opened in the place of the page: points of a speech, another text, a poll, a rehearsal. */
export type Panel = "points" | "move" | "poll" | "practice";
export type Parts = typeof import("./hall-talk");
/** What the discussion needs of a script comes after the page is live; before, and where it cannot be had, links lead to the small pages. */
export type TalkParts = { readonly parts: Parts | null; readonly panel: Panel | null; readonly open: (panel: Panel | null) => void };

export function useTalkParts(link: LinkState): TalkParts {
  const [parts, take] = useState<Parts | null>(null);
  const [panel, open] = useState<Panel | null>(null);
  useEffect(() => {
    if (link === "still" || parts) return;
    let gone = false;
    // Without it the page is whole all the same; the next change of the line tries again.
    import("./hall-talk").then((found) => { if (!gone) take(() => found); }, () => undefined);
    return () => { gone = true; };
  }, [link, parts]);
  return { parts, panel, open };
}
