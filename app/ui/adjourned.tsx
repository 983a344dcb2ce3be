import type { Staff } from "~/live/useStaff";
import { clock } from "~/words/time";
import { zhChair } from "~/words/zh-chair";
import { Banner } from "./page";

/** The meeting has a break: since when, on every page of those who lead and record it. */
export function Adjourned({ staff: { meeting: { view }, zone } }: { staff: Staff }) {
  return view.adjournedAt !== null && view.stage === "in-session" && <Banner>{zhChair.console.adjourned(clock(view.adjournedAt, zone))}</Banner>;
}
