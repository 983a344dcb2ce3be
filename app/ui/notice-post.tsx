import type { Command } from "~/rules/meeting/commands";
import type { Notice } from "~/rules/meeting/talk";
import type { Answer } from "~/wire/protocol";
import { limits } from "~/words/limits";
import { fullTime } from "~/words/time";
import { zhBefore } from "~/words/zh-before";
import { AnswerBanner, Hidden, type ActPlace } from "./act-button";
import { Area } from "./field";
import { Banner } from "./page";

/** The no after which the reason is asked for. */
export const isShort = (answer: { readonly ok: boolean; readonly kind?: string; readonly code?: string } | null) => answer !== null && !answer.ok && answer.kind === "refused" && answer.code === "notice-short";

export const postWords = (notice: Pick<Notice, "stale"> | null) => (notice ? zhBefore.post.again : zhBefore.post.post);

/** Posting the notice from a page without the meeting's line. */
export function NoticePost({ place, answer, notice }: { place: ActPlace; answer: Answer | null; notice: Pick<Notice, "stale" | "postedAt"> | null }) {
  const { post } = zhBefore;
  return (
    <section className="mt-8 border-t border-line pt-4" id="post">
      <h2>{post.title}</h2>
      {notice?.stale && <div className="my-3"><Banner>{post.stale}</Banner></div>}
      <p className="my-2">{notice ? post.posted(fullTime(notice.postedAt, place.zone)) : post.not}</p>
      {(!notice || notice.stale) && (
        <form method="post" action={place.url} className="grid gap-3">
          <Hidden command={{ type: "notice.post" } as Command} place={place} />
          <AnswerBanner answer={answer} zone={place.zone} />
          {isShort(answer) && <Area label={post.reason} hint={post.reasonHint} name="reason" rows={3} maxLength={limits.reason} required />}
          <button className="btn">{postWords(notice)}</button>
        </form>
      )}
    </section>
  );
}
