import { useEffect, useState } from "react";
import type { Staff } from "~/live/useStaff";
import { href } from "~/paths";
import { limits } from "~/words/limits";
import { fullTime } from "~/words/time";
import { zhBefore } from "~/words/zh-before";
import { ActButton } from "./act-button";
import { Area } from "./field";
import { isShort, postWords } from "./notice-post";

/** The step of posting the notice. Where it comes too late, the reason is asked for in place. */
export function ConsoleNotice({ staff: { meeting, place, answer, setAnswer } }: { staff: Staff }) {
  const [reason, setReason] = useState("");
  const { post } = zhBefore;
  const { notice } = meeting.view;
  const short = isShort(answer);
  // Who presses by keyboard writes on at once, without looking for the field.
  useEffect(() => { if (short) document.querySelector<HTMLTextAreaElement>(".steps textarea[name=reason]")?.focus(); }, [short]);
  const asked = (
    <>
      {!notice && <p className="mb-2">{post.not}</p>}
      {notice?.stale && <p className="mb-2"><strong>{post.stale}</strong></p>}
      {short && <div className="mb-3"><Area label={post.reason} hint={post.reasonHint} name="reason" rows={2} maxLength={limits.reason} value={reason} onChange={(event) => setReason(event.target.value)} /></div>}
    </>
  );
  return <ActButton meeting={meeting} place={place} command={{ type: "notice.post", reason: short ? reason : "" }} className="btn primary" onAnswer={setAnswer} before={asked}>{postWords(notice)}</ActButton>;
}

/** The paper before the meeting: when it is, and the pages that change, show and print it. */
export function ConsolePaper({ staff: { meeting: { view }, does, at, zone } }: { staff: Staff }) {
  const { notice, plan, replies } = view;
  const { post } = zhBefore;
  if (view.stage !== "draft" || !plan) return null;
  return (
    <section className="grid gap-2">
      <p>{fullTime(plan.startsAt, zone)}{notice && `　${post.replied(replies.coming, replies.away)}`}</p>
      <div className="flex flex-wrap gap-2">
        {does("meeting.revise") && <a className="btn slim" href={href("meetingEdit", at)}>{zhBefore.notice.edit}</a>}<a className="btn slim" href={href("notice", at)}>{post.see}</a>
        <a className="btn slim" href={href("replies", at)}>{post.replies}</a><a className="btn slim" href={href("pack", at)}>{post.pack}</a>
      </div>
    </section>
  );
}
