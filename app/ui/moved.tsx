import { href } from "~/paths";
import type { Outdated } from "~/wire/protocol";
import { zh } from "~/words/zh";
import { Page } from "./page";

const words: Record<Outdated["why"], [title: string, hint: string]> = {
  moved: [zh.seat.movedHere, zh.seat.movedHint],
  "signed-out": [zh.seat.signedOut, zh.seat.signedOutHint],
  protocol: [zh.seat.outdated, ""],
  meeting: [zh.seat.outdated, ""],
};

/** The page no longer speaks for anybody: what happened, and the way on. */
export function Moved({ why }: { why: Outdated["why"] }) {
  const [title, hint] = words[why];
  const stale = why === "protocol" || why === "meeting";
  return (
    <Page title={zh.product}>
      <h1 className="mt-8 mb-4" role="status">{title}</h1>
      <p className="mb-6">{hint}</p>
      {stale ? <button type="button" className="btn" onClick={() => window.location.reload()}>{zh.meeting.refresh}</button> : <a className="btn" href={href("home")}>{zh.errors.home}</a>}
    </Page>
  );
}
