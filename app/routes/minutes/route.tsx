import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { PublicMinutes } from "~/ui/minutes-public";
import { Empty, Page, Seal, TypeSwitch } from "~/ui/page";
import { zhMinutes } from "~/words/zh-minutes";
import { zhPages } from "~/words/zh-pages";
import { findMeeting } from "../find.server";
import { onPage } from "../minutes-version.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${zhMinutes.public.title}：${data.title}` : zhMinutes.public.title }];

/** The newest 公示版, at a stable address; before it is published, where it will be. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const minutes = await meeting.minutes();
  const [published, objections] = await Promise.all([minutes.published(null), minutes.objections()]);
  return {
    at: { community: community.card.slug, meeting: meeting.card.id }, community: community.card.name, title: meeting.card.title, zone: community.card.timeZone, large: context.large,
    published: published && onPage(published), filed: objections.length, answered: objections.filter(({ answeredAt }) => answeredAt !== null).length,
  };
}

export default function MinutesRoute() {
  const { at, community, title, zone, large, published, filed, answered } = useLoaderData<typeof loader>();
  return (
    <Page title={<><Seal />　{zhPages.community.hall(community)}</>} back={href("community", { community: at.community })} end={<TypeSwitch large={large} back={href("minutes", at)} />}>
      {published ? <PublicMinutes published={published} at={at} zone={zone} filed={filed} answered={answered} /> : <><h1 className="mt-4">{title}</h1><Empty>{zhMinutes.public.none}</Empty></>}
      <p className="btns mt-6"><a className="btn" href={href("meeting", at)}>{zhPages.ballot.toMeeting}</a></p>
    </Page>
  );
}
