import { voidedOf, type MeetingState } from "~/rules/meeting/state";
import type { Texts } from "~/wire/protocol";
import { zh } from "~/words/zh";
import { Banner } from "./page";
import { plainLine } from "./phrase";

/** The item's question was voted on, and the vote was voided. */
export function Voided({ view, item, texts }: { view: MeetingState; item: string; texts: Texts }) {
  const voided = voidedOf(view, item)?.voided;
  return voided && <div className="my-4"><Banner hint={voided.reason && zh.meeting.voidedWhy(plainLine(texts[voided.reason.id]))}>{zh.meeting.voided}</Banner></div>;
}
