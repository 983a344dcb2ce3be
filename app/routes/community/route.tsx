import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import { isStaff } from "~/rules/meeting/rights";
import type { MeetingCard } from "~/wire/context";
import { CodeForm } from "~/ui/code-form";
import { Band, Coming, Found, Minutes, OnNotice, Part, Results, SearchForm } from "~/ui/community-parts";
import { OfficeWaiting } from "~/ui/office-waiting";
import { Empty, Page, Seal, TypeSwitch } from "~/ui/page";
import { Sentence } from "~/ui/phrase";
import { date } from "~/words/time";
import { zh } from "~/words/zh";
import { zhBefore } from "~/words/zh-before";
import { zhPages } from "~/words/zh-pages";
import { comingOf } from "../coming.server";
import { findCommunity } from "../find.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? zhPages.community.hall(data.card.name) : zh.product }];

export async function loader({ context, params, request }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  const { card, me, public: shown } = community;
  const words = (new URL(request.url).searchParams.get("q") ?? "").slice(0, 60).trim();
  const base = {
    card, large: context.large, words, answer: words ? await shown.search(words) : null,
    waiting: await community.waiting(), me: me && { name: me.name, works: isStaff(me.offices), manages: me.offices.some((role) => role === "chair" || role === "recorder" || role === "administrator") },
  };
  const [meetings, results, minutes, councils] = await Promise.all([community.meetings(), community.results(), shown.minutes(), shown.councils()]);
  const now = context.now();
  const live = meetings.filter(({ stage }) => stage === "check-in" || stage === "in-session");
  const isComing = ({ stage, startsAt }: MeetingCard) => stage === "draft" && startsAt > now - 6 * 3600_000;
  const coming = await Promise.all(meetings.filter((one) => isComing(one) && one.noticed).reverse().slice(0, mostComing).map((one) => comingOf(community, one)));
  const drafts = meetings.filter((one) => isComing(one) && !coming.some(({ card: { id } }) => id === one.id)).reverse();
  return { ...base, live, coming, drafts, rest: meetings.filter((one) => !isComing(one) && !live.includes(one)), results, minutes, councils };
}

/** Of so many meetings to come it is told what they will talk of. */
const mostComing = 5;

export default function Community() {
  const { card, words, answer, large, ...data } = useLoaderData<typeof loader>();
  const at = { slug: card.slug, zone: card.timeZone };
  return (
    <Page title={card.address || zh.product} end={<TypeSwitch large={large} back={href("community", { community: card.slug })} />}>
      <h1 className="flex items-center gap-3 my-4"><Seal />{zhPages.community.hall(card.name)}</h1>
      <SearchForm slug={card.slug} words={words} />
      {answer ? <Found answer={answer} words={words} {...at} /> : <Overview {...data} at={at} />}
    </Page>
  );
}

type Data = Omit<ReturnType<typeof useLoaderData<typeof loader>>, "card" | "words" | "answer" | "large">;

function Overview({ waiting, live, coming, drafts, rest, results, minutes, councils, me, at }: Data & { at: { slug: string; zone: string } }) {
  const banded = live.length === 0 ? coming[0] : undefined;
  const others = [...coming.slice(banded ? 1 : 0), ...drafts.map((card) => ({ card, items: [], asks: false }))];
  return (
    <>
      <OfficeWaiting waiting={waiting} slug={at.slug} />
      {live.map((one) => <Band key={one.id} meeting={one} items={[]} {...at} live />)}
      {banded && <Band meeting={banded.card} items={banded.items} asks={banded.asks} {...at} />}
      <Coming title={banded ? zhPages.community.later : zhPages.community.next} meetings={others} {...at} />
      <OnNotice minutes={minutes.filter(({ running }) => running)} slug={at.slug} />
      <Minutes minutes={minutes} {...at} />
      <Results results={results} {...at} />
      <Part title={zhPages.community.meetings}>
        {rest.length === 0 && live.length === 0 && coming.length === 0 && drafts.length === 0 ? <Empty>{zhPages.community.noMeetings}</Empty> : (
          <ul className="rows">{rest.map((one) => (
            <li key={one.id} className="py-2"><a className="entry" href={href("meeting", { community: at.slug, meeting: one.id })}>{one.title}</a>
              <p className="flex justify-between text-meta text-ink-2"><span>{one.noticed ? zh.stage[one.stage] : zhBefore.post.unnoticed}</span><span>{date(one.startsAt, at.zone)}</span></p></li>
          ))}</ul>
        )}
      </Part>
      <Part title={zhPages.community.who}>
        <p className="my-2">{councils.map(({ id, name, members, representatives }) => <Sentence key={id} text={zhPages.community.council(name, members, representatives)} />)}{zhPages.community.open}</p>
      </Part>
      <section className="mt-8"><CodeForm /></section>
      <Office me={me} slug={at.slug} />
    </>
  );
}

function Office({ me, slug }: { me: Data["me"]; slug: string }) {
  const at = { community: slug };
  return (
    <Part title={zhPages.community.office}>
      {me ? (
        <>
          <p className="my-2">{zhPages.community.me(me.name)}</p>
          {me.works && <p className="flex flex-wrap gap-2 my-2">
            {me.manages && <><a className="btn slim" href={href("people", at)}>{zhPages.community.people}</a><a className="btn slim" href={href("bodies", at)}>{zhPages.community.bodies}</a><a className="btn slim" href={href("meetingNew", at)}>{zhPages.community.newMeeting}</a></>}
            <a className="btn slim" href={href("running", at)}>{zhPages.community.running}</a>
          </p>}
          <div className="flex flex-wrap gap-2"><a className="btn quiet" href={href("devices")}>{zhPages.community.devices}</a><form method="post" action={href("signOut")}><button className="btn quiet">{zhPages.community.signOut}</button></form></div>
        </>
      ) : <p><a className="inline-flex items-center min-h-tap" href={href("signIn")}>{zh.signIn}</a></p>}
    </Part>
  );
}
