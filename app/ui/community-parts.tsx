import { Fragment, type ReactNode } from "react";
import { href } from "~/paths";
import type { MinutesCard, SearchAnswer, SearchHit } from "~/wire/public";
import type { MeetingCard, ResultCard } from "~/wire/context";
import type { Verdict } from "~/rules/tally/verdict";
import { dayWords } from "~/words/date-fields";
import { clock, date, day } from "~/words/time";
import { zh } from "~/words/zh";
import { zhBefore } from "~/words/zh-before";
import { zhPages } from "~/words/zh-pages";
import { votedName } from "~/words/voted";
import { Empty } from "./page";
import { VotedLine } from "./voted-line";

type At = { slug: string; zone: string };
const minutesOf = (slug: string, meeting: string) => href("minutes", { community: slug, meeting });

/** A part of the page; one that has nothing to show yet says what will come, or is left out. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return <section className="mt-8"><h2 className="border-b-2 border-ink pb-2">{title}</h2>{children}</section>;
}

/** By a plain form, so that an address with its question can be kept and sent on. */
export function SearchForm({ slug, words }: { slug: string; words: string }) {
  return (
    <form method="get" action={href("community", { community: slug })} role="search" className="flex gap-2">
      <div className="field flex-1"><input type="search" name="q" defaultValue={words} maxLength={60} aria-label={zhPages.community.searchLabel} placeholder={zhPages.community.searchExample} enterKeyHint="search" /></div>
      <button className="btn">{zhPages.community.search}</button>
    </form>
  );
}

export function Found({ answer: { short, hits }, words, slug, zone }: At & { answer: SearchAnswer; words: string }) {
  const { found } = zhPages.community;
  return (
    <section className="mt-6">
      <h2 className="border-b-2 border-ink pb-2" role="status">{short ? found.short : hits.length > 0 ? found.count(words, hits.length) : found.none(words)}</h2>
      <ul className="rows">{hits.map((hit) => <Hit key={`${hit.kind} ${hit.meeting} ${hit.ref}`} hit={hit} slug={slug} zone={zone} />)}</ul>
      <p className="mt-2"><a className="inline-flex items-center min-h-tap" href={href("community", { community: slug })}>{found.all}</a></p>
    </section>
  );
}

function Hit({ hit, slug, zone }: Omit<At, "hits"> & { hit: SearchHit }) {
  const at = { community: slug, meeting: hit.meeting };
  const to = hit.kind === "item" ? href("item", { ...at, item: hit.ref }) : hit.kind === "minutes" ? minutesOf(slug, hit.meeting) : href("meeting", at);
  return (
    <li className="py-2">
      <a className="entry" href={to}>{hit.title}</a>
      <p>{hit.before}<strong>{hit.found}</strong>{hit.after}</p>
      <p className="flex justify-between text-meta text-ink-2"><span>{zhPages.community.found.kind[hit.kind]}</span><span>{date(hit.at, zone)}</span></p>
    </li>
  );
}

/** The one strong band: the meeting that is on, or the next one with what will be talked of. */
export function Band({ meeting, items, slug, zone, live, asks }: At & { meeting: MeetingCard; items: readonly string[]; live?: boolean; asks?: boolean }) {
  return (
    <section className="wide bg-act-wash py-4 mt-4">
      <p className="font-bold text-lead">{live ? `${zhPages.community.live}（${zh.stage[meeting.stage]}）` : `${zhPages.community.next}　${day(meeting.startsAt, zone)} ${clock(meeting.startsAt, zone)}`}</p>
      <p className="mb-3">{meeting.title}{items.length > 0 && <span className="block">{items.join("、")}</span>}</p>
      {asks && <Asks slug={slug} meeting={meeting.id} />}
      <a className={live ? "btn primary" : "btn w-full"} href={href("meeting", { community: slug, meeting: meeting.id })}>{live ? zhPages.community.watch : zhPages.community.agenda}</a>
    </section>
  );
}

/** To a member who has not answered the notice. */
const Asks = ({ slug, meeting }: { slug: string; meeting: string }) => <p className="mb-3"><a className="inline-flex items-center min-h-tap font-semibold" href={href("reply", { community: slug, meeting })}>{zhPages.community.asks}</a></p>;

type ComingCard = { readonly card: MeetingCard; readonly items: readonly string[]; readonly asks: boolean };

/** Meetings to come beside the strong band, which is one meeting's alone. */
export function Coming({ title, meetings, slug, zone }: At & { title: string; meetings: readonly ComingCard[] }) {
  if (meetings.length === 0) return null;
  return (
    <Part title={title}>
      <ul className="rows">{meetings.map(({ card, items, asks }) => (
        <li key={card.id} className="py-2"><a className="entry" href={href("meeting", { community: slug, meeting: card.id })}>{card.title}</a>
          {items.length > 0 && <p>{items.join("、")}</p>}
          <p className="flex justify-between gap-4 text-meta text-ink-2"><span>{card.noticed ? "" : zhBefore.post.unnoticed}</span><span>{day(card.startsAt, zone)} {clock(card.startsAt, zone)}</span></p>
          {asks && <Asks slug={slug} meeting={card.id} />}</li>
      ))}</ul>
    </Part>
  );
}

const Summary = ({ results }: Pick<MinutesCard, "results">) => results.map(({ title, verdict, voted }, i) => <Fragment key={i}>{i > 0 && "；"}{title}{voted && `（${votedName(voted)}）`}：<span className="nb">{zh.verdict[verdict as Verdict] ?? ""}</span></Fragment>);

/** Minutes whose public notice runs: until which day objections are taken. */
export function OnNotice({ minutes, slug }: { minutes: readonly MinutesCard[]; slug: string }) {
  if (minutes.length === 0) return null;
  return (
    <Part title={zhPages.community.onNotice}>
      <ul className="rows">{minutes.map((one) => (
        <li key={one.meeting} className="py-2"><a className="entry" href={minutesOf(slug, one.meeting)}>{zhPages.community.minutesOf(one.title)}</a>
          <p className="flex justify-between gap-4 text-meta"><span>{zhPages.community.mayObject}</span><span className="text-ink-2 nb">{zhPages.community.until(dayWords(one.to))}</span></p></li>
      ))}</ul>
    </Part>
  );
}

export function Minutes({ minutes, slug, zone }: At & { minutes: readonly MinutesCard[] }) {
  return (
    <Part title={zhPages.community.minutes}>
      {minutes.length === 0 ? <Empty>{zhPages.community.noMinutes}</Empty> : (
        <ul className="rows">{minutes.map((one) => (
          <li key={one.meeting} className="py-2"><a className="entry" href={minutesOf(slug, one.meeting)}>{zhPages.community.minutesOf(one.title)}</a>
            <p className="meta"><Summary results={one.results} /></p>
            <p className="meta">{date(one.publishedAt, zone)}</p></li>
        ))}</ul>
      )}
    </Part>
  );
}

export function Results({ results, slug, zone }: At & { results: readonly ResultCard[] }) {
  return (
    <Part title={zhPages.community.results}>
      {results.length === 0 ? <Empty>{zhPages.community.noResults}</Empty> : (
        <ul className="rows">{results.map(({ round, meeting, title, verdict, at: when, voted }) => (
          <li key={round} className="py-2"><a className="entry" href={href("result", { community: slug, meeting, round })}>{title}</a>
            <VotedLine voted={voted} />
            <p className="flex justify-between text-meta"><strong>{zh.verdict[verdict as Verdict]}</strong><span className="text-ink-2">{date(when, zone)}</span></p></li>
        ))}</ul>
      )}
    </Part>
  );
}
