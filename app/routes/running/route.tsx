import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { href } from "~/paths";
import { Part } from "~/ui/community-parts";
import { Page } from "~/ui/page";
import type { Pace, Running } from "~/wire/running";
import { zhOffice } from "~/words/zh-office";
import { findCommunity, needDoor } from "../find.server";

export const meta: MetaFunction = () => [{ title: zhOffice.running.title }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  return { slug: community.card.slug, name: community.card.name, running: needDoor(await community.running(), context, request) };
}

export default function RunningPage() {
  const { slug, name, running: { phones, acts, machine } } = useLoaderData<typeof loader>();
  const at = { community: slug };
  return (
    <Page title={name} back={href("community", at)}>
      <h1 className="my-4">{zhOffice.running.title}</h1>
      <p>{zhOffice.running.lead}</p>
      <Phones {...phones} />
      <Acts {...acts} />
      <Machine {...machine} />
      <p className="mt-8"><a className="btn w-full" href={href("running", at)}>{zhOffice.running.again}</a></p>
    </Page>
  );
}

type FigureProps = { title: string; pace: Pace; word: string; now: string; children: ReactNode };

/** A figure, how it fares in a word, and what is to be done. */
const Figure = ({ title, pace, word, now, children }: FigureProps) => (
  <Part title={title}>
    <p className="flex flex-wrap justify-between gap-x-4 mt-2 text-lead font-semibold"><span>{now}</span><span className={pace === "good" ? "text-ink-2" : "text-heed-ink"}>{word}</span></p>
    {children}
  </Part>
);

function Phones({ pace, online, lost }: Running["phones"]) {
  const { phones, nothing } = zhOffice.running;
  return (
    <Figure title={phones.title} pace={pace} word={phones[pace]} now={phones.now(online)}>
      <p>{lost === 0 ? phones.none : phones.lost(lost)}{pace === "good" ? nothing : phones.do[pace]}</p>
      <p className="meta">{phones.scope}</p>
    </Figure>
  );
}

function Acts({ pace, count, typical, slowest }: Running["acts"]) {
  const { acts, nothing } = zhOffice.running;
  return (
    <Figure title={acts.title} pace={pace} word={zhOffice.running[pace]} now={count === 0 ? acts.none : acts.now(seconds(typical), seconds(slowest))}>
      <p>{pace === "good" ? nothing : acts.do[pace]}</p>
      <p className="meta">{acts.scope}</p>
    </Figure>
  );
}

function Machine({ pace, causes, database }: Running["machine"]) {
  const { machine, nothing } = zhOffice.running;
  const said = { database: machine.database(database === null ? null : seconds(database)), computer: machine.computer, news: machine.news };
  return (
    <Figure title={machine.title} pace={pace} word={zhOffice.running[pace]} now={machine.now[pace]}>
      {causes.length === 0 ? <p>{nothing}</p> : causes.map((cause) => <p key={cause}>{said[cause]}{machine.do[cause]}</p>)}
    </Figure>
  );
}

/** Nobody presses in hundredths. */
const seconds = (ms: number) => (ms < 100 ? zhOffice.running.acts.under : zhOffice.running.acts.seconds((ms / 1000).toFixed(1)));
