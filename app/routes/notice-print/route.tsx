import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { NoticePaper } from "~/ui/notice-paper";
import { Page } from "~/ui/page";
import { PrintButton } from "~/ui/print-button";
import { zhBefore } from "~/words/zh-before";
import { findMeeting, missing } from "../find.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${zhBefore.notice.title}：${data.sheet.title}` : zhBefore.notice.title }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const sheet = await meeting.before.notice();
  if (!sheet) throw missing();
  return { at: { community: community.card.slug, meeting: meeting.card.id }, zone: community.card.timeZone, sheet };
}

export default function NoticePrint() {
  const { at, zone, sheet } = useLoaderData<typeof loader>();
  return (
    <>
      <div className="slips-head print:hidden"><Page title={zhBefore.notice.title} back={href("notice", at)}><h1 className="my-4">{zhBefore.notice.print}</h1><PrintButton /></Page></div>
      <NoticePaper sheet={sheet} zone={zone} />
    </>
  );
}
