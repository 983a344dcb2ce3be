import { needed } from "~/rules/tally/threshold";
import type { PackSheet } from "~/wire/before";
import type { PersonCard } from "~/wire/people";
import { home } from "~/words/names";
import { itemFacts, ruleLines, whenWords } from "~/words/notice";
import { conductRules, eveningScript, type Cue } from "~/words/script-evening";
import { zh } from "~/words/zh";
import { wordEnd } from "~/words/phrase";
import { zhBefore } from "~/words/zh-before";
import { Phrase } from "./phrase";
import { RichText } from "./rich";

type Props = { pack: PackSheet; zone: string };

/** Title, day and place on every part. */
const Head = ({ pack: { notice, heading }, zone, title }: Props & { title: string }) => (
  <header className="a4-head"><h1><Phrase text={`${heading}${wordEnd}　${title}`} /></h1><p>{whenWords(notice, zone)}　{notice.place}</p></header>
);

/** Everybody who is on the list, with room for a signature; its head stands on every page. It lies at the door for all to see: why somebody is away is not on it. */
export function RollSheet({ pack, zone }: Props) {
  const words = zhBefore.pack;
  const { members, attendees, notice: { rules }, away } = pack;
  const quorum = rules?.fields.quorum.value;
  return (
    <article className="a4" lang="zh-CN">
      <Head pack={pack} zone={zone} title={words.roll} />
      <p className="a4-figures">{words.figures(members.length, quorum ? needed(members.length, quorum) : null)}</p>
      <p className="flex flex-wrap justify-between gap-x-4"><span>{words.how}</span><strong>{words.supervisor}</strong></p>
      <table className="a4-roll">
        <colgroup>{["c-no", "c-name", "c-group", "c-standing", "c-votes", "c-time", "c-how", "c-time", "c-sign", "c-note"].map((one, i) => <col className={one} key={i} />)}</colgroup>
        <thead><tr>{Object.entries(words.heads).map(([name, head]) => <th scope="col" key={name}>{head}</th>)}</tr></thead>
        <Section title={words.members} people={members} votes={words.has} away={away} from={0} />
        <Section title={words.attendees} people={attendees} votes={words.hasNot} away={[]} from={members.length} />
      </table>
    </article>
  );
}

type SectionProps = { title: string; people: readonly PersonCard[]; votes: string; away: readonly string[]; from: number };

function Section({ title, people, votes, away, from }: SectionProps) {
  const words = zhBefore.pack;
  if (people.length === 0) return null;
  return (
    <tbody>
      <tr><th scope="rowgroup" colSpan={Object.keys(words.heads).length}>{title}</th></tr>
      {people.map((one, i) => (
        <tr key={one.id}>
          <td>{from + i + 1}</td><td>{one.name}</td><td>{[one.grid, home(one)].filter(Boolean).join(" ")}</td><td>{one.standing}</td><td>{votes}</td><td /><td /><td /><td />
          <td>{away.includes(one.id) ? words.away : ""}</td>
        </tr>
      ))}
    </tbody>
  );
}

/** What the chair says, from the first word to the last; what is done stands in brackets. */
export function ScriptSheet({ pack, zone }: Props) {
  const { notice, members, counters, supervisors } = pack;
  const scenes = eveningScript({ ...notice, members: members.length, rules: notice.rules?.fields ?? null, counters, supervisors });
  return (
    <article className="a4 a4-script" lang="zh-CN">
      <Head pack={pack} zone={zone} title={zhBefore.pack.script} />
      {scenes.map(({ heading, cues }) => <section key={heading}><h2>{heading}</h2>{cues.map((cue, i) => <CueLine cue={cue} key={i} />)}</section>)}
    </article>
  );
}

const CueLine = ({ cue }: { cue: Cue }) => (cue.say ? <p className="a4-say">{cue.say}</p> : <p className="a4-do">（{cue.do}）</p>);

/** The agenda with what is explained and proposed. */
export function AgendaSheet({ pack, zone }: Props) {
  const words = zhBefore.pack;
  return (
    <article className="a4" lang="zh-CN">
      <Head pack={pack} zone={zone} title={words.agenda} />
      {pack.notice.items.map((item, i) => (
        <section className="a4-item" key={item.id}>
          <h2>{words.item(i + 1, item.title)}</h2>
          <p>{itemFacts(item)}</p>
          {pack.explained[item.id]?.length ? <RichText text={pack.explained[item.id]} /> : null}
          {item.kind === "vote" && <><p>{zhBefore.notice.resolution(item.resolution)}</p><p>{zh.meeting.decider}：{zh.decider[item.decider]}</p></>}
          {item.files.length > 0 && <p>{zhBefore.files.title}：{item.files.map(({ name }) => name).join("、")}</p>}
        </section>
      ))}
    </article>
  );
}

/** How people behave, and what the body's own rules say, each with its clause. */
export function RulesSheet({ pack, zone }: Props) {
  const words = zhBefore.pack;
  const { rules, body, members } = pack.notice;
  return (
    <article className="a4" lang="zh-CN">
      <Head pack={pack} zone={zone} title={words.rules} />
      <section><h2>{words.conduct}</h2><ol className="a4-rules">{conductRules.map((rule) => <li key={rule}>{rule}</li>)}</ol></section>
      <section>
        <h2>{words.body(body)}{rules && `（${words.version(rules.version)}）`}</h2>
        {rules ? <ul className="a4-rules">{ruleLines(rules.fields, members).map(({ words: said, source }) => <li key={said}>{said}{source && `（${words.clause}：${source}）`}</li>)}</ul> : <p>{zhBefore.notice.noRules}</p>}
      </section>
    </article>
  );
}
