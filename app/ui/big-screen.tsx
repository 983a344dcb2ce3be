import { useEffect, useState } from "react";
import type { Meeting } from "~/live/useMeeting";
import { itemById, latestRound, type Item, type Round } from "~/rules/meeting/state";
import { quorumNow } from "~/rules/meeting/meeting";
import { needed } from "~/rules/tally/threshold";
import { choices, participants } from "~/rules/tally/verdict";
import type { CommunityCard, MeetingCard } from "~/wire/context";
import { checkCode, inFours } from "~/words/codes";
import { referralWords } from "~/words/referral";
import { outcomeSentence, ruleSentence, verdictWords } from "~/words/sentences";
import { clock, clockWithSeconds, day } from "~/words/time";
import { zh } from "~/words/zh";
import { Side } from "./choice";
import { Seal } from "./page";
import { lineOf, Phrase } from "./phrase";
import { Qr } from "./qr";
import { Bar } from "./result";

type Props = { meeting: Meeting; community: CommunityCard; card: MeetingCard; code: string | null; host: string; link: string };

/** What the hall sees: it follows the meeting by itself and has no buttons. */
export function BigScreen(props: Props) {
  const { meeting, community } = props;
  const { view } = meeting;
  const { now, heardAt } = useTick(meeting);
  const item = view.stage === "in-session" ? itemById(view, view.current) : undefined;
  const latest = latestRound(view);
  const round = item && latest?.item === item.id ? latest : null;
  return (
    <div className="screen" data-screen="big">
      <header>
        <span className="flex items-center gap-[0.5em]"><Seal />{item ? <Where {...props} item={item} round={round} /> : zh.community.hall(community.name)}</span>
        <span>{item ? <Quorum {...props} round={round} /> : <>{day(now, community.timeZone)} <b>{clock(now, community.timeZone)}</b></>}</span>
      </header>
      <main id="main">{item ? <InSession {...props} item={item} round={round} /> : <Waiting {...props} />}</main>
      <footer><Foot {...props} item={item} round={round} /><span className="nb">{meeting.link !== "connected" && `${zh.screen.reconnecting}　`}{zh.screen.updated(heardAt === null ? "--:--" : clockWithSeconds(heardAt, community.timeZone))}</span></footer>
    </div>
  );
}

/** The server's clock, twice a second, and when it was last heard: a frozen screen can be seen. */
function useTick({ serverNow, heardAt }: Meeting): { now: number; heardAt: number | null } {
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, []);
  return { now: serverNow(), heardAt: heardAt() };
}

function Where({ meeting: { view }, item, round }: Props & { item: Item; round: Round | null }) {
  const words = round?.stage === "announced" ? zh.meeting.announced : round?.stage === "open" ? zh.meeting.open : round?.stage === "frozen" ? zh.meeting.frozen : round?.stage === "doubted" ? zh.meeting.doubted : round ? zh.meeting.counting : zh.meeting.taken;
  return <>{zh.meeting.item(view.items.indexOf(item) + 1, view.items.length)}　<b>{words}</b></>;
}

function Quorum({ meeting: { view }, round, community }: Props & { round: Round | null }) {
  if (round?.stage === "announced" && round.announcedAt) return <>{zh.result.form(clock(round.announcedAt, community.timeZone))}</>;
  const quorum = quorumNow(view);
  if (!quorum) return null;
  return <>{quorum.met ? zh.screen.canVote(quorum.present) : zh.screen.cannotVote(quorum.present, quorum.needed)}</>;
}

function Waiting({ meeting: { view, texts }, card, code, host, community, link }: Props) {
  const { counts } = zh.meeting;
  const absent = view.stage === "draft";
  return (
    <div className="waiting">
      <section>
        <h1><Phrase text={lineOf(texts[view.plan?.title.id ?? ""])} /></h1>
        <p className="text-lead">{view.stage === "closed" ? zh.meeting.closed : view.plan && zh.screen.starts(clock(view.plan.startsAt, community.timeZone))}</p>
        <ol className="items">{view.items.map((item, i) => <li key={item.id}><span>{i + 1}</span><span><Phrase text={lineOf(texts[item.title.id])} /></span></li>)}</ol>
        {!absent && (
          <p className="figures">
            <span>{counts.expected}<b>{view.expected.members}</b></span><span>{counts.present}<b>{view.here.member}</b></span>{view.excused > 0 && <span>{counts.excused}<b>{view.excused}</b></span>}
          </p>
        )}
      </section>
      <section className="join">
        <Qr text={link} label={zh.screen.qr} className="qr" />
        <p>{zh.screen.scan}</p>
        <b>{card.code}</b>
        <p>{host}</p>
        {code && <p className="code">{zh.screen.code} <b data-code>{code}</b></p>}
      </section>
    </div>
  );
}

function InSession(props: Props & { item: Item; round: Round | null }) {
  const { meeting: { texts, cast }, item, round } = props;
  if (round?.stage === "announced") return <Announced {...props} round={round} />;
  const electorate = round?.electorate ?? null;
  const need = round && electorate && round.rule.base === "present" ? needed(electorate.present, round.rule.threshold) : null;
  const shown = round?.participants ?? (cast?.round === round?.id ? (cast?.cast ?? 0) : 0);
  return (
    <div className="session">
      <h1><Phrase text={lineOf(texts[item.title.id])} /></h1>
      {!round?.electorate && <p className="rule">{zh.meeting.resolution}</p>}
      <p className="question"><Phrase text={lineOf(texts[(round?.text ?? item.resolution).id])} /></p>
      {round && electorate && (
        <>
          <p className="cast">{zh.meeting.cast(shown, electorate.present)}</p>
          <div className="track" role="img" aria-label={zh.meeting.cast(shown, electorate.present)}><i className="cast" style={{ width: `${electorate.present === 0 ? 0 : (shown / electorate.present) * 100}%` }} /></div>
          <p className="rule">{round.stage === "open" ? `${ruleSentence(round.rule, electorate, need)}${zh.screen.voting}。` : zh.meeting.nextAfter}</p>
        </>
      )}
    </div>
  );
}

function Announced({ meeting: { texts }, item, round }: Props & { item: Item; round: Round }) {
  const { result, rule, electorate } = round;
  if (!result || !electorate) return null;
  const { count, outcome } = result;
  return (
    <div className="announced">
      <h1><Phrase text={lineOf(texts[item.title.id])} /></h1>
      <p className="verdict"><strong>{verdictWords(outcome)}</strong><span>{outcomeSentence(rule, { tally: count.tally, outcome, electorate })}</span></p>
      {outcome.base > 0 && <Bar rule={rule} count={count} outcome={outcome} big />}
      <dl>
        {choices.map((choice) => <div key={choice}><dt><Side choice={choice} /></dt><dd>{count.tally[choice]}</dd></div>)}
        <p>{zh.result.rollLine(electorate.present, participants(count.tally))}</p>
      </dl>
    </div>
  );
}

function Foot({ meeting: { view }, item, round, card, code, link }: Props & { item: Item | undefined; round: Round | null }) {
  if (!item) return <span className="say-foot">{view.stage === "closed" ? "" : zh.screen.noPhone}</span>;
  const referral = round?.stage === "announced" ? referralWords(item.decider) : null;
  return (
    <span className="corner">
      <Qr text={link} label={zh.screen.qr} className="qr-small" />
      <span>{card.code}{code && <>　{zh.screen.code} <b data-code>{code}</b></>}{referral && <><br />{referral.title}</>}</span>
      {round?.result && <span>{zh.result.code(inFours(checkCode(round.result.hash)))}</span>}
    </span>
  );
}
