import { href } from "~/paths";
import { dayWords } from "~/words/date-fields";
import { zhPages } from "~/words/zh-pages";
import type { Waiting } from "~/wire/waiting";
import { Part } from "./community-parts";

type Props = { waiting: readonly Waiting[]; slug: string };
const { waiting: words } = zhPages.community;
const pages = { objection: "minutesObjections", confirm: "minutesEdit", write: "minutesEdit", sign: "minutesSign", publish: "minutesEdit" } as const;

/** What waits for whoever of staff looks, each with the page where it is done. */
export function OfficeWaiting({ waiting, slug }: Props) {
  if (waiting.length === 0) return null;
  return (
    <Part title={words.title}>
      <ul className="rows">{waiting.map((one) => (
        <li key={`${one.meeting} ${one.what} ${"number" in one ? one.number : ""}`} className="py-2">
          <a className="entry" href={href(pages[one.what], { community: slug, meeting: one.meeting })}>{one.what === "objection" ? words.objection(one.number) : words.minutes[one.what]}</a>
          <p className="flex flex-wrap justify-between gap-x-4 text-meta text-ink-2"><span>{one.title}</span>{"due" in one && one.due && <span className={one.late ? "font-bold text-ink" : ""}>{one.late ? words.late(dayWords(one.due)) : words.due(dayWords(one.due))}</span>}</p>
        </li>
      ))}</ul>
    </Part>
  );
}
