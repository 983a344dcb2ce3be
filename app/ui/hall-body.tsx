import { href } from "~/paths";
import { itemById, latestRound, type Item, type MeetingState, type Round } from "~/rules/meeting/state";
import { fullTime } from "~/words/time";
import { zh } from "~/words/zh";
import { Turnout } from "./ballot";
import type { HallProps } from "./hall-page";
import { Banner } from "./page";
import { lineOf, Phrase, plainLine } from "./phrase";
import { Attendance, QuorumSentence, Timeline } from "./quorum";
import { Referral } from "./referral";
import { ResultFigure } from "./result";
import { RichText } from "./rich";

/** What everybody reads: the state first, then the matter, then the facts of the meeting. */
export function HallBody(props: HallProps) {
  const { meeting: { view, texts, online, serverNow }, zone } = props;
  const open = view.stage === "check-in" || view.stage === "in-session";
  return (
    <>
      <Now {...props} />
      {open && <section className="mt-6"><QuorumSentence view={view} /><Attendance view={view} online={online} /></section>}
      {(open || view.stage === "closed") && <Timeline view={view} zone={zone} now={serverNow()} />}
      {view.stage !== "in-session" && <Agenda {...props} />}
      {view.plan && (
        <dl className="facts mt-6">
          <dt>{zh.meeting.start}</dt><dd>{fullTime(view.plan.startsAt, zone)}</dd>
          <dt>{zh.meeting.place}</dt><dd>{plainLine(texts[view.plan.place.id])}</dd>
          <dt>{zh.meeting.convener}</dt><dd>{plainLine(texts[view.plan.convener.id])}</dd>
          <dt>{zh.meeting.basis}</dt><dd>{plainLine(texts[view.plan.basis.id])}</dd>
        </dl>
      )}
      <noscript><p className="meta mt-6">{zh.meeting.noScript} <a href={href("meeting", props.at)}>{zh.meeting.refresh}</a></p></noscript>
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
      <p className="my-3">{hint}</p>
      <Results {...props} />
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

function stageWords({ stage }: Round): string {
  const words: Record<Round["stage"], string> = {
    frozen: zh.meeting.frozen, open: zh.meeting.open, closed: zh.meeting.counting, doubted: zh.meeting.doubted, checked: zh.meeting.counting, announced: zh.meeting.announced, voided: zh.meeting.voided,
  };
  return words[stage];
}

function InRound({ meeting, body, round, at }: HallProps & { round: Round }) {
  const { mine, cast, view } = meeting;
  const roll = round.electorate?.present ?? 0;
  if (round.stage === "announced") {
    return <><ResultFigure round={round} /><Referral view={view} item={round.item} /><p className="my-4"><a className="btn" href={href("result", { ...at, round: round.id })}>{zh.chair.results}</a></p></>;
  }
  if (round.stage === "frozen") return <p className="my-3">{zh.meeting.soon(body)}</p>;
  const member = mine?.as === "person" && mine.roles.includes("member");
  return (
    <div className="my-4">
      {round.stage === "open" && <Banner calm>{member ? zh.meeting.notOnRoll : mine ? zh.meeting.watcherVote(body) : zh.meeting.membersVoting(body)}</Banner>}
      <Turnout cast={round.participants ?? (cast?.round === round.id ? cast.cast : 0)} roll={roll} />
      <p className="meta">{round.stage === "doubted" ? zh.meeting.doubted : zh.meeting.nextAfter}</p>
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
  const voided = view.rounds.filter((round) => round.item === item.id && round.stage === "voided").pop();
  if (!voided || latestRound(view)?.stage === "announced") return null;
  return <div className="my-4"><Banner hint={voided.voided?.reason && zh.meeting.voidedWhy(plainLine(texts[voided.voided.reason.id]))}>{zh.meeting.voided}</Banner></div>;
}

function Agenda({ meeting: { view, texts }, at }: HallProps) {
  return (
    <section className="mt-6">
      <h2>{zh.meeting.items}</h2>
      <ol className="rows mt-2">
        {view.items.map((item) => (
          <li key={item.id} className="py-3">
            <a className="font-semibold inline-flex items-center min-h-tap" href={href("item", { ...at, item: item.id })}><Phrase text={lineOf(texts[item.title.id])} /></a>
            <p className="meta">{zh.meeting.decider}　{zh.decider[item.decider]}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Results({ meeting: { view, texts }, at }: HallProps) {
  const announced = view.rounds.filter((round) => round.result);
  if (announced.length === 0) return null;
  return (
    <section className="mt-4">
      <h2>{zh.meeting.results}</h2>
      <ul className="rows mt-2">
        {announced.map((round) => (
          <li key={round.id} className="py-2"><a className="font-semibold inline-flex items-center min-h-tap" href={href("result", { ...at, round: round.id })}><Phrase text={lineOf(texts[itemById(view, round.item)?.title.id ?? ""])} /></a>
            <p><strong>{zh.verdict[round.result!.outcome.verdict]}</strong></p></li>
        ))}
      </ul>
    </section>
  );
}
