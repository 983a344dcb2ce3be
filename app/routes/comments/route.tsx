import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { href } from "~/paths";
import type { Command } from "~/rules/meeting/commands";
import { tags } from "~/rules/meeting/events";
import { takesComments } from "~/rules/meeting/comment";
import { itemById } from "~/rules/meeting/state";
import { Hidden } from "~/ui/hidden";
import { Banner, Empty, Page } from "~/ui/page";
import { lineOf, Phrase, plainLine } from "~/ui/phrase";
import { noWords, type Doing } from "~/ui/plain-act";
import { Opinion, Unshown } from "~/ui/talk-opinion";
import { OpinionFields } from "~/ui/talk-write";
import type { CommentPage } from "~/wire/talk-door";
import type { CommentRow } from "~/wire/protocol";
import { refusalWords } from "~/words/refusals";
import { clock } from "~/words/time";
import { officeOf } from "~/words/who";
import { zh } from "~/words/zh";
import { zhTalk } from "~/words/zh-talk";
import { missing } from "../find.server";
import { actHere, hereFor, type Here } from "../talk.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? `${zhTalk.opinion.title}：${plainLine(data.heading)}` : zh.product }];

/** Opinions on one item by page, and one's own: complete without script. */
export async function loader(args: LoaderFunctionArgs) {
  const { meeting, base: { view, texts, mine, title, zone, at, place } } = await hereFor(args);
  const item = itemById(view, args.params.item ?? "");
  if (!item) throw missing();
  const asked = new URL(args.request.url).searchParams;
  const before = /^\d{1,9}$/.exec(asked.get("before") ?? "")?.[0] ?? null;
  const reply = /^[0-9a-z]{16}$/.exec(asked.get("reply") ?? "")?.[0] ?? null;
  const [page, parent] = await Promise.all([meeting.talk.comments(item.id, before === null ? null : Number(before)), reply ? meeting.talk.comment(reply) : null]);
  const refusal = takesComments(view, item.id);
  const office = mine.as === "person" ? officeOf(view, mine) : undefined;
  return {
    mine, title, zone, at, place, item: item.id, heading: lineOf(texts[item.title.id]), page, parent: parent?.item === item.id && !parent.parent ? parent : null, isFirst: before === null,
    moderated: view.comments.moderated, closed: refusal && (item.endedAt === null ? refusalWords(refusal, zone) : zhTalk.opinion.closed(clock(item.endedAt, zone))), silent: office === "chair" || office === "supervisor",
  };
}
export const action = (args: ActionFunctionArgs) => actHere(args, ["comment.post", "comment.agree"]);

type Data = { mine: Here["mine"]; page: CommentPage; parent: CommentRow | null };

export default function Comments() {
  const data = useLoaderData<typeof loader>();
  const { title, zone, at, place, item, heading, isFirst, moderated, closed, silent } = data;
  const { mine, page, parent } = data as unknown as Data;
  const said = useActionData<typeof action>();
  const doing: Doing = { place, send: null, told: () => undefined };
  const person = mine.as === "person" && !silent && !closed ? mine.person : null;
  const last = page.rows[page.rows.length - 1];
  const here = href("comments", { ...at, item });
  const agreed = new Set(page.agreed);
  const reader = { zone, person, doing, replyTo: (row: CommentRow) => `${here}?reply=${row.id}` };
  return (
    <Page title={title} back={href("meeting", at)}>
      <p className="eyebrow"><strong>{zhTalk.opinion.title}</strong><span>{zhTalk.opinion.total(page.total)}</span></p>
      <h1><Phrase text={heading} /></h1>
      <p className="meta my-2">{closed ?? (moderated ? <strong>{zhTalk.opinion.moderated}</strong> : zhTalk.opinion.open)}</p>
      {isFirst && !closed && <WriteHere person={person} silent={silent} watcher={mine.as !== "person"}>
        {person && <Form {...{ place, item, person, parent }} typed={said?.typed} why={noWords(said?.answer, zone)} here={here} />}
      </WriteHere>}
      {!isFirst && noWords(said?.answer, zone) && <Banner>{noWords(said?.answer, zone)}</Banner>}
      {page.rows.length === 0 ? <Empty>{isFirst ? zhTalk.opinion.empty : zhTalk.opinion.none}</Empty>
        : <ul className="rows mt-4" data-opinions>{page.rows.map((row) => <Opinion key={row.id} row={row} reader={reader} agrees={agreed.has(row.id)} />)}</ul>}
      <p className="flex gap-6">{!isFirst && <a className="inline-flex items-center min-h-tap" href={here}>{zhTalk.opinion.newer}</a>}{page.more && last && <a className="inline-flex items-center min-h-tap" href={`${here}?before=${last.number}`}>{zhTalk.opinion.older}</a>}</p>
      {mine.as === "person" && <Unshown rows={(mine.unshown ?? []).filter((row) => row.item === item)} zone={zone} />}
    </Page>
  );
}

function WriteHere({ person, silent, watcher, children }: { person: string | null; silent: boolean; watcher: boolean; children: ReactNode }) {
  if (person) return children;
  return <p className="my-3">{silent ? zhTalk.opinion.officers : zhTalk.opinion.enter}{watcher && <> <a href={href("slipCode")}>{zh.meeting.join}</a></>}</p>;
}

type FormProps = { place: Here["place"]; item: string; person: string; parent: CommentRow | null; typed: { text: string; tag: string; parent: string } | undefined; why: string | null; here: string };

function Form({ place, item, person, parent, typed, why, here }: FormProps) {
  const fields = { type: "comment.post", item, person, parent: parent?.id ?? "" } as unknown as Command;
  return (
    <form method="post" className="grid gap-3 my-4">
      <Hidden command={fields} place={place} />
      <OpinionFields typed={{ text: typed?.text ?? "", tag: tags.find((tag) => tag === typed?.tag) ?? null, to: parent?.name ?? null }} why={why} cancel={parent && <a className="btn" href={here}>{zhTalk.opinion.cancel}</a>} />
    </form>
  );
}
