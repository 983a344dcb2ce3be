import { agendaOf } from "~/rules/meeting/state";
import { plainLine } from "~/ui/phrase";
import type { CommunityDoor, MeetingCard } from "~/wire/context";

/** A meeting that was noticed: what it will talk of, and whether whoever looks is a member who has not answered. */
export type Coming = { readonly card: MeetingCard; readonly items: readonly string[]; readonly asks: boolean };

export async function comingOf(community: CommunityDoor, card: MeetingCard): Promise<Coming> {
  const door = await community.meeting(card.id);
  const [scene, mine] = await Promise.all([door?.scene("hall"), door?.mine()]);
  if (!scene) return { card, items: [], asks: false };
  const { view, texts } = scene;
  const asks = mine?.as === "person" && mine.roles.includes("member") && view.notice !== null && !view.replies.of[mine.person];
  return { card, items: agendaOf(view).map(({ title }) => plainLine(texts[title.id])), asks };
}
