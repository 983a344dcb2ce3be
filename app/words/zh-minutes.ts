/** What people read of the minutes: drafting, signing, publishing, objecting. */
export const zhMinutes = {
} as const;
