import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { Field } from "~/ui/field";
import { NoticeItems } from "~/ui/minutes-notice-items";
import { PrintButton } from "~/ui/minutes-public";
import { Page } from "~/ui/page";
import { Qr } from "~/ui/qr";
import type { Posting, Published, PublicObjection } from "~/wire/minutes";
import { firstWrong, postingForm } from "~/wire/minutes-forms.server";
import { inFours } from "~/words/codes";
import { limits } from "~/words/limits";
import { noticeSentence, overSentence } from "~/words/minutes";
import { dayWords } from "~/words/date-fields";
import { date } from "~/words/time";
import { zhMinutes } from "~/words/zh-minutes";
import { fieldsOf, no } from "../find.server";
import { findVersion } from "../minutes-version.server";

export const meta: MetaFunction = () => [{ title: zhMinutes.notice.title }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, minutes, published, at } = await findVersion(context, params);
  return { at, zone: community.card.timeZone, published, postings: await minutes.postings(), objections: await minutes.objections(), mayPost: await minutes.mayPost() };
}

export async function action({ context, params, request }: ActionFunctionArgs) {
  const { minutes } = await findVersion(context, params);
  if (!await minutes.mayPost()) throw no(403);
  const fields = await fieldsOf(request);
  const parsed = postingForm.safeParse(fields);
  if (!parsed.success) return json({ why: firstWrong(parsed.error).why, typed: fields.place ?? "" }, { status: 422 });
  return await minutes.post(parsed.data) ? redirect(new URL(request.url).pathname, 303) : json({ why: zhMinutes.draft.failed, typed: "" }, { status: 422 });
}

/** One sheet for the notice board, and beside it where it hangs. */
export default function MinutesNotice() {
  const { at, zone, published: told, postings, objections, mayPost } = useLoaderData<typeof loader>();
  const answered = useActionData<typeof action>();
  const published = told;
  return (
    <>
      <div className="slips-head print:hidden">
        <Page title={zhMinutes.notice.title} back={href("minutes", at)}>
          <PrintButton />
          <Postings postings={postings} mayPost={mayPost} answered={answered} />
        </Page>
      </div>
      <Sheet published={published} zone={zone} objections={objections} postings={postings} />
    </>
  );
}

function Sheet({ published: { content, paper, from, to, days, over, code, version, at }, zone, objections, postings }: { published: Published; zone: string; objections: readonly PublicObjection[]; postings: readonly Posting[] }) {
  const { notice } = zhMinutes;
  const answered = objections.filter(({ answer }) => answer !== null);
  return (
    <article className="paper" lang="zh-CN">
      <h1>{notice.heading}</h1>
      <p>{notice.lead(content.heading, content.number)}</p>
      <NoticeItems items={content.items} />
      {days > 0 && <p className="mt-[6mm]">{over ? overSentence({ filed: objections.length, answered: answered.length }) : noticeSentence({ from, to })}</p>}
      {over && answered.map(({ number, answer }) => <p key={number}>{zhMinutes.objection.line(number, date(objections.find((one) => one.number === number)!.at, zone))}：{answer}</p>)}
      {postings.length > 0 && <p>{notice.postings}：{postings.map((one) => postedWords(one)).join("；")}。</p>}
      <p className="mt-[10mm] text-right">{content.issuer}</p>
      <p className="text-right">{date(at, zone)}</p>
      <footer className="paper-foot"><Qr text={paper.foot.scan} label={notice.qr} quiet={0} /><div><p>{content.officers}</p><p>{zhMinutes.public.code(inFours(code), version)}</p><p>{notice.sheet(paper.foot.scan)}</p></div></footer>
    </article>
  );
}

const postedWords = ({ place, postedOn, takenDownOn }: Posting) => zhMinutes.notice.posted(place, dayWords(postedOn), takenDownOn && dayWords(takenDownOn));

function Postings({ postings, mayPost, answered }: { postings: readonly Posting[]; mayPost: boolean; answered: { why: string; typed: string } | undefined }) {
  const { notice } = zhMinutes;
  return (
    <section className="mt-6">
      <h2>{notice.postings}</h2>
      {postings.length === 0 && <p className="meta">{notice.noPostings}</p>}
      <ul className="rows mt-2">
        {postings.map((one) => (
          <li key={one.id} className="py-2 grid gap-2"><span>{postedWords(one)}</span>
            {mayPost && !one.takenDownOn && <form method="post" className="flex flex-wrap gap-2 items-end"><input type="hidden" name="id" value={one.id} /><Field label={notice.takenDownOn} name="takenDownOn" type="date" required /><button className="btn slim">{notice.takeDown}</button></form>}</li>
        ))}
      </ul>
      {mayPost && <form method="post" className="grid gap-2 mt-4"><Field label={notice.place} name="place" maxLength={limits.line} required defaultValue={answered?.typed} why={answered?.why ?? null} /><Field label={notice.postedOn} name="postedOn" type="date" required /><button className="btn slim justify-self-start">{notice.add}</button></form>}
    </section>
  );
}
