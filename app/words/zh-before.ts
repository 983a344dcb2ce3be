/** What people read on the paper of a meeting: agenda, notice, replies, what is printed. */
export const zhBefore = {
} as const;
