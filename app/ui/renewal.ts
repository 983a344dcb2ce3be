import { useEffect } from "react";
import type { Meeting } from "~/live/useMeeting";

const between = 5000;
const silence = 45_000;

/**
 * Nobody stands at the wall. A screen of an older build loads itself anew, and so does one whose script could not come live,
 * but only once the server answers: a browser's own error page would stay for the night.
 */
export function useRenewal({ outdated, link }: Meeting): void {
  const stuck = outdated === "protocol" || (link === "still" && outdated === null);
  const patience = outdated === "protocol" ? 3000 : silence;
  useEffect(() => {
    if (!stuck) return;
    let gone = false;
    let timer = setTimeout(() => void attempt(), patience);
    async function attempt() {
      const answers = await fetch(window.location.href, { method: "HEAD", cache: "no-store" }).then(({ ok }) => ok, () => false);
      if (gone) return;
      if (answers) window.location.reload();
      else timer = setTimeout(() => void attempt(), between);
    }
    return () => { gone = true; clearTimeout(timer); };
  }, [stuck, patience]);
}
