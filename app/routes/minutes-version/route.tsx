import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { PublicMinutes } from "~/ui/minutes-public";
import { Page } from "~/ui/page";
import { zhMinutes } from "~/words/zh-minutes";
import { findVersion, onPage } from "../minutes-version.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${zhMinutes.public.title}：${data.title}` : zhMinutes.public.title }];

/** A version as it was published; it stays readable when there is a newer one. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting, minutes, published, at } = await findVersion(context, params);
  const objections = await minutes.objections();
  return { at, title: meeting.card.title, zone: community.card.timeZone, published: onPage(published), filed: objections.length, answered: objections.filter(({ answeredAt }) => answeredAt !== null).length };
}

export default function MinutesVersion() {
  const { at, title, zone, published, filed, answered } = useLoaderData<typeof loader>();
  return <Page title={title} back={href("minutes", at)}><PublicMinutes published={published} at={at} zone={zone} filed={filed} answered={answered} /></Page>;
}
