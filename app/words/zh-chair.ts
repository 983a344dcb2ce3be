/** What the chair, the recorder and the counters read while the meeting is discussed, and the hall's screen with it. */
export const zhChair = {
} as const;
