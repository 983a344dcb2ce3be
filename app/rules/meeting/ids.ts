/** An id that cannot be passed where another kind is wanted; at run time a plain string. */
export type Id<Kind extends string> = string & { readonly kind?: Kind };
export type CommunityId = Id<"community">;
export type PersonId = Id<"person">;
export type BodyId = Id<"body">;
export type MeetingId = Id<"meeting">;
export type ItemId = Id<"item">;
export type RoundId = Id<"round">;
export type EntryId = Id<"entry">;
export type TextId = Id<"text">;

/** A text outside the log: its row may be masked or deleted by law, the hash stays (SHA-256 over the row's salt and text). */
export type TextRef = { readonly id: TextId; readonly hash: string };

export type FileId = Id<"file">;
export type RequestId = Id<"request">;
export type MotionId = Id<"motion">;
export type CommentId = Id<"comment">;
export type PollId = Id<"poll">;
export type LateId = Id<"late">;

/** An attachment or a photo outside the log. type: its media type; bytes: its size; hash: SHA-256 over its bytes. */
export type FileRef = { readonly file: FileId; readonly hash: string; readonly type: string; readonly bytes: number; readonly name: TextRef };
