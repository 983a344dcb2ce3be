import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { isEntitled } from "~/rules/meeting/rights";
import { AnswerBanner } from "~/ui/act-button";
import { Empty, Page } from "~/ui/page";
import { ReplyRows } from "~/ui/reply-rows";
import { zhBefore } from "~/words/zh-before";
import { findMeeting, needDoor } from "../find.server";
import { staffScene } from "../staff.server";

export const meta: MetaFunction = () => [{ title: zhBefore.replies.title }];

/** Who answered and who did not; the reasons are for staff, and so is this page. */
export async function loader(args: LoaderFunctionArgs) {
  const { base: { community, card, scene, answer, back, key } } = await staffScene(args);
  const { meeting } = await findMeeting(args.context, args.params);
  const rows = needDoor(await meeting.before.replies(), args.context, args.request);
  const held = await meeting.roles();
  const { stage, notice } = scene.view;
  return {
    at: { community: community.slug, meeting: card.id }, title: card.title, zone: community.timeZone, rows, answer, back, key,
    mayAnswer: stage === "draft" && notice !== null && isEntitled("reply.give", held, false), state: stage !== "draft" ? zhBefore.replies.over : notice ? null : zhBefore.replies.noNotice,
  };
}

export default function Replies() {
  const { at, title, zone, rows, answer, back, key, mayAnswer, state } = useLoaderData<typeof loader>();
  const words = zhBefore.replies;
  const [open, answered] = [rows.filter(({ coming }) => coming === null), rows.filter(({ coming }) => coming !== null)];
  const coming = answered.filter((row) => row.coming).length;
  const place = { url: href("act", at), back, formKey: key, zone };
  return (
    <Page title={title} back={href("chair", at)}>
      <h1 className="my-4">{words.title}</h1>
      <AnswerBanner answer={answer} zone={zone} />
      {state && <p className="mb-4">{state}</p>}
      {rows.length === 0 ? <Empty>{words.noMembers}</Empty> : (
        <>
          <p className="mb-4"><strong>{words.counts(coming, answered.length - coming, open.length)}</strong></p>
          {mayAnswer ? null : !state && <p className="meta mb-4">{words.byRecorder}</p>}
          <h2 className="border-b-2 border-ink pb-2">{words.open}</h2>
          {open.length === 0 ? <Empty>{words.allAnswered}</Empty> : <ReplyRows rows={open} place={place} mayAnswer={mayAnswer} />}
          <h2 className="border-b-2 border-ink pb-2 mt-8">{words.answered}</h2>
          {answered.length === 0 ? <Empty>{words.noneAnswered}</Empty> : <ReplyRows rows={answered} place={place} mayAnswer={mayAnswer} />}
        </>
      )}
    </Page>
  );
}
