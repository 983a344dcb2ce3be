import { href } from "~/paths";
import type { Who } from "~/rules/meeting/rule";
import type { MeetingState } from "~/rules/meeting/state";
import { officeOf } from "~/words/who";
import { zh } from "~/words/zh";

type At = { readonly community: string; readonly meeting: string };

/** Where each office works. */
export const officePages = { chair: "chair", recorder: "record", counter: "hands", supervisor: "supervise" } as const;
export type WorkPage = (typeof officePages)[keyof typeof officePages];

/** The page of the person's office in this meeting; null for whoever has none. */
export function workPage(view: MeetingState, who: Who | null): WorkPage | null {
  const office = who && officeOf(view, who);
  return office ? officePages[office] : null;
}

/** Whoever leads or records votes on a page of its own, and goes back to their work. */
export const BackToWork = ({ page, at }: { page: WorkPage; at: At }) => <a className="btn w-full" href={href(page, at)}>{zh.toWork(zh.work[page])}</a>;
