import type { CommunityCard, MeetingCard } from "../../app/wire/context";
import type { ListedMeeting } from "../store/meetings";

export const cardOf = ({ id, code, stage, startsAt, title, body, noticed }: ListedMeeting): MeetingCard => ({ id, code, stage, startsAt: startsAt?.getTime() ?? 0, title: title ?? "", body, noticed });

export const communityCard = ({ id, slug, name, address, timeZone }: CommunityCard): CommunityCard => ({ id, slug, name, address, timeZone });
