import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { itemById } from "~/rules/meeting/state";
import { FileLink } from "~/ui/file-link";
import { Page } from "~/ui/page";
import { lineOf, Phrase, plainLine } from "~/ui/phrase";
import { PollFigures } from "~/ui/poll-figures";
import { RichText } from "~/ui/rich";
import type { Names, Texts } from "~/wire/protocol";
import type { Item, MeetingState } from "~/rules/meeting/state";
import { placeWords } from "~/words/rounds";
import { verdictWords } from "~/words/sentences";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { zhBefore } from "~/words/zh-before";
import { zhMinutes } from "~/words/zh-minutes";
import { findMeeting, missing } from "../find.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? plainLine(data.heading) : zh.product }];

/** Everything that stands on one item, for everybody. */
export async function loader({ context, params }: LoaderFunctionArgs) {
  const { community, meeting } = await findMeeting(context, params);
  const { view, texts, names } = (await meeting.scene("hall"))!;
  const item = itemById(view, params.item ?? "");
  if (!item) throw missing();
  return {
    at: { community: community.card.slug, meeting: meeting.card.id }, title: meeting.card.title, over: view.stage === "closed", place: placeWords(view, item.id), decider: item.decider, id: item.id, kind: item.kind, minutes: item.minutes,
    heading: lineOf(texts[item.title.id]), text: texts[item.text.id] ?? null, resolution: lineOf(texts[item.resolution.id]), proposer: item.proposer && plainLine(texts[item.proposer.id]),
    deferred: item.deferred && plainLine(texts[item.deferred.id]), files: await meeting.before.filesOf(item.id),
    ...decidedOn(view, item, { texts, names }),
  };
}

/** What was put and answered on the item. */
function decidedOn(view: MeetingState, { id }: Item, { texts, names }: { texts: Texts; names: Names }) {
  const words = zhPages.item;
  return {
    motions: view.motions.filter(({ item }) => item === id).map(({ id: key, text, mover, stage }) => ({ key, text: lineOf(texts[text.id]), by: words.by(names[mover] ?? ""), stage: stage === "put" ? words.put : stage === "withdrawn" ? words.withdrawn : words.notPut })),
    polls: view.polls.flatMap(({ item, id: key, text, tally }) => (item === id && tally ? [{ key, question: lineOf(texts[text.id]), tally }] : [])),
    results: view.rounds.flatMap(({ item, id: round, result, text }) => (item === id && result ? [{ round, text: lineOf(texts[text.id]), verdict: verdictWords(result.outcome) }] : [])),
  };
}

export default function ItemRoute() {
  const data = useLoaderData<typeof loader>();
  const { at, title, place, heading, text, resolution, kind, id, deferred, over } = data;
  const votes = kind === "vote" || kind === "procedure";
  return (
    <Page title={title} back={href("meeting", at)}>
      <p className="eyebrow"><strong>{zhPages.item.kind[kind]}</strong>{kind !== "procedure" && <span>{place}</span>}</p>
      <h1><Phrase text={heading} /></h1>
      {deferred && <p className="my-3"><strong>{zhPages.item.deferred(deferred)}</strong></p>}
      <Results {...data} />
      {kind !== "procedure" && <section className="my-6"><RichText text={text} /></section>}
      {votes && <section className="my-6"><h2 className="mb-1">{zh.meeting.resolution}</h2><p><Phrase text={resolution} /></p></section>}
      {data.files.length > 0 && <section className="my-6"><h2 className="mb-1">{zhBefore.files.title}</h2><ul>{data.files.map((file) => <li key={file.id}><FileLink at={at} file={file} /></li>)}</ul></section>}
      <Moved {...data} />
      {data.polls.map(({ key, question, tally }) => <PollFigures key={key} tally={tally} question={<Phrase text={question} />} />)}
      {over && <p className="my-4"><a className="inline-flex items-center min-h-tap" href={href("minutes", at)}>{zhMinutes.public.link}</a></p>}
      <Facts {...data} />
      {kind !== "procedure" && <p className="mt-4"><a className="inline-flex items-center min-h-tap" href={href("comments", { ...at, item: id })}>{zh.talk.opinions}</a></p>}
    </Page>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

const Results = ({ results, at }: Data) => results.length > 0 && (
  <section className="my-6"><h2>{zhPages.item.result}</h2>
    <ul className="rows">{results.map(({ round, text, verdict }) => <li key={round} className="py-2"><a className="entry" href={href("result", { ...at, round })}>{verdict}</a><p className="meta"><Phrase text={text} /></p></li>)}</ul>
  </section>
);

const Moved = ({ motions }: Data) => motions.length > 0 && (
  <section className="my-6"><h2>{zhPages.item.motions}</h2>
    <ul className="rows">{motions.map(({ key, text, by, stage }) => <li key={key} className="py-2"><p><Phrase text={text} /></p><p className="meta">{by}　{stage}</p></li>)}</ul>
  </section>
);

const Facts = ({ kind, decider, proposer, minutes }: Data) => (
  <dl className="facts">
    {proposer && <><dt>{zhPages.item.proposer}</dt><dd>{proposer}</dd></>}
    {minutes > 0 && <><dt>{zhPages.item.minutes}</dt><dd>{zhPages.item.minutesOf(minutes)}</dd></>}
    {kind === "vote" && <><dt>{zh.meeting.decider}</dt><dd>{zh.decider[decider]}</dd></>}
  </dl>
);
