/** A result names the text that was voted on where an item had more than one: 代表乙一提出：…, or 决议草案：… */
export const votedWords = ({ by, text }: { readonly by: string; readonly text: string }) => `${by ? `${by}提出` : "决议草案"}：${text.trim().replace(/\s*\n\s*/g, " ")}`;

/** The same as a name among others. */
export const votedName = ({ by }: { readonly by: string }) => (by ? `${by}提出的方案` : "决议草案");
