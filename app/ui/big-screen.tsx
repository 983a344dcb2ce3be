import { useEffect, useState } from "react";
import type { Meeting } from "~/live/useMeeting";
import { agendaOf, conductNow, type Item } from "~/rules/meeting/state";
import { quorumNow } from "~/rules/meeting/quorum";
import type { CommunityCard, MeetingCard } from "~/wire/context";
import type { Wifi } from "~/wire/protocol";
import { checkCode, inFours } from "~/words/codes";
import { referralWords } from "~/words/referral";
import { stageWords } from "~/words/rounds";
import { clock, clockWithSeconds, day } from "~/words/time";
import { zh } from "~/words/zh";
import { zhResult } from "~/words/result";
import { zhChair } from "~/words/zh-chair";
import { zhPages } from "~/words/zh-pages";
import { Agenda, Break, Conduct, Practice, Survey } from "./big-pages";
import { shownOn, type Shown } from "./big-scene";
import { Announced, Counting, HandsUp, Question, Voting } from "./big-session";
import { Comment, Matter, Talk } from "./big-talk";
import { Waiting } from "./big-waiting";
import { Seal } from "./page";
import { Qr } from "./qr";
import { useRenewal } from "./renewal";

export type ScreenProps = { meeting: Meeting; community: CommunityCard; card: MeetingCard; code: string | null; wifi: Wifi | null; host: string; link: string };
/** One thing of the screen, with everything it is drawn from. */
export type On<At extends Shown["at"]> = ScreenProps & { shown: Extract<Shown, { at: At }> };

/** What the hall sees: it follows the meeting by itself and has no buttons. */
export function BigScreen(props: ScreenProps) {
  const { meeting, community } = props;
  const { now, heardAt } = useTick(meeting);
  useRenewal(meeting);
  if (meeting.outdated) return <Ended outdated={meeting.outdated} />;
  const shown = shownOn(meeting);
  const round = shown.at === "result" ? shown.round : null;
  return (
    <div className="screen" data-screen="big" data-shown={shown.at}>
      <header>
        <span className="flex items-center gap-[0.5em] min-w-0"><Seal /><Where {...props} shown={shown} /></span>
        <span className="nb">{shown.at === "waiting" ? <>{day(now, community.timeZone)} <b>{clock(now, community.timeZone)}</b></> : <Fact {...props} shown={shown} />}</span>
      </header>
      <main id="main"><Body {...props} shown={shown} /></main>
      <footer>
        <Foot {...props} shown={shown} />
        <p className="update nb">{round?.result && <>{zhResult.code(inFours(checkCode(round.result.hash)))}<br /></>}{meeting.link !== "connected" && `${zhPages.screen.reconnecting}　`}{zhPages.screen.updated(heardAt === null ? "--:--" : clockWithSeconds(heardAt, community.timeZone))}</p>
      </footer>
    </div>
  );
}

type Showing = ScreenProps & { shown: Shown };

function Body({ shown, ...props }: Showing) {
  switch (shown.at) {
    case "waiting": return <Waiting {...props} />;
    case "agenda": return <Agenda {...props} />;
    case "rules": return <Conduct {...props} />;
    case "break": return <Break {...props} />;
    case "comment": return <Comment {...props} shown={shown} />;
    case "practice": return <Practice rehearsal={shown.rehearsal} />;
    case "poll": return <Survey {...props} shown={shown} />;
    case "item": return <Matter {...props} shown={shown} />;
    case "talk": return <Talk {...props} shown={shown} />;
    case "question": return <Question {...props} shown={shown} />;
    case "voting": return <Voting {...props} shown={shown} />;
    case "hands": return <HandsUp {...props} shown={shown} />;
    case "counting": return <Counting {...props} shown={shown} />;
    case "result": return <Announced {...props} shown={shown} />;
  }
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

const stateWords: Partial<Record<Shown["at"], string>> = {
  item: zh.meeting.taken, talk: zhChair.screen.discussing, question: zh.meeting.frozen, voting: zh.meeting.open, hands: zh.meeting.open, result: zh.meeting.announced, comment: zhChair.screen.comment,
  poll: zhChair.screen.poll,
};

/** Where the meeting stands: which item, and what is done with it. */
function Where({ meeting: { view }, community, shown }: Showing) {
  const item = "item" in shown ? shown.item : null;
  const state = shown.at === "counting" ? stageWords(shown.round) : stateWords[shown.at];
  if (!item) return <span className="one-line">{zhPages.community.hall(community.name)}{state && <>　<b>{state}</b></>}</span>;
  return <span className="one-line">{placeOf(item, agendaOf(view))}　<b>{state}</b></span>;
}

const placeOf = (item: Item, agenda: readonly Item[]) => (item.kind === "procedure" ? zhChair.screen.procedure : zh.meeting.item(agenda.indexOf(item) + 1, agenda.length));

/** At the right of the state: how a result came about, else who is here. */
function Fact({ meeting: { view }, shown, community }: Showing) {
  if (shown.at === "result" && shown.round.announcedAt) return <>{zhResult.form(shown.round.rule.form, clock(shown.round.announcedAt, community.timeZone))}</>;
  const quorum = quorumNow(view);
  if (!quorum) return null;
  const votes = view.stage === "in-session" && view.adjournedAt === null && shown.at !== "counting";
  if (!votes && (quorum.met || view.stage !== "check-in")) return <>{zh.meeting.present(quorum.present)}</>;
  return <>{quorum.met ? zhPages.screen.canVote(quorum.present) : zhPages.screen.cannotVote(quorum.present, quorum.needed)}</>;
}

function Foot({ meeting: { view, names }, shown, card, code, link }: Showing) {
  if (shown.at === "waiting") return <p className="say-foot">{view.stage === "closed" ? "" : zhPages.screen.noPhone}</p>;
  const moved = view.motions.find(({ item, stage }) => item === view.current && stage === "moved" && conductNow(view).seconders > 0);
  const said = shown.at === "result" ? referralWords(shown.item.decider)?.title : (shown.at === "item" || shown.at === "talk") && moved ? zhChair.screen.waitsSecond(names[moved.mover] ?? "") : null;
  return (
    <>
      <p className="corner" data-scan={link}><Qr text={link} label={zhPages.screen.qr} className="qr-small" /><span className="nb">{zhPages.screen.watch(card.code)}{code && <><br />{zhPages.screen.code} <b data-code>{code}</b></>}</span></p>
      {said && <p className="say-foot flex-1">{said}</p>}
    </>
  );
}
