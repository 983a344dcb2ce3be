import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { PrintButton } from "~/ui/minutes-public";
import { PaperSheet } from "~/ui/paper";
import { zhMinutes } from "~/words/zh-minutes";
import { findVersion } from "../minutes-version.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? data.paper.heading + data.paper.number : zhMinutes.public.title }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const { published, at } = await findVersion(context, params);
  return { at, paper: published.paper };
}

/** The 公示版 on A4. */
export default function MinutesPrint() {
  const { at, paper } = useLoaderData<typeof loader>();
  return (
    <>
      <div className="print:hidden px-gutter py-2 flex flex-wrap items-center justify-between gap-4"><a className="back" href={href("minutes", at)}>{zhMinutes.public.title}</a><PrintButton /></div>
      <main id="main"><PaperSheet paper={paper} /></main>
    </>
  );
}
