import { useState } from "react";
import type { Command, CommandType } from "~/rules/meeting/commands";
import { may } from "~/rules/meeting/decide";
import { refuse, type Refusal } from "~/rules/meeting/refusal";
import { isEntitled } from "~/rules/meeting/rights";
import { href } from "~/paths";
import type { Answer, Mine, Scene } from "~/wire/protocol";
import type { CommunityCard, MeetingCard } from "~/wire/context";
import { actOnce, type Said } from "./act-once";
import { useMeeting, type Meeting } from "./useMeeting";

/** What a staff page's loader gives. */
export type StaffData = { community: CommunityCard; card: MeetingCard; scene: unknown; mine: unknown; cast: number | null; now: number; answer: Answer | null; back: string; key: string };

/** may: what the rules say of a command now; advice for a button, the server decides. act: pressed again after silence, it is the same act. */
export type StaffMeeting = Meeting & { readonly may: (command: Command) => Refusal | null; readonly act: (command: Command) => Promise<Said> };

/** A staff page: the meeting with the staff's view, where its forms go, and the last "no". */
export function useStaff({ community, card, scene, mine, cast, now, answer: first, back, key }: StaffData) {
  const line = useMeeting({ community: community.id, meeting: card.id, desk: "staff", scene: scene as Scene, mine: mine as Mine, cast, now });
  const [act] = useState(() => actOnce(line.send));
  const meeting: StaffMeeting = {
    ...line,
    may: (command) => (line.mine?.as === "person" ? may(line.view, command, line.mine) : refuse("not-entitled", "A1", { act: command.type })),
    act: (command) => act(command, line.view.seq),
  };
  const [answer, setAnswer] = useState<Said | null>(first);
  /** Whether the act is one of this person's offices at all, done for others: what is not is not offered. */
  const does = (act: CommandType) => line.mine?.as === "person" && isEntitled(act, line.mine.roles, false);
  const at = { community: community.slug, meeting: card.id };
  return { meeting, does, answer, setAnswer, at, zone: community.timeZone, place: { url: href("act", at), back, formKey: key, zone: community.timeZone } };
}
export type Staff = ReturnType<typeof useStaff>;
