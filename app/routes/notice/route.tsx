import { json, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { href } from "~/paths";
import { NoticeBody } from "~/ui/notice-body";
import { NoticeShare } from "~/ui/notice-share";
import { Banner, Page, TypeSwitch } from "~/ui/page";
import { Postings, type PostingErrors } from "~/ui/postings";
import { dropIn, hangIn, takeDownIn } from "~/wire/draft-forms.server";
import { dayValue } from "~/words/date-fields";
import { zhBefore } from "~/words/zh-before";
import { findMeeting, missing, needDoor, no } from "../find.server";
import { newFormKey } from "../form-key.server";
import { uploadOf, type Upload } from "../upload.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${zhBefore.notice.title}：${data.sheet.title}` : zhBefore.notice.title }];

/** The notice at its public address; before it is posted staff read it alone. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const sheet = await meeting.before.notice();
  if (!sheet) throw missing();
  const [desk, mine] = await Promise.all([meeting.before.desk(), meeting.mine()]);
  const zone = community.card.timeZone;
  return {
    // Whoever is known to be no member is not asked; a member may not have entered yet.
    asked: mine.as !== "person" || mine.roles.includes("member"),
    at: { community: community.card.slug, meeting: meeting.card.id }, community: community.card.name, zone, sheet, large: context.large, postings: await meeting.before.postings(),
    desk: desk && { key: newFormKey(), today: dayValue(context.now(), zone) },
  };
}

/** Where the notice hangs, entered by those who hang it up. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const desk = needDoor(await meeting.before.desk(), context, request);
  const sent = await uploadOf(request);
  const { do: what, posting = "" } = sent.fields;
  if (what !== "hang" && what !== "down" && what !== "drop") throw no(400);
  const errors = what === "hang" ? await hung(desk, meeting.before, sent) : await { down: takenDown, drop: dropped }[what](desk, sent);
  if (errors) return json<PostingErrors>({ form: what === "hang" ? "hang" : posting.slice(0, 40), typed: { place: sent.fields.place ?? "", postedOn: sent.fields.postedOn ?? "", takenDownOn: sent.fields.takenDownOn ?? "" }, errors }, { status: 422 });
  return redirect(`${href("notice", { community: community.card.slug, meeting: meeting.card.id })}#postings`, 303);
}

type Before = Awaited<ReturnType<typeof findMeeting>>["meeting"]["before"];
type Desk = NonNullable<Awaited<ReturnType<Before["desk"]>>>;
type Errors = PostingErrors["errors"] | null;
const errorsOf = (error: z.ZodError): Errors => z.flattenError(error).fieldErrors;

const mostPostings = 50;

async function hung(desk: Desk, before: Before, { fields, file }: Upload): Promise<Errors> {
  const parsed = hangIn.safeParse(fields);
  if (!parsed.success) return errorsOf(parsed.error);
  if ((await before.postings()).length >= mostPostings) return { place: [zhBefore.postings.many] };
  const photo = file && await desk.send(parsed.data.key, file, { count: 0, photo: true });
  if (typeof photo === "string") return { file: [photo === "kind" ? zhBefore.files.noPhoto : zhBefore.files.no[photo]] };
  await desk.hang({ ...parsed.data, photo: photo?.id ?? null });
  return null;
}

async function takenDown(desk: Desk, { fields }: Upload): Promise<Errors> {
  const parsed = takeDownIn.safeParse(fields);
  if (!parsed.success) return errorsOf(parsed.error);
  return await desk.takeDown(parsed.data.posting, parsed.data.takenDownOn) ? null : { takenDownOn: [zhBefore.postings.badDay] };
}

async function dropped(desk: Desk, { fields }: Upload): Promise<Errors> {
  const parsed = dropIn.safeParse(fields);
  if (!parsed.success) return errorsOf(parsed.error);
  await desk.drop(parsed.data.posting);
  return null;
}

export default function NoticeRoute() {
  const { at, community, zone, sheet: sent, large, postings, desk, asked } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const sheet = sent;
  const { notice } = zhBefore;
  const open = asked && sheet.posted && sheet.stage === "draft";
  return (
    <Page title={community} back={href("community", { community: at.community })} end={<TypeSwitch large={large} back={href("notice", at)} />} bar={open ? <a className="btn primary" href={href("reply", at)}>{notice.reply}</a> : undefined}>
      {!sheet.posted ? <div className="mb-4"><Banner>{notice.draft}</Banner></div> : sheet.posted.stale && <div className="mb-4"><Banner>{notice.changed}</Banner></div>}
      <NoticeBody sheet={sheet} zone={zone} at={at} />
      <p className="flex flex-wrap gap-2 mt-6">
        <a className="btn slim" href={href("meeting", at)}>{notice.meeting}</a>
        {sheet.posted && <a className="btn slim" href={href("noticeCalendar", at)} download>{notice.calendar}</a>}
        <a className="btn slim" href={href("noticePrint", at)}>{notice.print}</a>
        {desk && <a className="btn slim" href={href("meetingEdit", at)}>{notice.edit}</a>}
      </p>
      {sheet.posted && <NoticeShare sheet={sheet} zone={zone} />}
      {sheet.posted && <Postings at={at} postings={postings} desk={desk} answer={(answer ?? null)} />}
    </Page>
  );
}
