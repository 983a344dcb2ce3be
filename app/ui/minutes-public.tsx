import { href } from "~/paths";
import { choices, hasShare } from "~/rules/tally/verdict";
import type { ContentItem, Figure, MinutesContent, Published, Task } from "~/wire/minutes";
import { inFours } from "~/words/codes";
import { headingWords, noticeSentence, overSentence } from "~/words/minutes";
import { verdictWords } from "~/words/sentences";
import { votedWords } from "~/words/voted";
import { dayWords } from "~/words/date-fields";
import { date } from "~/words/time";
import { zhMinutes } from "~/words/zh-minutes";
import { Blocks } from "./minutes-blocks";
import { Banner } from "./page";
import { Phrase, Sentence } from "./phrase";

type At = { readonly community: string; readonly meeting: string };
export type PublicProps = { readonly published: Published; readonly at: At; readonly zone: string; readonly filed: number; readonly answered: number };

/** The 公示版 as everybody reads it on a phone: figures first, then item by item, what is to be done, the public notice. */
export function PublicMinutes(props: PublicProps) {
  const { published: { content, at: issued, version, newest, reason }, at, zone } = props;
  return (
    <>
      {version < newest && <Banner><span>{zhMinutes.public.older}<a href={href("minutes", at)}>{zhMinutes.public.newest}</a></span></Banner>}
      <h1 className="mt-4 font-song text-figure">{zhMinutes.public.heading(content.number)}</h1>
      <p className="meta mt-3">{content.when}<br />{content.where}<br />{zhMinutes.public.issued(date(issued, zone))}</p>
      {reason !== null && <p className="meta">{zhMinutes.public.correction(reason)}</p>}
      <Counts counts={content.counts} />
      <section className="mt-4"><Blocks blocks={content.opening} /></section>
      {content.items.map((item, i) => <Item key={i} item={item} position={i + 1} />)}
      {content.tasks.length > 0 && <Tasks tasks={content.tasks} year={content.when.slice(0, 5)} />}
      {content.closing.length > 0 && <section className="mt-8"><Blocks blocks={content.closing} /></section>}
      <Notice {...props} />
      <Files published={props.published} at={at} />
      <p className="meta mt-4"><span className="nb">{zhMinutes.public.code(inFours(props.published.code), version)}</span></p>
      <p className="meta">{zhMinutes.public.codeHint}</p>
      <Versions {...props} />
    </>
  );
}

function Counts({ counts }: { counts: MinutesContent["counts"] }) {
  const names = zhMinutes.public.counts;
  return (
    <dl className="mt-4 flex justify-between gap-4 border-t-2 border-b border-t-ink border-b-line py-2">
      {(Object.keys(names) as (keyof typeof names)[]).map((name) => <div key={name}><dt className="meta">{names[name]}</dt><dd className="text-lead font-bold">{counts[name]}</dd></div>)}
    </dl>
  );
}

const Item = ({ item: { title, figure, blocks }, position }: { item: ContentItem; position: number }) => (
  <section className="mt-8">
    <h2 className="mb-2"><Phrase text={headingWords(position, title)} /></h2>
    {figure && <Bar figure={figure} />}
    <Blocks blocks={blocks} />
  </section>
);

/** Thin, in the order of the ballot; what did not vote is the empty rest. The verdict and the figures stand below it in words. */
function Bar({ figure: { rule, tally, outcome, text, by = "" } }: { figure: Figure }) {
  const shown = choices.filter((choice) => hasShare(rule.base, choice) && tally[choice] > 0);
  return (
    <div className="mb-3">
      {outcome.base > 0 && <div className="track thin" role="img" aria-label={zhMinutes.public.votes(tally)}>{shown.map((choice) => <i key={choice} className={choice} style={{ width: `${(tally[choice] / outcome.base) * 100}%` }} />)}</div>}
      <p className="flex flex-wrap justify-between gap-x-4 mt-1"><strong className="text-lead">{verdictWords(outcome)}</strong><span>{zhMinutes.public.votes(tally)}</span></p>
      {text && <p className="meta">{votedWords({ by, text })}</p>}
    </div>
  );
}

/** The year stands with a day only where it is another one than the meeting's. */
const Tasks = ({ tasks, year }: { tasks: readonly Task[]; year: string }) => (
  <section className="mt-8">
    <h2 className="mb-2">{zhMinutes.paper.tasks}</h2>
    <ul className="rows border-b border-line">
      {tasks.map(({ matter, owner, support, dueOn, standard }, i) => (
        <li key={i} className="py-2">
          <p className="flex flex-wrap justify-between gap-x-4"><span>{matter}　{[owner, support].filter(Boolean).join("、")}</span>{dueOn && <span>{zhMinutes.public.due(dayWords(dueOn).replace(year, ""))}</span>}</p>
          {standard && <p className="meta">{standard}</p>}
        </li>
      ))}
    </ul>
  </section>
);

/** The days of the public notice while they run, what came of it afterwards. */
function Notice({ published: { from, to, days, over, version }, at, filed, answered }: PublicProps) {
  return (
    <section className="mt-8">
      <h2 className="mb-2">{zhMinutes.public.notice}</h2>
      {days > 0 && <p><Sentence text={over ? overSentence({ filed, answered }) : noticeSentence({ from, to })} /></p>}
      <p className="mt-2 flex flex-wrap gap-x-6"><a className="inline-flex items-center min-h-tap" href={href("minutesObjections", at)}>{filed > 0 || over ? zhMinutes.public.objections : zhMinutes.public.object}</a>
        <a className="inline-flex items-center min-h-tap" href={href("minutesNotice", { ...at, version: String(version) })}>{zhMinutes.public.noticePage}</a></p>
    </section>
  );
}

function Files({ published: { version, files }, at }: { published: Published; at: At }) {
  const place = { ...at, version: String(version) };
  const of = (form: "docx" | "pdf") => files.find((file) => file.edition === "public" && file.form === form)?.name;
  const [word, pdf] = [of("docx"), of("pdf")];
  return (
    <p className="btns mt-4">
      {word && <a className="btn" href={href("minutesFile", { ...place, name: word })}>{zhMinutes.public.word}</a>}
      {pdf && <a className="btn" href={href("minutesFile", { ...place, name: pdf })}>{zhMinutes.public.pdf}</a>}
      <a className="btn" href={href("minutesPrint", place)}>{zhMinutes.public.print}</a>
    </p>
  );
}

function Versions({ published: { versions, version }, at, zone }: PublicProps) {
  if (versions.length < 2) return null;
  return (
    <section className="mt-6">
      <h2 className="mb-1">{zhMinutes.public.versions}</h2>
      <ul className="rows">
        {versions.map((one) => (
          <li key={one.version} className="py-2">
            <a className="entry" aria-current={one.version === version ? "page" : undefined} href={href("minutesVersion", { ...at, version: String(one.version) })}>{zhMinutes.public.versionLine(one.version, date(one.at, zone))}</a>
            {one.reason !== null && <p className="meta">{zhMinutes.public.correction(one.reason)}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Without script the browser's own menu prints. */
export const PrintButton = () => <button type="button" className="btn mt-4" onClick={() => window.print()}>{zhMinutes.public.printNow}</button>;
