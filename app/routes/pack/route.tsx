import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { AgendaSheet, RollSheet, RulesSheet, ScriptSheet } from "~/ui/pack-sheets";
import { Page } from "~/ui/page";
import { PrintButton } from "~/ui/print-button";
import { zhBefore } from "~/words/zh-before";
import { findMeeting, needDoor } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhBefore.pack.title }];

/** Everything that an evening needs on paper, in one print. */
export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const pack = needDoor(await meeting.before.pack(), context, request);
  return { at: { community: community.card.slug, meeting: meeting.card.id }, zone: community.card.timeZone, pack };
}

export default function Pack() {
  const { at, zone, pack: sent } = useLoaderData<typeof loader>();
  const pack = sent;
  return (
    <>
      <div className="slips-head print:hidden">
        <Page title={pack.notice.title} back={href("chair", at)}><h1 className="my-4">{zhBefore.pack.title}</h1><p>{zhBefore.pack.lead}</p><p className="mb-4">{zhBefore.pack.contents}</p><PrintButton /></Page>
      </div>
      <div>{[RollSheet, ScriptSheet, AgendaSheet, RulesSheet].map((Sheet, i) => <Sheet pack={pack} zone={zone} key={i} />)}</div>
    </>
  );
}
