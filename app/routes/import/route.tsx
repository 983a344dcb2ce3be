import { json, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import type { ImportPreview } from "~/wire/context";
import { Area, Field, written } from "~/ui/field";
import { Banner, Page } from "~/ui/page";
import { zhOffice } from "~/words/zh-office";
import { findCommunity, formOf, needDoor } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhOffice.import.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  needDoor(await community.people(), context, request);
  return { slug: community.card.slug };
}

type Answered = { why: string | null; content: string; preview: (ImportPreview & { done?: boolean }) | null; moved: boolean };

/** First a preview of every line; only that preview can then be applied, all of it or nothing. */
export async function action({ context, params, request }: ActionFunctionArgs) {
  const community = await findCommunity(context, params);
  const people = needDoor(await community.people(), context, request);
  const form = await formOf(request);
  const content = await people.contentOf(form.get("file"), written(form, "content"));
  if (content === "unreadable" || content === "empty") return json<Answered>({ why: content === "empty" ? zhOffice.import.nothing : zhOffice.import.unreadable, content: "", preview: null, moved: false }, { status: 422 });
  const sign = form.get("sign");
  if (typeof sign !== "string") {
    const preview = await people.preview(content.text);
    return typeof preview === "string" ? json<Answered>({ why: preview, content: content.text, preview: null, moved: false }, { status: 422 }) : json<Answered>({ why: null, content: content.text, preview, moved: false });
  }
  const applied = await people.apply(content.text, sign);
  if (typeof applied === "string") return json<Answered>({ why: applied, content: content.text, preview: null, moved: false }, { status: 422 });
  return json<Answered>({ why: null, content: content.text, preview: applied, moved: !applied.done }, { status: applied.done ? 200 : 409 });
}

export default function Import() {
  const { slug } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const at = { community: slug };
  return (
    <Page title={zhOffice.people.title} back={href("people", at)} wide>
      <h1 className="my-4">{zhOffice.import.title}</h1>
      {answer?.preview ? <Preview slug={slug} answer={answer as Answered & { preview: ImportPreview & { done?: boolean } }} /> : (
        <form method="post" encType="multipart/form-data" className="grid gap-4">
          <p>{zhOffice.import.lead}</p>
          <Area label={zhOffice.import.paste} name="content" rows={10} defaultValue={answer?.content} placeholder={zhOffice.import.example} why={answer?.why} spellCheck={false} />
          <Field label={zhOffice.import.file} name="file" type="file" accept=".csv,.txt,.tsv,.xlsx" />
          <button className="btn primary">{zhOffice.import.preview}</button>
        </form>
      )}
    </Page>
  );
}

/** Lines that stay as they are say nothing; wrong ones come first. */
const mostShown = 500;

function Preview({ slug, answer: { preview, content, moved } }: { slug: string; answer: Answered & { preview: ImportPreview & { done?: boolean } } }) {
  const { rows, added, changed, errors, sign, done } = preview;
  const telling = rows.filter(({ kind }) => kind !== "skipped").sort((a, b) => Number(b.kind === "error") - Number(a.kind === "error"));
  const back = <a className="btn" href={done ? href("people", { community: slug }) : href("import", { community: slug })}>{done ? zhOffice.people.title : zhOffice.import.again}</a>;
  return (
    <>
      {done ? <Banner calm>{zhOffice.import.done(added, changed)}</Banner> : moved ? <Banner>{zhOffice.import.moved}</Banner> : errors > 0 ? <Banner>{zhOffice.import.errors}</Banner> : null}
      <p className="my-4"><strong>{zhOffice.import.summary(preview)}</strong></p>
      {!done && errors === 0 && (added + changed === 0 ? <p>{zhOffice.import.none}</p> : (
        <form method="post" encType="multipart/form-data" className="mb-4"><input type="hidden" name="content" value={content} /><input type="hidden" name="sign" value={sign} /><button className="btn primary">{zhOffice.import.apply}</button></form>
      ))}
      <p className="mb-4">{back}</p>
      <ul className="rows">
        {telling.slice(0, mostShown).map(({ line, kind, name, home, why }) => (
          <li key={line} className="imported py-2"><span className="meta">{zhOffice.import.line(line)}</span><span className={kind === "error" ? "font-bold" : ""}>{zhOffice.import.kind[kind]}</span><span><strong>{name}</strong>　{home}</span><span className={kind === "error" ? "font-bold" : "meta"}>{why}</span></li>
        ))}
      </ul>
    </>
  );
}
