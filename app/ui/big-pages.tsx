import { agendaOf, conductNow, type Item } from "~/rules/meeting/state";
import { quorumNow } from "~/rules/meeting/quorum";
import { choices, participants, type Tally } from "~/rules/tally/verdict";
import type { Rehearsal } from "~/wire/protocol";
import { fractionWords } from "~/words/sentences";
import { clock } from "~/words/time";
import { zh } from "~/words/zh";
import { zhChair } from "~/words/zh-chair";
import { zhPages } from "~/words/zh-pages";
import type { On, ScreenProps } from "./big-screen";
import { titleSteps, Text } from "./big-session";
import { Fitted } from "./fitted";
import { lineOf, Phrase, Sentence } from "./phrase";
import { verdictOf } from "./result";

const mostItems = 8;

/** The evening's items, each with what came of it; the one in hand in bold. */
export function Agenda({ meeting: { view, texts } }: ScreenProps) {
  const items = agendaOf(view);
  const left = items.length - mostItems;
  const said = (item: Item) => verdictOf(view, item.id) ?? zhChair.screen.stage[item.stage];
  return (
    <div className="session">
      <h1>{zhChair.screen.agenda}</h1>
      <div className="middle">
        <ol className="items" data-dense={items.length > 5 ? "" : undefined} data-few={items.length <= 3 ? "" : undefined}>
          {items.slice(0, mostItems).map((item, i) => <li key={item.id} data-now={item.id === view.current ? "" : undefined}><span>{i + 1}</span><span><span className="title"><Phrase text={lineOf(texts[item.title.id])} /></span><b>{said(item)}</b></span></li>)}
          {left > 0 && <li><span /><span>{zhPages.screen.moreItems(left)}</span></li>}
        </ol>
      </div>
    </div>
  );
}

/** How people behave, in ten lines, and the figures of this body's own rules. */
export function Conduct({ meeting: { view } }: ScreenProps) {
  const { figures } = zhChair.screen;
  const conduct = conductNow(view);
  const quorum = quorumNow(view);
  const lines = [
    quorum && figures.quorum(quorum.expected, quorum.needed), figures.speech(zhChair.screen.seconds(conduct.speechSeconds)),
    view.rules && figures.vote(view.rules.vote.threshold.strict, zhChair.screen.ofBase[view.rules.vote.base], fractionWords(view.rules.vote.threshold.fraction)), conduct.motions && figures.seconders(conduct.seconders),
  ].filter((line): line is string => Boolean(line));
  return (
    <div className="session">
      <h1>{zhChair.screen.rules}</h1>
      <div className="middle">
        <ol className="conduct">{zhChair.screen.conduct.map((line, i) => <li key={line}><span>{i + 1}</span>{line}</li>)}</ol>
        <p className="rule">{lines.map((line, i) => <span key={line}><Sentence text={line} />{i < lines.length - 1 ? "；" : "。"}</span>)}</p>
      </div>
    </div>
  );
}

/** A pause: the word, since when, and how it ends. */
export function Break({ meeting: { view }, community }: ScreenProps) {
  return (
    <div className="pause">
      <p className="word">{zhChair.screen.adjourned}</p>
      <p className="text-lead">{zhChair.screen.adjournedHint}</p>
      {view.adjournedAt !== null && <p className="rule">{zhChair.screen.adjournedAt(clock(view.adjournedAt, community.timeZone))}</p>}
    </div>
  );
}

/** Words and figures, without the marks of a vote. */
function Answers({ tally }: { tally: Tally }) {
  return <dl className="answers">{choices.map((choice) => <div key={choice}><dt>{zh.choice[choice]}</dt><dd>{tally[choice]}</dd></div>)}</dl>;
}

/** 练一练: marked as what it is wherever one looks. */
export function Practice({ rehearsal: { open, cast, tally } }: { rehearsal: Rehearsal }) {
  return (
    <div className="session">
      <h1>{zhChair.screen.practice}</h1>
      <div className="middle">
        {tally && !open ? <><p className="text-lead">{zhChair.screen.practiceOver}</p><Answers tally={tally} /></> : <><p className="text-lead">{zhChair.screen.practiceOpen}</p><p className="raise">{zhChair.screen.practiceCast(cast)}</p></>}
      </div>
    </div>
  );
}

/** A straw poll of residents: its name says that it is no vote, its figures come after it is closed. */
export function Survey({ meeting: { texts }, shown: { item, poll } }: On<"poll">) {
  const { tally } = poll;
  return (
    <div className={tally ? "session voting" : "session"}>
      <Fitted as="h1" text={lineOf(texts[item.title.id])} steps={titleSteps} />
      <div className="middle">
        <Text label={null} text={lineOf(texts[poll.text.id])} />
        {tally ? <><p className="text-lead">{zhChair.screen.pollAnswers(participants(tally))}</p><Answers tally={tally} /><p className="rule">{zhChair.screen.pollNote}</p></> : <div><p className="text-lead">{zhChair.screen.pollChoices}</p><p className="text-lead">{zhChair.screen.pollOpen}</p></div>}
      </div>
    </div>
  );
}
