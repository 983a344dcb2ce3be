/** What people read on a phone during the discussion: speaking, motions, opinions, polls, practice. Loaded after the meeting's page. */
export const zhTalk = {
} as const;
