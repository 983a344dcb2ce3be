import { lazy, Suspense } from "react";
import { href } from "~/paths";
import { quorumNow } from "~/rules/meeting/quorum";
import { agendaOf, itemById, latestRound, type Item, type Round } from "~/rules/meeting/state";
import { afterWords, moverWords, placeWords, stageWords } from "~/words/rounds";
import { fullTime } from "~/words/time";
import { verdictOf } from "~/words/sentences";
import { whyNoVote } from "~/words/who";
import { zh } from "~/words/zh";
import { Turnout } from "./ballot";
import { discussed, Discussion, type TalkProps } from "./hall-discussion";
import type { HallProps } from "./hall-page";
import { Banner } from "./page";
import { lineOf, Phrase, plainLine } from "./phrase";
import { Voided } from "./voided";
import { Attendance, QuorumSentence, Timeline } from "./quorum";
import { PollFigures } from "./poll-figures";

const AnnouncedLater = lazy(() => import("./hall-result").then(({ Announced }) => ({ default: Announced })));

/** What everybody reads: the state first, then the matter, then the facts of the meeting. */
export function HallBody(props: TalkProps) {
  const { meeting: { view }, at } = props;
  const item = discussed(view);
  return (
    <>
      {view.stage === "in-session" && view.adjournedAt !== null && !item && <Banner calm hint={zh.talk.adjournedHint}>{zh.talk.adjourned}</Banner>}
      <Now {...props} />
      {item ? <Discussion {...props} item={item} about={<><About {...props} /><p className="mt-4"><a className="btn" href={href("arrive", at)}>{zh.meeting.comeOrGo}</a></p></>} /> : <About {...props} />}
      <p className={`meta mt-6 ${props.meeting.link === "connected" ? "invisible" : ""}`}>{zh.meeting.still}<a href={href("meeting", at)}>{zh.meeting.refresh}</a></p>
    </>
  );
}

/** The facts of the meeting: who is here, where and when it is. */
function About(props: TalkProps) {
  const { meeting: { view, texts, names, serverNow, mine }, zone } = props;
  const open = view.stage === "check-in" || view.stage === "in-session";
  const replies = mine?.as !== "person" || mine.roles.includes("member");
  return (
    <>
      {open && <section className="mt-6"><QuorumSentence view={view} /><Attendance view={view} /></section>}
      {open && <Timeline view={view} zone={zone} now={serverNow()} />}
      {view.stage === "draft" && view.notice && <p className="flex flex-wrap gap-2 mt-4"><a className="btn" href={href("notice", props.at)}>{zh.meeting.notice}</a>{replies && <a className="btn" href={href("reply", props.at)}>{zh.meeting.reply}</a>}</p>}
      {!(view.stage === "in-session" && view.current) && <Agenda {...props} />}
      {view.stage === "closed" && <div className="mt-4"><Timeline view={view} zone={zone} now={serverNow()} /></div>}
      {view.plan && (
        <dl className="facts mt-6">
          <dt>{zh.meeting.start}</dt><dd>{fullTime(view.plan.startsAt, zone)}</dd>
          <dt>{zh.meeting.place}</dt><dd>{plainLine(texts[view.plan.place.id])}</dd>
          <dt>{zh.meeting.chair}</dt><dd>{names[view.plan.chair]}（{plainLine(texts[view.plan.chairStanding.id])}）</dd>
          <dt>{zh.meeting.convener}</dt><dd>{plainLine(texts[view.plan.convener.id])}</dd>
          <dt>{zh.meeting.basis}</dt><dd>{plainLine(texts[view.plan.basis.id])}</dd>
        </dl>
      )}
    </>
  );
}

function Now(props: TalkProps) {
  const { view, texts } = props.meeting;
  const item = itemById(view, view.current);
  if (view.stage === "in-session" && item) return <InHand {...props} item={item} />;
  const title = lineOf(texts[view.plan?.title.id ?? ""]);
  const hint = { draft: zh.meeting.noCheckIn, "check-in": quorumNow(view)?.met ? zh.meeting.enough : zh.meeting.openSoon, "in-session": zh.meeting.inSession, closed: "", none: "" }[view.stage];
  return (
    <>
      <p className="eyebrow"><strong>{zh.stage[view.stage]}</strong><span>{zh.meetingKind[view.plan?.kind ?? "regular"]}</span></p>
      <h1><Phrase text={title} /></h1>
      {hint && <Hint {...props} hint={hint} />}
    </>
  );
}

/** What comes next; while people practise, the way to it, in the same room. */
function Hint({ hint, meeting: { rehearsal }, at, talk }: TalkProps & { hint: string }) {
  if (!rehearsal?.open) return <p className="my-3 min-h-tap">{hint}</p>;
  return <p className="my-3 min-h-tap flex items-center justify-between gap-3"><strong>{zh.talk.practice}</strong><a className="btn flex-none" href={href("practice", at)} onClick={(event) => { if (talk.parts) { event.preventDefault(); talk.open("practice"); } }}>{zh.talk.practiceGo}</a></p>;
}

function InHand(props: TalkProps & { item: Item }) {
  const { meeting: { view, texts }, item } = props;
  const latest = latestRound(view);
  const round = latest?.item === item.id ? latest : null;
  const isDiscussed = discussed(view) !== null;
  return (
    <>
      <p className="eyebrow"><strong>{round ? stageWords(round) : zh.meeting.taken}</strong><span>{placeWords(view, item.id)}</span><span>{zh.meeting.present(view.here.member)}</span></p>
      <h1><Phrase text={lineOf(texts[item.title.id])} /></h1>
      {round && <InRound {...props} round={round} />}
      <Voided view={view} item={item.id} texts={texts} />
      <Asked {...props} item={item} />
      {!isDiscussed && <><p><a className="inline-flex items-center min-h-tap" href={href("comments", { ...props.at, item: item.id })}>{zh.talk.opinions}</a></p>{round?.stage !== "announced" && <Matter {...props} item={item} round={round} />}</>}
    </>
  );
}

/** What residents answered on the item, once it is over: apart from any vote. */
function Asked({ meeting: { view, texts }, item }: TalkProps & { item: Item }) {
  const over = view.polls.filter((poll) => poll.item === item.id && poll.tally);
  return over.map((poll) => <PollFigures key={poll.id} tally={poll.tally!} question={<Phrase text={lineOf(texts[poll.text.id])} />} />);
}

function InRound({ meeting, body, round, at, talk }: TalkProps & { round: Round }) {
  const { mine, cast, view } = meeting;
  // In a show of hands those in the hall have no ballot.
  const roll = (round.electorate?.present ?? 0) - (round.hands?.hall ?? 0);
  if (round.stage === "announced") {
    const Shown = talk.parts?.Announced ?? AnnouncedLater;
    return <Suspense fallback={<p className="text-verdict font-bold leading-tight mt-4 mb-2">{verdictOf(view, round.item)}</p>}><Shown view={view} texts={meeting.texts} names={meeting.names} round={round} at={at} /></Suspense>;
  }
  if (round.stage === "frozen") return <p className="my-3">{zh.meeting.soon(body)}</p>;
  return (
    <div className="my-4">
      {round.stage === "open" && (
        // The room that any of the sentences may need, so that nothing moves when the socket says who one is.
        <Banner calm><span className="roomy-line" data-room={[zh.meeting.notOnRoll, zh.meeting.watcherVote(body, zh.office.recorder)].sort((a, b) => b.length - a.length)[0]}>
          <span>{mine ? whyNoVote(view, mine.as === "person" ? mine : null, body) : round.hands ? zh.meeting.byHands : zh.meeting.membersVoting(body)}</span>
        </span></Banner>
      )}
      {round.hands && round.stage === "open" ? <Hands hands={round.hands} elsewhere={roll} cast={cast?.round === round.id ? cast.cast : 0} />
        : roll > 0 && <Turnout cast={round.participants === null ? (cast?.round === round.id ? cast.cast : 0) : round.participants - (round.hands?.hall ?? 0)} roll={roll} />}
      <p className="meta">{afterWords(round)}</p>
    </div>
  );
}

/** What the chair calls in the hall, in a line that is there before the first call; who is elsewhere votes by phone. */
function Hands({ hands: { called, reported }, elsewhere, cast }: { hands: NonNullable<Round["hands"]>; elsewhere: number; cast: number }) {
  return (
    <>
      <p className="text-title font-bold my-3" role="status">{reported ? zh.meeting.reported : called ? zh.meeting.raise(zh.choice[called]) : zh.meeting.raising}</p>
      {elsewhere > 0 && <p>{zh.meeting.castElsewhere(cast, elsewhere)}</p>}
    </>
  );
}

/** What is put, or the draft as it will be, and the paper behind it. */
function Matter({ meeting: { view, texts, names }, item, round, at }: HallProps & { item: Item; round: Round | null }) {
  return (
    <>
      {(item.kind === "vote" || item.kind === "procedure") && <section className="mt-6"><h2 className="mb-1">{(round && moverWords(view, round, names)) ?? zh.meeting.resolution}</h2><p><Phrase text={lineOf(texts[(round?.text ?? item.resolution).id])} /></p></section>}
      <p className="mt-4"><a className="inline-flex items-center min-h-tap" href={href("item", { ...at, item: item.id })}>{zh.meeting.fullText}</a></p>
    </>
  );
}

/** The items in their order, each with what was announced on it. */
function Agenda({ meeting: { view, texts }, at }: HallProps) {
  return (
    <section className="mt-6">
      <h2>{zh.meeting.items}</h2>
      <ol className="rows mt-2">
        {agendaOf(view).map((item) => {
          const announced = view.rounds.filter((round) => round.item === item.id && round.result).pop();
          const to = announced ? href("result", { ...at, round: announced.id }) : href("item", { ...at, item: item.id });
          return (
            <li key={item.id} className="py-2">
              <a className="entry" href={to}><Phrase text={lineOf(texts[item.title.id])} /></a>
              {announced ? <p><strong>{verdictOf(view, item.id)}</strong></p> : item.kind === "vote" && <p className="meta">{zh.meeting.decider}　{zh.decider[item.decider]}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
