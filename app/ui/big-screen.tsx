import { useEffect, useState } from "react";
import type { Meeting } from "~/live/useMeeting";
import { itemById, latestRound, type Item, type Round } from "~/rules/meeting/state";
import { quorumNow } from "~/rules/meeting/quorum";
import type { CommunityCard, MeetingCard } from "~/wire/context";
import { checkCode, inFours } from "~/words/codes";
import { referralWords } from "~/words/referral";
import { clock, clockWithSeconds, day } from "~/words/time";
import { zh } from "~/words/zh";
import { zhPages } from "~/words/zh-pages";
import { Announced, InSession } from "./big-session";
import { Seal } from "./page";
import { Fitted, Phrase, lineOf } from "./phrase";
import { PresenceLine } from "./quorum";
import { Qr } from "./qr";
import { verdictOf } from "./result";

export type ScreenProps = { meeting: Meeting; community: CommunityCard; card: MeetingCard; code: string | null; host: string; link: string };
type Props = ScreenProps;
export type InHand = Props & { item: Item; round: Round | null };

/** What the hall sees: it follows the meeting by itself and has no buttons. */
export function BigScreen(props: Props) {
  const { meeting, community } = props;
  const { view } = meeting;
  const { now, heardAt } = useTick(meeting);
  useRenewal(meeting.outdated);
  if (meeting.outdated) return <Ended outdated={meeting.outdated} />;
  const item = view.stage === "in-session" ? itemById(view, view.current) : undefined;
  const latest = latestRound(view);
  const round = item && latest?.item === item.id ? latest : null;
  return (
    <div className="screen" data-screen="big">
      <header>
        <span className="flex items-center gap-[0.5em] min-w-0"><Seal />{item ? <Where {...props} item={item} round={round} /> : <span className="one-line">{zhPages.community.hall(community.name)}</span>}</span>
        <span className="nb">{item ? <Quorum {...props} round={round} /> : <>{day(now, community.timeZone)} <b>{clock(now, community.timeZone)}</b></>}</span>
      </header>
      <main id="main">{!item ? <Waiting {...props} /> : round?.stage === "announced" ? <Announced {...props} item={item} round={round} /> : <InSession {...props} item={item} round={round} />}</main>
      <footer>
        <Foot {...props} item={item} round={round} />
        <p className="update nb">{round?.result && <>{zh.result.code(inFours(checkCode(round.result.hash)))}<br /></>}{meeting.link !== "connected" && `${zhPages.screen.reconnecting}　`}{zhPages.screen.updated(heardAt === null ? "--:--" : clockWithSeconds(heardAt, community.timeZone))}</p>
      </footer>
    </div>
  );
}

/** Nobody stands at the wall: a screen of an older build loads itself anew. */
function useRenewal(outdated: Meeting["outdated"]) {
  useEffect(() => {
    if (outdated !== "protocol") return;
    const timer = setTimeout(() => window.location.reload(), 3000);
    return () => clearTimeout(timer);
  }, [outdated]);
}

/** The link was taken back: what the hall saw is gone, and why. */
function Ended({ outdated }: { outdated: NonNullable<Meeting["outdated"]> }) {
  return <div className="screen" data-screen="big"><header><Seal /></header><main id="main"><h1>{outdated === "protocol" ? zhPages.screen.renewing : zhPages.screen.revoked}</h1></main></div>;
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

function Where({ meeting: { view }, item, round }: InHand) {
  const words = round?.stage === "announced" ? zh.meeting.announced : round?.stage === "open" ? zh.meeting.open : round?.stage === "frozen" ? zh.meeting.frozen : round?.stage === "doubted" ? zh.meeting.doubted : round ? zh.meeting.counting : zh.meeting.taken;
  return <>{zh.meeting.item(view.items.indexOf(item) + 1, view.items.length)}　<b>{words}</b></>;
}

function Quorum({ meeting: { view }, round, community }: Props & { round: Round | null }) {
  if (round?.stage === "announced" && round.announcedAt) return <>{zh.result.form(clock(round.announcedAt, community.timeZone))}</>;
  const quorum = quorumNow(view);
  if (!quorum) return null;
  return <>{quorum.met ? zhPages.screen.canVote(quorum.present) : zhPages.screen.cannotVote(quorum.present, quorum.needed)}</>;
}

const mostItems = 6;

function Waiting(props: Props) {
  const { meeting, card, code, host, community, link } = props;
  const { view, texts } = meeting;
  const { counts } = zh.meeting;
  const quorum = quorumNow(view);
  const state = view.stage === "closed" ? zh.meeting.closed : view.stage === "in-session" ? zhPages.screen.inSession : view.plan && zhPages.screen.starts(clock(view.plan.startsAt, community.timeZone));
  const left = view.items.length - mostItems;
  return (
    <div className="waiting">
      <section>
        <Fitted as="h1" text={lineOf(texts[view.plan?.title.id ?? ""])} steps={[26, 60]} />
        <p className="text-lead">{state}</p>
        <ol className="items">
          {view.items.slice(0, mostItems).map((item, i) => <li key={item.id}><span>{i + 1}</span><span><span className="title"><Phrase text={lineOf(texts[item.title.id])} /></span><Decided {...props} item={item} /></span></li>)}
          {left > 0 && <li><span /><span>{zhPages.screen.moreItems(left)}</span></li>}
        </ol>
        {quorum && (
          <>
            <p className="figures">
              <span>{counts.expected}<b>{view.expected.members}</b></span><span>{counts.present}<b>{view.here.member}</b></span>{view.excused > 0 && <span>{counts.excused}<b>{view.excused}</b></span>}
              <span className="line"><PresenceLine view={view} now={meeting.serverNow()} /></span>
            </p>
            {view.stage === "check-in" && <p>{quorum.met ? zhPages.screen.reached : zhPages.screen.missing(quorum.needed, quorum.needed - quorum.present)}</p>}
          </>
        )}
      </section>
      <section className="join" data-scan={link}>
        <Qr text={link} label={zhPages.screen.qr} className="qr" />
        <p>{zhPages.screen.scan}</p>
        <b>{card.code}</b>
        <p>{host}</p>
        {code && <p className="code">{zhPages.screen.code} <b data-code>{code}</b></p>}
      </section>
    </div>
  );
}

const Decided = ({ meeting: { view }, item }: Props & { item: Item }) => {
  const verdict = verdictOf(view, item.id);
  return verdict && <b>{verdict}</b>;
};

function Foot({ meeting: { view }, item, round, card, code, link }: Props & { item: Item | undefined; round: Round | null }) {
  if (!item) return <p className="say-foot">{view.stage === "closed" ? "" : zhPages.screen.noPhone}</p>;
  const referral = round?.stage === "announced" ? referralWords(item.decider) : null;
  return (
    <>
      <p className="corner" data-scan={link}><Qr text={link} label={zhPages.screen.qr} className="qr-small" /><span className="nb">{zhPages.screen.watch(card.code)}{code && <><br />{zhPages.screen.code} <b data-code>{code}</b></>}</span></p>
      {referral && <p className="say-foot flex-1">{referral.title}</p>}
    </>
  );
}
