import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { itemById } from "~/rules/meeting/state";
import { Page } from "~/ui/page";
import { lineOf, Phrase, plainLine } from "~/ui/phrase";
import { RichText } from "~/ui/rich";
import { zh } from "~/words/zh";
import { zhMinutes } from "~/words/zh-minutes";
import { findMeeting, missing } from "../find.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? plainLine(data.heading) : zh.product }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const { view, texts } = (await meeting.scene("hall"))!;
  const item = itemById(view, params.item ?? "");
  if (!item) throw missing();
  const position = view.items.indexOf(item) + 1;
  return {
    at: { community: community.card.slug, meeting: meeting.card.id }, title: meeting.card.title, over: view.stage === "closed", position, items: view.items.length, decider: item.decider,
    heading: lineOf(texts[item.title.id]), text: texts[item.text.id] ?? null, resolution: lineOf(texts[item.resolution.id]),
  };
}

export default function ItemRoute() {
  const { at, title, over, position, items, decider, heading, text, resolution } = useLoaderData<typeof loader>();
  return (
    <Page title={title} back={href("meeting", at)}>
      <p className="eyebrow"><span>{zh.meeting.item(position, items)}</span></p>
      <h1><Phrase text={heading} /></h1>
      <section className="my-6"><RichText text={text} /></section>
      <section className="my-6"><h2 className="mb-1">{zh.meeting.resolution}</h2><p><Phrase text={resolution} /></p></section>
      {over && <p className="my-4"><a className="inline-flex items-center min-h-tap" href={href("minutes", at)}>{zhMinutes.public.link}</a></p>}
      <dl className="facts"><dt>{zh.meeting.decider}</dt><dd>{zh.decider[decider]}</dd></dl>
    </Page>
  );
}
