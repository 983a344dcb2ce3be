import { zh } from "./zh";

type Voted = { readonly by: string };

/** The name of a text that was voted on: 代表乙一提出的方案, or 决议草案. by: the member who moved it; "" for the draft that was noticed. */
export const votedName = ({ by }: Voted) => (by ? zh.meeting.motionOf(by) : zh.meeting.resolution);

/** A result names the text that was voted on where an item had more than one, on one line. */
export const votedWords = ({ by, text }: Voted & { readonly text: string }) => `${votedName({ by })}：${text.trim().replace(/\s*\n\s*/g, " ")}`;
