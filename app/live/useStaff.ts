import { useState } from "react";
import { href } from "~/paths";
import type { Answer, Mine, Scene } from "~/wire/protocol";
import type { CommunityCard, MeetingCard } from "~/wire/context";
import { useMeeting } from "./useMeeting";

/** What a staff page's loader gives. */
export type StaffData = { community: CommunityCard; card: MeetingCard; scene: unknown; mine: unknown; cast: number | null; now: number; answer: Answer | null; back: string; key: string };

/** A staff page: the meeting with the staff's view, where its forms go, and the last "no". */
export function useStaff({ community, card, scene, mine, cast, now, answer: first, back, key }: StaffData) {
  const meeting = useMeeting({ community: community.id, meeting: card.id, desk: "staff", scene: scene as Scene, mine: mine as Mine, cast, now });
  const [answer, setAnswer] = useState<Answer | null>(first);
  const at = { community: community.slug, meeting: card.id };
  return { meeting, answer, setAnswer, at, zone: community.timeZone, place: { url: href("act", at), back, formKey: key, zone: community.timeZone } };
}
export type Staff = ReturnType<typeof useStaff>;
