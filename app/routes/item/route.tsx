import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { agendaOf, itemById } from "~/rules/meeting/state";
import { FileLink } from "~/ui/file-link";
import { Page } from "~/ui/page";
import { lineOf, Phrase, plainLine } from "~/ui/phrase";
import { RichText } from "~/ui/rich";
import { itemFacts } from "~/words/notice";
import { zh } from "~/words/zh";
import { zhBefore } from "~/words/zh-before";
import { findMeeting, missing } from "../find.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? plainLine(data.heading) : zh.product }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const { view, texts } = (await meeting.scene("hall"))!;
  const item = itemById(view, params.item ?? "");
  if (!item) throw missing();
  const agenda = agendaOf(view);
  const position = agenda.indexOf(item) + 1;
  return {
    at: { community: community.card.slug, meeting: meeting.card.id }, title: meeting.card.title, position, items: agenda.length, decider: item.decider, kind: item.kind === "procedure" ? null : item.kind,
    facts: item.kind === "procedure" ? "" : itemFacts({ kind: item.kind, proposer: item.proposer ? plainLine(texts[item.proposer.id]) : "", minutes: item.minutes }), files: await meeting.before.filesOf(item.id),
    heading: lineOf(texts[item.title.id]), text: texts[item.text.id] ?? null, resolution: lineOf(texts[item.resolution.id]),
  };
}

export default function ItemRoute() {
  const { at, title, position, items, decider, kind, facts, files, heading, text, resolution } = useLoaderData<typeof loader>();
  return (
    <Page title={title} back={href("meeting", at)}>
      <p className="eyebrow">{position > 0 && <span>{zh.meeting.item(position, items)}</span>}<span>{facts}</span></p>
      <h1><Phrase text={heading} /></h1>
      <section className="my-6"><RichText text={text} /></section>
      {(kind === "vote" || kind === null) && <section className="my-6"><h2 className="mb-1">{zh.meeting.resolution}</h2><p><Phrase text={resolution} /></p></section>}
      {files.length > 0 && <section className="my-6"><h2 className="mb-1">{zhBefore.files.title}</h2><ul>{files.map((file) => <li key={file.id}><FileLink at={at} file={file} /></li>)}</ul></section>}
      <dl className="facts"><dt>{zh.meeting.decider}</dt><dd>{zh.decider[decider]}</dd></dl>
    </Page>
  );
}
