import { Fragment, type ReactNode } from "react";
import { href } from "~/paths";
import type { MinutesCard, SearchAnswer, SearchHit } from "~/wire/public";
import type { MeetingCard, ResultCard } from "~/wire/context";
import type { Verdict } from "~/rules/tally/verdict";
import { dayWords } from "~/words/date-fields";
import { clock, date, day } from "~/words/time";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { Empty } from "./page";

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
export function Band({ meeting, items, slug, zone, live }: At & { meeting: MeetingCard; items: readonly string[]; live?: boolean }) {
  return (
    <section className="wide bg-act-wash py-4 mt-4">
      <p className="font-bold text-lead">{live ? `${zhPages.community.live}（${zh.stage[meeting.stage]}）` : `${zhPages.community.next}　${day(meeting.startsAt, zone)} ${clock(meeting.startsAt, zone)}`}</p>
      <p className="mb-3">{meeting.title}{items.length > 0 && <span className="block">{items.join("、")}</span>}</p>
      <a className={live ? "btn primary" : "btn w-full"} href={href("meeting", { community: slug, meeting: meeting.id })}>{live ? zhPages.community.watch : zhPages.community.agenda}</a>
    </section>
  );
}

/** The next meeting while another one is on: there is one strong band, and it is that one's. */
export function Next({ meeting, items, slug, zone }: At & { meeting: MeetingCard; items: readonly string[] }) {
  return (
    <Part title={zhPages.community.next}>
      <a className="entry mt-2" href={href("meeting", { community: slug, meeting: meeting.id })}>{meeting.title}</a>
      {items.length > 0 && <p>{items.join("、")}</p>}
      <p className="meta">{day(meeting.startsAt, zone)} {clock(meeting.startsAt, zone)}</p>
    </Part>
  );
}

const Summary = ({ results }: Pick<MinutesCard, "results">) => results.map(({ title, verdict }, i) => <Fragment key={i}>{i > 0 && "；"}{title}：<span className="nb">{zh.verdict[verdict as Verdict] ?? ""}</span></Fragment>);

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
        <ul className="rows">{results.map(({ round, meeting, title, verdict, at: when }) => (
          <li key={round} className="py-2"><a className="entry" href={href("result", { community: slug, meeting, round })}>{title}</a>
            <p className="flex justify-between text-meta"><strong>{zh.verdict[verdict as Verdict]}</strong><span className="text-ink-2">{date(when, zone)}</span></p></li>
        ))}</ul>
      )}
    </Part>
  );
}
