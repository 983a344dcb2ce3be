import { href } from "~/paths";
import { itemById, latestRound, voidedOf, type Item, type MeetingState, type Round } from "~/rules/meeting/state";
import { fullTime } from "~/words/time";
import { whyNoVote } from "~/words/who";
import { zh } from "~/words/zh";
import { Turnout } from "./ballot";
import type { HallProps } from "./hall-page";
import { Banner } from "./page";
import { lineOf, Phrase, plainLine } from "./phrase";
import { Attendance, QuorumSentence, Timeline } from "./quorum";
import { Referral } from "./referral";
import { ResultFigure, verdictOf } from "./result";
import { RichText } from "./rich";

/** What everybody reads: the state first, then the matter, then the facts of the meeting. */
export function HallBody(props: HallProps) {
  const { meeting: { view, texts, names, online, serverNow }, zone } = props;
  const open = view.stage === "check-in" || view.stage === "in-session";
  return (
    <>
      <Now {...props} />
      {open && <section className="mt-6"><QuorumSentence view={view} /><Attendance view={view} online={online} /></section>}
      {open && <Timeline view={view} zone={zone} now={serverNow()} />}
      {view.stage === "draft" && view.notice && <p className="flex flex-wrap gap-2 mt-4"><a className="btn" href={href("notice", props.at)}>{zh.meeting.notice}</a><a className="btn" href={href("reply", props.at)}>{zh.meeting.reply}</a></p>}
      {view.stage !== "in-session" && <Agenda {...props} />}
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
      <p className={`meta mt-6 ${props.meeting.link === "connected" ? "invisible" : ""}`}>{zh.meeting.still}<a href={href("meeting", props.at)}>{zh.meeting.refresh}</a></p>
    </>
  );
}

function Now(props: HallProps) {
  const { view, texts } = props.meeting;
  const item = itemById(view, view.current);
  if (view.stage === "in-session" && item) return <InHand {...props} item={item} />;
  const title = lineOf(texts[view.plan?.title.id ?? ""]);
  const hint = { draft: zh.meeting.noCheckIn, "check-in": zh.meeting.openSoon, "in-session": zh.meeting.inSession, closed: "", none: "" }[view.stage];
  return (
    <>
      <p className="eyebrow"><strong>{zh.stage[view.stage]}</strong><span>{zh.meetingKind[view.plan?.kind ?? "regular"]}</span></p>
      <h1><Phrase text={title} /></h1>
      {hint && <p className="my-3">{hint}</p>}
    </>
  );
}

function InHand(props: HallProps & { item: Item }) {
  const { meeting: { view, texts }, item } = props;
  const latest = latestRound(view);
  const round = latest?.item === item.id ? latest : null;
  const position = view.items.findIndex(({ id }) => id === item.id) + 1;
  return (
    <>
      <p className="eyebrow"><strong>{round ? stageWords(round) : zh.meeting.taken}</strong><span>{zh.meeting.item(position, view.items.length)}</span><span>{zh.meeting.present(view.here.member)}</span></p>
      <h1><Phrase text={lineOf(texts[item.title.id])} /></h1>
      {round && <InRound {...props} round={round} />}
      <Voided view={view} item={item} texts={texts} />
      {round?.stage !== "announced" && <Matter {...props} item={item} asked={round !== null} />}
    </>
  );
}

export function stageWords({ stage }: Round): string {
  const words: Record<Round["stage"], string> = {
    frozen: zh.meeting.frozen, open: zh.meeting.open, closed: zh.meeting.counting, doubted: zh.meeting.doubted, checked: zh.meeting.counting, announced: zh.meeting.announced, voided: zh.meeting.voided,
  };
  return words[stage];
}

function InRound({ meeting, body, round, at }: HallProps & { round: Round }) {
  const { mine, cast, view } = meeting;
  const roll = round.electorate?.present ?? 0;
  if (round.stage === "announced") {
    return <><ResultFigure round={round} /><Referral decider={itemById(view, round.item)?.decider} /><p className="my-4"><a className="btn" href={href("result", { ...at, round: round.id })}>{zh.meeting.seeResult}</a></p></>;
  }
  if (round.stage === "frozen") return <p className="my-3">{zh.meeting.soon(body)}</p>;
  return (
    <div className="my-4">
      {round.stage === "open" && (
        // The room that any of the sentences may need, so that nothing moves when the socket says who one is.
        <Banner calm><span className="roomy-line" data-room={[zh.meeting.notOnRoll, zh.meeting.watcherVote(body, zh.office.recorder)].sort((a, b) => b.length - a.length)[0]}>
          <span>{mine ? whyNoVote(view, mine.as === "person" ? mine : null, body) : zh.meeting.membersVoting(body)}</span>
        </span></Banner>
      )}
      <Turnout cast={round.participants ?? (cast?.round === round.id ? cast.cast : 0)} roll={roll} />
      <p className="meta">{round.stage === "doubted" ? zh.meeting.afterDoubt : zh.meeting.nextAfter}</p>
    </div>
  );
}

/** The resolution as it will be put, and the paper behind it. */
function Matter({ meeting: { texts }, item, at, asked }: HallProps & { item: Item; asked: boolean }) {
  return (
    <>
      <section className="mt-6"><h2 className="mb-1">{zh.meeting.resolution}</h2><p><Phrase text={lineOf(texts[item.resolution.id])} /></p></section>
      {asked ? <p className="mt-4"><a className="inline-flex items-center min-h-tap" href={href("item", { ...at, item: item.id })}>{zh.meeting.fullText}</a></p>
        : <section className="mt-6"><RichText text={texts[item.text.id]} /></section>}
    </>
  );
}

function Voided({ view, item, texts }: { view: MeetingState; item: Item; texts: HallProps["meeting"]["texts"] }) {
  const voided = voidedOf(view, item.id)?.voided;
  return voided && <div className="my-4"><Banner hint={voided.reason && zh.meeting.voidedWhy(plainLine(texts[voided.reason.id]))}>{zh.meeting.voided}</Banner></div>;
}

/** The items in their order, each with what was announced on it. */
function Agenda({ meeting: { view, texts }, at }: HallProps) {
  return (
    <section className="mt-6">
      <h2>{zh.meeting.items}</h2>
      <ol className="rows mt-2">
        {view.items.map((item) => {
          const announced = view.rounds.filter((round) => round.item === item.id && round.result).pop();
          const to = announced ? href("result", { ...at, round: announced.id }) : href("item", { ...at, item: item.id });
          return (
            <li key={item.id} className="py-2">
              <a className="entry" href={to}><Phrase text={lineOf(texts[item.title.id])} /></a>
              {announced ? <p><strong>{verdictOf(view, item.id)}</strong></p> : <p className="meta">{zh.meeting.decider}　{zh.decider[item.decider]}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}
