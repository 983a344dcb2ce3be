import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { href } from "~/paths";
import type { Verdict } from "~/rules/tally/verdict";
import type { MeetingCard } from "~/wire/context";
import { CodeForm } from "~/ui/code-form";
import { Empty, Page, Seal, TypeSwitch } from "~/ui/page";
import { day, date, clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhBefore } from "~/words/zh-before";
import { zhPages } from "~/words/zh-pages";
import { findCommunity } from "../find.server";

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data ? zhPages.community.hall(data.card.name) : zh.product }];

export async function loader({ context, params }: LoaderFunctionArgs) {
  const community = await findCommunity(context, params);
  const [meetings, results] = await Promise.all([community.meetings(), community.results()]);
  const { card, me } = community;
  const now = context.now();
  const live = meetings.filter(({ stage }) => stage === "check-in" || stage === "in-session");
  const coming = meetings.filter(({ stage, startsAt, noticed }) => stage === "draft" && noticed && startsAt > now - 6 * 3600_000).reverse();
  return {
    card, live, next: coming[0] ?? null, rest: meetings.filter((one) => (live.length > 0 || one.id !== coming[0]?.id) && !live.includes(one)), results, large: context.large,
    me: me && { name: me.name, manages: me.offices.some((role) => role === "chair" || role === "recorder" || role === "administrator") },
  };
}

export default function Community() {
  const { card, live, next, rest, results, large, me } = useLoaderData<typeof loader>();
  const at = { community: card.slug };
  return (
    <Page title={card.address || zh.product} end={<TypeSwitch large={large} back={href("community", at)} />}>
      <h1 className="flex items-center gap-3 my-4"><Seal />{zhPages.community.hall(card.name)}</h1>
      {live.map((one) => <Band key={one.id} meeting={one} slug={card.slug} zone={card.timeZone} live />)}
      {live.length === 0 && next && <Band meeting={next} slug={card.slug} zone={card.timeZone} />}
      <section className="mt-6"><CodeForm /></section>
      <section className="mt-8">
        <h2 className="border-b-2 border-ink pb-2">{zhPages.community.results}</h2>
        {results.length === 0 ? <Empty>{zhPages.community.noResults}</Empty> : (
          <ul className="rows">
            {results.map(({ round, meeting, title, verdict, at: when }) => (
              <li key={round} className="py-2"><a className="entry" href={href("result", { ...at, meeting, round })}>{title}</a>
                <p className="flex justify-between text-meta"><strong>{zh.verdict[verdict as Verdict]}</strong><span className="text-ink-2">{date(when, card.timeZone)}</span></p></li>
            ))}
          </ul>
        )}
      </section>
      <section className="mt-8">
        <h2 className="border-b-2 border-ink pb-2">{zhPages.community.meetings}</h2>
        {rest.length === 0 && live.length === 0 && !next ? <Empty>{zhPages.community.noMeetings}</Empty> : (
          <ul className="rows">{rest.map((one) => (
            <li key={one.id} className="py-2"><a className="entry" href={href("meeting", { ...at, meeting: one.id })}>{one.title}</a>
              <p className="flex justify-between text-meta text-ink-2"><span>{one.noticed ? zh.stage[one.stage] : zhBefore.post.unnoticed}</span><span>{date(one.startsAt, card.timeZone)}</span></p></li>
          ))}</ul>
        )}
      </section>
      <section className="mt-8">
        <h2 className="border-b-2 border-ink pb-2">{zhPages.community.office}</h2>
        {me ? (
          <>
            <p className="my-2">{zhPages.community.me(me.name)}</p>
            {me.manages && <p className="flex flex-wrap gap-2 my-2">
              <a className="btn slim" href={href("people", at)}>{zhPages.community.people}</a><a className="btn slim" href={href("bodies", at)}>{zhPages.community.bodies}</a><a className="btn slim" href={href("meetingNew", at)}>{zhPages.community.newMeeting}</a>
            </p>}
            <div className="flex flex-wrap gap-2"><a className="btn quiet" href={href("devices")}>{zhPages.community.devices}</a><form method="post" action={href("signOut")}><button className="btn quiet">{zhPages.community.signOut}</button></form></div>
          </>
        ) : <p><a className="inline-flex items-center min-h-tap" href={href("signIn")}>{zh.signIn}</a></p>}
      </section>
    </Page>
  );
}

/** The one strong band: the meeting that is on, or the next one. */
function Band({ meeting, slug, zone, live }: { meeting: MeetingCard; slug: string; zone: string; live?: boolean }) {
  return (
    <section className="wide bg-act-wash py-4 mt-4">
      <p className="font-bold text-lead">{live ? `${zhPages.community.live}（${zh.stage[meeting.stage]}）` : `${zhPages.community.next}　${day(meeting.startsAt, zone)} ${clock(meeting.startsAt, zone)}`}</p>
      <p className="mb-3">{meeting.title}</p>
      <a className={live ? "btn primary" : "btn w-full"} href={href("meeting", { community: slug, meeting: meeting.id })}>{live ? zhPages.community.watch : zhPages.community.agenda}</a>
    </section>
  );
}
